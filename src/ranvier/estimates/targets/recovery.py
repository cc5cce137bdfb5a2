"""How far relapses raise the EDSS and what stays, as scores of visits before and after tell it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.targets.counted import Figures, percent
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.vocabulary.time import DAYS_PER_MONTH, DAYS_PER_YEAR

Floats = NDArray[np.float64]

_BEFORE_DAYS = 45  # half the distance between visits of a trial
_NADIR_DAYS = 5  # 1 to 2 days to the worst, and the patient has to be seen
_AFTER_DAYS = (19, 109)  # a planned visit of a trial after the relapse: 64 days on average (E60)
_CLINIC_DAYS = (67, 187)  # 127 days on average (E61)
_CLINIC_RISE = 1.0  # recorded rise from which a relapse is taken to reach the clinic of E61
_SEVERE_RISE = 2.0
_MOST_YEARS = 15
_TRIAL_VISITS_DAYS = 84


@dataclass(frozen=True)
class _Seen:
    """Recorded EDSS of each relapse: before it, at the worst, and after so many days."""

    before: Floats
    worst: Floats
    after: dict[str, Floats]


def find_recovery_figures(studies: SimulatedStudies) -> Figures:
    """The rise at the worst and what stays, by trials, by a clinic and after severe relapses."""
    courses = studies.relapsing
    relapse = _relapses_of(courses)
    seen = _seen(studies, courses, relapse)
    rise = seen.worst - seen.before
    left = {when: after - seen.before for when, after in seen.after.items()}
    clinic, severe = rise >= _CLINIC_RISE, rise >= _SEVERE_RISE
    return {
        "nadir_half": percent(rise >= 0.5),
        "nadir_one": percent(rise >= 1.0),
        "nadir_two": percent(rise >= 2.0),
        "nadir_mean": float(estimate_mean(rise).estimate),
        "residual_half": percent(left["trial"] >= 0.5),
        "residual_one": percent(left["trial"] >= 1.0),
        "residual_mean": float(estimate_mean(left["trial"]).estimate),
        "clinic_residual_half": percent(left["clinic"][clinic] >= 0.5),
        "clinic_residual_one": percent(left["clinic"][clinic] >= 1.0),
        "clinic_recovery": float(estimate_mean((rise - left["clinic"])[clinic]).estimate),
        "severe_one_early": percent(left["2"][severe] >= 1.0),
        "severe_one_late": percent(left["12"][severe] >= 1.0),
        "severe_two_early": percent(left["2"][severe] >= 2.0),
        "severe_two_late": percent(left["12"][severe] >= 2.0),
        **_recovered(studies, courses, relapse),
    }


def _relapses_of(courses: Courses) -> NDArray[np.int64]:
    """Relapses of the years in which trials find their patients, with a year before death."""
    row = _rows(courses)
    day = courses.relapse_day
    usable = (day > DAYS_PER_YEAR) & (day < _MOST_YEARS * DAYS_PER_YEAR)
    usable &= (day < courses.secondary_day[row]) & (day + 2 * DAYS_PER_YEAR < courses.death_day[row])
    return np.flatnonzero(usable)


def _seen(studies: SimulatedStudies, courses: Courses, relapse: NDArray[np.int64]) -> _Seen:
    row = _rows(courses)[relapse]
    number = courses.patients.number[row]
    onset = courses.relapse_day[relapse].astype(np.int64)
    chance = luck_of(studies.seed, Purpose.RELAPSE_VISIT_DELAY, number, onset)

    def recorded(day: NDArray[np.int64]) -> Floats:
        return _recorded(studies, courses, row, day)

    after = {
        "trial": recorded(onset + _within(_AFTER_DAYS, chance)),
        "clinic": recorded(onset + _within(_CLINIC_DAYS, chance)),
        "2": recorded(onset + round(2 * DAYS_PER_MONTH)),
        "12": recorded(onset + round(12 * DAYS_PER_MONTH)),
    }
    return _Seen(recorded(onset - _BEFORE_DAYS), recorded(onset + _NADIR_DAYS), after)


def _recovered(studies: SimulatedStudies, courses: Courses, relapse: NDArray[np.int64]) -> Figures:
    """Percent of relapses with a rise seen back at the score before, by months, at visits every 12 weeks."""
    row = _rows(courses)[relapse]
    onset = courses.relapse_day[relapse].astype(np.int64)
    number = courses.patients.number[row]
    first = np.ceil(_TRIAL_VISITS_DAYS * luck_of(studies.seed, Purpose.VISIT_DAY, number, onset)).astype(
        np.int64
    )
    before = _recorded(studies, courses, row, onset - _BEFORE_DAYS)
    risen = _recorded(studies, courses, row, onset + _NADIR_DAYS) > before
    back_day = np.full(len(onset), np.inf)
    for place in range(5):
        day = first + place * _TRIAL_VISITS_DAYS
        is_back = _recorded(studies, courses, row, onset + day) <= before
        back_day = np.where(is_back, np.minimum(back_day, day), back_day)
    return {
        f"recovered_{months}_month{'s' if months > 1 else ''}": percent(
            back_day[risen] <= months * DAYS_PER_MONTH
        )
        for months in (1, 3, 6, 12)
    }


def _recorded(
    studies: SimulatedStudies, courses: Courses, row: NDArray[np.int64], day: NDArray[np.int64]
) -> Floats:
    """What the rater who knows the patient writes down for the patient of each row on a day."""
    points = _points(courses, row, day)
    number = courses.patients.number[row]
    return simulate_scores(points, number, day, seed=studies.seed, noise=studies.same_rater)


def _points(courses: Courses, row: NDArray[np.int64], day: NDArray[np.int64]) -> Floats:
    """The true EDSS of the patient of each row on a day."""
    order = np.lexsort((day, row))
    counts = np.bincount(row, minlength=len(courses.patients.number))
    offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    found = np.empty(len(row))
    found[order] = courses.true_points(offset, np.maximum(day, 0)[order].astype(np.int32))
    return found


def _rows(courses: Courses) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(courses.patients.number)), np.diff(courses.relapse_offset))


def _within(days: tuple[int, int], chance: Floats) -> NDArray[np.int64]:
    return np.floor(days[0] + (days[1] - days[0]) * chance).astype(np.int64)
