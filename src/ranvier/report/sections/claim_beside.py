"""Numbers that stand beside a finding without deciding anything, and what the finding cannot tell."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import interval, sentence_case, with_unit
from ranvier.report.small_cells import Sharing


def shareable_beside(finding: Finding | None, sharing: Sharing) -> tuple[Estimate, ...]:
    """Every number beside the finding; none where one of all rests on a small group."""
    if finding is None:
        return ()
    numbers = [one for one in (*finding.beside, finding.before_exposure) if one is not None and one.is_known]
    told = [*numbers, *([finding.found] if finding.found is not None else [])]
    return () if any(sharing.withholds(one) for one in told) else tuple(numbers)


def beside_words(finding: Finding | None, sharing: Sharing) -> tuple[str, ...]:
    """One line a number: what it is, the number and its interval."""
    return tuple(_line(one) for one in shareable_beside(finding, sharing))


def _line(one: Estimate) -> str:
    ends = f" ({interval(one, one.unit)})" if one.has_interval and one.lower < one.upper else ""
    return f"{sentence_case(one.definition)}: {with_unit(one.estimate, one.unit)}{ends}"


def caution_words(finding: Finding | None) -> tuple[str, ...]:
    """What the number cannot tell by itself, where there is a number."""
    return finding.cautions if finding is not None and finding.is_known else ()
