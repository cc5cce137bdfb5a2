"""Arms of trials without a working drug: who is let in, and what is written down at their visits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.rater_noise import ScoreError
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.targets.records import VisitDays, simulate_record, years
from ranvier.simulate.targets.studies import TRIAL_DRUGS, SimulatedStudies
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.time import DAYS_PER_WEEK

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_TRIAL_YEARS = 7  # longer than any trial here


@dataclass(frozen=True)
class EntryRule:
    """Who is let into a trial on a day between the first and the last of the years after onset.

    lowest_edss, highest_edss: of the score at screening. progressive: primary or secondary progressive, or
    neither. relapses_two_years: at least so many before entry, the last more than 30 days ago. has_worsened:
    the lasting level has risen by half a point or more in the year before, which several examinations, not
    one, have shown. one_centre: the same rater sees a patient again.
    """

    lowest_edss: float
    highest_edss: float
    progressive: bool
    relapses_two_years: int = 0
    has_worsened: bool = False
    years_after_onset: tuple[float, float] = (1.0, 25.0)
    one_centre: bool = False


@dataclass(frozen=True)
class Arm:
    """Those who entered: their courses, the day of entry of each, and the record of the trial."""

    courses: Courses
    entry_day: Floats
    record: Cohort


def simulate_arm(studies: SimulatedStudies, courses: Courses, rule: EntryRule, weeks: tuple[int, ...]) -> Arm:
    """The arm of those in *courses* whom *rule* lets in on a day of their own, seen in *weeks* of the trial.

    Patients who die in the trial are left out.
    """
    entry = _entry_day(studies, courses, rule)
    last = entry + DAYS_PER_WEEK * weeks[-1]
    rows = np.flatnonzero(_is_let_in(studies, courses, entry, rule) & (courses.death_day > last))
    chosen, entry = courses.of(rows), entry[rows]
    day = (entry[:, None] + DAYS_PER_WEEK * np.array(weeks)[None, :]).astype(np.int32)
    visits = VisitDays(np.arange(len(rows) + 1, dtype=np.int64) * len(weeks), day.ravel())
    return Arm(chosen, entry, simulate_record(chosen, visits, studies.seed, _noise(studies, rule)))


def put_under_drugs(studies: SimulatedStudies, courses: Courses, rule: EntryRule) -> Courses:
    """The same patients with the drugs of a trial from the day on which they would enter it."""
    day = _entry_day(studies, courses, rule)
    return studies.under_drugs(
        courses.patients, day, round(rule.years_after_onset[1]) + _TRIAL_YEARS, TRIAL_DRUGS
    )


def _entry_day(studies: SimulatedStudies, courses: Courses, rule: EntryRule) -> Floats:
    """The day on which each patient would enter, in days from onset: any day of the years of the rule."""
    low, high = rule.years_after_onset
    chance = luck_of(studies.seed, Purpose.LEAVING, courses.patients.number, 1)
    day: Floats = np.floor(years(1) * (low + (high - low) * chance))
    return day


def _is_let_in(studies: SimulatedStudies, courses: Courses, entry: Floats, rule: EntryRule) -> Flags:
    score = _score_on(studies, courses, entry, _noise(studies, rule))
    found: Flags = (score >= rule.lowest_edss) & (score <= rule.highest_edss)
    found &= (courses.patients.primary | (courses.secondary_day <= entry)) == rule.progressive
    if rule.relapses_two_years:
        found &= _relapses_between(courses, entry - years(2), entry) >= rule.relapses_two_years
        found &= _relapses_between(courses, entry - 30, entry) == 0
    if rule.has_worsened:
        found &= _lasting_on(courses, entry) >= _lasting_on(courses, entry - years(1)) + 0.5
    return found


def _noise(studies: SimulatedStudies, rule: EntryRule) -> ScoreError:
    return studies.same_rater if rule.one_centre else studies.any_rater


def _score_on(studies: SimulatedStudies, courses: Courses, day: Floats, noise: ScoreError) -> Floats:
    """What a rater writes down of each patient on a day."""
    number = courses.patients.number
    days = np.maximum(day, 0).astype(np.int32)
    points = courses.true_points(np.arange(len(number) + 1, dtype=np.int64), days)
    return simulate_scores(points.astype(np.float64), number, days, seed=studies.seed, noise=noise)


def _lasting_on(courses: Courses, day: Floats) -> Floats:
    """The lasting true EDSS of each patient on a day."""
    offset = np.arange(len(day) + 1, dtype=np.int64)
    return courses.lasting_points(offset, np.maximum(day, 0).astype(np.int32)).astype(np.float64)


def _relapses_between(courses: Courses, after: Floats, until: Floats) -> NDArray[np.int64]:
    """Relapses of each patient later than one day and not later than another."""
    row = np.repeat(np.arange(len(after)), np.diff(courses.relapse_offset))
    inside = (courses.relapse_day > after[row]) & (courses.relapse_day <= until[row])
    return np.bincount(row[inside], minlength=len(after))
