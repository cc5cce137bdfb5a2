"""Check 8: whether both groups were followed in the same years."""

from __future__ import annotations

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.vocabulary.time import DAYS_PER_YEAR


def judge_calendar(inquiry: Inquiry) -> Outcome:
    """How far the median time zero of the comparators lies from that of the treated."""
    days = [members["zero_date"].drop_nulls().cast(int) for _, members in inquiry.groups]
    if len(days) < 2:
        return cannot_say("nobody is compared")
    if any(group.is_empty() for group in days):
        return cannot_say("a group has no time zero")
    treated, comparator = (float(group.median() or 0) for group in days)  # type: ignore[arg-type]
    years = abs(treated - comparator) / DAYS_PER_YEAR
    reason = f"median time zero {years:.1f} years apart"
    counted = f"{inquiry.count(days[0].len())} and {inquiry.count(days[1].len())} dated"
    if years > inquiry.limit("calendar_fail_years"):
        return fails(reason, counted)
    if years > inquiry.limit("calendar_flag_years"):
        return flags(reason, counted)
    return passes(reason, counted)


GATE = Gate(
    number=8,
    name="Same years",
    checks="treated and comparators were followed in the same calendar years",
    judge=judge_calendar,
    source="the risk of EDSS 3, 4 and 6 falls by 3, 6 and 7% a calendar year (Swedish registry, abstract)",
    used=("programme.toml [time_zero]",),
    limits="noted above {calendar_flag_years}, fails above {calendar_fail_years}",
    asks=Asks.RECORDS,
)
