"""The states of a course: bands of the EDSS, in order, death last where it is one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.vocabulary.edss import EDSS_HIGHEST, is_valid_edss


@dataclass(frozen=True)
class State:
    """A band of the EDSS, both ends included, with its name."""

    name: str
    lowest_edss: float
    highest_edss: float

    @property
    def middle_edss(self) -> float:
        """The mean of the band's ends, which stands for the band where no other weight is given."""
        return (self.lowest_edss + self.highest_edss) / 2

    @property
    def is_death(self) -> bool:
        """Whether the band is EDSS 10."""
        return self.lowest_edss >= EDSS_HIGHEST


States = tuple[State, ...]

THREE_BANDS: States = (State("mild", 0, 3.5), State("moderate", 4, 6), State("severe", 6.5, 9.5))
FOUR_BANDS: States = (State("none", 0, 0), State("mild", 1, 3.5), *THREE_BANDS[1:])
DEATH = State("death", 10, 10)
#: Whole points as the UK risk-sharing scheme counts them: half points go to the point below.
WHOLE_POINTS: States = tuple(State(f"EDSS {point}", point, point + 0.5) for point in range(10))


def find_states(edss: ArrayLike, states: States) -> NDArray[np.int64]:
    """The number of each score's state among *states*, from 0. Raises InputError for a score in none."""
    inputs = Inputs("states")
    scores = inputs.numbers("edss", edss)
    found = np.full(scores.size, -1, np.int64)
    for place, state in enumerate(states):
        found[(scores >= state.lowest_edss) & (scores <= state.highest_edss)] = place
    hint = "use scores of the EDSS, and states that together hold every score"
    inputs.each(found >= 0, "edss must lie in one of the states", "edss", hint)
    inputs.finish()
    return found


def state_numbers(states: States, names: ArrayLike) -> NDArray[np.int64]:
    """The number of each named state, from 0. Raises InputError for an unknown name."""
    known = {state.name: place for place, state in enumerate(states)}
    found = np.array([known.get(str(name), -1) for name in np.asarray(names).ravel()], np.int64)
    inputs = Inputs("states")
    inputs.each(found >= 0, "names must be those of states", "names", f"known: {', '.join(known)}")
    inputs.finish()
    return found


def state_problems(states: States) -> list[str]:
    """What is wrong with *states*: too few, names twice, bands that overlap or are out of order."""
    problems = [] if len(states) >= 2 else ["there must be two states or more"]
    names = [state.name for state in states]
    problems += [
        f"the name '{name}' is given twice" for name in sorted({n for n in names if names.count(n) > 1})
    ]
    problems += [
        f"'{state.name}' must have EDSS steps as its ends, the lower one first"
        for state in states
        if not (_is_end(state.lowest_edss) and _is_end(state.highest_edss))
        or state.lowest_edss > state.highest_edss
    ]
    problems += [
        f"'{above.name}' must lie above '{below.name}'"
        for below, above in pairwise(states)
        if above.lowest_edss <= below.highest_edss
    ]
    return problems


def middle_edss(states: States) -> NDArray[np.float64]:
    """The middle of each band."""
    return np.array([state.middle_edss for state in states])


def _is_end(edss: float) -> bool:
    """Whether a band may end here: at a step of the EDSS, or at 0.5, which nobody has."""
    return is_valid_edss(edss) or edss == 0.5
