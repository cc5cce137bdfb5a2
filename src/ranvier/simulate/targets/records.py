"""What an observer writes down of simulated courses: visits, scores and relapses as model tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from ranvier.definitions.rater_noise import ScoreError
from ranvier.simulate.frames import frame_of, supplied_columns
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.whole_points import WholePoints
from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme
from ranvier.vocabulary.people import Sex
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]

ONSET_DATE = date(2000, 1, 1)
"""The first symptom of every simulated patient here, so that dates and days from onset say the same."""

ONSET_DAY = (ONSET_DATE - date(1970, 1, 1)).days

_END = date(2150, 1, 1)
_EARLIEST_RELAPSE_VISIT, _RELAPSE_VISIT_SPAN = 3, 27  # days after onset: when a patient is seen, assumed


@dataclass(frozen=True)
class VisitDays:
    """Visits; `offset[p]:offset[p + 1]` are those of patient *p*, in whole days from onset."""

    offset: NDArray[np.int64]
    day: NDArray[np.int32]

    @property
    def row(self) -> NDArray[np.int64]:
        """The place of each visit's patient."""
        return np.repeat(np.arange(len(self.offset) - 1), np.diff(self.offset))


def regular_visits(
    first_day: ArrayLike, last_day: Floats, every_days: float, number: NDArray[np.int64], seed: int
) -> VisitDays:
    """Visits every so many days from the first day on, up to a twelfth of that sooner or later.

    first_day, last_day: of each patient, in days from onset. The first visit is on its day, none is later
    than the last.
    """
    first = np.broadcast_to(np.asarray(first_day, np.float64), last_day.shape)
    n_visits = np.maximum(np.floor((last_day - first) / every_days).astype(np.int64) + 1, 0)
    offset = np.concatenate([[0], np.cumsum(n_visits)])
    row = np.repeat(np.arange(len(n_visits)), n_visits)
    place = np.arange(offset[-1]) - offset[row]
    early = (luck_of(seed, Purpose.VISIT_DAY, number[row], place) - 0.5) * every_days / 6
    day = np.rint(first[row] + place * every_days + np.where(place > 0, early, 0.0))
    return VisitDays(offset, np.minimum(day, last_day[row]).astype(np.int32))


def kept_visits(visits: VisitDays, share: float, number: NDArray[np.int64], seed: int) -> VisitDays:
    """The *share* of *visits* that take place, each by luck of its own."""
    row = visits.row
    place = np.arange(len(row)) - visits.offset[row]
    takes_place = luck_of(seed, Purpose.VISIT_MISSED, number[row], place) < share
    offset = np.concatenate([[0], np.cumsum(takes_place)])[visits.offset]
    return VisitDays(offset, visits.day[takes_place])


def with_relapse_visits(visits: VisitDays, courses: Courses, share: float, seed: int) -> VisitDays:
    """*visits*, and one within a month of onset for a share of the relapses between first and last."""
    relapse_row = np.repeat(np.arange(len(visits.offset) - 1), np.diff(courses.relapse_offset))
    number = courses.patients.number[relapse_row]
    onset = courses.relapse_day.astype(np.int64)
    delay = luck_of(seed, Purpose.RELAPSE_VISIT_DELAY, number, onset) * _RELAPSE_VISIT_SPAN
    day = onset + _EARLIEST_RELAPSE_VISIT + np.floor(delay).astype(np.int64)
    has_visits = np.diff(visits.offset) > 0
    first = np.full(len(has_visits), np.iinfo(np.int64).max)
    last = np.full(len(has_visits), -1, np.int64)
    first[has_visits] = visits.day[visits.offset[:-1][has_visits]]
    last[has_visits] = visits.day[visits.offset[1:][has_visits] - 1]
    is_seen = luck_of(seed, Purpose.RELAPSE_VISIT, number, onset) < share
    is_seen &= (day > first[relapse_row]) & (day < last[relapse_row])
    both = np.stack([np.append(visits.row, relapse_row[is_seen]), np.append(visits.day, day[is_seen])])
    row, days = np.unique(both, axis=1)  # in order, and one visit a day
    counts = np.bincount(row, minlength=len(has_visits))
    return VisitDays(np.concatenate([[0], np.cumsum(counts)]), days.astype(np.int32))


def simulate_record(
    courses: Courses,
    visits: VisitDays,
    seed: int,
    noise: ScoreError | None = None,
    *,
    whole_points: WholePoints | None = None,
) -> Cohort:
    """Patients, visits and relapses as a register holds them; every relapse is known, none is missed.

    noise: of a rater; RaterNoise where none is given. whole_points: the habit of raters to leave out halves;
    nobody has it where none is given.
    """
    ids = patient_ids(courses)
    row = visits.row
    points = courses.true_points(visits.offset, visits.day).astype(np.float64)
    edss = simulate_scores(points, courses.patients.number[row], visits.day, seed=seed, noise=noise)
    if whole_points is not None:
        edss = whole_points.written(edss, courses.patients.number[row], seed)
    relapse_row = np.repeat(np.arange(len(ids)), np.diff(courses.relapse_offset))
    frames = {
        "patients": _frame("patients", _patient_columns(courses, ids)),
        "visits": _frame(
            "visits",
            {"patient_id": ids[row], "date": ONSET_DAY + visits.day.astype(np.float64), "edss": edss},
        ),
        "relapses": _frame(
            "relapses",
            {
                "patient_id": ids[relapse_row],
                "onset_date": ONSET_DAY + courses.relapse_day.astype(np.float64),
            },
        ),
    }
    supplied = {name: supplied_columns(TABLES[name], frame) for name, frame in frames.items()}
    programme = Programme(
        "Simulated for a published figure", _END, "ranvier, simulated records", synthetic=True
    )
    return Cohort(programme=programme, frames=frames, supplied=supplied)


def patient_ids(courses: Courses) -> NDArray[Any]:
    """A name for each patient, in order of their numbers."""
    return np.array([f"S{number:08d}" for number in courses.patients.number], dtype=object)


def date_of(day: NDArray[Any]) -> pl.Series:
    """Days from onset as dates; null where infinite or NaN."""
    days = np.where(np.isfinite(day), ONSET_DAY + np.floor(np.where(np.isfinite(day), day, 0.0)), np.nan)
    return pl.Series(days).fill_nan(None).cast(pl.Int32).cast(pl.Date)


def _patient_columns(courses: Courses, ids: NDArray[Any]) -> dict[str, Any]:
    patients = courses.patients
    death = np.where(np.isfinite(courses.death_day), ONSET_DAY + np.floor(courses.death_day), np.nan)
    return {
        "patient_id": ids,
        "sex": np.where(patients.female, Sex.FEMALE.value, Sex.MALE.value),
        "birth_year": np.floor(ONSET_DATE.year - patients.onset_age_years),
        "onset_date": np.full(len(ids), float(ONSET_DAY)),
        "death_date": death,
    }


def _frame(name: str, columns: dict[str, Any]) -> pl.DataFrame:
    return frame_of(TABLES[name], columns)


def years(number: float) -> int:
    """Whole days in *number* years."""
    return round(number * DAYS_PER_YEAR)
