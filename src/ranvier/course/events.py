"""Confirmed worsening and improvement of every patient, one row an event."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.rules import change_rule
from ranvier.definitions.changes import ConfirmedChange, Occurrence
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.kernels import events as kernel
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.rules import NO_RELATION, PIRA, RAW, WORSE
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.events import EventKind, RelapseRelation


def find_events(
    cohort: Cohort, definition: ConfirmedChange, baselines: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Events under *definition*: many rows a patient, by patient_id and onset_date.

    With *baselines* (from `find_baseline`) a course starts at the baseline, and only patients who have one
    are searched; without, it starts at the first EDSS on record.

    Columns: patient_id, kind, relation ("raw", "pira", "undefined"; "not_applicable" for improvements;
    "undefined" for all where the programme supplied no relapses), onset_date, onset_edss, reference_date,
    reference_edss, confirmed_date, confirmed_edss (null where a last visit counts unconfirmed),
    held_until_date (last visit that shows the change without a break) and holds_to_end.

    Visits of one day are taken in the order of their EDSS. Relapses dated by month or year are used at
    their stated day. Raises RanvierError if PIRA or RAW is asked for without a table of relapses.
    Source: course rules C4 to C14.
    """
    _check_relapses(cohort, definition)
    visits = find_course_visits(cohort, baselines)
    patients = visits["patient_id"].unique().sort()
    found = kernel.find_events(
        visit_arrays(visits, patients), relapse_arrays(cohort.relapses, patients), change_rule(definition)
    )
    events = _event_table(visits, patients, found, has_relapses=cohort.has("relapses"))
    return events.filter(_is_asked_for(definition))


def _check_relapses(cohort: Cohort, definition: ConfirmedChange) -> None:
    if isinstance(definition, Pira | Raw) and not cohort.has("relapses"):
        raise RanvierError(
            "whether a worsening is independent of relapses cannot be said without a table of relapses",
            where="programme.toml, [tables]",
            hint="supply the table relapses, or ask for ConfirmedWorsening",
        )


def _event_table(
    visits: pl.DataFrame, patients: pl.Series, found: EventArrays, *, has_relapses: bool
) -> pl.DataFrame:
    improved = found.direction != WORSE
    return pl.DataFrame(
        {
            "patient_id": patients.gather(found.patient),
            "kind": _chosen(improved, EventKind.IMPROVEMENT, EventKind.WORSENING),
            "relation": _relation(found.relation, has_relapses=has_relapses),
            "onset_date": _gathered(visits["date"], found.onset),
            "onset_edss": _gathered(visits["edss"], found.onset),
            "reference_date": _gathered(visits["date"], found.reference),
            "reference_edss": found.reference_score / TICKS_PER_POINT,
            "confirmed_date": _gathered(visits["date"], found.confirmed),
            "confirmed_edss": _gathered(visits["edss"], found.confirmed),
            "held_until_date": _gathered(visits["date"], found.held_until),
            "holds_to_end": found.lasts.astype(bool),
        }
    )


def _gathered(values: pl.Series, visit: NDArray[np.int32]) -> pl.Series:
    """The value at each visit, null for NO_VISIT."""
    rows = pl.Series(visit, dtype=pl.Int32).replace(NO_VISIT, None)
    return values.gather(rows.cast(pl.UInt32))


def _chosen(condition: NDArray[np.bool_], yes: str, no: str) -> pl.Series:
    return pl.select(
        pl.when(pl.Series(condition)).then(pl.lit(str(yes))).otherwise(pl.lit(str(no)))
    ).to_series()


def _relation(codes: NDArray[np.int32], *, has_relapses: bool) -> pl.Series:
    words = {
        NO_RELATION: RelapseRelation.NOT_APPLICABLE.value,
        RAW: RelapseRelation.RAW.value if has_relapses else RelapseRelation.UNDEFINED.value,
        PIRA: RelapseRelation.PIRA.value if has_relapses else RelapseRelation.UNDEFINED.value,
    }
    return pl.Series(codes, dtype=pl.Int32).replace_strict(
        words, default=RelapseRelation.UNDEFINED.value, return_dtype=pl.String
    )


def _is_asked_for(definition: ConfirmedChange) -> pl.Expr:
    """Which rows stay when every event was looked for; a first event is the right one already."""
    if definition.occurrence is Occurrence.FIRST:
        return pl.lit(value=True)
    if isinstance(definition, Pira):
        return pl.col("relation") == RelapseRelation.PIRA.value
    if isinstance(definition, Raw):
        return pl.col("relation") == RelapseRelation.RAW.value
    if isinstance(definition, ConfirmedWorsening):
        return pl.col("kind") == EventKind.WORSENING.value
    if isinstance(definition, ConfirmedImprovement):
        return pl.col("kind") == EventKind.IMPROVEMENT.value
    return pl.lit(value=True)
