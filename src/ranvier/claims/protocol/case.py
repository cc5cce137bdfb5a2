"""One programme held against one protocol: what every item is judged on, and how it answers."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.claims.basis.followed import Kept
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.gates.wording import count_text, share_text
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.protocol import Protocol
from ranvier.tables.programme import Programme
from ranvier.vocabulary.people import Group

_MOST_NAMED = 6


@dataclass(frozen=True)
class Case:
    """Protocol, claims and records, with the limits, the seed and the programmes they are judged with.

    n_programmes: without effect, that null bands are read from.
    """

    protocol: Protocol
    claim_set: ClaimSet
    records: Records
    thresholds: Thresholds
    seed: int
    n_programmes: int

    @property
    def programme(self) -> Programme:
        """What the programme says of itself."""
        return self.records.cohort.programme

    @property
    def least(self) -> int:
        """The smallest group that is told."""
        return int(self.thresholds["smallest_count_shown"])

    @property
    def groups(self) -> tuple[tuple[str, pl.DataFrame], ...]:
        """Each planned group with its word and its patients."""
        words = (("treated", Group.TREATED), ("comparators", Group.COMPARATOR))
        return tuple(
            (word, self.records.members(group)) for word, group in words[: self.protocol.design.arms]
        )

    def count(self, count: int) -> str:
        """A count of patients; a small one is not told."""
        return count_text(count, self.least)

    def share(self, part: int, whole: int) -> str:
        """So many of so many; small groups are not told."""
        return share_text(part, whole, self.least)


@dataclass(frozen=True)
class Answer:
    """What became of one item."""

    kept: Kept
    planned: str
    found: str
    claims: tuple[str, ...] = ()


def followed(planned: str, found: str) -> Answer:
    """The records did as planned."""
    return Answer(Kept.FOLLOWED, planned, found)


def deviated(planned: str, found: str, claims: tuple[str, ...] = ()) -> Answer:
    """They did not; claims: those it concerns, where not all."""
    return Answer(Kept.DEVIATED, planned, found, claims)


def cannot_tell(planned: str, found: str) -> Answer:
    """The records do not say."""
    return Answer(Kept.NOT_ASSESSABLE, planned, found)


def named(names: tuple[str, ...]) -> str:
    """The first names of a list, and how many more there are.

    >>> named(("a", "b")), named(tuple("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 more')
    """
    more = len(names) - _MOST_NAMED
    first = ", ".join(names[:_MOST_NAMED])
    return f"{first} and {more} more" if more > 0 else first
