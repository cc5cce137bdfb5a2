"""Bars of a histogram, merged until none stands for a small group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ranvier.claims.basis.finding import Finding
from ranvier.estimates.printed import MINUS
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class Bar:
    """Patients whose change lies from `low` to `high`, both included.

    is_lowest, is_highest: a merged bar at an end of the histogram, drawn at its inner change.
    """

    low: float
    high: float
    n: int
    is_lowest: bool = False
    is_highest: bool = False

    @property
    def middle(self) -> float:
        """The change at which the bar is drawn: all bars are equally wide, so height alone is the count."""
        if self.is_lowest and not self.is_highest:
            return self.high
        if self.is_highest and not self.is_lowest:
            return self.low
        return (self.low + self.high) / 2

    def words(self) -> str:
        """The change or changes it stands for."""
        if self.low == self.high:
            return _signed(self.low)
        if self.is_lowest and not self.is_highest:
            return f"\u2264{_signed(self.high)}"
        if self.is_highest and not self.is_lowest:
            return f"\u2265{_signed(self.low)}"
        return f"{_signed(self.low)} to {_signed(self.high)}"


def shown_bars(counts: Sequence[tuple[float, int]], n: int, sharing: Sharing) -> tuple[Bar, ...]:
    """The bars that may be shown: merged, and rounded where their sum would tell an n that is not printed."""
    bars = merged_bars(counts, 1 if sharing.internal else sharing.smallest)
    if sharing.is_exact(n):
        return bars
    step = sharing.smallest
    return tuple(replace(bar, n=max(step, step * round(bar.n / step)) if bar.n else 0) for bar in bars)


def merged_bars(counts: Sequence[tuple[float, int]], smallest: int) -> tuple[Bar, ...]:
    """One bar a value, neighbours merged until no bar stands for fewer than *smallest*, nobody aside.

    Ends are merged inwards first; a small bar in the middle joins its smaller neighbour.
    """
    bars = [Bar(value, value, n) for value, n in sorted(counts)]
    while len(bars) > 1 and (place := _small_place(bars, smallest)) is not None:
        other = _neighbour(bars, place)
        first, last = sorted((place, other))
        bars[first : last + 1] = [Bar(bars[first].low, bars[last].high, bars[first].n + bars[last].n)]
    return tuple(
        Bar(bar.low, bar.high, bar.n, is_lowest=place == 0, is_highest=place == len(bars) - 1)
        for place, bar in enumerate(bars)
    )


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

    What is expected beyond the ends of the bars is added to the first and the last one. No more can be
    expected in a bar than there are patients in all.
    """
    if finding.null is None or not finding.null.histogram or not bars:
        return []
    sums = [[0.0, 0.0, 0.0] for _ in bars]
    for change, *values in finding.null.histogram:
        place = next((at for at, bar in enumerate(bars) if change <= bar.high), len(bars) - 1)
        for column, value in enumerate(values):
            sums[place][column] += value
    most = float(sum(bar.n for bar in bars))
    return [(min(low, most), min(middle, most), min(high, most)) for low, middle, high in sums]


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", MINUS) if number else "0"
