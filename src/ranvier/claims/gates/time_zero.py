"""Check 3: whether time starts at the moment that decides who is treated."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed, percent
from ranvier.course.days import days_between, first_dates
from ranvier.tables.declaration import Precision
from ranvier.vocabulary.people import ComparatorKind
from ranvier.vocabulary.products import TreatmentKind

TREATMENT_TABLES = ("administrations", "treatments")
"""Tables whose dates are themselves the start of a treatment."""

CELL_KINDS = (TreatmentKind.CELLS.value, TreatmentKind.AHSCT.value)
"""Kinds of treatment that are the therapy itself where it is not recorded dose by dose."""

SLACK_DAYS = {Precision.MONTH.value: 16, Precision.YEAR.value: 184}
"""A month is dated on its 15th and a year on 1 July: so far the true day may lie from the stated one."""


def judge_time_zero(inquiry: Inquiry) -> Outcome:
    """Whether time zero is declared for each group and coincides with the first dose."""
    undeclared = _undeclared(inquiry)
    if undeclared:
        return cannot_say(f"time zero is not declared in programme.toml for: {listed(undeclared)}")
    undated = inquiry.treated.filter(pl.col("zero_date").is_null()).height
    if undated == inquiry.treated.height:
        return cannot_say("time zero is declared, but no treated patient has that date")
    source = inquiry.programme.time_zero.treated or ""
    counted = f"{source}; {inquiry.count(inquiry.treated.height - undated)} dated"
    at_once = _comparators_dosed_at_once(inquiry)
    if percent(at_once, inquiry.comparator.height) > inquiry.limit("time_zero_gap_patients_percent"):
        text = "had the therapy at their own time zero: what happened later decided who counts as treated"
        return fails(
            f"{inquiry.share(at_once, inquiry.comparator.height)} of the comparators {text}", counted
        )
    if source.partition(".")[0] in TREATMENT_TABLES and not _dates_other_treatments(inquiry, source):
        waited = _waited(inquiry)
        if percent(waited, inquiry.treated.height) > inquiry.limit("time_zero_gap_patients_percent"):
            text = "entered long before their first dose, while comparators count from another date"
            return flags(f"{inquiry.share(waited, inquiry.treated.height)} {text}", counted)
        return _undated_or_pass(inquiry, undated, f"time zero is the first date in {source}", counted)
    if _doses(inquiry).is_empty() and not inquiry.cohort.has("administrations", "date"):
        return cannot_say("no treatment is recorded: administrations.date is missing", counted)
    return _judge_gap(inquiry, undated, counted)


def _undeclared(inquiry: Inquiry) -> list[str]:
    declared = inquiry.programme.time_zero
    groups = [
        ("treated", declared.treated, inquiry.treated),
        ("comparators", declared.comparator, inquiry.comparator),
    ]
    return [
        word for word, source, members in groups if source is None and (members.height or word == "treated")
    ]


def _waited(inquiry: Inquiry) -> int:
    """Treated who waited between entry and first dose, where comparators do not count from a first treatment.

    They had to reach the dose unharmed, which nobody asked of the comparators.
    """
    comparator_from = inquiry.programme.time_zero.comparator or ""
    if inquiry.comparator.is_empty() or comparator_from.partition(".")[0] in TREATMENT_TABLES:
        return 0
    entered = inquiry.cohort.patients.select("patient_id", "enrolled_date")
    waited_days = days_between("zero_date", "enrolled_date")
    people = inquiry.treated.join(entered, on="patient_id")
    return people.filter(waited_days > inquiry.limit("time_zero_gap_days")).height


def _comparators_dosed_at_once(inquiry: Inquiry) -> int:
    """Comparators with a cell dose up to their own time zero, or so soon after it that it counts as the same.

    Where the comparators have another active treatment that may be cells as well, none.
    """
    if inquiry.programme.groups.comparator_kind is ComparatorKind.ACTIVE:
        return 0
    first = first_dates(_doses(inquiry), "date", "first_dose_date")
    people = inquiry.comparator.join(first, on="patient_id")
    waited_days = days_between("first_dose_date", "zero_date")
    return people.filter(waited_days <= inquiry.limit("time_zero_gap_days")).height


def _dates_other_treatments(inquiry: Inquiry, source: str) -> bool:
    """Whether time zero is the first of any treatment, drugs too, although cells are dated apart."""
    return source.startswith("treatments.") and not _doses(inquiry).is_empty()


def _doses(inquiry: Inquiry) -> pl.DataFrame:
    """Every dated dose of cells, and every transplantation, wherever it is recorded."""
    columns = "patient_id", "date", "date_precision"
    cells = inquiry.cohort.treatments.filter(pl.col("kind").is_in(CELL_KINDS)).select(
        "patient_id",
        pl.col("start_date").alias("date"),
        pl.col("start_date_precision").alias("date_precision"),
    )
    doses = pl.concat([inquiry.cohort.administrations.select(columns), cells])
    return doses.filter(pl.col("date").is_not_null()).sort(columns)


def _undated_or_pass(inquiry: Inquiry, undated: int, text: str, counted: str) -> Outcome:
    n_treated = inquiry.treated.height
    if percent(undated, n_treated) > inquiry.limit("time_zero_gap_patients_percent"):
        return flags(f"{text}; {inquiry.share(undated, n_treated)} of the treated have none", counted)
    return passes(text, counted)


def _judge_gap(inquiry: Inquiry, undated: int, counted: str) -> Outcome:
    gaps = _gaps(inquiry)
    allowed = inquiry.limit("time_zero_gap_days") + pl.col("slack_days")
    later = gaps.filter(pl.col("gap_days") > allowed).height
    apart = later + gaps.filter(pl.col("gap_days") < -allowed).height
    n_treated = inquiry.treated.height
    without = n_treated - gaps.height - undated
    if later and not inquiry.records.is_randomised:
        text = "had the first dose only after time zero, and until then could not fail as a treated patient"
        return fails(f"{inquiry.share(later, n_treated)} {text}", counted)
    if percent(apart, n_treated) > inquiry.limit("time_zero_gap_patients_percent"):
        return flags(f"first dose and time zero lie apart in {inquiry.share(apart, n_treated)}", counted)
    if percent(without, n_treated) > inquiry.limit("time_zero_gap_patients_percent"):
        return flags(f"{inquiry.share(without, n_treated)} of the treated have no dose on record", counted)
    return _undated_or_pass(inquiry, undated, "the first dose was given at time zero", counted)


def _gaps(inquiry: Inquiry) -> pl.DataFrame:
    """Days from time zero to the first dose, with the days by which the two dates may be inexact."""
    doses = _doses(inquiry)
    first = first_dates(doses, "date", "first_dose_date")
    precision = doses.group_by("patient_id", maintain_order=True).agg(pl.col("date_precision").first())
    return (
        inquiry.treated.filter(pl.col("zero_date").is_not_null())
        .join(first, on="patient_id")
        .join(precision, on="patient_id")
        .with_columns(
            days_between("first_dose_date", "zero_date").alias("gap_days"),
            pl.col("date_precision")
            .fill_null(Precision.DAY.value)
            .replace_strict(SLACK_DAYS, default=0, return_dtype=pl.Int64)
            .alias("slack_days"),
        )
    )


GATE = Gate(
    number=3,
    name="Time zero",
    checks="time zero is declared for each group, and nobody is put into a group by what happened afterwards",
    judge=judge_time_zero,
    source="ROBINS-I, selection; Hernán 2016 (PMC5124536)",
    used=("programme.toml [time_zero]", "administrations.date", "treatments.start_date"),
    limits="dose within {time_zero_gap_days}; noted above {time_zero_gap_patients_percent} of patients",
    asks=Asks.RECORDS,
)
