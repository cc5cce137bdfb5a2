"""Why each event was found, and why others were not: the search for events, step by step."""

from __future__ import annotations

import numpy as np
import polars as pl

from ranvier.course.days import days_between
from ranvier.course.gathered import gathered
from ranvier.course.search import Search, make_search
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.kernels import decisions as code
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.events import find_decisions as kernel_decisions
from ranvier.tables.arrays import scores_of_ticks
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.decisions import Decision
from ranvier.vocabulary.events import EventKind

WORDS = {getattr(code, decision.name): decision.value for decision in Decision}
"""The kernel's code of each decision: the word for it."""

UNCONFIRMED = (
    Decision.NO_CONFIRMING_VISIT,
    Decision.DID_NOT_HOLD,
    Decision.DID_NOT_LAST,
    Decision.TOO_SLIGHT,
)
"""Decisions by which a change becomes no event."""


@of_a_cohort
def find_decisions(
    cohort: Cohort,
    definition: ConfirmedChange,
    baselines: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """Every decision of the search for events, many rows a patient, in the order in which it was taken.

    The arguments are those of `find_events`. Columns: patient_id, decision (a word of
    `vocabulary.decisions.Decision`), kind ("worsening", "improvement"; null where no change is concerned),
    is_full_step (whether the change is large enough for an event; null likewise), reference_date,
    reference_score, visit_date, visit_score, other_date and other_score. The visit is the one that first
    shows the change, or the one at which a reference is placed or refused. The other visit confirms (an
    event, a slight change, one passed over), or is the first without the change (it did not hold, or last).

    A patient who has events of another kind than the one asked for has their decisions here all the same.
    """
    search = make_search(cohort, definition, baselines, particulars, seed)
    return _decision_table(search, definition, kernel_decisions(*search.arguments))


def _decision_table(search: Search, definition: ConfirmedChange, log: np.ndarray) -> pl.DataFrame:
    patient, size = log[:, code.PATIENT], log[:, code.SIZE]
    dates, scores = search.frame["date"], search.frame[definition.measure.name]
    first = search.visits.offset[patient]
    has_reference = log[:, code.DECISION] != code.NO_REFERENCE
    reference = np.where(has_reference, first + log[:, code.REFERENCE], NO_VISIT)
    visit = np.where(log[:, code.VISIT] == NO_VISIT, NO_VISIT, first + log[:, code.VISIT])
    is_seen = (log[:, code.OTHER] != NO_VISIT) & (
        first + log[:, code.OTHER] < search.visits.offset[patient + 1]
    )
    other = np.where(is_seen, first + log[:, code.OTHER], NO_VISIT)
    kinds = {1: EventKind.WORSENING.value, -1: EventKind.IMPROVEMENT.value, 0: None}
    return pl.DataFrame(
        {
            "patient_id": search.patients.gather(patient),
            "decision": pl.Series(log[:, code.DECISION]).replace_strict(WORDS, return_dtype=pl.String),
            "kind": pl.Series(np.sign(size)).replace_strict(kinds, return_dtype=pl.String),
            "is_full_step": pl.Series(abs(size) == code.FULL).set(pl.Series(size == code.NOT_A_CHANGE), None),
            "reference_date": gathered(dates, reference),
            "reference_score": pl.Series(
                scores_of_ticks(log[:, code.REFERENCE_SCORE], definition.measure)
            ).set(pl.Series(~has_reference), None),
            "visit_date": gathered(dates, visit),
            "visit_score": gathered(scores, visit),
            "other_date": gathered(dates, other),
            "other_score": gathered(scores, other),
        }
    )


@of_a_cohort
def find_unconfirmed(
    cohort: Cohort,
    definition: ConfirmedChange,
    baselines: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """Changes that became no event, many rows a patient, in the order in which they were weighed.

    The arguments are those of `find_events`. Columns: patient_id, kind, is_full_step, why (a word of
    `vocabulary.decisions.Decision`), onset_date, onset_score, reference_date, reference_score,
    failed_date (first visit without the change, if there is one), days_since_relapse and days_until_relapse
    (from the latest relapse on or before onset, and to the next on or after it; null: none known). Slight
    changes are listed where the definition lets slight changes move the reference. Where a first event is
    asked for, changes after it are not weighed.
    """
    decisions = find_decisions(cohort, definition, baselines, particulars=particulars, seed=seed)
    is_slight = pl.col("why") == Decision.TOO_SLIGHT
    failed = pl.when(is_slight).then(None).otherwise(pl.col("other_date"))
    return (
        decisions.rename({"decision": "why", "visit_date": "onset_date", "visit_score": "onset_score"})
        .filter(pl.col("why").is_in([word.value for word in UNCONFIRMED]))
        .with_columns(failed.alias("failed_date"))
        .pipe(_with_relapse_days, cohort.relapses)
        .select(
            *("patient_id", "kind", "is_full_step", "why", "onset_date", "onset_score", "reference_date"),
            *("reference_score", "failed_date", "days_since_relapse", "days_until_relapse"),
        )
    )


def _with_relapse_days(changes: pl.DataFrame, relapses: pl.DataFrame) -> pl.DataFrame:
    """Adds days_since_relapse and days_until_relapse of onset_date, in the order of *changes*."""
    onsets = relapses.select("patient_id", pl.col("onset_date").alias("relapse_date")).drop_nulls()
    near = (
        changes.select("patient_id", "onset_date")
        .unique()
        .join(onsets, on="patient_id")
        .with_columns(days_between("onset_date", "relapse_date").alias("days"))
        .group_by("patient_id", "onset_date")
        .agg(
            pl.col("days").filter(pl.col("days") >= 0).min().alias("days_since_relapse"),
            (-pl.col("days")).filter(pl.col("days") <= 0).min().alias("days_until_relapse"),
        )
    )
    return changes.join(near, on=["patient_id", "onset_date"], how="left", maintain_order="left")
