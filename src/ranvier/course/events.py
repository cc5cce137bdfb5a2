"""Events under any definition: one row an event, in the same columns for every school."""

from __future__ import annotations

import polars as pl

from ranvier.course.finders import Events, find_rows
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.events import EventKind

COLUMNS: dict[str, pl.DataType] = {
    "patient_id": pl.String(),
    "kind": pl.String(),
    "relation": pl.String(),
    "onset_date": pl.Date(),
    "onset_score": pl.Float64(),
    "reference_date": pl.Date(),
    "reference_score": pl.Float64(),
    "confirmed_date": pl.Date(),
    "confirmed_score": pl.Float64(),
}
"""The columns of every event, whatever defined it."""

_OF_PATIENTS = ("reached", "unassessed", "unmeasured", "day", "followup_days")
"""Columns that say something of patients without an event too; an event's row leaves them out."""


def find_events(
    cohort: Cohort,
    definition: Events,
    baselines: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """Events under *definition*: many rows a patient, by patient_id and onset_date.

    Columns: patient_id, kind ("worsening", "improvement", "milestone", "secondary_progression"), relation
    ("raw", "pira", "pira_relapse_during_confirmation", "undefined", "not_applicable"; null: the definition
    does not ask), onset_date, onset_score, reference_date, reference_score, confirmed_date and
    confirmed_score (null where nothing confirms); scores in units of the measure. A milestone has no
    reference. What else a definition tells follows in columns of its own:

    - ConfirmedChange and its kinds, CognitiveWorsening: last_lower_date, held_until_date, holds_to_end, and
      the windows one by one (`find_confirmed_changes`, course rules C4 to C14);
    - PiraWithMri: the same with mri_activity, n_mri and active_date;
    - SustainedChange and its kinds, SustainedSequence: held_until_date, held_days;
    - TwoReferences: held_until_date, holds_to_end, event_score, last_date;
    - EdssPlus: component; Milestone, SecondaryProgression: nothing.

    Of EdssPlus, Milestone and SecondaryProgression there is one event a patient at most; who has none, and of
    whom it cannot be said, is in `find_edss_plus`, `find_milestone` and `find_secondary_progression`.

    With *baselines* (from `find_baseline`) a course starts at the baseline. particulars, seed: as in
    `find_confirmed_changes`; a Milestone takes may_confirm, other searches no particulars, and none but that
    of confirmed changes uses chance. Raises RanvierError for tables that the definition needs and that were
    not supplied, UsageError for a definition without events and for arguments its search does not take.
    """
    found = find_rows(cohort, definition, baselines, particulars=particulars, seed=seed)
    return found if isinstance(definition, ConfirmedChange) else _as_events(found)


def _as_events(found: pl.DataFrame) -> pl.DataFrame:
    """Rows of any search as events, with every column of COLUMNS in front."""
    if "reached" in found.columns:
        found = found.filter(pl.col("reached").fill_null(value=False))
    if "kind" not in found.columns:
        found = found.with_columns(pl.lit(EventKind.MILESTONE.value).alias("kind"))
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in COLUMNS.items() if name not in found.columns]
    whole = found.drop(_OF_PATIENTS, strict=False).with_columns(absent)
    return whole.select(*COLUMNS, pl.all().exclude(*COLUMNS))
