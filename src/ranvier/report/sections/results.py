"""A finding's number as it is printed, or what is printed where a small group forbids it."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.finding import Finding
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import interval, is_share, plain, span, with_unit
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class Printed:
    """A number in parts: the big one, its interval with n, and the worst and best case.

    withheld: it rests on a small group and is not printed.
    """

    number: str
    beside: str
    bounds: str
    withheld: bool = False

    @property
    def phrase(self) -> str:
        """Number and interval in one."""
        return f"{self.number} {self.beside}".strip()


def printed(finding: Finding, sharing: Sharing) -> Printed:
    """What a row, a lead sentence and a table say of a finding."""
    found = finding.found
    if found is None or not found.is_known:
        return Printed("no number", "", "")
    if sharing.withholds(found):
        return Printed(withheld_words(found, finding.n_treated, sharing), "", "", withheld=True)
    beside = f"({interval(found, finding.unit)}), n {n_words(found, finding, sharing)}"
    return Printed(with_unit(found.estimate, finding.unit), beside, bounds_words(finding))


def n_words(found: Estimate, finding: Finding, sharing: Sharing) -> str:
    """ "171 of 243": those the number rests on, of everyone treated."""
    if finding.n_treated and found.n < finding.n_treated:
        return f"{sharing.total(found.n)} of {sharing.count(finding.n_treated)}"
    return sharing.total(found.n)


def bounds_words(finding: Finding) -> str:
    """ "worst case 34%, best case 63%", or nothing where everybody was seen."""
    bounds = finding.bounds
    if bounds is None or bounds.n_unseen == 0:
        return ""
    worst, best = (plain(end, finding.unit) for end in (bounds.worst, bounds.best))
    return f"worst case {worst}, best case {best}"


def withheld_words(found: Estimate, n_treated: int, sharing: Sharing) -> str:
    """What stands for a number that rests on a small group."""
    if sharing.is_small(found.n):
        return f"n {sharing.few}: not shown"
    part = found.n_events
    if part is None:
        part = round(found.estimate * found.n / 100)
    if is_share(found.unit) and not sharing.is_small(part):
        return f"all but {sharing.few}, n {sharing.total(found.n)}"
    whole = f" of {sharing.count(n_treated)}" if n_treated else ""
    return f"{sharing.few}{whole if is_share(found.unit) else ''}"


def contrast_words(finding: Finding, sharing: Sharing) -> str:
    """The difference between the groups with its interval; nothing where there is none to print."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or contrast_withheld(finding, sharing):
        return ""
    ends = interval(contrast, finding.unit, difference=True)
    return f"{with_unit(contrast.estimate, finding.unit, difference=True)} ({ends})"


def contrast_withheld(finding: Finding, sharing: Sharing) -> bool:
    """Whether the difference would give a small group away: then it is not printed either."""
    contrast, found = finding.contrast, finding.found
    if contrast is None:
        return False
    if sharing.is_small(contrast.n) or (found is not None and sharing.withholds(found)):
        return True
    return contrast.n_events is not None and sharing.is_small(contrast.n_events)


def null_words(finding: Finding) -> str:
    """What is expected without effect, as a range; an en dash where there is no band."""
    null = finding.null
    if null is None:
        return "\u2013"
    tail = "%" if is_share(finding.unit) else ""
    return span(null.lower, null.upper, finding.unit).removesuffix("%") + tail
