"""The curve of patients free of an event: what it says on a day, its median, and the numbers at risk."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve_limits import Counts, exact_lower
from ranvier.estimates.survival.followed import Interval
from ranvier.estimates.survival.reading_day import check_day
from ranvier.estimates.unknown import unknown_estimate

_EXACT = "Kaplan-Meier, exact limits because the share is 1 or 0"
_REFERENCE = "Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481"


LEAST_AT_RISK = 10
"""With fewer patients at risk a curve is not read, unless asked (own proposal; the default of check 14)."""


@dataclass(frozen=True)
class AtRisk:
    """Who is left on one day: still at risk just before its exits, and exits by then, that day included."""

    day: int
    n_at_risk: int
    n_events: int
    n_censored: int


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """The share free of the event after each day on which somebody left, one entry a day.

    std_error: Greenwood; 0 at a share of 1 and NaN at 0, as in R; robust where patients have weights or
    clusters. lower, upper: log-log interval unless `interval` says another; where that does not exist (share
    of 1 or 0) the limits are exact instead, see `curve_limits`. n_at_risk_each_day, least_at_risk_each_day:
    for every day from 0 to the last exit; the latter counts effective patients where they have weights or
    clusters. n_at_risk, n_events, n_censored and n count patients, each once (rows, where a patient has
    several); weight_at_risk and weight_of_events count each with the weight.
    """

    day: NDArray[np.int64]
    n_at_risk: NDArray[np.int64]
    n_events: NDArray[np.int64]
    n_censored: NDArray[np.int64]
    survival: NDArray[np.float64]
    std_error: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    n_at_risk_each_day: NDArray[np.int64]
    least_at_risk_each_day: Counts
    n: int
    conf_level: float
    definition: str
    weight_at_risk: NDArray[np.float64]
    weight_of_events: NDArray[np.float64]
    interval: Interval = Interval.LOG_LOG
    is_robust: bool = False
    weights: str = ""

    @property
    def last_day(self) -> int:
        """The largest exit day, -1 without patients."""
        return int(self.day[-1]) if self.day.size else -1

    def at(self, day: int, *, least_at_risk: int = LEAST_AT_RISK) -> Estimate:
        """The share still free of the event after *day*.

        Not known past the last exit, unless nobody was left to have the event (the share is 0 for good).
        R's survfit draws the curve on instead. Not known either with fewer than *least_at_risk* patients at
        risk on that day: so few say too little; 0 asks for the share all the same. Raises InputError for a
        day that is not a whole number.
        """
        day = check_day(day)
        reason = self._why_unknown(day) or self._too_few(day, least_at_risk)
        if reason:
            return unknown_estimate(
                reason, definition=self._at(day), n=self.n, unit=SHARE, conf_level=self.conf_level
            )
        row = int(np.searchsorted(self.day, day, side="right")) - 1
        survival, lower, upper = 1.0, 0.0, 1.0
        if row >= 0:
            survival, lower, upper = (
                float(column[row]) for column in (self.survival, self.lower, self.upper)
            )
        if survival == 1.0:
            lower = exact_lower(float(self.least_at_risk_each_day[day]), self.conf_level)
        return Estimate(
            estimate=survival,
            lower=lower,
            upper=upper,
            n=self.n,
            method=self._method if 0 < survival < 1 else _EXACT,
            definition=self._at(day),
            unit=SHARE,
            n_events=int(self.n_events[: row + 1].sum()),
            conf_level=self.conf_level,
            weights=self.weights,
            reference=_REFERENCE,
        )

    def std_error_at(self, day: int) -> float:
        """The standard error after *day*: 0 before the first event, NaN where it is not known."""
        day = check_day(day)
        row = int(np.searchsorted(self.day, day, side="right")) - 1
        if self._why_unknown(day):
            return math.nan
        return float(self.std_error[row]) if row >= 0 else 0.0

    def table(self, days: Iterable[int]) -> tuple[AtRisk, ...]:
        """Numbers at risk on each of *days*, as printed under a curve; 0 past the last exit."""
        return tuple(self._at_risk(check_day(day)) for day in days)

    def median(self) -> Estimate:
        """The day by which half have had the event, with the interval that the limits of the curve cut out.

        Not known while more than half are free of it; an upper limit that is never reached is infinite.
        Where the curve runs flat at one half, the middle of that stretch, as in R.
        """
        inner = (self.survival > 0) & (self.survival < 1)
        lower = self._day_at_half(np.where(inner, self.lower, np.nan))
        upper = self._day_at_half(np.where(inner, self.upper, np.nan))
        return Estimate(
            estimate=self._day_at_half(self.survival),
            lower=lower,
            upper=math.inf if math.isnan(upper) and self.n else upper,
            n=self.n,
            method=self._method,
            definition=f"days until half are no longer {self.definition}",
            unit="days",
            n_events=int(self.n_events.sum()),
            conf_level=self.conf_level,
            weights=self.weights,
            reference="Brookmeyer R, Crowley J. Biometrics 1982;38:29-41",
        )

    @property
    def _method(self) -> str:
        robust = ", robust variance" if self.is_robust else ""
        return f"Kaplan-Meier, {self.interval} interval{robust}"

    def _too_few(self, day: int, least: int) -> str:
        n_at_risk = self._at_risk(day).n_at_risk
        return f"{n_at_risk} at risk on day {day}, fewer than {least}" if n_at_risk < least else ""

    def _why_unknown(self, day: int) -> str:
        if day < 0:
            return "the day lies before time zero"
        if not self.day.size:
            return "nobody was followed"
        if day > self.last_day and self.survival[-1] > 0:
            return f"nobody was followed beyond day {self.last_day}"
        return ""

    def _at(self, day: int) -> str:
        return f"{self.definition} at day {day}"

    def _at_risk(self, day: int) -> AtRisk:
        row = int(np.searchsorted(self.day, day, side="right"))
        inside = 0 <= day <= self.last_day
        return AtRisk(
            day=day,
            n_at_risk=int(self.n_at_risk_each_day[day]) if inside else 0,
            n_events=int(self.n_events[:row].sum()),
            n_censored=int(self.n_censored[:row].sum()),
        )

    def _day_at_half(self, curve: NDArray[np.float64], tolerance: float = 1.5e-8) -> float:
        """R's rule: the first day at or under one half; flat at one half, the middle of the stretch."""
        reached = np.flatnonzero(curve <= 0.5 + tolerance)
        if not reached.size:
            return math.nan
        first = int(reached[0])
        below = np.flatnonzero(curve < 0.5 - tolerance)
        end = (
            int(below[0]) if below.size else (first if curve[first] < 0.5 - tolerance else self.day.size - 1)
        )
        return float(self.day[first] + self.day[end]) / 2
