"""When patients begin a therapy: by the calendar, by severity, or because of a relapse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.limits import Limits
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import LONGEST_DAYS, Courses
from ranvier.simulate.natural_history.offsets import patient_rows

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CalendarStart:
    """On a day drawn evenly from a window, counted from the onset of the illness, both ends included."""

    from_day: int
    to_day: int

    def __post_init__(self) -> None:
        limits = Limits("start by the calendar")
        limits.whole("from_day", self.from_day, 0, LONGEST_DAYS)
        limits.whole("to_day", self.to_day, self.from_day, LONGEST_DAYS)
        limits.finish()


@dataclass(frozen=True)
class SeverityStart:
    """So many days after the lasting EDSS is first at least so many points."""

    at_least_points: float
    delay_days: int = 0

    def __post_init__(self) -> None:
        limits = Limits("start by severity")
        limits.between("at_least_points", self.at_least_points, 0.0, 9.5)
        limits.whole("delay_days", self.delay_days, 0, LONGEST_DAYS)
        limits.finish()


@dataclass(frozen=True)
class RelapseStart:
    """So many days after the first relapse from a day on whose height is at least so many points."""

    at_least_peak: float = 0.0
    delay_days: int = 0
    from_day: int = 0

    def __post_init__(self) -> None:
        limits = Limits("start because of a relapse")
        limits.between("at_least_peak", self.at_least_peak, 0.0, 9.5)
        limits.whole("delay_days", self.delay_days, 0, LONGEST_DAYS)
        limits.whole("from_day", self.from_day, 0, LONGEST_DAYS)
        limits.finish()


StartRule = CalendarStart | SeverityStart | RelapseStart


def find_start_days(courses: Courses, rule: StartRule, seed: int) -> Floats:
    """The day on which each patient begins, from the onset of the illness; NaN for those who never do.

    Nobody begins after death or after the day until which courses are known.
    """
    match rule:
        case CalendarStart():
            days = _by_calendar(courses, rule, seed)
        case SeverityStart():
            days = _by_severity(courses, rule)
        case RelapseStart():
            days = _because_of_relapse(courses, rule)
    begins = (days <= courses.until_day) & (days < courses.death_day)
    return np.where(begins, days, np.nan)


def _by_calendar(courses: Courses, rule: CalendarStart, seed: int) -> Floats:
    luck = luck_of(seed, Purpose.START, courses.patients.number)
    days: Floats = rule.from_day + np.floor(luck * (rule.to_day - rule.from_day + 1))
    return days


def _by_severity(courses: Courses, rule: SeverityStart) -> Floats:
    """The lasting EDSS rises on days of relapses and of steps, so only those are looked at."""
    events = [patient_rows(offset) for offset in (courses.relapse_offset, courses.step_offset)]
    patient = np.concatenate([np.arange(len(courses)), *events])
    day = np.concatenate([np.zeros(len(courses)), courses.relapse_day, courses.step_day])
    order = np.lexsort((day, patient))
    offset = np.searchsorted(patient[order], np.arange(len(courses) + 1))
    reached = courses.lasting_points(offset, day[order]) >= rule.at_least_points - 1e-6
    return _first(patient[order][reached], day[order][reached], len(courses)) + rule.delay_days


def _because_of_relapse(courses: Courses, rule: RelapseStart) -> Floats:
    wanted = (courses.relapse_peak >= rule.at_least_peak) & (courses.relapse_day >= rule.from_day)
    patient = patient_rows(courses.relapse_offset)[wanted]
    return _first(patient, courses.relapse_day[wanted].astype(np.float64), len(courses)) + rule.delay_days


def _first(patient: NDArray[np.int64], day: Floats, n_patients: int) -> Floats:
    """The first of each patient's days, which are in order; NaN where there is none."""
    found = np.full(n_patients, np.nan)
    found[patient[::-1]] = day[::-1]
    return found
