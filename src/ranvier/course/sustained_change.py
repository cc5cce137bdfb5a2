"""Sustained worsening, improvement and PIRA of every patient, and the sequence of both directions."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.gathered import gathered
from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.rule_parts import step_table
from ranvier.definitions.sustained_change import (
    AfterUnconfirmed,
    PiraReference,
    SustainedChange,
    SustainedImprovement,
    SustainedPira,
    SustainedSequence,
    SustainedWorsening,
)
from ranvier.errors import RanvierError
from ranvier.kernels import sustained_change as kernel
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.kernels.rules import WORSE
from ranvier.kernels.sustained_rule import SustainedRule, days_since_relapse
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort
from ranvier.vocabulary.events import EventKind, RelapseRelation
from ranvier.vocabulary.steps import BandSteps, StepRule

Sustained = SustainedWorsening | SustainedImprovement | SustainedPira | SustainedSequence
"""The definitions that `find_sustained_changes` takes."""

_NO_STEPS = BandSteps(((10.0, 0.5),))
"""Stands for the steps of the direction that is not looked for."""

_VISITS = {
    "onset": kernel.ONSET,
    "reference": kernel.REFERENCE,
    "confirmed": kernel.CONFIRMED,
    "held_until": kernel.SUPPORT,
}
"""The visits of an event, by their column in what the kernel finds."""


def find_sustained_changes(
    cohort: Cohort, definition: Sustained, baselines: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Changes that last under *definition*: many rows a patient, by patient_id and onset_date.

    Columns: patient_id, kind ("worsening", "improvement"), relation ("pira" where PIRA is asked for,
    "not_applicable" for improvements, else null: not asked), onset_date, onset_score, reference_date,
    reference_score, confirmed_date, confirmed_score (the first supporting visit that lies late enough),
    held_until_date (the last supporting visit) and held_days (from onset to it).

    With *baselines* (from `find_baseline`) a course starts at the baseline, which is its reference however
    near a relapse; without, the reference is the first EDSS clear of relapses.

    Days since a relapse are counted from the latest onset on or before a visit. A file that has only days
    since the latest relapse can be read as relapses: in programme.toml,
    `onset_date = { date = "visit date", plus_days = "days" }`, as examples/msoutcomes does.
    Raises RanvierError where no relapses were supplied: none known and not asked are not the same.
    Source: S70; tests/spec/msoutcomes.toml.
    """
    check_relapses(cohort, "a sustained change keeps its distance from relapses")
    visits = find_course_visits(cohort, baselines)
    patients = visits["patient_id"].unique().sort()
    arrays = visit_arrays(visits, patients)
    since = days_since_relapse(arrays, relapse_arrays(cohort.relapses, patients))
    if baselines is not None:
        since[arrays.offset[:-1]] = FAR_DAYS
    found = kernel.find_sustained(arrays, since, sustained_rule(definition), wanted_kind(definition))
    return _change_table(visits, patients, found, is_pira=isinstance(definition, SustainedPira))


def check_relapses(cohort: Cohort, reason: str) -> None:
    """Raises RanvierError where no table of relapses was supplied."""
    if not cohort.has("relapses"):
        raise RanvierError(
            f"{reason}, and no table of relapses was supplied",
            where="relapses",
            hint=f"{HOW_TO_SUPPLY}, empty if there were none; or ask for ConfirmedWorsening",
        )


def sustained_rule(definition: Sustained) -> SustainedRule:
    """*definition* for the kernel: whole ticks and days."""
    worse, better = _steps(definition)
    return SustainedRule(
        worse_steps=step_table(worse),
        better_steps=step_table(better),
        held_days=math.ceil(definition.confirm_after_days),
        period_days=math.floor(definition.confirm_after_days),
        clear_days=definition.relapse_free_days + 1,
        ends_record=isinstance(definition, SustainedChange) and definition.sustained_to_end,
        rebases_where_spanned=isinstance(definition, SustainedPira)
        and definition.references_anew is PiraReference.WHERE_SPANNED,
        keeps_direction=isinstance(definition, SustainedSequence)
        and definition.after_unconfirmed is AfterUnconfirmed.SAME_DIRECTION,
    )


def _steps(definition: Sustained) -> tuple[StepRule, StepRule]:
    if isinstance(definition, SustainedSequence):
        return definition.worsening_steps, definition.improvement_steps
    if isinstance(definition, SustainedImprovement):
        return _NO_STEPS, definition.steps
    return definition.steps, _NO_STEPS


def wanted_kind(definition: Sustained) -> int:
    """The kernel's code for what *definition* asks for."""
    if isinstance(definition, SustainedSequence):
        return kernel.SEQUENCE
    if isinstance(definition, SustainedPira):
        return kernel.INDEPENDENT
    return kernel.IMPROVEMENT if isinstance(definition, SustainedImprovement) else kernel.WORSENING


def _change_table(
    visits: pl.DataFrame, patients: pl.Series, found: NDArray[np.int32], *, is_pira: bool
) -> pl.DataFrame:
    is_worse = pl.when(pl.Series(found[:, kernel.DIRECTION] == WORSE))
    kind = is_worse.then(pl.lit(EventKind.WORSENING.value)).otherwise(pl.lit(EventKind.IMPROVEMENT.value))
    relation = is_worse.then(pl.lit(RelapseRelation.PIRA.value if is_pira else None, pl.String))
    dates, scores = (
        {name: gathered(visits[column], found[:, visit]) for name, visit in _VISITS.items()}
        for column in ("date", "edss")
    )
    return pl.DataFrame(
        {
            "patient_id": gathered(patients, found[:, kernel.PATIENT]),
            "kind": pl.select(kind).to_series(),
            "relation": pl.select(
                relation.otherwise(pl.lit(RelapseRelation.NOT_APPLICABLE.value))
            ).to_series(),
            "onset_date": dates["onset"],
            "onset_score": scores["onset"],
            "reference_date": dates["reference"],
            "reference_score": scores["reference"],
            "confirmed_date": dates["confirmed"],
            "confirmed_score": scores["confirmed"],
            "held_until_date": dates["held_until"],
            "held_days": dates["held_until"].cast(pl.Int32) - dates["onset"].cast(pl.Int32),
        }
    )
