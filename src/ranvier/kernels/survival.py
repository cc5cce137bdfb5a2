"""Counts by day and the product-limit curve, on integer days: histograms instead of sorting."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]


class CountsByDay(NamedTuple):
    """For each day from 0 to the last exit: who is at risk, has the event, leaves without it."""

    n_at_risk: Days
    n_events: Days
    n_censored: Days


class ProductLimit(NamedTuple):
    """The curve after each day, and the sum d / (r (r - d)) behind Greenwood's variance."""

    survival: NDArray[np.float64]
    greenwood_sum: NDArray[np.float64]


def count_by_day(exit_day: Days, event: NDArray[np.bool_], entry_day: Days | None = None) -> CountsByDay:
    """Numbers at risk just before the exits of each day, and the exits of that day by kind.

    A patient is at risk on the days after entry_day up to and with exit_day; without one, from day 0 on.
    An event counts before a censoring of the same day.
    """
    if exit_day.size == 0:
        empty = np.empty(0, np.int64)
        return CountsByDay(empty, empty, empty)
    last = int(exit_day.max())
    # One histogram over 2 * day + event costs half of two.
    keys = 2 * exit_day
    keys += event
    by_kind = np.bincount(keys, minlength=2 * last + 2).reshape(last + 1, 2)
    n_exits = by_kind.sum(axis=1)
    n_at_risk = _entered_before(entry_day, exit_day.size, last) - (np.cumsum(n_exits) - n_exits)
    return CountsByDay(n_at_risk, by_kind[:, 1].copy(), by_kind[:, 0].copy())


def product_limit(n_at_risk: Days, n_events: Days) -> ProductLimit:
    """Kaplan-Meier and Greenwood's sum; where all at risk have the event the sum is infinite."""
    at_risk = np.maximum(n_at_risk, 1).astype(np.float64)
    survival = np.cumprod(1 - n_events / at_risk)
    with np.errstate(divide="ignore"):
        terms = np.where(n_events > 0, n_events / (at_risk * (at_risk - n_events)), 0.0)
    return ProductLimit(np.asarray(survival, np.float64), np.cumsum(terms))


def _entered_before(entry_day: Days | None, n: int, last: int) -> Days | int:
    if entry_day is None:
        return n
    n_entries = np.bincount(entry_day, minlength=last + 1)[: last + 1]
    return np.asarray(np.cumsum(n_entries) - n_entries, np.int64)


class WeightsByDay(NamedTuple):
    """For each day from 0 to the last exit: the weight at risk, and of those who have the event."""

    at_risk: NDArray[np.float64]
    events: NDArray[np.float64]


def weigh_by_day(
    exit_day: Days,
    event: NDArray[np.bool_],
    weights: NDArray[np.float64],
    entry_day: Days | None = None,
) -> WeightsByDay:
    """The counts of `count_by_day` with each patient counted as often as the weight says.

    Where all of some weight who are at risk have the event, both sums are the same to the last digit.
    """
    last = int(exit_day.max(initial=-1))
    leaving = np.bincount(exit_day, weights=weights, minlength=last + 1)
    if entry_day is not None:
        leaving -= np.bincount(entry_day, weights=weights, minlength=last + 1)
    # Summed from the end, so that the few who are left last are not a difference of two large sums.
    at_risk = np.cumsum(leaving[::-1])[::-1]
    events = np.bincount(exit_day, weights=weights * event, minlength=last + 1).astype(np.float64)
    counts = _counts_with_weight(exit_day, event, weights, entry_day, last)
    at_risk = np.where(counts.n_at_risk > 0, np.maximum(at_risk, events), 0.0)
    return WeightsByDay(np.where(counts.n_at_risk == counts.n_events, events, at_risk), events)


def weighted_limit(at_risk: NDArray[np.float64], events: NDArray[np.float64]) -> ProductLimit:
    """`product_limit` of weights; a day on which all at risk have the event adds nothing to the sum."""
    left = at_risk - events
    share = np.divide(events, at_risk, out=np.zeros_like(events), where=events > 0)
    terms = np.divide(share, left, out=np.zeros_like(events), where=(events > 0) & (left > 0))
    return ProductLimit(np.cumprod(1 - share), np.cumsum(terms))


def _counts_with_weight(
    exit_day: Days,
    event: NDArray[np.bool_],
    weights: NDArray[np.float64],
    entry_day: Days | None,
    last: int,
) -> CountsByDay:
    """`count_by_day` of those with a weight above 0, over the days of all."""
    counted = weights > 0
    entries = None if entry_day is None else entry_day[counted]
    counts = count_by_day(exit_day[counted], event[counted], entries)
    return CountsByDay(*(np.append(each, np.zeros(last + 1 - each.size, np.int64)) for each in counts))
