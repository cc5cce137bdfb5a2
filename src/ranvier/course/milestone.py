"""Who reaches a confirmed score, and when."""

from __future__ import annotations

import math

import polars as pl

from ranvier.course.days import days_between
from ranvier.course.particulars import visits_that_confirm
from ranvier.course.rule_parts import confirm_rule, days_or_far, kernel_distance
from ranvier.course.scored_visits import find_scored_visits
from ranvier.definitions.milestone import Milestone
from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT
from ranvier.kernels.milestone import MilestoneRule, find_milestones
from ranvier.kernels.rules import BETTER, WORSE
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.events import EventKind
from ranvier.vocabulary.measures import Direction

_ROUNDING_TICKS = 1e-6
"""Far below a tick, far above the rounding error of a score in floating point."""


@of_a_cohort
def find_milestone(
    cohort: Cohort,
    definition: Milestone,
    zeros: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Whether and when each patient reaches a score: one row a patient with a score, by patient_id.

    Columns: patient_id, reached, onset_date and onset_score (the first visit at or beyond the score that is
    confirmed; null: not reached), confirmed_date and confirmed_score (null where a last visit counts
    unconfirmed), day (from the first visit to onset, or to the last visit where it was not reached: until
    then, not reached is what is known) and followup_days (from the first visit to the last).

    With *zeros* (patient_id and zero_date, from `find_time_zero` or `find_baseline`) a course starts with the
    first visit on or after zero_date, and days count from it.

    particulars: patient_id, date and may_confirm (false: the visit confirms nothing).

    The first visit itself may reach it: then day is 0. After a visit that is not confirmed the search goes
    on with the next one. Patients without a score of the measure have no row. Relapses dated by month or
    year are used at their stated day; without a table of relapses none keeps a visit from counting. Source:
    course rules C4, C7 and C9.
    """
    measure = definition.measure
    visits = find_scored_visits(cohort, measure, zeros)
    patients = visits["patient_id"].unique().sort()
    found = find_milestones(
        visit_arrays(visits, patients, measure),
        relapse_arrays(cohort.relapses, patients),
        kernel_rule(definition),
        visits_that_confirm(visits, particulars),
    )
    rows = pl.DataFrame({"patient_id": patients, "onset": found.onset, "confirmed": found.confirmed})
    return _milestone_table(rows, visits.rename({measure.name: "score"}))


def _milestone_table(found: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """*found*: patient_id and the numbers of the visits of onset and confirmation."""
    numbered = visits.with_row_index("number").with_columns(pl.col("number").cast(pl.Int32))
    at_onset = numbered.select(onset="number", onset_date="date", onset_score="score")
    at_confirmation = numbered.select(confirmed="number", confirmed_date="date", confirmed_score="score")
    ends = visits.group_by("patient_id").agg(
        pl.col("zero_date").first(), pl.col("date").max().alias("last_date")
    )
    return (
        found.join(at_onset, on="onset", how="left")
        .join(at_confirmation, on="confirmed", how="left")
        .join(ends, on="patient_id")
        .with_columns(pl.coalesce("onset_date", "last_date").alias("until_date"))
        .select(
            "patient_id",
            (pl.col("onset") != NO_VISIT).alias("reached"),
            "onset_date",
            "onset_score",
            "confirmed_date",
            "confirmed_score",
            days_between("until_date", "zero_date").alias("day"),
            days_between("last_date", "zero_date").alias("followup_days"),
        )
        .sort("patient_id")
    )


def kernel_rule(definition: Milestone) -> MilestoneRule:
    """*definition* for the kernel."""
    within_days = definition.last_visit_within_days
    return MilestoneRule(
        ticks=milestone_ticks(definition),
        direction=WORSE if definition.reached_by is EventKind.WORSENING else BETTER,
        confirm=confirm_rule(definition.windows, definition.relapse_to_confirmation),
        all_visits_hold=definition.all_visits_hold,
        onset_distance=kernel_distance(definition.relapse_to_onset),
        sustained_days=FAR_DAYS if definition.sustained_to_end else definition.sustained_days,
        impute_within_days=days_or_far(within_days) if definition.last_visit_counts else -1,
    )


def milestone_ticks(definition: Milestone) -> int:
    """The score to reach as ticks of disability; one between two ticks is reached at the farther of them."""
    measure = definition.measure
    if measure.direction is Direction.HIGHER_IS_WORSE:
        ticks = (definition.score - measure.lowest) * measure.ticks_per_unit
    else:
        ticks = (measure.highest - definition.score) * measure.ticks_per_unit
    if definition.reached_by is EventKind.WORSENING:
        return math.ceil(ticks - _ROUNDING_TICKS)
    return math.floor(ticks + _ROUNDING_TICKS)
