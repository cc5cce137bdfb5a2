"""Whether the patients are those that were planned: since when, compared with whom, how many, and all."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from ranvier.claims.basis.running_numbers import count_list
from ranvier.claims.protocol.case import Answer, Case, cannot_tell, deviated, followed, named
from ranvier.vocabulary.people import Assignment
from ranvier.vocabulary.time import days_from_months


def judge_time_zero(case: Case) -> Answer:
    """The columns that time counts from."""
    plan, declared = case.protocol.time_zero, case.programme.time_zero
    pairs = [
        ("treated", plan.treated, declared.treated),
        ("comparators", plan.comparator, declared.comparator),
    ]
    asked = [pair for pair in pairs if pair[1]]
    planned = "; ".join(f"{word}: {column}" for word, column, _ in asked)
    other = [f"{word}: {now}" for word, column, now in asked if now not in (None, column)]
    silent = [word for word, _, now in asked if now is None]
    if other:
        return deviated(planned, "; ".join(other))
    if silent:
        return cannot_tell(planned, f"programme.toml names no time zero for the {' and the '.join(silent)}")
    return followed(planned, "as planned")


def judge_begun_after(case: Case) -> Answer:
    """How many patients' time counts from a day on or before the freezing."""
    frozen_on = case.protocol.protocol.on
    planned = f"everybody after {frozen_on}"
    zeros = case.records.zeros["zero_date"].drop_nulls()
    if zeros.is_empty():
        return cannot_tell(planned, "nobody has a time zero")
    before = int((zeros <= frozen_on).sum())
    if before == 0:
        return followed(planned, f"all {case.count(zeros.len())} came after it")
    return deviated(planned, f"{case.share(before, zeros.len())} began on or before that day")


def judge_design(case: Case) -> Answer:
    """Who is compared, and who decided it."""
    plan, groups = case.protocol.design, case.programme.groups
    planned = plan.words
    if plan.arms == 1:
        return _alone(case, planned)
    if case.records.n_comparator == 0:
        return deviated(planned, "nobody is compared")
    kind = groups.comparator_kind.value if groups.comparator_kind is not None else ""
    stated = groups.assignment is not Assignment.NONE
    wrong = (
        [f"assignment {groups.assignment.value}"]
        if stated and groups.assignment.value != plan.assignment
        else []
    )
    wrong += [f"comparators {kind}"] if kind and kind != plan.comparator_kind else []
    if wrong:
        return deviated(planned, f"programme.toml says: {', '.join(wrong)}")
    silent = [word for word, known in (("assignment", stated), ("comparator_kind", kind)) if not known]
    if silent:
        return cannot_tell(planned, f"programme.toml does not say {' and '.join(silent)}")
    return followed(planned, "as planned")


def _alone(case: Case, planned: str) -> Answer:
    if case.records.n_comparator:
        return deviated(planned, f"{case.count(case.records.n_comparator)} comparators were added")
    return followed(planned, "nobody is compared")


def judge_blinding(case: Case) -> Answer:
    """Whether those who score did not know the group, as the programme and its visits say."""
    if not case.protocol.design.assessor_blinded:
        return followed("not planned", "nothing to follow")
    planned, declared = "the assessor does not know the group", case.programme.groups.assessor_blinded
    visits = case.records.cohort.visits
    rows = visits.filter(pl.col("edss").is_not_null())["rater_blinded"].drop_nulls()
    open_rows = int((~rows).sum())
    if open_rows:
        return deviated(planned, f"{case.share(open_rows, rows.len())} examinations by a rater who knew")
    if declared is False:
        return deviated(planned, "programme.toml says that assessors knew")
    if declared is None and rows.is_empty():
        return cannot_tell(planned, "neither programme.toml nor the visits say")
    return followed(
        planned, "so the programme says" if rows.is_empty() else "so every examination that tells"
    )


def judge_number(case: Case) -> Answer:
    """Whether each group has as many patients as planned."""
    per_arm = case.protocol.design.per_arm
    if per_arm is None:
        return cannot_tell("no number was planned", "nothing to compare with")
    found = "; ".join(f"{case.count(rows.height)} {word}" for word, rows in case.groups)
    planned = f"{per_arm:,} in each group" if case.protocol.design.arms > 1 else f"{per_arm:,} treated"
    enough = all(rows.height >= per_arm for _, rows in case.groups)
    return followed(planned, found) if enough else deviated(planned, found)


def judge_closing(case: Case) -> Answer:
    """Claims for which a planned patient had not been followed long enough when the records were closed."""
    plan, closed = case.protocol.analysis, case.programme.data_date
    planned = "each claim once the last planned patient has reached its time"
    if plan.not_before is not None:
        planned += f", not before {plan.not_before}"
    last = _last_planned(case)
    if last is None:
        return cannot_tell(planned, "nobody has a time zero")
    early = tuple(
        claim.id
        for claim in case.protocol.claim
        if claim.horizon_months and last + timedelta(days=days_from_months(claim.horizon_months)) > closed
    )
    if plan.not_before is not None and closed < plan.not_before:
        return deviated(planned, f"the records were closed on {closed}")
    if early:
        return deviated(planned, f"closed on {closed}, too early for: {named(early)}", early)
    return followed(planned, f"closed on {closed}, late enough for every claim")


def _last_planned(case: Case) -> date | None:
    """Day 0 of the last planned patient; of the last one where there are fewer, None without any."""
    per_arm = case.protocol.design.per_arm
    days: list[date] = []
    for _, rows in case.groups:
        own = sorted(rows["zero_date"].drop_nulls().to_list())
        days += own if per_arm is None else own[:per_arm]
    return max(days, default=None)


def judge_everyone(case: Case) -> Answer:
    """Running numbers without a record, and patients without a time zero."""
    planned = "running numbers without gaps, everyone with a time zero"
    numbers = case.records.cohort.patients["consecutive_number"].drop_nulls()
    if numbers.is_empty():
        return cannot_tell(planned, "patients carry no running number")
    listed, without = count_list(numbers)
    zeros = case.records.zeros
    timeless = zeros["zero_date"].null_count()
    unnumbered = case.records.cohort.patients.height - numbers.len()
    told = f"{case.share(without, listed)} numbers without a record"
    if timeless:
        told += f"; {case.share(timeless, zeros.height)} without a time zero"
    if unnumbered:
        told += f"; {case.share(unnumbered, case.records.cohort.patients.height)} without a number"
    return deviated(planned, told) if without or timeless or unnumbered else followed(planned, told)
