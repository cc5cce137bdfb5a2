"""One claim of a claim set: what is asserted, of whom, when, and how it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.cases import CaseReport
from ranvier.claims.language.stated import StatedFact
from ranvier.vocabulary.outcomes import Published, Reading


class ClaimKind(StrEnum):
    """What a claim is about."""

    OUTCOME = "outcome"
    SAFETY = "safety"
    COMPARATIVE = "comparative"
    PROGNOSIS = "prognosis"
    EPIDEMIOLOGY = "epidemiology"
    MECHANISM = "mechanism"
    PROTOCOL = "protocol"
    PROCESS = "process"


class Attribution(StrEnum):
    """What the *because* reading tests.

    change: the whole change is put down to the therapy, so the asserted set holds of the contrast.
    level: only the direction it implies holds of the contrast. safety: the ratio to what is expected.
    record: a fact of record, with no *because* reading.
    """

    CHANGE = "change"
    LEVEL = "level"
    SAFETY = "safety"
    RECORD = "record"


class Testable(StrEnum):
    """Whether a registry's records can test the claim."""

    __test__ = False  # pytest takes every name that begins with Test for a class of tests

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Therapy(StrEnum):
    """What kind of therapy a claim set speaks of; the questions to a clinic depend on it."""

    CELLS = "cells"
    DRUG = "drug"
    PROCEDURE = "procedure"
    OTHER = "other"


@dataclass(frozen=True)
class Interpretation:
    """One reasonable way to read a claim; the first of a claim is the stated primary.

    endpoint: a name of `ranvier.claims.endpoints`; parameters: its arguments, such as `months = 12`.
    """

    label: str
    endpoint: str
    asserted: AssertedSet
    parameters: Mapping[str, float | str | bool] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class PublishedView:
    """What the literature says of a claim, in its own column.

    studies, benchmarks: identifiers of `ranvier.literature`. finding: one sentence in own words.
    figures: the published numbers the verdict rests on (such as "E62a"). beside: others worth showing,
    on which it does not rest.
    """

    verdict: Published
    finding: str
    studies: tuple[str, ...] = ()
    benchmarks: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One checkable assertion, in own words.

    interpretations: the stated primary first. assumed: what had to be taken because the source does not
    say. better_is: 'higher' or 'lower' for the endpoint of the primary. untestable: why no registry can
    test it, where that is so. could_test: what could.
    """

    id: str
    statement: str
    kind: ClaimKind
    attribution: Attribution
    population: str
    interpretations: tuple[Interpretation, ...]
    readings: tuple[Reading, ...]
    assumed: tuple[str, ...]
    testable: Testable
    published: PublishedView | None = None
    because_asserted: AssertedSet | None = None
    untestable: str = ""
    could_test: str = ""

    @property
    def primary(self) -> Interpretation | None:
        """The interpretation that must hold for agreement."""
        return self.interpretations[0] if self.interpretations else None

    @property
    def asks_comparison(self) -> bool:
        """Whether records could show a difference between groups that the claim puts down to the therapy."""
        return (
            self.primary is not None
            and self.testable is not Testable.NO
            and Reading.BECAUSE in self.readings
            and self.attribution in (Attribution.CHANGE, Attribution.LEVEL)
        )


@dataclass(frozen=True)
class ClaimSet:
    """A file of claims.

    therapy: what kind it speaks of. cases: name of a companion file of de-identified case reports, or empty;
    reports: what it holds. fingerprint: SHA-256 of the file. facts: what the source states beside its
    claims, in numbers.
    hypotheses: name of a companion file of the mechanisms offered, or empty; hypotheses_text: what it holds,
    read by `ranvier.claims.language.theory`.
    """

    id: str
    title: str
    version: str
    source: str
    claims: tuple[Claim, ...]
    therapy: Therapy = Therapy.OTHER
    cases: str = ""
    fingerprint: str = ""
    facts: tuple[StatedFact, ...] = ()
    reports: tuple[CaseReport, ...] = ()
    hypotheses: str = ""
    hypotheses_text: bytes = b""

    @property
    def n_comparisons(self) -> int:
        """How many of the claims ask the same records for a difference between groups."""
        return sum(claim.asks_comparison for claim in self.claims)
