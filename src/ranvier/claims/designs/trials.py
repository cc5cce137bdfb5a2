"""Contrasts of many drawn trials at once: the estimates of the endpoints, trial by trial the same numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Contrasts(NamedTuple):
    """Treated minus comparator in each trial: the contrast, its interval, worst and best case for the unseen.

    NaN where a trial has no number. odd: trials at an edge (all alike, nobody left), whose numbers are to be
    asked of the endpoint itself.
    """

    estimate: Floats
    lower: Floats
    upper: Floats
    worst: Floats
    best: Floats
    odd: Flags


class _Group(NamedTuple):
    """A level in each trial with its squared standard error, and both ends for the patients not seen."""

    level: Floats
    squared_error: Floats
    n_seen: NDArray[np.int64]
    if_low: Floats
    if_high: Floats


def contrast_means(treated: Floats, comparator: Floats, conf_level: float, unseen_points: float) -> Contrasts:
    """Differences of mean changes with Welch's interval; fewer points are better.

    treated, comparator: one row a trial, one column a patient, NaN where not seen. unseen_points: given to
    patients not seen in the worst and, with the other sign, in the best case.
    Source: as `estimate_difference_of_means`, `estimate_mean_bounds`.
    """
    ours, theirs = (_means(values, unseen_points) for values in (treated, comparator))
    variance = ours.squared_error + theirs.squared_error
    with np.errstate(invalid="ignore", divide="ignore"):
        degrees = variance**2 / (
            ours.squared_error**2 / (ours.n_seen - 1) + theirs.squared_error**2 / (theirs.n_seen - 1)
        )
        half_width = stdtrit(degrees, (1 + conf_level) / 2) * np.sqrt(variance)
    difference = ours.level - theirs.level
    return Contrasts(
        difference,
        difference - half_width,
        difference + half_width,
        ours.if_high - theirs.if_low,
        ours.if_low - theirs.if_high,
        ~(variance > 0),
    )


def contrast_shares(treated: Floats, comparator: Floats, conf_level: float) -> Contrasts:
    """Differences of shares in percent with Newcombe's interval; more is better.

    treated, comparator: 1 yes, 0 no, NaN not seen; one row a trial. Source: as
    `estimate_difference_of_shares`, `estimate_share_bounds`.
    """
    ours, theirs = (_shares(values) for values in (treated, comparator))
    z = float(ndtri((1 + conf_level) / 2))
    (low, high), (other_low, other_high) = (_wilson(group, z) for group in (ours, theirs))
    difference = ours.level - theirs.level
    lower = difference - np.hypot(ours.level - low, other_high - theirs.level)
    upper = difference + np.hypot(high - ours.level, theirs.level - other_low)
    worst, best = ours.if_low - theirs.if_high, ours.if_high - theirs.if_low
    odd = np.minimum(ours.n_seen, theirs.n_seen) < FEW
    return in_percent(Contrasts(difference, lower, upper, worst, best, odd))


def in_percent(shares: Contrasts) -> Contrasts:
    """Differences of shares from 0 to 1, in percentage points."""
    estimate, lower, upper, worst, best = (100 * each for each in shares[:5])
    return Contrasts(estimate, lower, upper, worst, best, shares.odd)


FEW = 2
"""Groups with fewer patients seen are asked of the endpoint itself."""


def _means(values: Floats, unseen_points: float) -> _Group:
    n_seen = np.count_nonzero(~np.isnan(values), axis=1)
    total = np.nansum(values, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / n_seen
        variance = np.nansum(np.square(values - mean[:, None]), axis=1) / (n_seen - 1)
        squared_error = variance / n_seen
    n_all = values.shape[1]
    unseen = (n_all - n_seen) * unseen_points
    return _Group(mean, squared_error, n_seen, (total - unseen) / n_all, (total + unseen) / n_all)


def _shares(values: Floats) -> _Group:
    n_seen = np.count_nonzero(~np.isnan(values), axis=1)
    n_yes, n_all = np.nansum(values, axis=1), values.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = n_yes / n_seen
    return _Group(share, share, n_seen, n_yes / n_all, (n_yes + n_all - n_seen) / n_all)


def _wilson(group: _Group, z: float) -> tuple[Floats, Floats]:
    n, share = np.maximum(group.n_seen, 1), group.level
    middle, scale = share + z**2 / (2 * n), 1 + z**2 / n
    half_width = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return np.maximum(0.0, (middle - half_width) / scale), np.minimum(1.0, (middle + half_width) / scale)
