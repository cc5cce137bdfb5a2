"""One proposed claim, and all that was read on a page."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.reading.page import Page, Place
from ranvier.claims.reading.personal import PersonalDatum
from ranvier.claims.reading.quantities import Quantity
from ranvier.claims.reading.times import StatedTime


@dataclass(frozen=True)
class KnownClaim:
    """A claim of a shipped set that a proposal is like; likeness from 0 to 1."""

    claim_set: str
    claim: str
    likeness: float


@dataclass(frozen=True)
class Proposal:
    """One assertion of a page, for a person to confirm.

    statement: in ranvier's own words. places: where it stands, the first one first. reasons: why it was
    proposed. sentence: the page's own words; empty where they tell of a person or may name one. harms: words
    for harm that it uses.
    """

    kind: ClaimKind
    statement: str
    places: tuple[Place, ...]
    reasons: tuple[str, ...]
    points: float
    population: str
    quantities: tuple[Quantity, ...]
    times: tuple[StatedTime, ...]
    concepts: tuple[str, ...]
    universal: bool
    sentence: str
    hidden: bool = False
    testimonial: bool = False
    known: tuple[KnownClaim, ...] = ()
    studies: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageReading:
    """What was read on a page: proposals in the order of the page, and what else a person should know.

    tone: from −1, a page that informs, to 1, one that sells. n_sentences: how many were looked at.
    personal: where personal data stand, by kind; what they are is not kept.
    """

    page: Page
    proposals: tuple[Proposal, ...]
    personal: tuple[PersonalDatum, ...]
    tone: float
    n_sentences: int
