"""Worsening told apart by its relation to relapses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.worsening import ConfirmedWorsening


@dataclass(frozen=True)
class Pira(ConfirmedWorsening):
    """Progression independent of relapse activity: no relapse in the windows that `relation` names."""

    citation: ClassVar[str] = (
        "course rule C13, docs/reference/course.md; windows of Müller 2023, doi 10.1001/jamaneurol.2023.3331"
    )


@dataclass(frozen=True)
class Raw(ConfirmedWorsening):
    """Relapse-associated worsening: onset so soon after, or before, a relapse as `relation` says."""

    citation: ClassVar[str] = "course rule C12, docs/reference/course.md"
