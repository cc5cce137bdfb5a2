"""Whether baselines, visits and columns are there as planned."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.followed import VISITS_LIMIT
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.claims.protocol.case import Answer, Case, cannot_tell, deviated, followed, named
from ranvier.claims.protocol.protocol import VisitPlan
from ranvier.claims.protocol.visit_plans import BASELINE, RESULT


def judge_baselines(case: Case) -> Answer:
    """How many have a baseline by the planned rule."""
    limit = case.thresholds["baseline_missing_flag_percent"]
    planned = f"an EDSS by the rule of the protocol in all but {percent_text(limit)} of each group"
    rows = [(word, members) for word, members in case.groups if members.height]
    if not rows:
        return cannot_tell(planned, "there are no patients")
    missing = [(word, members["baseline_edss"].null_count(), members.height) for word, members in rows]
    found = "; ".join(f"{case.share(none, total)} of the {word} have none" for word, none, total in missing)
    if any(percent(none, total) > limit for _, none, total in missing):
        return deviated(planned, found)
    return followed(planned, found)


def judge_visits(case: Case) -> Answer:
    """The share of visits in their windows, of those that were due and of each that a result needs."""
    limit = case.thresholds[VISITS_LIMIT]
    planned = f"at least {percent_text(limit)} of the visits due, and of each at which a result is read"
    counted = [(visit, *_count(case, visit)) for visit in case.protocol.visit if visit.why != BASELINE]
    due = sum(due for _, _, due in counted)
    if due == 0:
        return cannot_tell(planned, "no visit was due yet")
    seen = sum(seen for _, seen, _ in counted)
    short = tuple(
        f"month {visit.month:g} ({case.share(seen, due)})"
        for visit, seen, due in counted
        if visit.why == RESULT and due and percent(seen, due) < limit
    )
    found = f"{case.share(seen, due)} visits in their windows"
    if short:
        return deviated(planned, f"{found}; too few at {named(short)}")
    return deviated(planned, found) if percent(seen, due) < limit else followed(planned, found)


def _count(case: Case, visit: VisitPlan) -> tuple[int, int]:
    """Patients seen between the days of *visit*, and those whose days were over, alive, by the data date."""
    ends = pl.col("zero_date") + pl.duration(days=visit.latest_day)
    deaths = case.records.cohort.patients.select("patient_id", "death_date")
    due = (
        case.records.zeros.filter(ends <= case.programme.data_date)
        .join(deaths, on="patient_id", how="left")
        .filter(pl.col("death_date").is_null() | (pl.col("death_date") > ends))
    )
    day = (pl.col("date") - pl.col("zero_date")).dt.total_days()
    seen = (
        case.records.cohort.visits.filter(pl.col("edss").is_not_null())
        .join(due.select("patient_id", "zero_date"), on="patient_id")
        .filter(day.is_between(visit.earliest_day, visit.latest_day))
    )
    return seen["patient_id"].n_unique(), due.height


def judge_columns(case: Case) -> Answer:
    """Columns that a claim, or a critical check of it, needs and the records lack."""
    wanted = case.protocol.columns
    planned = f"{len(wanted)} columns that the claims and their critical checks need"
    absent = case.records.cohort.missing(*wanted)
    if not absent:
        return followed(planned, "all are there")
    concerned = tuple(
        claim.id
        for claim in case.protocol.claim
        if set(absent).intersection(claim.columns + claim.checked_columns)
    )
    return deviated(planned, f"not there: {named(_told(case, absent))}", concerned)


def _told(case: Case, absent: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that are not there; a whole table once."""
    has = case.records.cohort.has
    tables = [name.partition(".")[0] for name in absent]
    told = [name if has(table) else f"the table {table}" for name, table in zip(absent, tables, strict=True)]
    return tuple(dict.fromkeys(told))
