"""Because of what, and on which day of their illness, people come to a clinic that takes patients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.entry import RELAPSE_DAYS, EntryPlan
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.natural_history.patients import Patients
from ranvier.simulate.natural_history.starts import SeverityStart, find_start_days
from ranvier.simulate.plan import ClinicPlan
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]


SCARCER_IN_RELAPSE = 3.0
"""Of those who could come because of a relapse so many times fewer fit; decides on nothing but speed."""


@dataclass(frozen=True)
class Windows:
    """The time in which the clinic takes patients, in days of each one's own illness; one number each.

    open_day, close_day: its first and last day. otherwise: would come otherwise than because of a relapse.
    """

    open_day: Floats
    close_day: Floats
    otherwise: Flags

    def of(self, rows: Rows) -> Windows:
        """The windows of the patients in *rows*."""
        return Windows(self.open_day[rows], self.close_day[rows], self.otherwise[rows])


@dataclass(frozen=True)
class Coming:
    """When each patient would come: one number each, days from the first symptom.

    day: of the baseline visit, NaN for those who never come. relapse_day: onset of the relapse because of
    which they come, NaN for those who come otherwise. open_day: on which the clinic begins to take patients.
    """

    day: Floats
    relapse_day: Floats
    open_day: Floats

    def of(self, rows: Rows) -> Coming:
        """When the patients in *rows* would come."""
        return Coming(self.day[rows], self.relapse_day[rows], self.open_day[rows])


def simulate_windows(patients: Patients, plan: ClinicPlan, seed: int) -> Windows:
    """When the clinic opens in the illness of each patient: evenly over the permitted time since onset."""
    entry = plan.entry
    least, longest = entry.least_ill_years * DAYS_PER_YEAR, entry.longest_ill_years * DAYS_PER_YEAR
    open_day = np.floor(least + (longest - least) * luck_of(seed, Purpose.DAY_OF_CALENDAR, patients.number))
    close_day = open_day + np.floor(plan.recruiting_years * DAYS_PER_YEAR)
    otherwise = luck_of(seed, Purpose.COMES_OTHERWISE, patients.number) < _share_otherwise(entry)
    if entry.severity_edss is not None:
        close_day = np.where(otherwise, longest, close_day)
    return Windows(open_day, close_day, otherwise)


def simulate_coming(courses: Courses, windows: Windows, plan: ClinicPlan, seed: int) -> Coming:
    """When each patient would come to the clinic, because of a relapse or otherwise."""
    number = courses.patients.number
    relapse_day = np.where(windows.otherwise, np.nan, _relapse_that_brings(courses, windows, plan.entry))
    wait = -plan.entry.comes_after_days * np.log(luck_of(seed, Purpose.DAYS_TO_BASELINE, number))
    after_relapse = relapse_day + np.clip(np.ceil(wait), 1, RELAPSE_DAYS)
    luck = luck_of(seed, Purpose.ARRIVAL, number)
    into = np.floor(luck * plan.recruiting_years * DAYS_PER_YEAR)
    if plan.entry.severity_edss is None:
        day = np.where(windows.otherwise, windows.open_day + into, after_relapse)
        return Coming(np.where(day <= windows.close_day, day, np.nan), relapse_day, windows.open_day)
    day = np.where(windows.otherwise, _after_severity(courses, plan.entry, seed), after_relapse)
    # the clinic may open at any time in the illness of those who come by severity, so it opens before they do
    open_day = np.where(windows.otherwise, day - into, windows.open_day)
    return Coming(np.where(day <= windows.close_day, day, np.nan), relapse_day, open_day)


def _share_otherwise(entry: EntryPlan) -> float:
    """How many are looked at as people who come otherwise than because of a relapse.

    More of the others are looked at for each place, since fewer of them fit; how many of each the clinic
    takes is decided by its places.
    """
    otherwise, because = 1.0 - entry.share_in_relapse, SCARCER_IN_RELAPSE * entry.share_in_relapse
    return otherwise / (otherwise + because)


def _relapse_that_brings(courses: Courses, windows: Windows, entry: EntryPlan) -> Floats:
    """Onset of the first relapse within each window that is high enough; NaN without any."""
    row = np.repeat(np.arange(len(courses)), np.diff(courses.relapse_offset))
    day = courses.relapse_day.astype(np.float64)
    brings = (courses.relapse_peak >= entry.relapse_points_at_least) & (day >= windows.open_day[row])
    found = np.full(len(courses), np.nan)
    found[row[brings][::-1]] = day[brings][::-1]  # of several, the last one written stays: the first
    return found


def _after_severity(courses: Courses, entry: EntryPlan, seed: int) -> Floats:
    """A day within a year of reaching the EDSS with which people come."""
    assert entry.severity_edss is not None
    reached = find_start_days(courses, SeverityStart(entry.severity_edss), seed)
    wait = np.floor(DAYS_PER_YEAR * luck_of(seed, Purpose.DAYS_TO_BASELINE, courses.patients.number))
    day: Floats = reached + 1 + wait
    return np.where(reached >= entry.least_ill_years * DAYS_PER_YEAR, day, np.nan)
