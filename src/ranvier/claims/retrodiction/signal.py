"""How far an early effect lies beyond what is seen without one: a score to rank by, not a verdict."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from ranvier.claims.retrodiction.early_effects import EarlyEffect, EffectKind
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.without_effect import without_effect
from ranvier.literature.study import PublishedNumber


@dataclass(frozen=True)
class Beyond:
    """One early effect beside what is seen without one; z: standard deviations beyond it, above 0 better."""

    effect: EarlyEffect
    expected: float
    spread: float
    rests_on: tuple[str, ...]

    @property
    def z(self) -> float:
        """How far beyond, in units of chance and of the spread between settings."""
        return (self.effect.effect - self.expected) / math.hypot(self.effect.se, self.spread)

    @property
    def words(self) -> str:
        """In one phrase: told beside expected."""
        told, expected = _printed(self.effect, self.effect.effect), _printed(self.effect, self.expected)
        return f"{self.effect.kind.value}: {told} told, {expected} without an effect"


def effects_beyond(
    effects: Iterable[EarlyEffect], signs: frozenset[str], yardsticks: Iterable[PublishedNumber]
) -> tuple[Beyond, ...]:
    """Every early effect for which something tells what is seen without one."""
    known = tuple(yardsticks)
    pairs = [(effect, without_effect(effect, signs, known)) for effect in effects]
    return tuple(
        Beyond(effect, held.expected, held.spread, held.rests_on)
        for effect, held in pairs
        if held is not None
    )


def signal_strength(found: Iterable[Beyond]) -> float:
    """The mean over outcomes of people; over scans where there are none; 0 where no figure was told."""
    people = [one.z for one in found if one.effect.domain is not Domain.SCANS]
    scans = [one.z for one in found if one.effect.domain is Domain.SCANS]
    return fmean(people or scans or [0.0])


def headline_size(effects: Iterable[EarlyEffect]) -> float:
    """The largest effect as told, 0 to 1: the share improved or the fall; 0 where none was told."""
    return max((effect.headline for effect in effects), default=0.0)


def _printed(effect: EarlyEffect, value: float) -> str:
    if effect.kind is EffectKind.RATE_CHANGE:
        return f"{100 * (math.exp(-value) - 1):+.0f} %".replace("-", "−")
    return f"{100 / (1 + math.exp(-value)):.0f} %"
