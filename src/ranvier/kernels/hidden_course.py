"""Courses seen through a rater's error: the likelihood of each patient's visits, forwards and backwards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import compiled

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@compiled
def follow_hidden(
    seen: Places, offset: Places, step: Places, moves: Floats, emission: Floats, initial: Floats
) -> tuple[float, Floats, Floats]:
    """The log likelihood of all visits, and its slopes in *moves* and in *emission*.

    seen: state written down at each visit. offset: where each patient's visits begin and the last one's end.
    step: for each visit but a patient's first, which of *moves* (u, k, k) leads to it. emission[true, seen].
    initial: share of each true state at first visits. A patient whose visits are impossible makes it −inf.
    Forward-backward algorithm: Baum LE et al. Ann Math Stat 1970;41:164-171.
    """
    k = initial.size
    log_likelihood = 0.0
    move_slopes = np.zeros(moves.shape)
    emission_slopes = np.zeros(emission.shape)
    forward = np.zeros((max(1, seen.size), k))
    scale = np.zeros(max(1, seen.size))
    before = np.zeros(k)
    backward = np.zeros(k)
    weighed = np.zeros(k)
    for patient in range(offset.size - 1):
        first, end = offset[patient], offset[patient + 1]
        for visit in range(first, end):
            scale[visit] = 0.0
            for state in range(k):
                share = initial[state]
                if visit > first:
                    share = 0.0
                    for origin in range(k):
                        share += forward[visit - 1, origin] * moves[step[visit], origin, state]
                forward[visit, state] = share * emission[state, seen[visit]]
                scale[visit] += forward[visit, state]
            if scale[visit] <= 0.0:
                return -np.inf, move_slopes, emission_slopes
            forward[visit] /= scale[visit]
            log_likelihood += np.log(scale[visit])
        backward[:] = 1.0
        for visit in range(end - 1, first - 1, -1):
            for state in range(k):
                weighed[state] = emission[state, seen[visit]] * backward[state] / scale[visit]
                share = initial[state]
                if visit > first:
                    share = 0.0
                    for origin in range(k):
                        share += forward[visit - 1, origin] * moves[step[visit], origin, state]
                emission_slopes[state, seen[visit]] += share * backward[state] / scale[visit]
            if visit > first:
                for origin in range(k):
                    before[origin] = 0.0
                    for state in range(k):
                        move_slopes[step[visit], origin, state] += forward[visit - 1, origin] * weighed[state]
                        before[origin] += moves[step[visit], origin, state] * weighed[state]
                backward[:] = before
    return log_likelihood, move_slopes, emission_slopes
