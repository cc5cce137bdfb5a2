"""A published definition by its name, with where its settings were read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.definitions.definition import Definition
from ranvier.vocabulary.provenance import Provenance


class Subject(StrEnum):
    """What a published definition defines."""

    WORSENING = "worsening"  # whatever brought it about
    IMPROVEMENT = "improvement"
    SEQUENCE = "worsening and improvement in turn"
    PIRA = "worsening independent of relapses"
    SPMS = "secondary progressive MS"


@dataclass(frozen=True)
class Preset:
    """One published definition.

    line: the definition in one line. citation: who published it. read: what was read of it, and where.
    provenance: how far that is from the publication. taken: settings that what was read does not state, and
    what stands for them here.
    """

    name: str
    subject: Subject
    definition: Definition
    line: str
    citation: str
    read: str
    provenance: Provenance
    taken: str = ""

    def __str__(self) -> str:
        taken = f" Taken where not stated: {self.taken}." if self.taken else ""
        return (
            f"{self.name}: {self.line}. {self.citation}. Read: {self.read} ({self.provenance.value}).{taken}"
        )
