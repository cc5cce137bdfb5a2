"""Bars of a histogram, merged until none stands for a small group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.finding import Finding
from ranvier.claims.wording import MINUS


@dataclass(frozen=True)
class Bar:
    """Patients whose change lies from `low` to `high`, both included."""

    low: float
    high: float
    n: int

    def words(self) -> str:
        """The change or changes it stands for."""
        ends = [_signed(end) for end in (self.low, self.high)]
        return ends[0] if self.low == self.high else f"{ends[0]} to {ends[1]}"


def merged_bars(counts: Sequence[tuple[float, int]], smallest: int) -> tuple[Bar, ...]:
    """One bar a value, neighbours merged until no bar stands for fewer than *smallest*, nobody aside.

    Ends are merged inwards first; a small bar in the middle joins its smaller neighbour.
    """
    bars = [Bar(value, value, n) for value, n in sorted(counts)]
    while len(bars) > 1 and (place := _small_place(bars, smallest)) is not None:
        other = _neighbour(bars, place)
        first, last = sorted((place, other))
        bars[first : last + 1] = [Bar(bars[first].low, bars[last].high, bars[first].n + bars[last].n)]
    return tuple(bars)


def _small_place(bars: Sequence[Bar], smallest: int) -> int | None:
    ends = [place for place in (0, len(bars) - 1) if bars[place].n < smallest]
    middle = [place for place, bar in enumerate(bars) if 0 < bar.n < smallest]
    return next(iter([*ends, *middle]), None)


def _neighbour(bars: Sequence[Bar], place: int) -> int:
    if place == 0:
        return 1
    if place == len(bars) - 1:
        return place - 1
    return min(place - 1, place + 1, key=lambda other: (bars[other].n, other))


def expected_bars(finding: Finding, bars: Sequence[Bar]) -> list[tuple[float, float, float]]:
    """Low, middle and high expected numbers for each bar, added over what was merged; empty without a band.

    What is expected beyond the ends of the bars is added to the first and the last one.
    """
    if finding.null is None or not finding.null.histogram or not bars:
        return []
    sums = [[0.0, 0.0, 0.0] for _ in bars]
    for change, *values in finding.null.histogram:
        place = next((at for at, bar in enumerate(bars) if change <= bar.high), len(bars) - 1)
        for column, value in enumerate(values):
            sums[place][column] += value
    return [(low, middle, high) for low, middle, high in sums]


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", MINUS) if number else "0"
