"""How often a rater writes down another state than the true one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.rater_noise import LIVING_EDSS, RaterNoise, ScoreError
from ranvier.estimates.natural_history.states import State, States

Floats = NDArray[np.float64]


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


def rater_misclassification(states: States, noise: ScoreError | None = None) -> Misclassification:
    """The chances that follow from an examiner's errors, held; death is certain.

    noise: the law of errors of single scores, `RaterNoise` by default. Every score of a band is taken as
    equally frequent; a score that no state holds counts as the true state. Source S168.
    """
    by_score = (noise or RaterNoise()).chances()
    chances = np.zeros((len(states), len(states)))
    for row, state in enumerate(states):
        own = _scores_of(state)
        if not own.any():
            chances[row, row] = 1.0
            continue
        written = by_score[own].mean(axis=0)
        for column, other in enumerate(states):
            chances[row, column] = written[_scores_of(other)].sum()
        chances[row, row] += 1 - chances[row].sum()
    return Misclassification(tuple(tuple(map(float, row)) for row in chances))


def _scores_of(state: State) -> NDArray[np.bool_]:
    scores = np.array(LIVING_EDSS)
    return np.asarray((scores >= state.lowest_edss) & (scores <= state.highest_edss))
