"""Courses seen through a rater's error: the likelihood of each patient's visits, forwards and backwards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@borrowing
def share_after(before: Floats, move: Floats, state: int) -> float:
    """Share that is in *state* after *move*, of shares *before*."""
    share = 0.0
    for origin in range(before.size):
        share += before[origin] * move[origin, state]
    return share


@borrowing
def see(foreseen: Floats, emission: Floats, seen: int, known: Floats) -> float:
    """The chance of what is *seen*; *known* becomes the shares of true states given it."""
    chance = 0.0
    for state in range(foreseen.size):
        known[state] = foreseen[state] * emission[state, seen]
        chance += known[state]
    if chance > 0.0:
        for state in range(foreseen.size):
            known[state] /= chance
    return chance


@borrowing
def step_back(move: Floats, before: Floats, weighed: Floats, slopes: Floats, backward: Floats) -> None:
    """Adds the slopes in *move*; *backward* becomes that of the visit before."""
    for origin in range(before.size):
        ahead = 0.0
        for state in range(before.size):
            slopes[origin, state] += before[origin] * weighed[state]
            ahead += move[origin, state] * weighed[state]
        backward[origin] = ahead


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
    move_slopes, emission_slopes = np.zeros(moves.shape), np.zeros(emission.shape)
    foreseen, known = np.zeros((seen.size, k)), np.zeros((seen.size, k))
    chance = np.zeros(seen.size)
    backward, weighed = np.zeros(k), np.zeros(k)
    for patient in range(offset.size - 1):
        first, end = offset[patient], offset[patient + 1]
        for visit in range(first, end):
            for state in range(k):
                foreseen[visit, state] = (
                    initial[state]
                    if visit == first
                    else share_after(known[visit - 1], moves[step[visit]], state)
                )
            chance[visit] = see(foreseen[visit], emission, seen[visit], known[visit])
            log_likelihood += np.log(chance[visit]) if chance[visit] > 0.0 else -np.inf
        if log_likelihood == -np.inf:
            break
        backward[:] = 1.0
        for visit in range(end - 1, first - 1, -1):
            for state in range(k):
                emission_slopes[state, seen[visit]] += (
                    foreseen[visit, state] * backward[state] / chance[visit]
                )
                weighed[state] = emission[state, seen[visit]] * backward[state] / chance[visit]
            if visit > first:
                move = moves[step[visit]]
                step_back(move, known[visit - 1], weighed, move_slopes[step[visit]], backward)
    return log_likelihood, move_slopes, emission_slopes
