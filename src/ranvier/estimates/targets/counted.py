"""Small helpers that several groups of targets share: shares in percent, spans of years, curves."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.relapse_rate import count_by_group, count_relapses
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.targets.records import date_of, patient_ids
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.time import DAYS_PER_YEAR

Figures = dict[str, float]
Floats = NDArray[np.float64]


def percent(found: Any) -> float:
    """The share of True in percent; NaN of nobody."""
    values = np.asarray(found, dtype=np.float64)
    return float(100 * values.mean()) if values.size else float("nan")


def spans_of(courses: Courses, start_day: Floats, end_day: Floats) -> pl.DataFrame:
    """A stretch of each patient in days from onset: patient_id, start_date and end_date; none where empty."""
    spans = pl.DataFrame(
        {
            "patient_id": pl.Series(patient_ids(courses).tolist(), dtype=pl.String),
            "start_date": date_of(start_day),
            "end_date": date_of(end_day),
        }
    )
    return spans.filter(pl.col("end_date") > pl.col("start_date"))


def relapses_per_year(record: Cohort, spans: pl.DataFrame) -> float:
    """Relapses in *spans* over their years."""
    return float(count_by_group(count_relapses(record, spans))["events_per_year"].item())


def curve_of_days(exit_day: Any, event: Any) -> SurvivalCurve:
    """The curve of those free of an event, from whole days; nobody leaves before day 0."""
    days = np.floor(np.asarray(exit_day, dtype=np.float64)).astype(np.int64)
    return estimate_survival(days, np.asarray(event, dtype=bool))


def median_years(curve: SurvivalCurve) -> float:
    """Years until half have had the event; infinite where half never have."""
    days = curve.median().estimate
    return float("inf") if np.isnan(days) else float(days / DAYS_PER_YEAR)


def percent_by(curve: SurvivalCurve, years: float) -> float:
    """Percent who have had the event after so many years."""
    return 100 * (1 - curve.at(round(years * DAYS_PER_YEAR)).estimate)


def years_until(curve: SurvivalCurve, share: float) -> float:
    """Years until *share* of the patients have had the event; infinite where so many never have."""
    reached = np.flatnonzero(curve.survival <= 1 - share)
    return float(curve.day[reached[0]] / DAYS_PER_YEAR) if reached.size else float("inf")
