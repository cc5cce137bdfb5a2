"""Who stays free of confirmed worsening, and from when to when each patient is at risk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.days import days_between
from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.roving_follow_up import follow_roving
from ranvier.course.rule_parts import step_table
from ranvier.course.rules import change_rule, check_needs_no_search
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.errors import UsageError
from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.events import find_events
from ranvier.kernels.follow_up import FollowUpArrays, FollowUpRule, follow_up
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.products import TreatmentKind

COLUMNS = (
    "patient_id",
    "group",
    "exit_day",
    "event",
    "last_visit_day",
    "last_confirmable_day",
    "onset_day",
    "confirmed_day",
    "unconfirmed_day",
    "death_day",
    "new_dmt_day",
    "potential_day",
)
"""The columns of a follow-up table, in order."""


@of_a_cohort
def find_follow_up(
    cohort: Cohort,
    baselines: pl.DataFrame,
    definition: FreeOfWorsening,
    *,
    visits: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Days at risk of confirmed worsening: one row a patient with a baseline, sorted by patient_id.

    Columns, days from zero_date: patient_id, group, exit_day (see `exit_days`), event, last_visit_day and
    last_confirmable_day (0 where there is none), onset_day, confirmed_day, unconfirmed_day (first visit of a
    worsening the record ends in, neither confirmed nor refuted; later than last_confirmable_day), death_day,
    new_dmt_day (first disease-modifying drug or AHSCT after day 0) and potential_day (to the data date).

    Only visits after day 0 are outcomes; relapses of the whole record are used for distances, those dated by
    month or year at their stated day. A worsening is dated at the visit that first shows it, so between two
    visits the curve still shows the level of the former, and after the last exit_day it shows nothing.
    visits: of the course, as `find_course_visits` gives them for these baselines, where they are known.
    Source: verdict rule 3, course rules C16 and C17.
    """
    if not isinstance(definition, FreeOfWorsening):
        raise UsageError(
            f"{type(definition).__name__} does not say who is free of worsening",
            where="find_follow_up, definition",
            hint="give FreeOfWorsening(worsening=...) with the definition of worsening in it",
        )
    people = baselines.filter(pl.col("baseline_edss").is_not_null()).sort("patient_id")
    course = find_course_visits(cohort, people) if visits is None else visits
    offset, found = _followed(cohort, people, course, definition.worsening)
    days = course["day"].to_numpy()
    return (
        people.select("patient_id", "group", "zero_date")
        .with_columns(
            _day_of(days, found.onset, "onset_day"),
            _day_of(days, found.confirmed, "confirmed_day"),
            _day_of(days, found.pending, "unconfirmed_day"),
            _day_of(days, found.last_confirmable, "last_confirmable_day").fill_null(0),
            _day_of(days, found.last, "last_visit_day").fill_null(0),
        )
        .with_columns(
            pl.col("onset_day").is_not_null().alias("event"),
            pl.Series("exit_day", exit_days(days, offset, found)),
        )
        .pipe(_with_other_ends, cohort)
        .select(COLUMNS)
    )


def _followed(
    cohort: Cohort, people: pl.DataFrame, visits: pl.DataFrame, rule: ConfirmedWorsening
) -> tuple[NDArray[np.int64], FollowUpArrays]:
    """Each patient's first row of *visits*, and worsening and end of follow-up as row numbers."""
    patients = people["patient_id"]
    courses = visit_arrays(visits, patients), relapse_arrays(cohort.relapses, patients)
    return courses[0].offset, follow_courses(*courses, rule)


def follow_courses(visits: VisitArrays, relapses: RelapseArrays, rule: ConfirmedWorsening) -> FollowUpArrays:
    """First worsening and end of follow-up of each patient as row numbers; the first visit: the baseline.

    Raises RanvierError for another measure than the EDSS, or last visits that count by chance.
    """
    check_needs_no_search(rule)
    if not is_one_pass_rule(rule):
        first_only = replace(rule, occurrence=Occurrence.FIRST)
        return _follow_up_of_events(visits.offset, find_events(visits, relapses, change_rule(first_only)))
    follow = follow_up if rule.reference is Reference.FIXED else follow_roving
    return follow(visits, relapses, one_pass_rule(rule))


