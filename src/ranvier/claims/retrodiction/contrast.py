"""Comparisons of therapy and comparator on one scale: log ratio of odds, rates or hazards, above 0 better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.literature.study import PublishedNumber

Z_95 = 1.959964


class Told(IntEnum):
    """How a comparison was printed; the higher is taken where a study prints several of one outcome."""

    WORDS = 0
    ARMS = 1
    RATIO = 2


@dataclass(frozen=True)
class Contrast:
    """Therapy against comparator, as a study prints it.

    effect: log ratio, above 0 better for those treated. se: of it. number: what it was read from, told how;
    p_told: the p-value printed with it. control_share: of those improved or free on the comparator.
    """

    number: PublishedNumber
    study: str
    domain: Domain
    effect: float
    se: float
    n: float
    told: Told = Told.ARMS
    p_told: float | None = None
    control_share: float | None = None

    @property
    def lower(self) -> float:
        """The lower 95 % limit."""
        return self.effect - Z_95 * self.se

    @property
    def upper(self) -> float:
        """The upper 95 % limit."""
        return self.effect + Z_95 * self.se

    @property
    def is_above_chance(self) -> bool:
        """Whether the study itself could call it better: by its p-value, else by the interval."""
        return self.effect > 0 and (self.p_told < 0.05 if self.p_told is not None else self.lower > 0)


@dataclass(frozen=True)
class Trial:
    """What a comparison needs of its study: an early one with a control, or a later one."""

    id: str
    n: str
    comparator: str
    numbers: tuple[PublishedNumber, ...]
