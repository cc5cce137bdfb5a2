"""The nearest free number on a sorted line, over and over: who is matched with whom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

NOBODY = -1


@compiled
def nearest_on_line(
    wanted: Floats, line: Floats, first: Numbers, numbers: Numbers, caliper: float, n_each: int, again: bool
) -> Numbers:
    """For each of *wanted*, who stands nearest on the *line*, up to *n_each*, or NOBODY.

    wanted: (m,), in the order in which they choose, one each a round. line: (k,), ascending, without equals.
    numbers: who stands there; numbers[first[i]:first[i + 1]] at line[i], ascending. again: whether somebody
    may be chosen repeatedly (n_each is 1 then). Of equally near the smaller number is chosen.
    Returns (m, n_each).
    """
    head = first[:-1].copy()  # who is next at each place
    below = np.arange(line.size + 1)  # below[i] leads to the last place before i where somebody is free
    above = np.arange(line.size + 1)  # above[i] leads to the first place from i on where somebody is free
    middles = np.searchsorted(line, wanted)
    chosen = np.full((wanted.size, n_each), NOBODY, np.int64)
    for turn in range(n_each):
        for who in range(wanted.size):
            if turn > 0 and chosen[who, turn - 1] == NOBODY:
                continue
            left = end_of_chain(below, middles[who]) - 1
            right = end_of_chain(above, middles[who])
            place = nearer(wanted[who], line, numbers, head, left, right)
            if place == NOBODY or abs(line[place] - wanted[who]) > caliper:
                continue
            chosen[who, turn] = numbers[head[place]]
            if again:
                continue
            head[place] += 1
            if head[place] == first[place + 1]:
                below[place + 1] = place
                above[place] = place + 1
    return chosen


@borrowing
def end_of_chain(chain: Numbers, start: int) -> int:
    """Where the *chain* ends from *start*; the links walked are shortened."""
    while chain[start] != start:
        chain[start] = chain[chain[start]]
        start = chain[start]
    return start


@borrowing
def nearer(wanted: float, line: Floats, numbers: Numbers, head: Numbers, left: int, right: int) -> int:
    """The nearer of two places, of equally near the one with the smaller number; either may not exist."""
    if right == line.size:
        return left  # NOBODY where the line is used up
    if left == NOBODY:
        return right
    to_left, to_right = wanted - line[left], line[right] - wanted
    if to_left == to_right:
        return left if numbers[head[left]] < numbers[head[right]] else right
    return left if to_left < to_right else right
