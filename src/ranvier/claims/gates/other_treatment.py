"""Checks 2 and 30: what else was given, at time zero and afterwards."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed, percent
from ranvier.course.days import days_between
from ranvier.tables.declaration import Precision
from ranvier.vocabulary.products import TreatmentKind
from ranvier.vocabulary.safety import ExposureKind
from ranvier.vocabulary.time import days_from_months

MS_DRUGS = (TreatmentKind.DMT, TreatmentKind.IMMUNOSUPPRESSANT, TreatmentKind.AHSCT)
BESIDE = (
    ("drug for MS", MS_DRUGS),
    ("steroids", (TreatmentKind.STEROID,)),
    ("rehabilitation", (TreatmentKind.REHABILITATION,)),
)


def judge_concomitant(inquiry: Inquiry) -> Outcome:
    """How many patients of each group began another treatment at the same time."""
    if inquiry.treated["zero_date"].null_count() == inquiry.treated.height:
        return cannot_say("without a time zero nothing lies near it")
    window_days = int(inquiry.limit("concomitant_window_days"))
    worst, parts = 0.0, []
    for word, members in inquiry.groups:
        started = _starts(inquiry, members).filter(pl.col("day").abs() <= window_days)
        counts = [(label, _people(started, kinds)) for label, kinds in BESIDE]
        worst = max(worst, *(percent(n, members.height) for _, n in counts))
        shares = ", ".join(f"{label} {inquiry.share(n, members.height)}" for label, n in counts)
        parts.append(f"{word}: {shares}")
    reason = f"begun within {window_days} days of time zero, " + "; ".join(parts)
    over = worst > inquiry.limit("concomitant_percent")
    return (flags if over else passes)(reason, f"{inquiry.count(inquiry.treated.height)} treated")


def _starts(inquiry: Inquiry, members: pl.DataFrame) -> pl.DataFrame:
    """Treatments of the members with their day from time zero; those dated by year only are left out."""
    return (
        inquiry.cohort.treatments.filter(
            pl.col("start_date_precision").ne_missing(pl.lit(Precision.YEAR.value))
        )
        .join(members.select("patient_id", "zero_date"), on="patient_id")
        .with_columns(days_between("start_date", "zero_date").alias("day"))
    )


def _people(started: pl.DataFrame, kinds: tuple[TreatmentKind, ...]) -> int:
    return started.filter(pl.col("kind").is_in([kind.value for kind in kinds]))["patient_id"].n_unique()


def judge_intercurrent(inquiry: Inquiry) -> Outcome:
    """How many treated patients met something after time zero that may change the outcome by itself."""
    if inquiry.treated["zero_date"].null_count() == inquiry.treated.height:
        return cannot_say("without a time zero nothing comes after it")
    until_day = _until_day(inquiry)
    met = {
        "another drug for MS": _ids(_starts_after(inquiry, until_day, MS_DRUGS)),
        "steroids": _ids(_starts_after(inquiry, until_day, (TreatmentKind.STEROID,))),
        "pregnancy": _ids(_pregnancies(inquiry, until_day)),
        "death": _ids(_deaths(inquiry, until_day)),
    }
    anybody = len(set().union(*met.values()))
    n_treated = inquiry.treated.height
    counts = listed([f"{word} {inquiry.count(len(ids))}" for word, ids in met.items()])
    reason = f"after time zero {inquiry.share(anybody, n_treated)} met {counts}; treatment policy: all stay"
    over = percent(anybody, n_treated) > inquiry.limit("intercurrent_patients_percent")
    return (flags if over else passes)(reason, f"{inquiry.count(n_treated)} treated")


def _until_day(inquiry: Inquiry) -> int:
    if inquiry.months is not None:
        return days_from_months(inquiry.months)
    ends = pl.lit(inquiry.programme.data_date).cast(pl.Int32) - pl.col("zero_date").cast(pl.Int32)
    return int(inquiry.treated.select(ends.max()).item())


def _starts_after(inquiry: Inquiry, until_day: int, kinds: tuple[TreatmentKind, ...]) -> pl.DataFrame:
    wanted = pl.col("kind").is_in([kind.value for kind in kinds]) & pl.col("day").is_between(1, until_day)
    return _starts(inquiry, inquiry.treated).filter(wanted)


def _pregnancies(inquiry: Inquiry, until_day: int) -> pl.DataFrame:
    rows = inquiry.cohort.table("exposures").filter(pl.col("kind") == ExposureKind.PREGNANCY.value)
    return _within(
        rows.join(inquiry.treated.select("patient_id", "zero_date"), on="patient_id"), "date", until_day
    )


def _deaths(inquiry: Inquiry, until_day: int) -> pl.DataFrame:
    dates = inquiry.cohort.patients.select("patient_id", "death_date")
    return _within(inquiry.treated.join(dates, on="patient_id"), "death_date", until_day)


def _within(rows: pl.DataFrame, column: str, until_day: int) -> pl.DataFrame:
    return rows.filter(days_between(column, "zero_date").is_between(1, until_day))


def _ids(rows: pl.DataFrame) -> set[str]:
    return set(rows["patient_id"].to_list())


INTERCURRENT = Gate(
    number=2,
    name="Events in between",
    checks="new drugs, steroids, pregnancy and death between time zero and the time of the claim are counted",
    judge=judge_intercurrent,
    source="ICH E9(R1), read in summaries",
    required=("treatments.kind", "treatments.start_date"),
    used=("exposures.kind", "patients.death_date"),
    limits="noted above {intercurrent_patients_percent}",
    asks=Asks.TIME,
)
CONCOMITANT = Gate(
    number=30,
    name="Other treatment at the same time",
    checks="drugs for MS, steroids and rehabilitation begun around time zero, in each group",
    judge=judge_concomitant,
    source="own wording of co-intervention",
    required=("treatments.kind", "treatments.start_date"),
    limits="noted above {concomitant_percent} within {concomitant_window_days}",
    asks=Asks.RECORDS,
)
