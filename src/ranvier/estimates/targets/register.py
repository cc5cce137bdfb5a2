"""What a register of the years of drugs finds: confirmed worsening, what lasts of it, slopes and ranks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import spearmanr

from ranvier.course.events import find_events
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.estimates.change.change import estimate_median
from ranvier.estimates.change.mixed_model import estimate_mixed_model
from ranvier.estimates.targets.counted import Figures, curve_of_days, percent, percent_by
from ranvier.simulate.targets.records import ONSET_DATE
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.events import RelapseRelation
from ranvier.vocabulary.people import Sex
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]

_SIX_MONTHS = ConfirmedWorsening(
    reference=Reference.ROVING,
    occurrence=Occurrence.EVERY,
    confirm_after_days=168,  # 24 weeks: visits lie half a year apart, some a few days less
    relapse_to_confirmation=RelapseDistance(),
)
"""Confirmed after 6 months, every event of a patient, as source S223 counts them."""

_CONFIRMED_MONTHS = {3: 84, 6: 168, 12: 350, 24: 715}  # less two weeks, so that the visit due confirms
_LATER_YEARS = 5
_SLOPE_PATIENTS = 3_000


def find_register_figures(studies: SimulatedStudies) -> Figures:
    """Rates of worsening with and without relapses, their persistence, slopes of men and women, ranks."""
    record = studies.register_record
    men, women = (_slope(record, sex) for sex in (Sex.MALE, Sex.FEMALE))
    first = record.visits.group_by("patient_id").agg(pl.col("edss").sort_by("date").first())
    return {
        **_worsening(record),
        **{
            f"lasts_if_{months}_months": _persistence(record, days)
            for months, days in _CONFIRMED_MONTHS.items()
        },
        "slope_men": men,
        "slope_women": women,
        "slope_men_over_women": men / women,
        "rank_early": _rank_correlation(studies.region_record, 1),
        "rank_late": _rank_correlation(studies.region_record, 10),
        "first_visit_edss": float(estimate_median(first["edss"]).estimate),
    }


def _worsening(record: Cohort) -> Figures:
    """Events a patient-year, who has one, and how many no later visit takes back."""
    events = find_events(record, _SIX_MONTHS)
    dates = record.visits.group_by("patient_id").agg(
        pl.col("date").min().alias("first"), pl.col("date").max().alias("last")
    )
    days = (dates["last"] - dates["first"]).dt.total_days().to_numpy()
    years = float(days.sum()) / DAYS_PER_YEAR
    pira = events.filter(pl.col("relation") == RelapseRelation.PIRA.value)
    other = events.filter(pl.col("relation") != RelapseRelation.PIRA.value)
    return {
        "worsening_rate": events.height / years,
        "pira_rate": pira.height / years,
        "raw_rate": other.height / years,
        "pira_share": 100 * pira.height / events.height,
        "with_worsening": 100 * events["patient_id"].n_unique() / dates.height,
        "pira_lasts": percent(pira["holds_to_end"]),
        "raw_lasts": percent(other["holds_to_end"]),
    }


def _persistence(record: Cohort, confirm_after_days: int) -> float:
    """Percent of first worsenings that no visit of the five years after their onset takes back.

    Worsenings whose record ends before are followed until then (Kaplan and Meier).
    """
    rule = replace(_SIX_MONTHS, occurrence=Occurrence.FIRST, confirm_after_days=confirm_after_days)
    events = find_events(record, rule).select("patient_id", "onset_date", "held_until_date")
    visits = record.visits.select("patient_id", "date")
    after = (
        events.join(visits, on="patient_id")
        .group_by("patient_id", "onset_date")
        .agg(
            pl.col("date").filter(pl.col("date") > pl.col("held_until_date")).min().alias("broken"),
            pl.col("date").max().alias("last"),
        )
    )
    exit_day = (pl.coalesce("broken", "last") - pl.col("onset_date")).dt.total_days()
    followed = after.select(exit_day.alias("exit_day"), pl.col("broken").is_not_null().alias("event"))
    return 100 - percent_by(curve_of_days(followed["exit_day"], followed["event"]), _LATER_YEARS)


def _slope(record: Cohort, sex: Sex) -> float:
    """The common slope of a mixed model with a line of each patient."""
    chosen = record.patients.filter(pl.col("sex") == sex.value)["patient_id"].sort().head(_SLOPE_PATIENTS)
    rows = record.visits.filter(pl.col("patient_id").is_in(chosen.implode()))
    years = (rows["date"] - ONSET_DATE).dt.total_days() / DAYS_PER_YEAR
    patient = rows["patient_id"].rank("dense").cast(pl.Int64)
    return float(estimate_mixed_model(rows["edss"], patient, years).effect("years").estimate)


def _rank_correlation(record: Cohort, from_year: int) -> float:
    """Spearman's correlation of the scores of one year after onset with those five years later."""
    days = (pl.col("date") - pl.lit(ONSET_DATE)).dt.total_days()
    numbered = record.visits.with_columns((days / DAYS_PER_YEAR).round().cast(pl.Int64).alias("year"))
    first, second = (
        numbered.filter(pl.col("year") == year).group_by("patient_id").agg(pl.col("edss").first())
        for year in (from_year, from_year + 5)
    )
    both = first.join(second, on="patient_id", suffix="_later")
    return float(spearmanr(both["edss"], both["edss_later"]).statistic)
