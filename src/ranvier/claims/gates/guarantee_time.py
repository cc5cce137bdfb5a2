"""Check 4: whether the treated had to last for some time before they could be in the records."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.days import days_between
from ranvier.vocabulary.time import DAYS_PER_MONTH


def judge_guarantee_time(inquiry: Inquiry) -> Outcome:
    """Whether nobody of one group leaves early although the other does, and whether all had a later dose."""
    groups = [_ends(inquiry, members) for _, members in inquiry.groups]
    if not groups[0].height:
        return cannot_say("no treated patient was followed from a time zero")
    blocked = _blocked(inquiry, groups)
    if blocked:
        return flags(f"{blocked}{_BY_LOT}") if inquiry.records.is_randomised else fails(blocked)
    again = _dosed_again(inquiry)
    if again:
        return flags(again)
    if len(groups) > 1:
        return passes("neither group lasts before its first patient leaves for longer than chance allows")
    return passes("not all of the treated had to come back to be counted")


_BY_LOT = "; beside comparators by lot an effect that keeps patients coming looks the same"
_HAD_TO_LAST = "they may have had to last so long to be counted"


def _ends(inquiry: Inquiry, members: pl.DataFrame) -> pl.DataFrame:
    """last_day (death or last contact) and potential_day, from time zero, of those with a time zero."""
    visited = inquiry.cohort.visits.group_by("patient_id").agg(pl.col("date").max().alias("visit_date"))
    contacts = inquiry.cohort.patients.select("patient_id", "last_contact_date", "death_date")
    data_date = pl.lit(inquiry.programme.data_date)
    return (
        members.drop_nulls("zero_date")
        .select("patient_id", "zero_date")
        .join(contacts, on="patient_id", how="left")
        .join(visited, on="patient_id", how="left")
        .with_columns(
            pl.coalesce("death_date", pl.max_horizontal("last_contact_date", "visit_date")).alias("end_date"),
            data_date.alias("data_date"),
        )
        .select(
            days_between("end_date", "zero_date").fill_null(0).clip(0).alias("last_day"),
            days_between("data_date", "zero_date").alias("potential_day"),
        )
    )


def _days(ends: pl.DataFrame) -> NDArray[np.int64]:
    return ends["last_day"].to_numpy().astype(np.int64)


def _blocked(inquiry: Inquiry, groups: list[pl.DataFrame]) -> str:
    """Why time in one group was guaranteed; nothing where it was not, or nobody is compared."""
    if len(groups) < 2 or not groups[1].height:
        return ""
    for (lasting, leaving), (ours, theirs) in (
        (("treated", "comparators"), (groups[0], groups[1])),
        (("comparators", "treated"), (groups[1], groups[0])),
    ):
        first = int(_days(ours).min())
        due = theirs.filter(pl.col("potential_day") >= first)
        early = due.filter(pl.col("last_day") < first).height
        expected = ours.height * early / due.height if due.height else 0.0
        if expected >= inquiry.limit("guarantee_expected_least"):
            months = max(1, round(first / DAYS_PER_MONTH))
            left = f"{inquiry.share(early, due.height)} of the {leaving} do"
            return (
                f"none of the {lasting} leaves in the first {months} months, although {left}: {_HAD_TO_LAST}"
            )
    return ""


def _dosed_again(inquiry: Inquiry) -> str:
    """Whether practically every treated patient due had a later dose; nothing where not."""
    gap = inquiry.limit("time_zero_gap_days")
    doses = inquiry.cohort.administrations.join(inquiry.treated, on="patient_id").drop_nulls("zero_date")
    later = doses.filter(days_between("date", "zero_date") > gap)
    if later.is_empty():
        return ""
    waited = later.select(days_between("date", "zero_date").max()).item()
    data_date = pl.lit(inquiry.programme.data_date)
    due = inquiry.treated.drop_nulls("zero_date").with_columns(data_date.alias("data_date"))
    due = due.filter(days_between("data_date", "zero_date") >= waited)
    again = due.join(later, on="patient_id", how="semi").height
    enough = due.height >= inquiry.limit("guarantee_patients_least")
    if enough and percent(again, due.height) >= inquiry.limit("guarantee_dosed_again_percent"):
        return (
            f"{inquiry.share(again, due.height)} had a later dose too: who did not last may not be recorded"
        )
    return ""


GATE = Gate(
    number=4,
    name="Guarantee time",
    checks="nobody had to live, stay or come back for so long to be counted as treated",
    judge=judge_guarantee_time,
    source="own wording of guarantee time (immortal time)",
    used=("visits.date", "patients.last_contact_date", "patients.death_date", "administrations.date"),
    limits=(
        "fails where {guarantee_expected_least} or more should have left before the first did (by lot: "
        "noted); noted where {guarantee_dosed_again_percent} or more of {guarantee_patients_least} or more "
        "had a later dose"
    ),
    asks=Asks.RECORDS,
)
