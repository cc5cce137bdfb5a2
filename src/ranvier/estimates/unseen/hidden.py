"""How many unreported patients would overturn an answer."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from ranvier.estimates.exact import as_printed
from ranvier.estimates.inputs import Inputs, check_kind, chosen
from ranvier.estimates.rates.share import check_share
from ranvier.estimates.survival.curve import SurvivalCurve


class Holds(StrEnum):
    """What an answer says of the estimate and its threshold; the threshold itself is included."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    def of(self, estimate: Fraction, threshold: Fraction) -> bool:
        """Whether the answer holds."""
        return estimate >= threshold if self is Holds.AT_LEAST else estimate <= threshold


def estimate_hidden_for_mean(
    changes: ArrayLike, threshold: float, hidden_change: float, holds: Holds = Holds.AT_MOST
) -> int | None:
    """The fewest unreported patients with *hidden_change* that overturn "the mean is at most *threshold*".

    Overturned: the answer holds now and no longer with them, or the other way round. None if no number does
    it. Raises InputError, also without any patient.
    """
    inputs = Inputs("number of hidden patients")
    values = inputs.numbers("changes", changes)
    threshold = inputs.number("threshold", threshold)
    hidden_change = inputs.number("hidden_change", hidden_change)
    holds = inputs.choice("holds", holds, Holds)
    inputs.require(values.size > 0, "an answer needs patients", "changes", _NO_ANSWER)
    inputs.finish()
    total = as_printed(math.fsum(values))
    return _fewest_for_average(total, values.size, as_printed(threshold), as_printed(hidden_change), holds)


def estimate_hidden_for_median(
    changes: ArrayLike, threshold: float, hidden_change: float, holds: Holds = Holds.AT_MOST
) -> int | None:
    """The fewest unreported patients with *hidden_change* that overturn "the median is at most *threshold*".

    Overturned as for the mean. None if no number does it. Raises InputError, also without any patient.
    """
    inputs = Inputs("number of hidden patients")
    values = inputs.numbers("changes", changes)
    threshold = inputs.number("threshold", threshold)
    hidden_change = inputs.number("hidden_change", hidden_change)
    holds = inputs.choice("holds", holds, Holds)
    inputs.require(values.size > 0, "an answer needs patients", "changes", _NO_ANSWER)
    inputs.finish()

    def answer(n_hidden: int) -> bool:
        median = float(np.median(np.append(values, np.full(n_hidden, hidden_change))))
        return holds.of(as_printed(median), as_printed(threshold))

    # the median only moves towards the hidden change, and is it once more than half have it
    numbers = range(values.size + 2)
    first = bisect_left(numbers, True, key=lambda n_hidden: answer(n_hidden) != answer(0))
    return first if first < len(numbers) else None


def estimate_hidden_for_share(
    n_yes: int, n_all: int, threshold: float, *, hidden_yes: bool, holds: Holds = Holds.AT_LEAST
) -> int | None:
    """The fewest unreported patients, all yes or all no, that overturn "the share is at least *threshold*".

    None if no number does it. Raises InputError, also without any patient.
    """
    inputs = Inputs("number of hidden patients")
    n_yes, n_all = check_share(inputs, n_yes, n_all)
    inputs.flags("hidden_yes", [hidden_yes])
    threshold = inputs.share("threshold", threshold)
    holds = inputs.choice("holds", holds, Holds)
    inputs.require(n_all > 0, "an answer needs patients", "n_all", _NO_ANSWER)
    inputs.finish()
    return _fewest_for_average(
        Fraction(n_yes), n_all, as_printed(threshold), Fraction(int(hidden_yes)), holds
    )


def estimate_hidden_for_survival(
    curve: SurvivalCurve,
    day: int,
    threshold: float,
    *,
    hidden_event_day: int | None = 0,
    holds: Holds = Holds.AT_LEAST,
) -> int | None:
    """The fewest unreported patients that overturn "at least *threshold* are free of the event at *day*".

    hidden_event_day: the day on which each of them has the event; None when they are all free of it through
    *day*. They come under observation at time zero. None if no number does it. Raises InputError, also
    when the curve is not known at *day* or has weights: a hidden patient has none.
    """
    check_kind("number of hidden patients", "curve", curve, SurvivalCurve)
    holds = chosen("number of hidden patients", "holds", holds, Holds)
    threshold, day = _checked_curve(curve, day, threshold, hidden_event_day), int(day)

    def estimate(n_hidden: int) -> Fraction:
        return _exact_survival(curve, day, n_hidden, hidden_event_day)

    # With failures the share only falls and ends at 0, without them it only rises and ends at 1.
    fails = hidden_event_day is not None and hidden_event_day <= day
    return _fewest_by_halving(estimate, Fraction(0 if fails else 1), as_printed(threshold), holds)


_NO_ANSWER = "without an estimate there is no answer to overturn"


def _fewest_for_average(
    total: Fraction, n: int, threshold: Fraction, hidden: Fraction, holds: Holds
) -> int | None:
    """Smallest k for which (total + k * hidden) / (n + k) is on the other side of the threshold."""
    side = 1 if holds is Holds.AT_MOST else -1
    excess = side * (total - threshold * n)  # at most 0 while the answer holds
    step = side * (hidden - threshold)  # what each hidden patient adds
    if excess <= 0:
        return math.floor(-excess / step) + 1 if step > 0 else None
    return math.ceil(excess / -step) if step < 0 else None


def _fewest_by_halving(
    estimate: Callable[[int], Fraction], end: Fraction, threshold: Fraction, holds: Holds
) -> int | None:
    """Smallest k that overturns, for an estimate that runs from estimate(0) steadily towards *end*."""
    start = estimate(0)
    first = holds.of(start, threshold)
    # The estimate comes as near to its end as one likes but never gets there.
    if end in (start, threshold) or holds.of(end, threshold) is first:
        return None
    high = 1
    while holds.of(estimate(high), threshold) is first:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if holds.of(estimate(middle), threshold) is first:
            low = middle
        else:
            high = middle
    return high


def _exact_survival(curve: SurvivalCurve, day: int, n_hidden: int, hidden_event_day: int | None) -> Fraction:
    """Kaplan-Meier at *day* with the hidden patients added, in whole numbers."""
    at_risk, events = np.zeros(day + 1, np.int64), np.zeros(day + 1, np.int64)
    known = curve.n_at_risk_each_day[: day + 1]
    at_risk[: known.size] = known
    rows = curve.day <= day
    events[curve.day[rows]] = curve.n_events[rows]
    if hidden_event_day is None or hidden_event_day > day:
        at_risk += n_hidden
    else:
        at_risk[: hidden_event_day + 1] += n_hidden
        events[hidden_event_day] += n_hidden
    with_events = np.flatnonzero(events)
    at_risk, events = at_risk[with_events], events[with_events]
    return Fraction(math.prod((at_risk - events).tolist()), math.prod(at_risk.tolist()))


def _checked_curve(curve: SurvivalCurve, day: int, threshold: float, hidden_event_day: int | None) -> float:
    inputs = Inputs("number of hidden patients")
    inputs.days("day", [day])
    inputs.days("hidden_event_day", [] if hidden_event_day is None else [hidden_event_day])
    threshold = inputs.share("threshold", threshold)
    inputs.require(
        not curve.weights,
        "the curve has weights, and hidden patients are counted whole",
        "curve",
        "hand over the curve without weights",
    )
    inputs.finish()
    here = curve.at(day, least_at_risk=0)
    inputs.require(here.is_known, "the curve must be known at day", "day", _NO_ANSWER)
    inputs.finish()
    return threshold
