"""No evidence of disease activity (NEDA): what it asks for, and over which stretch of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.definition import Definition
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import EDSS

_EVERY_WORSENING = ConfirmedWorsening(reference=Reference.ROVING, occurrence=Occurrence.EVERY)


@dataclass(frozen=True)
class Neda(Definition):
    """No relapse, no confirmed worsening and no MRI activity (NEDA-3), and no brain volume loss (NEDA-4).

    window_days, n_windows: how long each stretch is, and how many follow one another. starts_after_days: how
    long after day 0 the first one starts; 91 to 183 to give a treatment time to work, and then the EDSS and
    the MRI of that time are what is compared with. reference_days: how much older than the start they may be.
    assessed_within_days: how long before a window ends its last EDSS and MRI may lie, for what comes after
    them nobody saw; 90 as at its start, a choice of this package, and with the length of a window or more
    any examination in it is enough.
    relapses: which count. worsening: what counts as worsening. brain_loss_percent_per_year: a faster loss of
    brain volume is activity.
    """

    citation: ClassVar[str] = (
        "chapter No evidence of disease activity, docs/definitions/neda.md; source S91: Havrdova E et "
        "al. Lancet Neurol 2009;8:254–260 (NEDA-3); Kappos L et al. Mult Scler 2016;22:1297–1305 (NEDA-4)"
    )

    window_days: int = 365
    n_windows: int = 1
    starts_after_days: int = 0
    reference_days: int = 90
    assessed_within_days: int = 90
    relapses: RelapseHygiene = field(default_factory=RelapseHygiene)
    worsening: ConfirmedWorsening = _EVERY_WORSENING
    brain_loss_percent_per_year: float = 0.4

    def __post_init__(self) -> None:
        if self.worsening.measure.name != EDSS.name:
            raise RanvierError(
                f"the worsening of NEDA is measured by the EDSS, not by the {self.worsening.measure.label}",
                where="Neda.worsening",
                hint="give a ConfirmedWorsening of the EDSS, and look for the other measure by itself",
            )
