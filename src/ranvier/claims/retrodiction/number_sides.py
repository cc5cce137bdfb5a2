"""Whether a number of the early evidence speaks for the therapy or against it: +1, −1, else 0."""

from __future__ import annotations

import re

from ranvier.claims.retrodiction.arms_in_text import compares_arms
from ranvier.claims.retrodiction.figures_in_text import numerals, plain
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.study import PublishedNumber

_SCANS = re.compile(r"lesion|\bgd\b|gd\+|enhanc|\bmri\b|scan|\bt2\b|atrophy")
_PEOPLE = re.compile(r"edss|improv|relaps|exacerb|attack|fail|worse|better|disab|clinical|progress|walk|stab")
_FEWER = re.compile(
    r"\b(none|no|0|fell|fall|fewer|less|lower|drop|decreas|declin|reduc|cleared|absent)\b|^-\d|\bfell\b"
)
_MORE = re.compile(r"\b(rose|rise|more|increas\w*|higher|grew|worse\w*|new or enlarging)\b")
_COUNT = re.compile(r"(\d+)\s*(?:/|of)\s*(\d+)")


def scan_side(early: EarlyEvidence) -> int:
    """What the scans say: +1 quieter, −1 busier, 0 both or nothing."""
    return _agreed([_scan(number) for number in early.numbers if _SCANS.search(plain(number.what))])


def people_side(early: EarlyEvidence) -> int:
    """What relapses and disability say: +1 better, −1 worse, 0 both or nothing."""
    people = [
        number
        for number in early.numbers
        if _PEOPLE.search(plain(number.what)) and not _SCANS.search(plain(number.what))
    ]
    return _agreed([_people(number) for number in people])


def _agreed(sides: list[int]) -> int:
    """The side of all that take one; 0 where they differ."""
    taken = {side for side in sides if side}
    return taken.pop() if len(taken) == 1 else 0


def _scan(number: PublishedNumber) -> int:
    what, value = plain(number.what), plain(number.value)
    if "free" in what or compares_arms(value):
        return 0
    counts = [(int(k), int(n)) for k, n in _COUNT.findall(value) if int(n)]
    if ">" in value:
        return _falls(value)
    if re.search(r"new|enlarg", what) and counts and counts[0][0] / counts[0][1] >= 0.3:
        return -1
    if _MORE.search(value):
        return -1 if not re.search(r"\bfell\b", value) else 1
    return 1 if _FEWER.search(value) or re.search(r"\bfall|fewer", what) else 0


def _people(number: PublishedNumber) -> int:
    what, value = plain(number.what), plain(number.value)
    if compares_arms(value):
        return 0
    counts = [(int(k), int(n)) for k, n in _COUNT.findall(value) if int(n)]
    share = counts[0][0] / counts[0][1] if counts else None
    if re.search(r"better */ *(same|unchanged) */ *worse", what) and len(numerals(value)) >= 3:
        better, _, worse = numerals(value)[:3]
        return (better > worse) - (better < worse)
    if ">" in value and re.search(r"relaps|exacerb|attack|edss|arr", what) and "free" not in what:
        return _falls(value)
    if re.search(r"fail|worse|progressed|deteriorat", what) and share is not None:
        return -1 if share >= 0.5 else 0
    if re.search(r"improv|better", what) and share is not None:
        return 1 if share >= 0.3 else 0
    return -1 if re.search(r"\b(worse|rose|worsened)\b", value) else 0


def _falls(value: str) -> int:
    """+1 where "a > b" falls, −1 where it rises."""
    found = numerals(re.sub(r"\([^)]*\)", "", value.replace("%", "")))
    if len(found) < 2:
        return 0
    return (found[0] > found[-1]) - (found[0] < found[-1])
