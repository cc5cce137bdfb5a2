"""A scale from numbers to px, and its ticks; better is to the right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """The number `first` at `start` px and the number `last` at `end` px; `first` may be the larger."""

    first: float
    last: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Place of a number; one beyond the scale, or without limit, is held at its end."""
        low, high = sorted((self.first, self.last))
        held = min(max(number, low), high)
        return self.start + (held - self.first) / (self.last - self.first) * (self.end - self.start)

    def span(self, one: float, other: float) -> tuple[float, float]:
        """Left end and width of a range in px."""
        left, right = sorted((self.at(one), self.at(other)))
        return left, right - left

    def ticks(self, most: int) -> tuple[float, ...]:
        """Round numbers on the scale, at most *most* of them."""
        low, high = sorted((self.first, self.last))
        return round_numbers(low, high, most)


def better_to_the_right(
    numbers: Iterable[float],
    *,
    higher_is_better: bool,
    place: tuple[float, float],
    limits: tuple[float, float] | None = None,
) -> Scale:
    """A scale that holds every finite one of *numbers* with a little room, its better end to the right.

    place: where it starts and ends, in px. limits: numbers beyond which nothing can lie.
    """
    finite = [number for number in numbers if math.isfinite(number)] or [0.0]
    low, high = min(finite), max(finite)
    room = (high - low) * 0.08 or max(abs(high) * 0.1, 0.5)
    low, high = low - room, high + room
    if limits is not None:
        low, high = max(low, limits[0]), min(high, limits[1])
    start, end = place
    return Scale(low, high, start, end) if higher_is_better else Scale(high, low, start, end)


def round_numbers(low: float, high: float, most: int) -> tuple[float, ...]:
    """Multiples of 1, 2 or 5 (times a power of ten) from *low* to *high*, at most *most*.

    >>> round_numbers(-3.2, 0.6, 4)
    (-3.0, -2.0, -1.0, 0.0)
    """
    if high <= low:
        return (low,)
    power = 10.0 ** math.floor(math.log10((high - low) / max(most, 1)))
    for factor in (1, 2, 5, 10, 20, 50):
        step = factor * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            break
    return tuple(round(place * step, 10) + 0.0 for place in range(first, last + 1))
