"""Which outcome a printed number is about, on which side better lies, and which numbers are no result."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Domain(StrEnum):
    """What an outcome is about."""

    RELAPSE = "relapses"
    DISABILITY = "disability"
    SCANS = "scans"


class Outcome(NamedTuple):
    """The outcome of a number; higher_is_better for counts, shares and means."""

    domain: Domain
    higher_is_better: bool


_NO_RESULT = re.compile(
    r"adverse|serious|death|fatal|mortal|safety|toxic|infection|side effect|inflammation of the brain"
    r"|^n\b|\bn total|randomi[sz]ed|^arms\b|completed|completers|numerator|denominator|^doses?\b|planned dose"
    r"|dose relation|baseline"
    r"|follow-?up$|duration|first (reported|told)|press\b|flow|patency|restenosis|\bage\b|sample size"
    r"|adjusted for"
)
_PICKED = re.compile(r"subgroup|subset|explorat|post[- ]?hoc|\bresponders\b|stratum|interim")
_RELAPSE = re.compile(r"relaps|exacerb|attack|\barr\b|flare|convert|conversion|clinically definite")
_SCANS = re.compile(
    r"lesion|\bgd\b|gd\+|enhanc|\bmri\b|scan|\bt1\b|\bt2\b|atrophy"
    r"|brain volume|neurofilament|\bcsf\b"
)
_DISABILITY = re.compile(
    r"edss|disab|\bdss\b|msfc|composite|progress|improv|walk|t25|strength|stabil|stable|acuity|worse|fail"
    r"|revers|ambulat|cognit|msqol|quality|function|better|fatigue|bladder|disease activity|neda|recover"
    r"|mobility|msis|peg"
)
_GOOD = re.compile(
    r"improv|better|revers|[- ]free\b|free of|recover|gain|stable|stabil|\bno (evidence of )?disease activity"
    r"|\bneda\b|walking speed|acuity|msqol|quality of life|brain volume(?! loss)|remain(ed|ing) free|survival"
    r"|without (relapse|progress|worsen)|msfc|strength|respon(se|d)"
)
_BAD_AFTER_ALL = re.compile(r"not (better|improv)|\b(without|no) improv|failure to improv")
_GOOD_AFTER_ALL = re.compile(
    r"\b(did|do|does|had|have) not (relaps|progress|wors|deteriorat)|\bnot (relaps|progress|wors|deteriorat)"
    r"|\bno (relaps|progress|wors|exacerb|attack)"
)
_FALLS = re.compile(r"\b(fell|falls?|reductions?|reduced|decreas\w+|drop(s|ped)?|declin\w+|fewer)\b")
_TIME_TO = re.compile(r"\btime to\b")
_OF_HAZARD = re.compile(r"\b(hr|irr|rr|or)\b|hazard|ratio")


def outcome_of(what: str) -> Outcome | None:
    """The outcome that plain words name; None where they name none.

    >>> outcome_of("patients free of relapse at 2 years")
    Outcome(domain=<Domain.RELAPSE: 'relapses'>, higher_is_better=True)
    """
    better = _is_good(what)
    if _SCANS.search(what) and not re.search(r"improv|disease activity", what):
        return Outcome(Domain.SCANS, better)
    if _RELAPSE.search(what):
        return Outcome(Domain.RELAPSE, better)
    if _DISABILITY.search(what):
        return Outcome(Domain.DISABILITY, better)
    return None


def _is_good(what: str) -> bool:
    """Whether more of it is better: of something bad, its absence, its fall, and the time until it comes."""
    good = bool(_GOOD.search(what) or _GOOD_AFTER_ALL.search(what)) and not _BAD_AFTER_ALL.search(what)
    if _TIME_TO.search(what) and not _GOOD.search(what):
        return not _OF_HAZARD.search(what)
    return not good if _FALLS.search(what) else good


def is_no_result(what: str, caveat: str) -> bool:
    """Whether a number is no comparison of efficacy: harm, flow of patients, or a group picked afterwards."""
    return bool(_NO_RESULT.search(what) or _PICKED.search(f"{what} {caveat}"))
