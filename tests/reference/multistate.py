"""Slow plain twins of the multistate kernels: SciPy's exponential, and the sum over every true course."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from scipy.linalg import expm, expm_frechet


def probabilities(generator, years):
    """Transition probabilities by SciPy's Padé approximation."""
    return expm(np.asarray(generator) * years)


def slopes(generator, years, weights):
    """The slope of sum(weights * probabilities) in each rate, rate by rate."""
    generator, found = np.asarray(generator), np.zeros_like(generator)
    for place in np.ndindex(found.shape):
        direction = np.zeros_like(generator)
        direction[place] = years
        found[place] = (weights * expm_frechet(generator * years, direction, compute_expm=False)).sum()
    return found


def hidden_log_likelihood(seen, offset, step, moves, emission, initial):
    """The logarithm of each patient's chance, summed over all courses the true states may have taken."""
    total = 0.0
    for first, end in pairwise(offset):
        chance = 0.0
        for course in product(range(len(initial)), repeat=int(end - first)):
            one = initial[course[0]] * emission[course[0], seen[first]]
            for i in range(1, len(course)):
                one *= moves[step[first + i]][course[i - 1], course[i]] * emission[course[i], seen[first + i]]
            chance += one
        total += np.log(chance)
    return total
