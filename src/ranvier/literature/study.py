"""A published study and its numbers, each with where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ranvier.vocabulary.provenance import Provenance


@dataclass(frozen=True)
class PublishedNumber:
    """One number of a study.

    key: study and letter, such as "E62a". value, ci95: as printed. inputs: keys of the numbers a derived
    one was computed from; how: the arithmetic. address: where it was read, which is not the authority for
    it. may_decide: whether it may decide a *seen* or *because* reading; for a derived number, whether all
    its inputs may (verdict rule 9).
    """

    key: str
    what: str
    value: str
    status: Provenance
    may_decide: bool
    ci95: str = ""
    inputs: tuple[str, ...] = ()
    how: str = ""
    address: str = ""
    caveat: str = ""

    @property
    def printed(self) -> str:
        """The value with its interval, marked where it is unverified."""
        text = f"{self.value} ({self.ci95})" if self.ci95 else self.value
        return text if self.may_decide else f"{text}, unverified"

    @property
    def origin(self) -> str:
        """How the number reached us, in words; a derived one names its inputs."""
        if self.status is not Provenance.DERIVED:
            return self.status.value
        return f"derived from {', '.join(self.inputs)}: {self.how}"


@dataclass(frozen=True)
class Study:
    """One published study: who wrote it, whom it studied, what it found.

    ids: DOI, PMID, PMC or registry numbers by name; unverified_ids: names of those not checked.
    reading: what it means for a claim, in own words. limits: what weakens it.
    """

    id: str
    topic: str
    citation: str
    design: str
    reading: str
    numbers: tuple[PublishedNumber, ...]
    year: int | None = None
    n: str = ""
    population: str = ""
    intervention: str = ""
    comparator: str = ""
    follow_up: str = ""
    limits: str = ""
    ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unverified_ids: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The citation with its identifiers, as a reference list prints it."""
        marks = [
            f"{name.split('_')[0]} {number}" + (" (unverified)" if name in self.unverified_ids else "")
            for name, number in self.ids.items()
        ]
        return ". ".join([self.citation, "; ".join(marks)]) if marks else self.citation


@dataclass(frozen=True)
class Position:
    """What a regulator, a court or a society has stated, in own words."""

    id: str
    body: str
    year: int
    fact: str
    status: Provenance
    address: str = ""
    caveat: str = ""
