"""How progressive disease goes on, from onset or from conversion."""

from __future__ import annotations

import polars as pl

from ranvier.course.milestone import find_milestone
from ranvier.definitions.milestone import Milestone
from ranvier.estimates.change.mixed_model import estimate_mixed_model
from ranvier.estimates.targets.counted import (
    Figures,
    curve_of_days,
    median_years,
    percent_by,
    years_until,
)
from ranvier.estimates.targets.milestones import curve_from_onset, lasting, relapsing_ids
from ranvier.simulate.targets.records import ONSET_DATE, date_of, years
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.vocabulary.time import DAYS_PER_YEAR

_SLOPE_YEARS = 10
_CONVERTED_YEARS = 20  # a register sees those who convert while it follows them
_SLOPE_PATIENTS = 800


def find_progressive_figures(studies: SimulatedStudies) -> Figures:
    """Slopes and times to EDSS 6 in primary and in secondary progressive disease, untreated."""
    curve = curve_from_onset(lasting(studies.primary_record, 6.0))
    return {
        "primary_slope": _slope(_first_years(studies.primary_record.visits)),
        "primary_edss_6_years": median_years(curve),
        "primary_edss_6_by_10_years": percent_by(curve, 10),
        "primary_edss_6_quarter": years_until(curve, 0.25),
        "primary_not_edss_6_by_25_years": 100 - percent_by(curve, 25),
        "secondary_edss_6_by_8_years": _secondary_edss_6(studies),
        "secondary_slope": _secondary_slope(studies),
    }


def _secondary_edss_6(studies: SimulatedStudies) -> float:
    """Percent at EDSS 6 within 8 years of their first score of 3.0 to 4.0, of patients who converted."""
    record, courses = studies.untreated_record, studies.relapsing
    converted = pl.Series(courses.secondary_day <= years(_CONVERTED_YEARS))
    patients = relapsing_ids(courses).filter(converted)
    first = (
        record.visits.filter(pl.col("edss").is_between(3.0, 4.0))
        .filter(pl.col("patient_id").is_in(patients.implode()))
        .group_by("patient_id")
        .agg(pl.col("date").min().alias("zero_date"))
        .sort("patient_id")
    )
    reached = find_milestone(record, Milestone(score=6.0), first)
    return percent_by(curve_of_days(reached["day"], reached["reached"]), 8)


def _secondary_slope(studies: SimulatedStudies) -> float:
    """The slope of the EDSS in the ten years after conversion."""
    courses = studies.relapsing
    converted = pl.DataFrame(
        {"patient_id": relapsing_ids(courses), "zero_date": date_of(courses.secondary_day)}
    ).drop_nulls()
    visits = studies.untreated_record.visits.join(converted, on="patient_id")
    return _slope(_first_years(visits.filter(pl.col("date") >= pl.col("zero_date"))))


def _first_years(visits: pl.DataFrame) -> pl.DataFrame:
    """The visits of the first ten years from zero_date, or from onset, with those years."""
    zero = pl.col("zero_date") if "zero_date" in visits.columns else pl.lit(ONSET_DATE)
    dated = visits.with_columns(((pl.col("date") - zero).dt.total_days() / DAYS_PER_YEAR).alias("years"))
    return dated.filter(pl.col("years") <= _SLOPE_YEARS)


def _slope(visits: pl.DataFrame) -> float:
    """The common slope of a mixed model with a line of each patient; of those with three visits or more."""
    counted = visits.filter(pl.len().over("patient_id") >= 3)
    chosen = counted["patient_id"].unique().sort().head(_SLOPE_PATIENTS)
    rows = counted.filter(pl.col("patient_id").is_in(chosen.implode()))
    patient = rows["patient_id"].rank("dense").cast(pl.Int64)
    model = estimate_mixed_model(rows["edss"], patient, rows["years"])
    return float(model.effect("years").estimate)
