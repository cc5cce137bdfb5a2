"""The spread of an estimate from what each patient moves it: sums of squares by day.

On every day the influence of a patient on a curve is a small set of numbers that change only when the patient
comes under observation or leaves, times functions of the day that are the same for all. So the sum of the
squared influences needs the sums of the products of those numbers only, and these are kept from day to day.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Floats = NDArray[np.float64]


class Changes(NamedTuple):
    """What changes for whom and when: one row a change.

    cluster: whose influence changes, 0, 1, ... day: after the exits of which day, -1 for from the beginning.
    amount: (rows, parts) what is added to each part of that influence.
    """

    cluster: Days
    day: Days
    amount: Floats


def changes_of(
    entry_day: Days | None, exit_day: Days, at_entry: Floats, at_exit: Floats, cluster: Days | None
) -> Changes:
    """The changes of patients who enter and leave once: two rows a patient, sorted by cluster and day.

    at_entry, at_exit: (patients, parts). cluster: of each patient, 0, 1, ...; None where each is one's own.
    """
    n = exit_day.size
    whose = np.repeat(np.arange(n), 2) if cluster is None else np.repeat(cluster, 2)
    day = np.full((n, 2), -1, np.int64)
    day[:, 1] = exit_day
    if entry_day is not None:
        day[:, 0] = entry_day
    amount = np.stack([at_entry, at_exit], axis=1).reshape(2 * n, at_entry.shape[1])
    changes = Changes(whose, day.ravel(), amount)
    if cluster is None:
        return changes
    span = int(exit_day.max(initial=0)) + 2
    order = np.argsort(changes.cluster * span + changes.day, kind="stable")
    return Changes(changes.cluster[order], changes.day[order], changes.amount[order])


def products_by_day(changes: Changes, last_day: int) -> Floats:
    """The sum over clusters of the products of the parts, after each day from -1 to *last_day*.

    changes: sorted by cluster and day. Gives (last_day + 2, parts, parts).
    """
    n_parts = changes.amount.shape[1]
    after = running_sums(changes)
    before = after - changes.amount
    products = np.empty((last_day + 2, n_parts, n_parts))
    for row in range(n_parts):
        for column in range(row + 1):
            gained = after[:, row] * after[:, column] - before[:, row] * before[:, column]
            by_day = np.bincount(changes.day + 1, weights=gained, minlength=last_day + 2)
            products[:, row, column] = products[:, column, row] = np.cumsum(by_day)
    return products


def running_sums(changes: Changes) -> Floats:
    """Each cluster's parts after each of its changes."""
    sums = np.cumsum(changes.amount, axis=0)
    if not sums.size:
        return sums
    is_first = np.append(True, np.diff(changes.cluster) != 0)
    first = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    return np.asarray(sums - (sums[first] - changes.amount[first]), np.float64)


def spread_by_day(products: Floats, functions: Floats) -> Floats:
    """The sum of squared influences after each day.

    products: from `products_by_day`. functions: (days, parts) what each part is multiplied with that day.
    """
    spread = np.einsum("dp,dpq,dq->d", functions, products, functions)
    return np.maximum(spread, 0.0)  # rounding may leave a hair below nothing


def sum_of_squares(influence: Floats, cluster: Days | None) -> float:
    """The sum of squares of the influences on one number, added up within clusters first."""
    if cluster is not None:
        influence = np.bincount(cluster, weights=influence).astype(np.float64)
    return float(influence @ influence)
