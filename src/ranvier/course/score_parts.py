"""What of each score relapses left behind, what they brought for a while, and the rest."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.particulars import visits_that_confirm
from ranvier.course.rule_parts import confirm_rule, kernel_distance, step_table
from ranvier.course.scored_visits import find_scored_visits
from ranvier.definitions.score_parts import ScoreParts
from ranvier.errors import RanvierError
from ranvier.kernels import score_parts as kernel
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.score_parts_rule import PartsRule
from ranvier.tables.arrays import relapse_arrays, scores_of_ticks, visit_arrays
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort
from ranvier.tables.of_a_cohort import of_a_cohort


@of_a_cohort
def find_score_parts(
    cohort: Cohort, definition: ScoreParts, *, particulars: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The parts of each score: one row a visit from the baseline on, by patient_id and date.

    Columns: patient_id, date, score, baseline_score (the best score up to the first visit that is clear of
    relapses), independent, associated and transient: units of the measure in which the patient is worse,
    whichever way the measure runs; negative: better. Their sum is the distance of the score from the
    baseline. Where more fell away than relapses had left behind, what is left is taken as the best score of
    the measure, and the sum is less low than the score.

    Patients without a visit clear of relapses, and visits before it, have no row. A relapse without an
    earlier visit to measure its rise from adds nothing. particulars: patient_id, date and may_confirm (false:
    the visit confirms nothing), as for confirmed changes. Raises RanvierError without a table of relapses.
    """
    _check_relapses(cohort)
    measure = definition.measure
    visits = find_scored_visits(cohort, measure)
    patients = visits["patient_id"].unique().sort()
    arrays = visit_arrays(visits, patients, measure)
    relapses = relapse_arrays(cohort.relapses, patients)
    found = kernel.find_score_parts(
        arrays, relapses, kernel_rule(definition), visits_that_confirm(visits, particulars)
    )
    parts = {
        name: pl.Series(name, ticks / measure.ticks_per_unit)
        for name, ticks in (
            ("independent", found.independent),
            ("associated", found.associated),
            ("transient", found.transient),
        )
    }
    return (
        visits.select("patient_id", "date", pl.col(measure.name).alias("score"))
        .with_columns(pl.Series("baseline_score", scores_of_ticks(found.baseline, measure)), **parts)
        .filter(pl.Series(_is_split(arrays.offset, found.first_visit)))
    )


def _check_relapses(cohort: Cohort) -> None:
    if not cohort.has("relapses"):
        raise RanvierError(
            "what of a score relapses left behind cannot be said without a table of relapses",
            where="relapses",
            hint=HOW_TO_SUPPLY,
        )


def _is_split(offset: NDArray[np.int64], first_visit: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each visit lies on or after the one where its patient's course begins."""
    begins = np.where(first_visit == NO_VISIT, offset[1:], first_visit)
    visit_begins = np.repeat(begins, np.diff(offset))
    is_split: NDArray[np.bool_] = np.arange(offset[-1]) >= visit_begins
    return is_split


def kernel_rule(definition: ScoreParts) -> PartsRule:
    """*definition* for the kernel."""
    steps = step_table(definition.steps, definition.measure)
    distance = definition.relapse_to_baseline
    return PartsRule(
        steps=np.ones_like(steps) if definition.any_rise_counts else steps,
        baseline_distance=kernel_distance(distance),
        raw_after_days=definition.raw_after_days,
        raw_before_days=definition.raw_before_days,
        reference_before_days=max(distance.before_days, definition.raw_before_days),
        confirm=confirm_rule(definition.windows, definition.relapse_to_confirmation),
        held_more_than_days=definition.held_more_than_days,
    )
