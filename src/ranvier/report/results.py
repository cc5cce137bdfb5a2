"""A finding's number as it is printed, or what is printed where a small group forbids it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.unaccounted import Unaccounted
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import full_stop, interval, is_share, plain, span, with_unit
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class Printed:
    """A number in parts: the big one, its interval with n, and the worst and best case.

    short: the same for a table whose head names unit and interval. withheld: it rests on a small group.
    """

    number: str
    beside: str
    bounds: str
    short: str
    withheld: bool = False

    @property
    def phrase(self) -> str:
        """Number and interval in one."""
        return f"{self.number} {self.beside}".strip()


def printed(finding: Finding, sharing: Sharing) -> Printed:
    """What a row, a lead sentence and a table say of a finding."""
    found = finding.found
    if found is None or not found.is_known:
        return Printed("no number", "", "", "no number")
    if sharing.withholds(found):
        words = withheld_words(found, finding.n_treated, sharing)
        return Printed(words, "", "", words, withheld=True)
    n = n_words(found, finding, sharing)
    if finding.verified_events and finding.watched_events == 0:
        return _outside(finding.verified_events, sharing)
    if not found.has_interval or found.lower == found.upper:
        beside, short = f"({n})", f"{plain(found.estimate, finding.unit)} ({n})"
    else:
        beside = f"({interval(found, finding.unit)}), {n}"
        ends = span(found.lower, found.upper, finding.unit)
        short = f"{plain(found.estimate, finding.unit)} ({ends}), {n}"
    return Printed(with_unit(found.estimate, finding.unit), beside, bounds_words(finding), short)


def _outside(events: int, sharing: Sharing) -> Printed:
    """Events that are in the records, though none fell into the time in which somebody asked."""
    number = f"{sharing.count(events)} event{'' if sharing.count(events) == '1' else 's'} in the records"
    beside = "(0 in the time asked)"
    return Printed(number, beside, "", f"{number} {beside}")


def counts_patients(finding: Finding) -> bool:
    """Whether the n of a finding is of patients; facts of record count doses, list numbers or episodes."""
    return "counts" not in finding.picture or finding.unit.startswith("per ")


def n_words(found: Estimate, finding: Finding, sharing: Sharing) -> str:
    """How many patients a number rests on, of everyone treated; of other things, how many there are."""
    if not counts_patients(finding):
        return f"{sharing.count(found.n)} counted"
    if finding.n_treated and found.n < finding.n_treated:
        if (found.n, finding.n_treated) in sharing.secrets:
            return f"n {sharing.part(found.n, finding.n_treated)}"
        return f"n {sharing.total(found.n)} of {sharing.count(finding.n_treated)}"
    return f"n {sharing.total(found.n)}"


def bounds_words(finding: Finding) -> str:
    """ "worst case 34%, best case 63%", or nothing where everybody was seen."""
    bounds = finding.bounds
    if bounds is None or bounds.n_unseen == 0:
        return ""
    worst, best = (plain(end, finding.unit) for end in (bounds.worst, bounds.best))
    return f"worst case {worst}, best case {best}"


def bounds_short(finding: Finding) -> str:
    """ "34% to 63%": from the worst to the best case."""
    bounds = finding.bounds
    if bounds is None or bounds.n_unseen == 0:
        return ""
    return " to ".join(plain(end, finding.unit) for end in (bounds.worst, bounds.best))


def withheld_words(found: Estimate, n_treated: int, sharing: Sharing) -> str:
    """What stands for a number that rests on a small group: which side is small, never how small."""
    if sharing.is_small(found.n):
        return f"n {sharing.few}: not shown"
    if not is_share(found.unit):
        return f"{sharing.few} events"
    whole = sharing.total(found.n if found.n > n_treated else n_treated)
    side = "all but " if found.estimate > 50 else ""
    return f"{side}{sharing.few} of {whole}"


def contrast_words(finding: Finding, sharing: Sharing) -> str:
    """The difference between the groups with its interval; nothing where there is none to print."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or contrast_withheld(finding, sharing):
        return ""
    ends = interval(contrast, finding.unit, difference=True) + (", adjusted" if contrast.weights else "")
    return f"{with_unit(contrast.estimate, finding.unit, difference=True)} ({ends})"


def contrast_withheld(finding: Finding, sharing: Sharing) -> bool:
    """Whether the difference rests on a small group.

    A difference does not give away the groups it lies between: where one of their numbers is withheld, the
    other is not printed either.
    """
    contrast = finding.contrast
    return contrast is not None and sharing.is_small(contrast.n)


NOT_COUNTED = "How many unreported patients would overturn this is not worked out for a number of this kind."


def hidden_words(finding: Finding | None, sharing: Sharing, unaccounted: Unaccounted | None = None) -> str:
    """How many unreported patients would overturn this; nothing where that betrays what is withheld.

    unaccounted: the traces of patients without a record, told beside it.
    """
    if finding is None or (finding.found is not None and sharing.withholds(finding.found)):
        return ""
    known = finding.found is not None and finding.found.is_known
    told = finding.hidden or (NOT_COUNTED if known else "")
    return f"{told} {unaccounted.words(sharing.count)}" if told and unaccounted is not None else told


def why_words(why: str, finding: Finding | None, sharing: Sharing) -> str:
    """A sentence about a finding, shareable: without what gives a withheld number away."""
    if finding is not None and finding.found is not None and sharing.withholds(finding.found):
        why = " ".join(part for part in _SENTENCE_END.split(why) if not _betrays(part, finding))
    return full_stop(sharing.text(why))


_LEVEL = re.compile(r"\d+% CI")
_SENTENCE_END = re.compile(r"(?<=[.;?])\s+")


def _betrays(sentence: str, finding: Finding) -> bool:
    """Whether a sentence holds the withheld number, its interval, a bound, or how many would overturn it."""
    found, bounds = finding.found, finding.bounds
    assert found is not None  # why_words asks first
    numbers = [found.estimate, found.lower, found.upper]
    numbers += [bounds.worst, bounds.best] if bounds is not None else []
    texts = {plain(number, finding.unit) for number in numbers if math.isfinite(number)} - {"0%", "100%", "0"}
    said = _LEVEL.sub("CI", sentence)  # "99% CI" is no number of patients
    told = any(re.search(rf"(?<![\d.\u2212+-]){re.escape(text)}(?![\d])", said) for text in texts)
    return told or (bool(finding.hidden) and sentence in finding.hidden)


def null_words(finding: Finding) -> str:
    """What is expected without effect, as a range; an en dash where there is no band."""
    null = finding.null
    if null is None:
        return "\u2013"
    tail = "%" if is_share(finding.unit) else ""
    return span(null.lower, null.upper, finding.unit).removesuffix("%") + tail
