"""The log likelihood of visits under a multistate model, and its slope in every parameter.

Kalbfleisch JD, Lawless JF. JASA 1985;80:863-871; deaths on a known day and misclassification as Jackson CH.
J Stat Softw 2011;38(8):1-28. Equal gaps under equal covariates are computed once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.natural_history.intensities import Layout
from ranvier.estimates.natural_history.panel import Panel
from ranvier.kernels.hidden_course import follow_hidden
from ranvier.kernels.matrix_exponential import exponentials, exponentials_and_slopes
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Intervals:
    """Distinct intervals between visits, and how often each was seen.

    covariates: distinct rows (c, n). pattern: row of each interval (u,). years: (u,). ends_in_death: on the
    known day. counts: how often each was passed from each state to each (u, k, k).
    step: interval that leads to each visit, −1 for a patient's first. dead: number of the state of death.
    """

    covariates: Floats
    pattern: Places
    years: Floats
    ends_in_death: NDArray[np.bool_]
    counts: Floats
    step: Places
    dead: int


def intervals_of(panel: Panel, covariates: Floats, k: int, dead: int) -> Intervals:
    """The distinct intervals of *panel*; dead: the state entered on a known day, −1 for none.

    covariates: a row a visit, scaled for the fit.
    """
    later = np.flatnonzero(panel.is_later)
    gap = panel.day[later] - panel.day[later - 1]
    ends = panel.state[later] == dead
    patterns, pattern = np.unique(covariates[later - 1], axis=0, return_inverse=True)
    if not covariates.shape[1]:
        patterns, pattern = np.zeros((1, 0)), np.zeros(later.size, np.int64)
    keys = np.stack([pattern.ravel(), gap, ends.astype(np.int64)], axis=1)
    found, which = np.unique(keys, axis=0, return_inverse=True)
    which = which.ravel()
    counts = np.zeros((len(found), k, k))
    np.add.at(counts, (which, panel.state[later - 1], panel.state[later]), 1.0)
    step = np.full(panel.day.size, -1, np.int64)
    step[later] = which
    years = found[:, 1] / DAYS_PER_YEAR
    return Intervals(patterns, found[:, 0], years, found[:, 2] == 1, counts, step, dead)


@dataclass(frozen=True, eq=False)
class Hidden:
    """Visits whose states are seen through a rater's error."""

    seen: Places
    offset: Places
    initial: Floats
    emission: Floats


def log_likelihood(
    parameters: Floats, layout: Layout, intervals: Intervals, hidden: Hidden | None = None
) -> tuple[float, Floats]:
    """The log likelihood and its slope (n,); −inf where the visits are impossible."""
    by_pattern = layout.generators(parameters, intervals.covariates)
    generators = by_pattern[intervals.pattern]
    probabilities = exponentials(generators, intervals.years)
    moves = _moves(probabilities, generators, intervals)
    if hidden is None:
        total, move_slopes = _seen(moves, intervals.counts)
        error_slopes = np.zeros(0)
    else:
        emission = layout.emission(parameters) if layout.errors else hidden.emission
        arrays = (hidden.seen, hidden.offset, intervals.step, moves, emission, hidden.initial)
        total, move_slopes, in_emission = follow_hidden(*arrays)
        error_slopes = layout.emission_slopes(emission, in_emission)
    if not np.isfinite(total):
        return -np.inf, np.zeros(layout.n)
    in_probabilities, in_rates = _through_death(move_slopes, probabilities, generators, intervals)
    in_rates += exponentials_and_slopes(generators, intervals.years, in_probabilities)[1]
    together = np.zeros_like(by_pattern)
    np.add.at(together, intervals.pattern, in_rates)
    rate_slopes = layout.rate_slopes(by_pattern, together, intervals.covariates)
    return float(total), np.concatenate([rate_slopes, error_slopes])


def _seen(moves: Floats, counts: Floats) -> tuple[float, Floats]:
    was_seen = counts > 0
    if (moves[was_seen] <= 0).any():
        return -np.inf, np.zeros_like(moves)
    slopes = np.zeros_like(moves)
    slopes[was_seen] = counts[was_seen] / moves[was_seen]
    return float((counts[was_seen] * np.log(moves[was_seen])).sum()), slopes


def _moves(probabilities: Floats, generators: Floats, intervals: Intervals) -> Floats:
    """Probabilities, and densities of dying on the day: alive until it, then the rate of death."""
    ends, dead = intervals.ends_in_death, intervals.dead
    if not ends.any():
        return probabilities
    moves = probabilities.copy()
    rate = _death_rates(generators[ends], dead)
    moves[ends] = 0.0
    moves[ends, :, dead] = np.einsum("urs,us->ur", probabilities[ends], rate)
    return moves


def _through_death(
    slopes: Floats, probabilities: Floats, generators: Floats, intervals: Intervals
) -> tuple[Floats, Floats]:
    """Slopes in the moves as slopes in the probabilities and directly in the rates."""
    in_probabilities, in_rates = slopes.copy(), np.zeros_like(slopes)
    ends, dead = intervals.ends_in_death, intervals.dead
    if ends.any():
        of_death = slopes[ends, :, dead]
        in_probabilities[ends] = of_death[:, :, None] * _death_rates(generators[ends], dead)[:, None, :]
        in_rates[ends, :, dead] = np.einsum("ur,urs->us", of_death, probabilities[ends])
        in_rates[ends, dead, dead] = 0.0
    return in_probabilities, in_rates


def _death_rates(generators: Floats, dead: int) -> Floats:
    rates = generators[:, :, dead].copy()
    rates[:, dead] = 0.0
    return rates
