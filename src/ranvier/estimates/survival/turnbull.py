"""The curve of largest likelihood when events are known to lie between two visits only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

Days = NDArray[np.int64]
Floats = NDArray[np.float64]

#: The day that stands for never.
NEVER = np.iinfo(np.int64).max

_MOST_STEPS = 5_000
_SETTLED = 1e-11


@dataclass(frozen=True, eq=False)
class TurnbullCurve:
    """The only intervals in which the share can fall, and by how much.

    after_day, until_day: an event lies after the one and not after the other, `NEVER` for beyond all visits.
    mass: the share that has the event there. settled: whether the search came to its end.
    """

    after_day: Days
    until_day: Days
    mass: Floats
    settled: bool

    def range_at(self, day: int) -> tuple[float, float]:
        """The smallest and largest share free of the event after *day* that fit the visits alike."""
        lowest = 1 - float(self.mass[self.after_day < day].sum())
        highest = 1 - float(self.mass[self.until_day <= day].sum())
        return max(0.0, lowest), max(0.0, highest)

    def share_at(self, day: int) -> float:
        """The share free of the event after *day*, each event put midway, as R's survfit draws it."""
        finite = self.until_day != NEVER
        passed = finite & (self.after_day + np.where(finite, self.until_day, 0) <= 2 * day)
        return max(0.0, 1 - float(self.mass[passed].sum()))


def fit_turnbull(free_until_day: Days, seen_day: Days) -> TurnbullCurve:
    """The curve of largest likelihood for events after *free_until_day*, up to and with *seen_day*.

    seen_day: `NEVER` for patients without the event. Steps of expectation and maximisation take turns with
    steps of the iterative convex minorant, until no patient-weighted derivative exceeds its limit by 1e-11.
    Source: Turnbull BW. J R Stat Soc B 1976;38:290-295; Wellner JA, Zhan Y. J Am Stat Assoc
    1997;92:945-959; end of the search: Gentleman R, Geyer CJ. Biometrika 1994;81:618-623.
    """
    pairs, n = np.unique(np.stack([free_until_day, seen_day], axis=1), axis=0, return_counts=True)
    after, until = _supports(pairs[:, 0], pairs[:, 1])
    # Each patient's event may lie in the supports first, first + 1, ... before end.
    first = np.searchsorted(after, pairs[:, 0], side="left")
    end = np.searchsorted(until, pairs[:, 1], side="right")
    problem = _Likelihood(first, end, n.astype(np.float64), after.size)
    mass, settled = _maximise(problem)
    return TurnbullCurve(after, until, mass, settled)


def _supports(left: Days, right: Days) -> tuple[Days, Days]:
    """The intervals from a left end to a right end with no other end between them."""
    ends = np.concatenate([right, left])
    is_left = np.repeat([False, True], [right.size, left.size])
    # On one day a right end comes first: who is seen on a day is not one who is free until it.
    order = np.lexsort((is_left, ends))
    ends, is_left = ends[order], is_left[order]
    starts = np.flatnonzero(is_left[:-1] & ~is_left[1:])
    return ends[starts], ends[starts + 1]


@dataclass(frozen=True, eq=False)
class _Likelihood:
    """Patients by the supports their event may lie in: first to before end; n: how many of each kind."""

    first: NDArray[np.intp]
    end: NDArray[np.intp]
    n: Floats
    n_supports: int

    def chances(self, cumulated: Floats) -> Floats:
        return cumulated[self.end] - cumulated[self.first]

    def log(self, cumulated: Floats) -> float:
        chances = self.chances(cumulated)
        return float(self.n @ np.log(chances)) if (chances > 0).all() else -np.inf

    def derivatives(self, cumulated: Floats) -> Floats:
        """Of the log likelihood for each support's mass, divided by all patients: 1 at the maximum."""
        terms = self.n / self.chances(cumulated) / self.n.sum()
        size = self.n_supports + 1
        change = np.bincount(self.first, terms, size) - np.bincount(self.end, terms, size)
        return np.asarray(np.cumsum(change)[:-1], np.float64)


def _maximise(problem: _Likelihood) -> tuple[Floats, bool]:
    cumulated = np.linspace(0.0, 1.0, problem.n_supports + 1)
    for _ in range(_MOST_STEPS):
        slope = problem.derivatives(cumulated)
        if slope.max(initial=1.0) <= 1 + _SETTLED:
            return np.diff(cumulated), True
        mass = np.diff(cumulated) * slope
        cumulated = np.append(0.0, np.cumsum(mass / mass.sum()))
        cumulated[-1] = 1.0
        cumulated = _minorant_step(problem, cumulated)
    return np.diff(cumulated), False


def _minorant_step(problem: _Likelihood, cumulated: Floats) -> Floats:
    """A Newton step with the second derivatives of each point alone, kept rising, as far as it helps."""
    inside = slice(1, problem.n_supports)
    chances = problem.chances(cumulated)
    size = problem.n_supports + 1
    first, second = problem.n / chances, problem.n / chances**2
    slope = np.bincount(problem.end, first, size) - np.bincount(problem.first, first, size)
    curvature = np.bincount(problem.end, second, size) + np.bincount(problem.first, second, size)
    if problem.n_supports < 2:
        return cumulated
    aim = cumulated.copy()
    wanted = cumulated[inside] + slope[inside] / curvature[inside]
    aim[inside] = np.clip(isotonic_regression(wanted, weights=curvature[inside]).x, 0.0, 1.0)
    before, part = problem.log(cumulated), 1.0
    while part > 1e-6:
        tried = cumulated + part * (aim - cumulated)
        if problem.log(tried) >= before:
            return tried
        part /= 2
    return cumulated
