"""Everything a curve of those free of worsening is drawn from, read at regular days, in percent."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import AssertedSet
from ranvier.report.figures.curve_points import CurvePoint, at_risk_rows, read_curve, read_line, reading_days
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.time import DAYS_PER_YEAR

LEAST_AT_RISK = 10
"""A curve is drawn only while so many are at risk."""


@dataclass(frozen=True)
class Curves:
    """The curves of both groups, the two bounds of the treated, and who is at risk.

    horizon_day: the time of the claim. reading_day: when the visits due then have taken place; the curve is
    read there. lowest: the lowest percentage on the axis.
    """

    treated: tuple[CurvePoint, ...]
    comparator: tuple[CurvePoint, ...]
    counted: tuple[tuple[float, float], ...]
    not_counted: tuple[tuple[float, float], ...]
    at_risk: tuple[tuple[float, str, str], ...]
    horizon_day: float
    reading_day: float
    asserted: AssertedSet
    lowest: float

    @property
    def dashed(self) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
        """The two bounds with their names, where the records give them."""
        pairs = (("counted", self.counted), ("not counted", self.not_counted))
        return tuple((name, line) for name, line in pairs if len(line) > 1)


def read_curves(finding: Finding, asserted: AssertedSet, sharing: Sharing) -> Curves:
    """The curves of a finding's picture, as far as enough people are at risk."""
    picture = finding.picture
    at_risk = picture.get("at_risk", ())
    last = _last_day(at_risk, picture["curve"])
    horizon = float(picture.get("horizon_day", last))
    reading = float(picture.get("reading_day", horizon))
    days = reading_days(max(last, reading) if last >= horizon else last, reading)
    treated = read_curve(picture["curve"], days)
    comparator = read_curve(picture.get("comparator_curve") or (), days)
    counted = read_line(picture.get("unconfirmed_counted") or (), days)
    lows = [point.lower for point in (*treated, *comparator)] + [share for _, share in counted]
    lows.append(asserted.low if 0 < asserted.low <= 100 else 100.0)
    return Curves(
        treated=treated,
        comparator=comparator,
        counted=counted,
        not_counted=read_line(picture.get("unconfirmed_not_counted") or (), days),
        at_risk=tuple(row for row in at_risk_rows(at_risk, sharing) if row[0] <= last),
        horizon_day=horizon,
        reading_day=reading,
        asserted=asserted,
        lowest=max((min(lows) - 1) // 20 * 20, 0.0),
    )


def _last_day(
    at_risk: tuple[tuple[float, int, int], ...], curve: tuple[tuple[float, float, float, float], ...]
) -> float:
    enough = [day for day, n, _ in at_risk if n >= LEAST_AT_RISK]
    return max(enough) if enough else max(day for day, *_ in curve)


def years_words(day: float) -> str:
    """A day since time zero in years.

    >>> years_words(1826), years_words(200)
    ('5 years', '0.5 years')
    """
    years = day / DAYS_PER_YEAR
    if abs(years - round(years)) >= 0.05:
        return f"{years:.1f} years"
    return "1 year" if round(years) == 1 else f"{round(years)} years"
