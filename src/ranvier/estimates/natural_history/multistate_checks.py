"""What stands in the way of a multistate model, before it is fitted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.panel import Panel
from ranvier.estimates.natural_history.states import States, state_problems

Flags = NDArray[np.bool_]


def check_course(panel: Panel, states: States, may: Flags, errors: Misclassification | None) -> None:
    """Raise InputError with everything that is wrong with visits, states, moves and covariates."""
    inputs = Inputs("rates of transitions")
    for problem in state_problems(states):
        inputs.require(False, problem, "states", "bands of the EDSS from low to high")
    k, later = len(states), panel.is_later
    inputs.require(
        may.shape == (k, k), f"allowed must be {k} by {k}", "allowed", "one row and column a state"
    )
    if may.shape == (k, k):
        hint = "count patients with one visit as unseen; a course needs two"
        inputs.require(bool(later.any()), "no patient has a second visit", "day", hint)
        if later.any():
            _check_moves(inputs, panel, states, may, is_hidden=errors is not None)
            _check_covariates(inputs, panel)
    if errors is not None:
        _check_errors(inputs, errors, k)
    inputs.finish()


def _check_moves(inputs: Inputs, panel: Panel, states: States, may: Flags, *, is_hidden: bool) -> None:
    k = len(states)
    seen = np.bincount(panel.state, minlength=k) > 0
    for place in np.flatnonzero(~seen):
        hint = "merge it with a neighbouring state"
        inputs.require(False, f"no visit is in the state '{states[place].name}'", "state", hint)
    later = np.flatnonzero(panel.is_later)
    changes = np.zeros((k, k), bool)
    changes[panel.state[later - 1], panel.state[later]] = True
    np.fill_diagonal(changes, False)
    distance = _steps_between(may)
    for row, column in np.argwhere(may & ~np.eye(k, dtype=bool)):
        on_the_way = distance[:, row, None] + 1 + distance[None, column, :] <= distance
        name = f"from {states[row].name} to {states[column].name}"
        hint = "do not allow it, or merge the two states"
        inputs.require(
            bool((changes & on_the_way & np.isfinite(distance)).any()),
            f"no move {name} was seen",
            "allowed",
            hint,
        )
    hint = "allow a way from the first to the second, or use misclassification"
    no_way = changes & ~np.isfinite(distance)
    for row, column in [] if is_hidden else np.argwhere(no_way):
        name = f"from {states[row].name} to {states[column].name}"
        inputs.require(False, f"moves {name} were seen and no way there is allowed", "allowed", hint)


def _check_covariates(inputs: Inputs, panel: Panel) -> None:
    begins = np.flatnonzero(panel.is_later) - 1
    values = [each[begins] for each in panel.covariates.values()]
    for name, each in zip(panel.covariates, values, strict=True):
        inputs.require(bool(np.ptp(each) > 0), f"{name} is the same at all visits", name, "leave it out")
        varies = np.ptp(each) == 0 or each.std() > _LEAST_SPREAD * np.abs(each).max()
        hint = "count it from its mean, or from a round number near it"
        inputs.require(bool(varies), f"{name} differs too little beside its size", name, hint)
    if values and all(np.ptp(each) > 0 for each in values):
        scaled = np.array([(each - each.mean()) / each.std() for each in values])
        is_full = np.linalg.matrix_rank(scaled @ scaled.T / begins.size, tol=1e-8) == len(values)
        names = ", ".join(panel.covariates)
        inputs.require(bool(is_full), "one covariate follows from the others", names, "leave one out")


def _check_errors(inputs: Inputs, errors: Misclassification, k: int) -> None:
    hint = f"{k} rows of {k} chances, each row together 1, the diagonal above 0"
    is_square = [len(row) for row in errors.probabilities] == [k] * k
    inputs.require(is_square, "misclassification must be chances", "misclassification", hint)
    if not is_square:
        return
    matrix = errors.matrix
    is_law = matrix.shape == (k, k) and (matrix >= 0).all() and np.allclose(matrix.sum(axis=1), 1, atol=1e-9)
    is_law = is_law and bool((np.diag(matrix) > 0).all())
    inputs.require(bool(is_law), "misclassification must be chances", "misclassification", hint)
    first = np.array(errors.initial)
    is_share = first.size == 0 or (first.size == k and (first >= 0).all() and abs(first.sum() - 1) <= 1e-9)
    inputs.require(
        bool(is_share), "initial must be shares", "misclassification.initial", "one a state, together 1"
    )


#: Of its size; a covariate that spreads less has a rate at 0 that no number of the computer can hold.
_LEAST_SPREAD = 1e-6


def _steps_between(may: Flags) -> NDArray[np.float64]:
    """The fewest allowed moves from each state to each; infinite where there is no way."""
    k = len(may)
    steps = np.where(may, 1.0, np.inf)
    np.fill_diagonal(steps, 0.0)
    for middle in range(k):
        steps = np.minimum(steps, steps[:, middle, None] + steps[None, middle, :])
    return np.asarray(steps, np.float64)