def is_one_pass_rule(rule: ConfirmedWorsening) -> bool:
    """Whether *rule* departs from the primary definition only in what the one-pass kernel knows.

    That kernel compiles in a fraction of the time of the general one, which matters on a first run.
    """
    primary_with_its_numbers = replace(
        PRIMARY,
        steps=rule.steps,
        reference=rule.reference,
        confirm_after_days=rule.confirm_after_days,
        confirm_earlier_days=rule.confirm_earlier_days,
        confirm_later_days=rule.confirm_later_days,
        relapse_to_confirmation=RelapseDistance(rule.relapse_to_confirmation.after_days),
        sustained_to_end=rule.sustained_to_end,
        relation=rule.relation,
    )
    # an improvement that does not last moves the reference as well: the general kernel knows
    stays = rule.reference is Reference.FIXED
    roves = rule.reference is Reference.ROVING and not rule.sustained_to_end
    return rule == primary_with_its_numbers and (stays or roves)


def one_pass_rule(rule: ConfirmedWorsening) -> FollowUpRule:
    """*rule* as the one-pass kernel takes it."""
    (window,) = rule.windows
    return FollowUpRule(
        steps=step_table(rule.steps),
        opens_days=window.opens_days,
        confirm_distance_days=rule.relapse_to_confirmation.after_days,
        closes_days=FAR_DAYS if window.closes_days is None else window.closes_days,
        sustained_to_end=rule.sustained_to_end,
    )


def _follow_up_of_events(offset: NDArray[np.int64], found: EventArrays) -> FollowUpArrays:
    onset = np.full(len(offset) - 1, NO_VISIT, np.int32)
    confirmed = onset.copy()
    onset[found.patient], confirmed[found.patient] = found.onset, found.confirmed
    pending = np.where(onset == NO_VISIT, found.pending, NO_VISIT)
    last = np.where(np.diff(offset) > 1, offset[1:] - 1, NO_VISIT)
    return FollowUpArrays(onset, confirmed, pending, found.last_confirmable, last)


def exit_days(day: NDArray[np.int32], offset: NDArray[np.int64], found: FollowUpArrays) -> NDArray[np.int32]:
    """The day each patient leaves the risk set: onset, or midway from last confirmable visit to the next.

    A visit answers for the days nearer to it than to another. Leaving on the very day of the last confirmable
    visit, while others of the same round are still to be seen, would count their events among too few: where
    visits are not all on one day the curve then reads up to ten points too low near its end
    (docs/decisions, the last confirmable visit). On a common grid of visits both ways give the same curve.

    day: of all visits, from zero_date. offset: each patient's first visit, the baseline.
    """
    last = np.where(found.last_confirmable == NO_VISIT, offset[:-1], found.last_confirmable)
    following = np.minimum(last + 1, offset[1:] - 1)
    midway = (day[last].clip(min=0) + day[following].clip(min=0)) // 2
    leaves: NDArray[np.int32] = np.where(found.onset == NO_VISIT, midway, day[found.onset])
    return leaves.astype(np.int32)


def _day_of(days: NDArray[np.int32], visit: NDArray[np.int32], name: str) -> pl.Series:
    found = visit != NO_VISIT
    day = np.zeros(len(visit), np.int32)
    day[found] = days[visit[found]]
    return pl.Series(name, day).set(pl.Series(~found), None)


def _with_other_ends(people: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """Adds death_day, new_dmt_day and potential_day."""
    started = cohort.treatments.filter(
        pl.col("kind").is_in([TreatmentKind.DMT.value, TreatmentKind.AHSCT.value])
    ).select("patient_id", "start_date")
    first_new = (
        started.join(people.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("start_date") > pl.col("zero_date"))
        .group_by("patient_id")
        .agg(pl.col("start_date").min().alias("new_dmt_date"))
    )
    return (
        people.join(cohort.patients.select("patient_id", "death_date"), on="patient_id", how="left")
        .join(first_new, on="patient_id", how="left")
        .with_columns(pl.lit(cohort.programme.data_date).alias("data_date"))
        .with_columns(
            days_between("death_date", "zero_date").alias("death_day"),
            days_between("new_dmt_date", "zero_date").alias("new_dmt_day"),
            days_between("data_date", "zero_date").alias("potential_day"),
        )
        .sort("patient_id")
    )
