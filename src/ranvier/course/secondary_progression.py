"""Whether and when each patient's course became secondary progressive, one row a patient."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.gathered import gathered
from ranvier.course.rule_parts import step_table
from ranvier.course.sustained_change import check_relapses
from ranvier.definitions.secondary_progression import SecondaryProgression
from ranvier.errors import RanvierError
from ranvier.kernels import secondary_progression as kernel
from ranvier.kernels.progression_rule import NO_GRADE, ProgressionRule
from ranvier.kernels.sustained_rule import days_since_relapse
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.events import EventKind

GRADES = (
    "fs_pyramidal",
    "fs_cerebellar",
    "fs_brainstem",
    "fs_sensory",
    "fs_bowel_bladder",
    "fs_visual",
    "fs_cerebral",
    "ambulation",
)
"""Columns of visits that can lead; the pyramidal system first, as the kernel has it."""

FEW_VISITS = "fewer_than_3_visits"
NO_SYSTEMS = "fewer_than_3_visits_with_systems"
ALWAYS_NEAR_RELAPSE = "no_visit_clear_of_relapses"

_WHY = {
    kernel.SEARCHED: None,
    kernel.FEW_VISITS: FEW_VISITS,
    kernel.NO_SYSTEMS: NO_SYSTEMS,
    kernel.NOT_CLEAR: ALWAYS_NEAR_RELAPSE,
}

_VISITS = {"onset": kernel.ONSET, "reference": kernel.REFERENCE, "confirmed": kernel.CONFIRMED}
"""The visits of the diagnosis, by their column in what the kernel finds."""


@of_a_cohort
def find_secondary_progression(cohort: Cohort, definition: SecondaryProgression) -> pl.DataFrame:
    """Secondary progression under *definition*: one row for each patient with an EDSS, by patient_id.

    Columns: patient_id, kind ("secondary_progression" where it is reached), reached (null where it cannot be
    said), unassessed (why not: "fewer_than_3_visits", "fewer_than_3_visits_with_systems",
    "no_visit_clear_of_relapses"), onset_date, onset_score, reference_date, reference_score, confirmed_date
    and confirmed_score (the first visit late enough).

    A visit at which the pyramidal system was not graded counts as grade 0 below EDSS 5.5, as in MSoutcomes:
    there reached can be false for want of a grade. Raises RanvierError where relapses, or functional systems
    that are asked for (the pyramidal one among them), were not supplied.
    Source: S70 and S71; tests/spec/spms.toml.
    """
    check_relapses(cohort, "secondary progression is worsening without relapses")
    _check_systems(cohort, definition)
    visits = cohort.visits.filter(pl.col("edss").is_not_null()).sort("patient_id", "date", "edss")
    patients = visits["patient_id"].unique().sort()
    arrays = visit_arrays(visits, patients)
    since = days_since_relapse(arrays, relapse_arrays(cohort.relapses, patients))
    found = kernel.find_progression(arrays, since, _grades(visits), progression_rule(definition))
    return _diagnosis_table(visits, patients, found)


def progression_rule(definition: SecondaryProgression) -> ProgressionRule:
    """*definition* for the kernel: whole ticks and days."""
    return ProgressionRule(
        steps=step_table(definition.steps),
        lowest_score=round(definition.lowest_edss * TICKS_PER_POINT),
        with_systems=definition.uses_functional_systems,
        lowest_pyramidal=definition.lowest_pyramidal,
        held_days=math.ceil(definition.confirm_after_days),
        clear_days=definition.relapse_free_days + 1,
        improvement_days=math.ceil(definition.improvement_days),
        level_days=math.ceil(definition.new_level_days),
        relapse_score=3 * TICKS_PER_POINT,  # MSoutcomes 0.2.1: above 3.0, from a reference below 6.0
        low_score=6 * TICKS_PER_POINT,
        walking_score=round(5.5 * TICKS_PER_POINT),  # MSoutcomes 0.2.1: such a walk stands for grade 2
        walking_grade=2,
    )


def _check_systems(cohort: Cohort, definition: SecondaryProgression) -> None:
    """Refuses where a grade that decides was never supplied; it would read as grade 0, and so as a no."""
    if not definition.uses_functional_systems:
        return
    has_any = any(cohort.has("visits", name) for name in GRADES)
    if has_any and (cohort.has("visits", GRADES[0]) or definition.lowest_pyramidal <= 0):
        return
    raise RanvierError(
        "secondary progression with functional systems cannot be told without the pyramidal system"
        if has_any
        else "secondary progression with functional systems cannot be told without any of them",
        where=f"visits, columns {', '.join(GRADES)}",
        hint="supply them, or take lorscheider2016_edss_only (uses_functional_systems=False)",
    )


def _grades(visits: pl.DataFrame) -> NDArray[np.int8]:
    whole = visits.select(pl.col(name).round().fill_null(NO_GRADE).cast(pl.Int8) for name in GRADES)
    return np.array(whole.to_numpy(), dtype=np.int8, order="C").reshape(visits.height, len(GRADES))


def _diagnosis_table(visits: pl.DataFrame, patients: pl.Series, found: NDArray[np.int32]) -> pl.DataFrame:
    why = pl.Series(found[:, kernel.WHY], dtype=pl.Int32).replace_strict(_WHY, return_dtype=pl.String)
    columns = {"patient_id": patients, "unassessed": why}
    for name, visit in _VISITS.items():
        columns[f"{name}_date"] = gathered(visits["date"], found[:, visit])
        columns[f"{name}_score"] = gathered(visits["edss"], found[:, visit])
    reached = pl.when(pl.col("unassessed").is_null()).then(pl.col("onset_date").is_not_null())
    kind = pl.when(pl.col("reached")).then(pl.lit(EventKind.SECONDARY_PROGRESSION.value))
    table = pl.DataFrame(columns).with_columns(reached.alias("reached")).with_columns(kind.alias("kind"))
    first = ["patient_id", "kind", "reached", "unassessed"]
    return table.select(*first, pl.all().exclude(*first))
