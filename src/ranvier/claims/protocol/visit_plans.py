"""The visits that the claims need, with the days between which each counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.horizon import find_result_month, needs_confirmation
from ranvier.claims.protocol.protocol import VisitPlan
from ranvier.definitions.baseline import BaselineRule
from ranvier.definitions.edss_change import EdssChange
from ranvier.vocabulary.time import DAYS_PER_MONTH, days_from_months

BASELINE, RESULT, CONFIRMATION, FOLLOW_UP = "baseline", "result", "confirmation", "follow-up"

_SHORTEST_MONTHS = 1.0
"""A result sooner than this is read at a visit of its own day, not within the usual window."""


def plan_visits(claim_set: ClaimSet, every_months: float) -> tuple[VisitPlan, ...]:
    """Baseline, a visit every so many months until the last claim is answered, and those that claims name.

    A visit that a result is read at counts within 61 days of its month, one that confirms from 24 weeks
    after it; one in between within half of the time to the next.
    """
    read_at, confirmed = _months(claim_set)
    visits = {_first_confirming(month, every_months): names for month, names in confirmed.items()}
    planned = [_baseline(), *(_result(month, names) for month, names in read_at.items())]
    planned += [_confirming(month, names) for month, names in visits.items() if month not in read_at]
    longest = max((*read_at, *visits), default=0.0)
    taken = {one.month for one in planned}
    regular = (every_months * n for n in range(1, math.ceil(longest / every_months) + 1))
    planned += [_follow_up(month, every_months) for month in regular if month not in taken]
    return tuple(sorted(planned, key=lambda one: one.month))


def _months(claim_set: ClaimSet) -> tuple[dict[float, list[str]], dict[float, list[str]]]:
    """For each month its claims: months a result is read at, and those whose results must be confirmed."""
    read_at: dict[float, list[str]] = {}
    confirmed: dict[float, list[str]] = {}
    for claim in claim_set.claims:
        for one in claim.interpretations:
            month = find_result_month(one)
            if month is None:
                continue
            for found, wanted in ((read_at, True), (confirmed, needs_confirmation(one))):
                if wanted and claim.id not in found.setdefault(month, []):
                    found[month].append(claim.id)
    return _kept(read_at), _kept(confirmed)


def _kept(found: Mapping[float, list[str]]) -> dict[float, list[str]]:
    return {month: names for month, names in sorted(found.items()) if names}


def _first_confirming(month: float, every_months: float) -> float:
    """The first regular visit that lies 24 weeks after a visit at the end of the window of *month*."""
    latest = month + (EdssChange().window_days + EdssChange().confirm_after_days) / DAYS_PER_MONTH
    return every_months * math.ceil(latest / every_months)


def _baseline() -> VisitPlan:
    return VisitPlan(0.0, -BaselineRule().oldest_days, 0, BASELINE)


def _result(month: float, names: Sequence[str]) -> VisitPlan:
    day, window = days_from_months(month), EdssChange().window_days
    if month < _SHORTEST_MONTHS:
        return VisitPlan(month, 1, day, RESULT, tuple(names))
    return VisitPlan(month, max(1, day - window), day + window, RESULT, tuple(names))


def _confirming(month: float, names: Sequence[str]) -> VisitPlan:
    day, window = days_from_months(month), EdssChange().window_days
    return VisitPlan(month, day - window, day + window, CONFIRMATION, tuple(names))


def _follow_up(month: float, every_months: float) -> VisitPlan:
    day, half = days_from_months(month), days_from_months(every_months / 2)
    window = min(half, EdssChange().window_days)
    return VisitPlan(month, max(1, day - window), day + window, FOLLOW_UP)
