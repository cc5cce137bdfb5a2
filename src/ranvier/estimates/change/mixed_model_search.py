"""The random effects under which the scores are most likely, found by Newton's method."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.mixed_model import PatientSums, Profile, profile

Floats = NDArray[np.float64]

#: Of the root of a variance, in units of the residual spread; lme4's isSingular has the same limit.
SINGULAR = 1e-4
_STARTS = ((1.0, 0.1, 0.5), (0.3, -0.1, 2.0))
_MOST_STEPS = 100
_NUDGE = 1e-5


class Found(NamedTuple):
    """The most likely G, the likelihood there, whether it lies at the edge, and whether the search ended."""

    g: Floats
    profile: Profile
    is_singular: bool
    has_converged: bool


def find_random_effects(sums: PatientSums, *, random_slope: bool, reml: bool) -> Found:
    """G = L L' with the root L that makes the scores most likely; L may have zeros.

    L rather than G is searched, as lme4 does: no entry of L is forbidden, and an edge of G lies inside.
    A search that ends at an edge is made again from elsewhere, and the better end counts.
    """
    n_free = 3 if random_slope else 1
    first = _search(sums, np.array(_STARTS[0][:n_free]), reml=reml)
    if not first.is_singular and first.has_converged:
        return first
    second = _search(sums, np.array(_STARTS[1][:n_free]), reml=reml)
    return min(first, second, key=lambda end: (not end.has_converged, end.profile.deviance))


def _search(sums: PatientSums, theta: Floats, *, reml: bool) -> Found:
    here, slope = _at(sums, theta, reml=reml)
    damping, has_converged = 1e-6, False
    for _ in range(_MOST_STEPS):
        bend = _bend(sums, theta, slope, reml=reml)
        step = -np.linalg.solve(_made_positive(bend, damping), slope)
        there, slope_there = _at(sums, theta + step, reml=reml)
        if there.deviance <= here.deviance + 1e-13 * abs(here.deviance):
            theta, here, slope = theta + step, there, slope_there
            damping = max(damping / 100, 1e-12)
        else:
            damping = max(damping, 1e-6) * 10
        if np.all(np.abs(step) <= 1e-9 * (1 + np.abs(theta))):
            has_converged = True
            break
    return _finished(sums, theta, here, reml=reml, has_converged=has_converged)


def _finished(sums: PatientSums, theta: Floats, here: Profile, *, reml: bool, has_converged: bool) -> Found:
    """A root below the limit is a variance of 0, and is made one where that is as likely."""
    roots = np.abs(theta[[0, -1]])
    is_singular = bool(np.any(roots < SINGULAR))
    if is_singular:
        flat = np.where(np.abs(theta) < SINGULAR, 0.0, theta)
        there, _ = _at(sums, flat, reml=reml)
        if there.deviance <= here.deviance + 1e-9 * (1 + abs(here.deviance)):
            theta, here = flat, there
    root = _root(theta)
    return Found(root @ root.T, here, is_singular, has_converged)


def _at(sums: PatientSums, theta: Floats, *, reml: bool) -> tuple[Profile, Floats]:
    """The likelihood at L, and its derivative in the free entries of L."""
    root = _root(theta)
    found = profile(sums, root @ root.T, reml=reml)
    by_entry = 2 * found.slope @ root
    free = [by_entry[0, 0]] if theta.size == 1 else [by_entry[0, 0], by_entry[1, 0], by_entry[1, 1]]
    return found, np.array(free)


def _bend(sums: PatientSums, theta: Floats, slope: Floats, *, reml: bool) -> Floats:
    """Second derivatives, from first ones a nudge away."""
    rows = [
        (_at(sums, theta + nudge, reml=reml)[1] - slope) / _NUDGE for nudge in _NUDGE * np.eye(theta.size)
    ]
    bend = np.array(rows)
    return (bend + bend.T) / 2


def _made_positive(bend: Floats, damping: float) -> Floats:
    """*bend* with each curvature taken as if it went upwards, so that a step goes down."""
    values, vectors = np.linalg.eigh(bend)
    largest = float(np.abs(values).max()) or 1.0
    upwards = np.maximum(np.abs(values), 1e-8 * largest) + damping * largest
    return np.asarray(vectors * upwards @ vectors.T)


def _root(theta: Floats) -> Floats:
    if theta.size == 1:
        return np.array([[theta[0], 0.0], [0.0, 0.0]])
    return np.array([[theta[0], 0.0], [theta[1], theta[2]]])
