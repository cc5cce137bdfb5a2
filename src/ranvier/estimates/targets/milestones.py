"""When a lasting EDSS is reached, in years from onset and by age."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.milestone import find_milestone
from ranvier.definitions.milestone import Milestone
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.targets.counted import Figures, curve_of_days, median_years, percent_by
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.targets.records import ONSET_DATE, patient_ids, years
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]


def find_milestones_figures(studies: SimulatedStudies) -> Figures:
    """Times to a lasting EDSS of untreated patients, to secondary progression, and of a region with drugs."""
    record, courses = studies.untreated_record, studies.untreated
    relapsing = relapsing_ids(studies.relapsing)
    reached = {score: lasting(record, score) for score in (3.0, 4.0, 6.0, 7.0)}
    onset = {score: curve_from_onset(found, relapsing) for score, found in reached.items()}
    region = {score: curve_from_onset(lasting(studies.region_record, score)) for score in (4.0, 6.0)}
    return {
        "edss_3_years": median_years(curve_from_onset(reached[3.0])),
        "edss_4_years": median_years(onset[4.0]),
        "edss_6_years": median_years(onset[6.0]),
        "edss_6_by_15_years": percent_by(onset[6.0], 15),
        "edss_3_to_6_years": _between(reached[3.0], reached[6.0], relapsing),
        "edss_4_age": _age_at(courses, reached[4.0]),
        "edss_6_age": _age_at(courses, reached[6.0]),
        "edss_7_age": _age_at(courses, reached[7.0]),
        **_secondary(studies.relapsing),
        "treated_edss_4_years": median_years(region[4.0]),
        "treated_edss_6_years": median_years(region[6.0]),
    }


def lasting(record: Cohort, score: float) -> pl.DataFrame:
    """Whether and when each patient reaches a score that no later visit takes back: days from onset."""
    zeros = record.patients.select("patient_id", pl.lit(ONSET_DATE).alias("zero_date"))
    return find_milestone(record, Milestone(score=score, sustained_to_end=True), zeros)


def curve_from_onset(found: pl.DataFrame, patients: pl.Series | None = None) -> SurvivalCurve:
    """The curve of patients still below a score, from onset."""
    chosen = found if patients is None else found.filter(pl.col("patient_id").is_in(patients.implode()))
    return curve_of_days(chosen["day"], chosen["reached"])


def relapsing_ids(courses: Courses) -> pl.Series:
    """The names of the patients of *courses*."""
    return pl.Series("patient_id", patient_ids(courses).tolist(), dtype=pl.String)


def _between(first: pl.DataFrame, second: pl.DataFrame, patients: pl.Series) -> float:
    """Median years from the first milestone to the second, of those who reached the first."""
    both = first.filter("reached").join(second, on="patient_id", suffix="_second")
    chosen = both.filter(pl.col("patient_id").is_in(patients.implode()))
    waited = (chosen["day_second"] - chosen["day"]).clip(lower_bound=0)
    return median_years(curve_of_days(waited, chosen["reached_second"]))


def _age_at(courses: Courses, found: pl.DataFrame) -> float:
    """Median age at a milestone, from birth as Kaplan and Meier have it."""
    born = pl.DataFrame(
        {"patient_id": relapsing_ids(courses), "born": courses.patients.onset_age_years * DAYS_PER_YEAR}
    )
    dated = found.join(born, on="patient_id")
    return median_years(curve_of_days(dated["born"] + dated["day"], dated["reached"]))


def _secondary(courses: Courses) -> Figures:
    """Median years to secondary progression, and conversions a patient-year before it."""
    end = np.minimum(courses.death_day, years(50)).astype(np.float64)
    converted = courses.secondary_day <= end
    exit_day = np.minimum(courses.secondary_day, end)
    return {
        "secondary_years": median_years(curve_of_days(exit_day, converted)),
        "secondary_hazard": float(converted.sum() / (exit_day.sum() / DAYS_PER_YEAR)),
    }
