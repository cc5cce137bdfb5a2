"""How far an early effect lies beyond what is seen without one: a score to rank by, not a verdict."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from ranvier.claims.retrodiction.body import Together
from ranvier.claims.retrodiction.early_effects import EarlyEffect, EffectKind
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.reference import reference
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


def signal_strength(
    found: Iterable[Beyond], together: Iterable[Together] = (), *, is_blinded: bool = False
) -> float:
    """The mean over outcomes of people; over scans where there are none; 0 where no figure was told.

    together: comparisons with an arm at the same time. Where there are both, the smaller counts: a comparator
    may have done worse than nature. Open ratings widen the comparison as they widen the share improved.
    """
    limits = reference()
    spread = limits["relapses"]["spread_without"] if is_blinded else limits["shares"]["spread"]
    beside = [(one.effect.domain, one.z) for one in found]
    compared = [(one.domain, one.effect / math.hypot(one.se, spread)) for one in together]
    means = [_mean(scored) for scored in (beside, compared) if scored]
    return min(means, default=0.0)


def headline_size(effects: Iterable[EarlyEffect], together: Iterable[Together] = ()) -> float:
    """The largest effect as told, 0 to 1: the share improved or the fall; 0 where none was told."""
    told = [effect.headline for effect in effects]
    return max(told or [max(1 - math.exp(-one.effect), 0.0) for one in together], default=0.0)


def _mean(scored: list[tuple[Domain, float]]) -> float:
    people = [z for domain, z in scored if domain is not Domain.SCANS]
    return fmean(people or [z for _, z in scored])


def _printed(effect: EarlyEffect, value: float) -> str:
    if effect.kind is EffectKind.RATE_CHANGE:
        return f"{100 * (math.exp(-value) - 1):+.0f} %".replace("-", "−")
    return f"{100 / (1 + math.exp(-value)):.0f} %"
