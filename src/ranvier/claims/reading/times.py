"""When something is said to happen: within, after or for how long, in figures and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ranvier.claims.reading.number_words import NUMBER, number_of

DAYS = {
    "second": 1 / 86_400,
    "minute": 1 / 1_440,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "year": 365.25,
    "decade": 3652.5,
}


class TimeRole(StrEnum):
    """What the time is of."""

    WITHIN = "within"
    AFTER = "after"
    FOR = "for"
    EVERY = "every"
    AT_ONCE = "at once"
    LASTING = "for good"


@dataclass(frozen=True)
class StatedTime:
    """A time of a sentence, from *start* to *end*, in days; 0 for 'at once', infinite for 'for good'."""

    role: TimeRole
    low_days: float
    high_days: float
    words: str
    start: int
    end: int

    @property
    def months(self) -> float:
        """The later end in months, to the nearest tenth."""
        return round(self.high_days / DAYS["month"], 1)

    def __str__(self) -> str:
        return self.words


_SPAN = re.compile(
    rf"\b(?:(?P<role>within|in as little as|in under|in less than|in|after|following|for|over|during|"
    rf"by|at|every|each|lasted|lasts|"
    rf"up to|at least|about|since)\s+)?(?:(?:the\s+)?(?:first|last|past|next|only|just|about|around|"
    rf"approximately|at least|"
    rf"more than|over|up to|as early as|another|between|from|the)\s+)*(?P<low>{NUMBER}|an?(?=\s)|several|few)"
    rf"(?:st|nd|rd|th)?(?:\s*(?:–|-|to|or|and)\s*(?P<high>{NUMBER}))?[\s-]+(?P<unit>second|minute|hour|day|night|"
    rf"week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:(?P<once>immediately|at once|instantly|overnight|straight away|right away|on the same day|"
    r"the same day)"
    r"|(?P<lasting>permanent(?:ly)?|for good|forever|for life|life-?long|lasting|long-term|persistent))\b",
    re.IGNORECASE,
)
_ROLES = {
    "after": TimeRole.AFTER,
    "following": TimeRole.AFTER,
    "at": TimeRole.AFTER,
    "since": TimeRole.FOR,
    "for": TimeRole.FOR,
    "over": TimeRole.FOR,
    "during": TimeRole.FOR,
    "lasted": TimeRole.FOR,
    "lasts": TimeRole.FOR,
    "every": TimeRole.EVERY,
    "each": TimeRole.EVERY,
}
_UNIT = re.compile(rf"(?:{'|'.join(DAYS)})s?\b", re.IGNORECASE)
_HALF = re.compile(
    r"(?:\b(?P<role>within|in|after|for|over|during|every|each|lasts)\s+)?\b(?:(?P<whole>an?|one|two|three)\s+)?"
    r"(?:(?:and\s+an?\s+)?half(?:\s+an?)?[\s-]|half[\s-]an?\s)(?P<unit>hour|day|month|year|decade)s?\b"
    r"|\b(?:(?P<role2>within|in|after|for|over|during|every|lasts)\s+)?an?\s+(?P<unit2>hour|month|year)\s+and\s+a\s+half\b",
    re.IGNORECASE,
)
"""'Half a year', 'each half-year', 'one and a half years', 'a year and a half'."""

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
}
_NTH_SPAN = re.compile(
    r"\b(?:within|in|during|after|over|by|on|from)\s+(?:the|your|its)\s+"
    rf"(?P<which>{'|'.join(_ORDINALS)})\s+(?P<unit>day|night|week|month|year)\b",
    re.IGNORECASE,
)

_OLD = re.compile(r"[\s-]+(?:old|of age)\b|[\s-]olds?\b", re.IGNORECASE)


def find_times(text: str) -> tuple[StatedTime, ...]:
    """The times of a sentence in order; ages are none."""
    timed = _UNIT.search(text)
    spans = _SPAN.finditer(text) if timed else ()
    found = [_span(match) for match in spans if not (_OLD.match(text, match.end()) or _is_order(match))]
    found += [_half_span(match) for match in _HALF.finditer(text)] if timed else []
    found += [_nth_span(match) for match in _NTH_SPAN.finditer(text)] if timed else []
    found = [one for one in found if not _covered(one, found)]
    found += [_worded(match) for match in _WORDED.finditer(text)]
    return tuple(sorted(found, key=lambda time: time.start))


def _covered(one: StatedTime, found: list[StatedTime]) -> bool:
    """Whether a longer reading of the same words was found."""
    return any(
        other is not one
        and other.start < one.end
        and one.start < other.end
        and other.end - other.start > one.end - one.start
        for other in found
    )


def _span(match: re.Match[str]) -> StatedTime:
    unit = match["unit"].lower()
    low = _number(match["low"])
    high = number_of(match["high"]) if match["high"] else low
    role = _ROLES.get((match["role"] or "").lower(), TimeRole.WITHIN)
    numbers = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    words = f"{role} {numbers} {unit}{'' if high == 1 else 's'}"
    return StatedTime(role, low * DAYS[unit], high * DAYS[unit], words, match.start("low"), match.end())


def _nth_span(match: re.Match[str]) -> StatedTime:
    number, unit = _ORDINALS[match["which"].lower()], match["unit"].lower()
    days = number * DAYS[unit]
    words = f"{TimeRole.WITHIN} {number} {unit}{'' if number == 1 else 's'}"
    return StatedTime(TimeRole.WITHIN, days, days, words, match.start(), match.end())


def _is_order(match: re.Match[str]) -> bool:
    """'A second injection' is no time."""
    return match["unit"].lower() == "second" and match["low"].lower() in ("a", "an", "one")


def _half_span(match: re.Match[str]) -> StatedTime:
    role = _ROLES.get((match["role"] or match["role2"] or "").lower(), TimeRole.WITHIN)
    unit = (match["unit"] or match["unit2"]).lower()
    whole = (match["whole"] or "").lower()
    counted = whole and "and" in match.group().lower()
    number = 0.5 + (1.0 if match["unit2"] else _number(whole) if counted else 0.0)
    words = f"{role} {number:g} {unit}{'' if number < 1 else 's'}"
    return StatedTime(role, number * DAYS[unit], number * DAYS[unit], words, match.start(), match.end())


def _number(text: str) -> float:
    lowered = text.lower()
    return 1.0 if lowered in ("a", "an") else 3.0 if lowered in ("several", "few") else number_of(lowered)


def _worded(match: re.Match[str]) -> StatedTime:
    if match["once"]:
        return StatedTime(TimeRole.AT_ONCE, 0.0, 1.0, "at once", match.start(), match.end())
    return StatedTime(TimeRole.LASTING, float("inf"), float("inf"), "for good", match.start(), match.end())
