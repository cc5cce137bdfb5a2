"""The scale under a forest plot: logarithmic for ratios, wide enough for every study."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.literature.pools.effect import EffectMeasure
from ranvier.literature.pools.pool import Pool
from ranvier.report.figures.forest_lines import ForestLine
from ranvier.report.figures.scale import Scale

_BEYOND = 0.35
"""So much of the studies' range a mean may lie beyond them before it is cut."""

_MOST_TICKS = 7
_PER_TEN = (
    (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 7, 8, 9),
    (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8),
    (1, 1.5, 2, 3, 5, 7),
    (1, 2, 5),
    (1, 3),
    (1,),
)
"""Round ratios within one power of ten, the finest choice first."""


@dataclass(frozen=True)
class ForestAxis:
    """A scale of px under the numbers, logarithmic for ratios."""

    scale: Scale
    is_ratio: bool

    def at(self, number: float) -> float:
        """Place of a number in px; one beyond the scale is held at its end."""
        return self.scale.at(self._of(number))

    def holds(self, number: float) -> bool:
        """Whether the scale reaches as far."""
        return self.scale.first <= self._of(number) <= self.scale.last

    def _of(self, number: float) -> float:
        if not self.is_ratio:
            return number
        return math.log10(number) if number > 0 else -math.inf

    def ticks(self) -> tuple[float, ...]:
        """Round numbers on the scale, few enough to be read."""
        if not self.is_ratio:
            return self.scale.ticks(_MOST_TICKS)
        powers = range(math.floor(self.scale.first), math.ceil(self.scale.last) + 1)
        inside: tuple[float, ...] = ()
        for steps in _PER_TEN:
            ticks = (round(step * 10.0**power, 6) for power in powers for step in steps)
            inside = tuple(tick for tick in ticks if self.holds(tick))
            if len(inside) <= _MOST_TICKS:
                return inside
        return inside[:: math.ceil(len(inside) / _MOST_TICKS)]


def forest_axis(pool: Pool, lines: Sequence[ForestLine], place: tuple[float, float]) -> ForestAxis:
    """A scale that holds every study, and of the means what lies not far beyond the studies."""
    is_ratio = pool.measure.is_ratio
    numbers = [end for line in lines if not line.is_mean for end in line.ends]
    if pool.measure is not EffectMeasure.SHARE:
        numbers.append(1.0 if is_ratio else 0.0)
    low, high = _span(numbers, is_ratio=is_ratio)
    beyond = _BEYOND * (high - low)
    means = [end for line in lines if line.is_mean for end in line.ends]
    least, most = _span([*numbers, *means], is_ratio=is_ratio)
    low, high = max(least, low - beyond), min(most, high + beyond)
    room = (high - low) * 0.06 or 0.1
    low, high = low - room, high + room
    if pool.measure is EffectMeasure.SHARE:
        low, high = max(0.0, low), min(1.0, high)
    return ForestAxis(Scale(low, high, *place), is_ratio)


def _span(numbers: Sequence[float], *, is_ratio: bool) -> tuple[float, float]:
    """The least and the most of the numbers, as logarithms for ratios."""
    held = [math.log10(number) if is_ratio else number for number in numbers]
    return min(held), max(held)
