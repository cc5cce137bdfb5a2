"""Worsening under two references: one row an event, or one row a visit."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.gathered import gathered
from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.two_reference_rules import two_reference_rule
from ranvier.definitions.two_references import TwoReferences
from ranvier.kernels import two_reference_rows as row_of, two_references as kernel
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED
from ranvier.kernels.two_reference_rule import EVENT, FALL, FIRST_VISIT, NO_EVENT, PIRA_DISTURBED, RESIDUAL
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.events import EventKind, RelapseRelation

_RELATIONS = {
    RAW: RelapseRelation.RAW.value,
    PIRA: RelapseRelation.PIRA.value,
    PIRA_DISTURBED: RelapseRelation.PIRA_RELAPSE_DURING_CONFIRMATION.value,
    UNDEFINED: RelapseRelation.UNDEFINED.value,
}
_WHY = {
    FIRST_VISIT: "first visit",
    EVENT: "event",
    RESIDUAL: "disability left by a relapse",
    FALL: "lower score",
}


def find_two_reference_events(
    cohort: Cohort, definition: TwoReferences, baselines: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Worsening under two references: many rows a patient, by patient_id and onset_date.

    With *baselines* (from `find_baseline`) a course starts at the baseline, and only patients who have one
    are searched; without, it starts at the first EDSS on record.

    Columns: patient_id, kind (always "worsening"), relation ("raw", "pira",
    "pira_relapse_during_confirmation", "undefined"; "undefined" for all where the programme supplied no
    relapses), onset_date, onset_score, reference_date, reference_score, confirmed_date, confirmed_score (the
    last visit that had to agree; null where none had to), held_until_date (last visit a full step above
    the reference without a break), holds_to_end, event_score (the score the event has afterwards), last_date
    (its last visit; the onset unless visits were joined).

    Visits of one day are taken in the order of their EDSS; none of them confirms another.
    Source: `TwoReferences.citation`; deviations from it in docs/reference/schools.md.
    """
    visits, rows = _annotated(cohort, definition, baselines)
    onset = np.flatnonzero(rows[:, row_of.RELATION] != NO_EVENT).astype(np.int32)
    found = rows[onset]
    held_until = found[:, row_of.HELD_UNTIL]
    patient = visits["patient_id"]
    is_last = (patient != patient.shift(-1)).fill_null(value=True)
    return pl.DataFrame(
        {
            "patient_id": gathered(patient, onset),
            "kind": pl.Series([EventKind.WORSENING.value], dtype=pl.String).new_from_index(0, len(onset)),
            "relation": _relations(found[:, row_of.RELATION], has_relapses=cohort.has("relapses")),
            "onset_date": gathered(visits["date"], onset),
            "onset_score": gathered(visits["edss"], onset),
            "reference_date": gathered(visits["date"], found[:, row_of.REFERENCE]),
            "reference_score": found[:, row_of.REFERENCE_SCORE] / TICKS_PER_POINT,
            "confirmed_date": gathered(visits["date"], found[:, row_of.CONFIRMED]),
            "confirmed_score": gathered(visits["edss"], found[:, row_of.CONFIRMED]),
            "held_until_date": gathered(visits["date"], held_until),
            "holds_to_end": gathered(is_last, held_until),
            "event_score": found[:, row_of.EVENT_SCORE] / TICKS_PER_POINT,
            "last_date": gathered(visits["date"], found[:, row_of.LAST_MEMBER]),
        }
    )


@of_a_cohort
def find_two_reference_visits(
    cohort: Cohort, definition: TwoReferences, baselines: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Every visit with what it did to the references: many rows a patient, by patient_id and date.

    *baselines*: as in `find_two_reference_events`.

    Columns: patient_id, date, edss, rebaselining (the first visit after a relapse and its window), event
    (number of the patient's event it belongs to, null for none), general_reference_score and
    relapse_reference_score (the reference it set, null for none), general_reference_why and
    relapse_reference_why ("first visit", "event", "disability left by a relapse", "lower score").
    """
    visits, rows = _annotated(cohort, definition, baselines)
    return visits.select("patient_id", "date", "edss").with_columns(
        pl.Series("rebaselining", rows[:, row_of.REBASELINING] == 1),
        _number(rows[:, row_of.EVENT_NUMBER]).alias("event"),
        *_reference("general", rows[:, row_of.GENERAL_WHY], rows[:, row_of.GENERAL_SCORE]),
        *_reference("relapse", rows[:, row_of.RELAPSE_WHY], rows[:, row_of.RELAPSE_SCORE]),
    )


def _annotated(
    cohort: Cohort, definition: TwoReferences, baselines: pl.DataFrame | None
) -> tuple[pl.DataFrame, NDArray[np.int32]]:
    """The visits with an EDSS, and the kernel's row for each."""
    visits = find_course_visits(cohort, baselines)
    patients = visits["patient_id"].unique().sort()
    rows = kernel.annotate_visits(
        visit_arrays(visits, patients),
        relapse_arrays(cohort.relapses, patients),
        two_reference_rule(definition),
    )
    return visits, rows


def _relations(codes: NDArray[np.int32], *, has_relapses: bool) -> pl.Series:
    words = _RELATIONS if has_relapses else dict.fromkeys(_RELATIONS, RelapseRelation.UNDEFINED.value)
    return pl.Series(codes, dtype=pl.Int32).replace_strict(words, return_dtype=pl.String)


def _number(numbers: NDArray[np.int32]) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Int32).replace(0, None)


def _reference(name: str, why: NDArray[np.int32], ticks: NDArray[np.int32]) -> tuple[pl.Series, pl.Series]:
    """The score a visit set for a reference, and why it did."""
    reasons = pl.Series(f"{name}_reference_why", why, dtype=pl.Int32).replace_strict(
        {0: None, **_WHY}, return_dtype=pl.String
    )
    scores = pl.select(
        pl.when(pl.Series(why != 0)).then(pl.Series(ticks / TICKS_PER_POINT)).alias(f"{name}_reference_score")
    ).to_series()
    return scores, reasons
