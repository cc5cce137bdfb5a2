"""How often a rater writes down another state than the true one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.natural_history.states import States
from ranvier.vocabulary.edss import VALID_EDSS

Floats = NDArray[np.float64]

#: Chance of scoring one step too high, and the same of one too low, by the true score. From the exact
#: agreement of two raters, 1 - 4q + 6q^2: 69 % (Noseworthy 1990) gives 0.09, 37 % at EDSS up to 3.5 (1996)
#: gives 0.26; from 6 on a judgement, because walking aids are seen.
STEP_ERROR = ((3.5, 0.20), (5.5, 0.10), (10.0, 0.05))


@dataclass(frozen=True)
class Misclassification:
    """Chances of writing down each state (column) in each true state (row), and whether they are fitted.

    probabilities: (k, k), rows summing to 1. A 0 off the diagonal stays 0. is_fitted: those above 0 are
    starting values of a fit; otherwise they are held. initial: share of true states at first visits; without
    one, the shares seen there.
    """

    probabilities: tuple[tuple[float, ...], ...]
    is_fitted: bool = False
    initial: tuple[float, ...] = ()

    @property
    def matrix(self) -> Floats:
        """The chances as an array."""
        return np.array(self.probabilities, np.float64)


def rater_misclassification(states: States) -> Misclassification:
    """The chances that follow from a rater's error of one EDSS step, held.

    Every step of a band is taken as equally frequent. Source: `STEP_ERROR`.
    """
    k = len(states)
    chances = np.zeros((k, k))
    for row, state in enumerate(states):
        steps = [i for i, s in enumerate(VALID_EDSS) if state.lowest_edss <= s <= state.highest_edss]
        for step in steps:
            for seen, chance in _written(step):
                chances[row, _state_of(VALID_EDSS[seen], states, row)] += chance / len(steps)
    return Misclassification(tuple(tuple(map(float, row)) for row in chances))


def _written(step: int) -> list[tuple[int, float]]:
    """Steps that may be written down for a true step, none beyond 0 or 9.5; death is certain."""
    if step == len(VALID_EDSS) - 1:
        return [(step, 1.0)]
    q = next(chance for highest, chance in STEP_ERROR if VALID_EDSS[step] <= highest)
    below, above = max(step - 1, 0), min(step + 1, len(VALID_EDSS) - 2)
    return [(below, q), (step, 1 - 2 * q), (above, q)]


def _state_of(edss: float, states: States, otherwise: int) -> int:
    holding = (i for i, state in enumerate(states) if state.lowest_edss <= edss <= state.highest_edss)
    return next(holding, otherwise)
