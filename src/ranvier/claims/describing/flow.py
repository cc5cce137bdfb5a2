"""Who is counted: from the programme's list to those with a score at the time that is asked for."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.claims.basis.running_numbers import count_list
from ranvier.claims.judging.verdict import FlowStep
from ranvier.course import baseline, edss_change
from ranvier.definitions.edss_change import EdssChange
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_MONTH

BASELINE_REASONS = {
    baseline.NO_TIME_ZERO: "no time zero",
    baseline.NO_RECENT_EDSS: "no EDSS within 90 days before time zero",
    baseline.ONLY_AFTER_STEROIDS: "EDSS only after steroids had begun",
}
UNSEEN_REASONS = {
    edss_change.NOT_DUE: "visit not yet due",
    edss_change.NO_CONTACT: "no contact since",
    edss_change.OUTSIDE_WINDOW: "visit outside the window",
    edss_change.DIED: "died",
}


def find_flow(records: Records, months: float) -> tuple[FlowStep, ...]:
    """The boxes of the cohort flow of the treated; each is the one before less those who left, with reasons.

    months: from time zero to the score of the last box. Nobody treated is set aside: who leaves a box has
    no score there, and stays in the denominator of every claim.
    """
    definition = EdssChange(months=months)
    treated = records.changes(months, Group.TREATED)
    scored = treated.filter(pl.col("baseline_edss").is_not_null())
    window_months = definition.window_days / DAYS_PER_MONTH
    n_listed, n_without = _listed(records)
    n_patients = records.cohort.patients.height
    return (
        FlowStep(
            n_listed,
            "On the programme's list",
            _list_note(records),
            _left({"no record behind the number": n_without}),
        ),
        FlowStep(n_patients, "With a record", "", _left(_not_treated(records))),
        FlowStep(
            treated.height,
            _treated_label(records),
            _beside(records),
            _reasons(treated, "reason", BASELINE_REASONS),
        ),
        FlowStep(scored.height, "With a baseline EDSS", "", _reasons(scored, "unseen", UNSEEN_REASONS)),
        FlowStep(scored["unseen"].null_count(), f"With an EDSS at {months:g} ± {window_months:.0f} months"),
    )


def _listed(records: Records) -> tuple[int, int]:
    """How many are on the list, and how many numbers have no record; patients without one count too."""
    patients = records.cohort.patients
    n_without = count_list(patients["consecutive_number"].drop_nulls())[1]
    return patients.height + n_without, n_without


def _list_note(records: Records) -> str:
    if records.cohort.has("patients", "consecutive_number"):
        return ""
    return "no running numbers: gaps cannot be seen"


def _not_treated(records: Records) -> Mapping[str, int]:
    n_grouped = records.n_treated + records.n_comparator
    return {
        "not treated": records.cohort.patients.height - n_grouped,
        "comparators, followed beside": records.n_comparator,
    }


def _treated_label(records: Records) -> str:
    return "Treated at least once" if records.cohort.has("administrations") else "Treated"


def _beside(records: Records) -> str:
    return f"beside {records.n_comparator:,} comparators" if records.n_comparator else ""


def _reasons(members: pl.DataFrame, column: str, words: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    return _left({word: members.filter(pl.col(column) == code).height for code, word in words.items()})


def _left(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((word, n) for word, n in counts.items() if n)
