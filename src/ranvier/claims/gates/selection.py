"""Check 16: whether the records hold everybody, or only some."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.running_numbers import count_list
from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.vocabulary.people import VitalStatus

WHO_IS_TREATED = ("patients", "administrations")


def judge_selection(inquiry: Inquiry) -> Outcome:
    """Numbers on the list without a record, patients and doses set aside, and whether deaths are recorded."""
    notes = [_set_aside_text(inquiry), _deaths_text(inquiry)]
    numbers = inquiry.cohort.patients["consecutive_number"].drop_nulls()
    if numbers.is_empty():
        return cannot_say(
            "; ".join(["patients carry no running number, so gaps cannot be seen", *filter(None, notes)])
        )
    listed, without = count_list(numbers)
    repeated = numbers.len() - numbers.n_unique()
    unnumbered = inquiry.cohort.patients.height - numbers.len()
    notes = [f"{inquiry.share(without, listed)} numbers on the list have no record", *notes]
    if repeated or unnumbered:
        notes.append(
            f"{inquiry.count(repeated)} numbers given twice, {inquiry.count(unnumbered)} patients without one"
        )
    reason = "; ".join(filter(None, notes))
    counted = f"{listed:,} numbers"
    share = max(percent(without, listed), percent(repeated + unnumbered, listed), _set_aside_percent(inquiry))
    return (flags if share > inquiry.limit("unexplained_percent") else passes)(reason, counted)


def _set_aside_percent(inquiry: Inquiry) -> float:
    """Rows set aside of the table that loses most: of patients, or of doses, which say who is treated."""
    tables = [count for count in inquiry.cohort.counts if count.table in WHO_IS_TREATED]
    return max((percent(table.n_set_aside, table.n_read) for table in tables), default=0.0)


def _set_aside_text(inquiry: Inquiry) -> str:
    rows = [(count.table, count.n_set_aside) for count in inquiry.cohort.counts if count.n_set_aside]
    if not rows:
        return ""
    return "rows set aside: " + ", ".join(f"{inquiry.count(n)} of {table}" for table, n in sorted(rows))


def _deaths_text(inquiry: Inquiry) -> str:
    cohort = inquiry.cohort
    if not (cohort.has("patients", "death_date") or cohort.has("patients", "vital_status")):
        return "deaths are not recorded"
    dead = pl.col("death_date").is_not_null() | (pl.col("vital_status") == VitalStatus.DEAD.value).fill_null(
        value=False
    )
    return f"{inquiry.count(cohort.patients.filter(dead).height)} deaths recorded"


GATE = Gate(
    number=16,
    name="Responders only",
    checks="numbers on the list without a record, patients set aside, and whether deaths are there",
    judge=judge_selection,
    source="own wording of selective follow-up",
    required=("patients.consecutive_number",),
    used=("patients.death_date", "patients.vital_status"),
    limits="noted above {unexplained_percent}",
    asks=Asks.RECORDS,
)
