"""A number of a hypothesis with where it comes from, and how far it may lie off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ranvier.claims.language.stated import FactKind, StatedFact
from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber


class Known(StrEnum):
    """How a number of a hypothesis became known."""

    STATED = "stated"  # by the source of the claims itself: the hypothesis is taken at its word
    DEFINITION = "definition"  # how words are read as a number; a range of readings is tried
    SEEN = "seen"  # read at the source named
    SECOND_HAND = "second_hand"  # read in a compilation that cites the source
    DERIVED = "derived"  # arithmetic on numbers that were read
    ASSUMED = "assumed"  # nobody's measurement: a choice of this project

    @property
    def words(self) -> str:
        """As a sentence says it."""
        return {"stated": "stated by the source", "second_hand": "second hand"}.get(self.value, self.value)


_DECIDES = frozenset({Known.STATED, Known.DEFINITION, Known.SEEN})


@dataclass(frozen=True)
class TheoryNumber:
    """One number of a hypothesis or measure.

    value: the one taken. low, high: ends of the range tried beside it. meaning: in words. unit: "days" or
    "share". source: row of docs/reference/sources.md, key of the literature, or kind of stated fact.
    decides: whether it may rule a hypothesis out; an unverified number never does.
    """

    name: str
    value: float
    low: float
    high: float
    meaning: str
    unit: str
    known: Known
    source: str
    decides: bool

    @property
    def tried(self) -> tuple[float, ...]:
        """The value and the ends of its range, each once."""
        return tuple(dict.fromkeys((self.value, self.low, self.high)))

    @property
    def printed(self) -> str:
        """The value with its unit and range.

        >>> TheoryNumber("x", 7, 2, 21, "", "days", Known.ASSUMED, "", decides=False).printed
        '7 days (2–21)'
        """
        unit = "" if self.unit == "share" else f" {self.unit}"
        span = "" if self.low == self.high else f" ({self.low:g}\u2013{self.high:g})"
        return f"{self.value:g}{unit}{span}"

    def __str__(self) -> str:
        return f"{self.meaning}, {self.printed} ({self.origin})"

    @property
    def origin(self) -> str:
        """How it became known, in words."""
        unverified = "" if self.decides else ", unverified"
        return f"{self.known.words}{f', {self.source}' if self.source else ''}{unverified}"


def read_number(
    part: Section, name: str, facts: tuple[StatedFact, ...], literature: Mapping[str, PublishedNumber]
) -> TheoryNumber | None:
    """One number of a data file; None where it cannot be read, with the fault kept in *part*."""
    found = part.part(name, f"{part.where}, {name}")
    if found is None:
        part.fault(f"'{name}' is missing", f"write {name} = {{ value = …, meaning = …, known = … }}")
        return None
    number = _stated(found, name, facts) if found.has("fact") else _given(found, name, literature)
    found.done()
    return number


def _stated(part: Section, name: str, facts: tuple[StatedFact, ...]) -> TheoryNumber | None:
    """A number that the source of the claims states itself."""
    kind = part.word("fact", FactKind)
    meaning = part.text("meaning", required=True)
    fact = next((one for one in facts if one.kind is kind), None)
    if fact is None:
        part.fault("the claim set states no such fact", "add it under [[fact]], or give a value here")
        return None
    middle = fact.low
    source = f"claim {fact.claim}" if fact.claim else ""
    return TheoryNumber(
        name, middle, fact.low, fact.high, meaning, "days", Known.STATED, source, decides=True
    )


def _given(part: Section, name: str, literature: Mapping[str, PublishedNumber]) -> TheoryNumber | None:
    """A number that stands in the file."""
    value = part.number("value", required=True)
    low, high = part.number("low"), part.number("high")
    known = part.word("known", Known) or Known.ASSUMED
    key = part.text("literature")
    source = part.text("source", required=known is not Known.DEFINITION and not key)
    number = TheoryNumber(
        name=name,
        value=value or 0.0,
        low=low if low is not None else value or 0.0,
        high=high if high is not None else value or 0.0,
        meaning=part.text("meaning", required=True),
        unit=part.text("unit") or "days",
        known=known,
        source=", ".join(filter(None, (source, key))),
        decides=known in _DECIDES and _may_decide(part, key, literature),
    )
    if not number.low <= number.value <= number.high:
        part.fault("'value' must lie between 'low' and 'high'", "exchange them")
    return None if value is None else number


def _may_decide(part: Section, key: str, literature: Mapping[str, PublishedNumber]) -> bool:
    """Whether the published number named beside it may decide; nothing named forbids nothing."""
    if key and key not in literature:
        part.fault(f"there is no published number '{key}'", did_you_mean(key, literature))
        return False
    return not key or literature[key].may_decide
