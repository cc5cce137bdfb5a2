"""A clinic of patients whom nothing helps or harms, examined with error."""

import numpy as np

from ranvier.definitions.rater_noise import LIVING_EDSS

STEPS = np.array(LIVING_EDSS)


def clinic(n, seed=5):
    """True scores of a clinic with a peak near 3 and a long tail."""
    rng = np.random.default_rng(seed)
    points = np.clip(np.round(2 * rng.gamma(4, 1, n)) / 2, 0, 9.5)
    return np.where(points == 0.5, 1.0, points), rng


def examined(true_edss, noise, rng):
    below = noise.chances().cumsum(axis=1)[np.searchsorted(STEPS, true_edss)]
    return STEPS[np.minimum((rng.random(true_edss.size)[:, None] > below).sum(axis=1), 18)]
