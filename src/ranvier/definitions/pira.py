"""Worsening told apart by its relation to relapses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.worsening import ConfirmedWorsening


@dataclass(frozen=True)
class Pira(ConfirmedWorsening):
    """Progression independent of relapse activity: no relapse in the windows that `relation` names."""

    citation: ClassVar[str] = "Müller 2023 for the windows (scales/SPEC A4); course/SPEC 2.10"


@dataclass(frozen=True)
class Raw(ConfirmedWorsening):
    """Relapse-associated worsening: onset so soon after, or before, a relapse as `relation` says."""

    citation: ClassVar[str] = "course/SPEC 2.8; Müller 2023 (scales/SPEC A4)"
