"""The curves of patients who had an event of each cause: what they say on a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK
from ranvier.estimates.survival.followed import Interval
from ranvier.estimates.survival.reading_day import check_day
from ranvier.estimates.unknown import unknown_estimate

_EXACT = "Aalen-Johansen, exact limits because the share is 0 or 1"
_REFERENCE = "Aalen OO, Johansen S. Scand J Stat 1978;5:141-150"


@dataclass(frozen=True, eq=False)
class CumulativeIncidence:
    """The share with an event of each cause by each day on which somebody left, one row a day.

    n_events, weight_of_events, incidence, std_error, lower, upper: (days, causes). std_error: robust
    (infinitesimal jackknife, added up within clusters), with or without weights. free: without an event of
    any cause. causes: what each column is. n: patients (rows, where a patient has several). n_at_risk,
    n_events and n_censored count each once, weight_at_risk and weight_of_events with the weight.
    """

    day: NDArray[np.int64]
    n_at_risk: NDArray[np.int64]
    n_events: NDArray[np.int64]
    n_censored: NDArray[np.int64]
    incidence: NDArray[np.float64]
    std_error: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    free: NDArray[np.float64]
    weight_at_risk: NDArray[np.float64]
    weight_of_events: NDArray[np.float64]
    n_at_risk_each_day: NDArray[np.int64]
    upper_at_zero_each_day: NDArray[np.float64]
    causes: tuple[str, ...]
    n: int
    conf_level: float
    definition: str
    interval: Interval = Interval.LOG_LOG
    weights: str = ""

    @property
    def last_day(self) -> int:
        """The largest exit day, -1 without patients."""
        return int(self.day[-1]) if self.day.size else -1

    def at(self, day: int, cause: int | str = 1, *, least_at_risk: int = LEAST_AT_RISK) -> Estimate:
        """The share that had an event of *cause* (1, 2, ... or its name) by *day*, that day included.

        Not known past the last exit, unless everybody had an event; nor with fewer than *least_at_risk*
        patients at risk on that day. Raises InputError for a cause that is none and for part of a day.
        """
        day, column = check_day(day), self._column_of(cause)
        definition = f"{self.definition} {self.causes[column]} by day {day}"
        reason = self._why_unknown(day, least_at_risk)
        if reason:
            return unknown_estimate(
                reason, definition=definition, n=self.n, unit=SHARE, conf_level=self.conf_level
            )
        row = int(np.searchsorted(self.day, day, side="right")) - 1
        share, lower, upper = 0.0, 0.0, 1.0
        if row >= 0:
            columns = (self.incidence, self.lower, self.upper)
            share, lower, upper = (float(each[row, column]) for each in columns)
        if share == 0.0:
            upper = float(self.upper_at_zero_each_day[day]) if day <= self.last_day else upper
        return Estimate(
            estimate=share,
            lower=lower,
            upper=upper,
            n=self.n,
            method=self._method if 0 < share < 1 else _EXACT,
            definition=definition,
            unit=SHARE,
            n_events=int(self.n_events[: row + 1, column].sum()),
            conf_level=self.conf_level,
            weights=self.weights,
            reference=_REFERENCE,
        )

    def std_error_at(self, day: int, cause: int | str = 1) -> float:
        """The standard error by *day*: 0 before the first exit, NaN where the share is not known."""
        day, column = check_day(day), self._column_of(cause)
        if self._why_unknown(day, 0):
            return float("nan")
        row = int(np.searchsorted(self.day, day, side="right")) - 1
        return float(self.std_error[row, column]) if row >= 0 else 0.0

    @property
    def _method(self) -> str:
        return f"Aalen-Johansen, {self.interval} interval, robust variance"

    def _column_of(self, cause: int | str) -> int:
        """The column of a cause by its name or number, from 0."""
        inputs = Inputs("cumulative incidence")
        named = dict(zip(self.causes, range(len(self.causes)), strict=True))
        column = named.get(cause, -1) if isinstance(cause, str) else inputs.count("cause", cause) - 1
        hint = f"causes are numbered from 1 to {len(self.causes)}: {', '.join(self.causes)}"
        inputs.require(0 <= column < len(self.causes), "cause must be one of the curves", "cause", hint)
        inputs.finish()
        return column

    def _why_unknown(self, day: int, least: int) -> str:
        if day < 0:
            return "the day lies before time zero"
        if not self.day.size:
            return "nobody was followed"
        if day > self.last_day and self.free[-1] > 0:
            return f"nobody was followed beyond day {self.last_day}"
        n_at_risk = int(self.n_at_risk_each_day[day]) if day <= self.last_day else 0
        return f"{n_at_risk} at risk on day {day}, fewer than {least}" if n_at_risk < least else ""
