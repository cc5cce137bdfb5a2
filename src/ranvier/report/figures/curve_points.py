"""A curve read at regular days, so that no step is one person's date."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.report.numbers import EN_DASH
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.time import DAYS_PER_YEAR

READ_EVERY_DAYS = DAYS_PER_YEAR / 2
_SLACK = 0.02  # a year is a whole number of days in the records, 365.25 on the axis


@dataclass(frozen=True)
class CurvePoint:
    """The curve on one day since time zero: share and interval in whole percent."""

    day: float
    share: float
    lower: float
    upper: float


def reading_days(last_day: float, reading_day: float) -> tuple[float, ...]:
    """The days on which curves are read: every half year up to *last_day*, and the day of the result."""
    n = int(last_day / READ_EVERY_DAYS + _SLACK)
    days = {place * READ_EVERY_DAYS for place in range(n + 1)}
    if reading_day <= last_day + 1 and all(abs(reading_day - day) > 1 for day in days):
        days.add(reading_day)
    return tuple(sorted(days))


def read_curve(
    rows: Sequence[tuple[float, float, float, float]], days: Sequence[float]
) -> tuple[CurvePoint, ...]:
    """A curve of (day, share, lower, upper) as parts of one, read on *days*."""
    if not rows:
        return ()
    rows = sorted(rows)
    return tuple(CurvePoint(day, *_percents(_row_at(rows, day)[1:])) for day in days)


def read_line(rows: Sequence[tuple[float, float]], days: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """A curve without interval of (day, share), read on *days*."""
    if not rows:
        return ()
    rows = sorted(rows)
    return tuple((day, _percents(_row_at(rows, day)[1:])[0]) for day in days)


def _row_at(rows: Sequence[tuple[float, ...]], day: float) -> tuple[float, ...]:
    """The last row on or before *day*; before the first one everybody is free of worsening."""
    before = [row for row in rows if row[0] <= day + 1]
    return before[-1] if before else (0.0, *[1.0] * (len(rows[0]) - 1))


def _percents(shares: Sequence[float]) -> list[float]:
    return [100.0 if math.isnan(share) else float(round(100 * share)) for share in shares]


def value_at(points: Sequence[CurvePoint], day: float) -> CurvePoint | None:
    """The point of the curve on *day*; None where it has ended before or does not exist."""
    if not points or points[-1].day + READ_EVERY_DAYS / 2 < day:
        return None
    return min(points, key=lambda point: (abs(point.day - day), point.day))


def line_at(line: tuple[tuple[float, float], ...], day: float) -> float:
    """The share of a curve without interval on *day*, or at its nearer end."""
    return min(line, key=lambda point: (abs(point[0] - day), point[0]))[1]


def at_risk_rows(
    rows: Sequence[tuple[float, int, int]], sharing: Sharing
) -> tuple[tuple[float, str, str], ...]:
    """(day, at risk, worsened so far) as text; what differs by a small group from its neighbours is a dash.

    The last number is kept, since the result is printed with it, and earlier ones give way.
    """
    at_risk = _apart([n for _, n, _ in rows], sharing)
    worsened = list(reversed(_apart([n for _, _, n in reversed(list(rows))], sharing)))
    return tuple((day, at_risk[place], worsened[place]) for place, (day, _, _) in enumerate(rows))


def _apart(counts: Sequence[int], sharing: Sharing) -> list[str]:
    texts: list[str] = []
    kept: int | None = None
    for n in counts:
        small = sharing.is_small(n) or (kept is not None and sharing.is_small(abs(n - kept)))
        texts.append(EN_DASH if small else sharing.total(n))
        kept = kept if small else n
    return texts
