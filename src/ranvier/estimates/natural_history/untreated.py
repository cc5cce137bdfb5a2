"""What an expected course is computed from: a fitted model or a published matrix, and the cohort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.natural_history.states import States
from ranvier.kernels.matrix_exponential import exponentials

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

N_DRAWS = 1000
"""Cohorts drawn anew, each with rates drawn anew, for an interval of percentiles."""

AT_ONCE = 50_000
"""Matrices held in memory at a time."""

ERA = (
    "The untreated cohort should be of the same years: in Sweden the risk of EDSS 3, 4 and 6 falls by 3, 6 "
    "and 7 % with each calendar year of diagnosis, so an older cohort expects too much worsening today."
)


@runtime_checkable
class UntreatedCourse(Protocol):
    """Rates of moving between states without the treatment, and rates drawn from their uncertainty."""

    @property
    def states(self) -> States:
        """The bands of the EDSS."""

    @property
    def covariates(self) -> tuple[str, ...]:
        """What the rates depend on."""

    @property
    def uncertainty(self) -> str:
        """Which uncertainty the drawn rates carry, in words."""

    @property
    def is_of_true_states(self) -> bool:
        """Whether the states are true ones behind a rater's error, and not those written down."""

    def generators(self, covariates: Floats) -> Floats:
        """Rates a year for each row of covariates (c, k, k)."""

    def drawn_generators(self, covariates: Floats, n_draws: int, rng: np.random.Generator) -> Floats:
        """Rates drawn from their uncertainty (n_draws, c, k, k)."""


class Groups(NamedTuple):
    """Patients alike in all that their expected course depends on.

    pattern: row of *covariates* of each group. state: at baseline. member: group of each patient.
    """

    covariates: Floats
    pattern: Places
    state: Places
    member: Places

    @property
    def sizes(self) -> Floats:
        """Patients of each group."""
        return np.bincount(self.member, minlength=self.state.size).astype(np.float64)


def checked_states(inputs: Inputs, name: str, values: ArrayLike, untreated: UntreatedCourse) -> Places:
    """Numbers of states, one a patient."""
    k = len(untreated.states)
    numbers = inputs.numbers(name, values)
    hint = f"states count from 0 to {k - 1}: {', '.join(state.name for state in untreated.states)}"
    is_state = (numbers >= 0) & (numbers < k) & (numbers == np.floor(numbers))
    inputs.each(is_state, f"{name} must be one of the states", name, hint)
    return numbers.astype(np.int64)


def checked_covariates(
    inputs: Inputs, given: Mapping[str, ArrayLike] | None, n: int, untreated: UntreatedCourse
) -> Floats:
    """A row of covariates a patient, in the order of the course."""
    given = given or {}
    names = untreated.covariates
    hint = f"the course depends on: {', '.join(names) or 'no covariate'}"
    inputs.require(set(given) == set(names), "covariates must be those of the course", "covariates", hint)
    rows = [inputs.numbers(name, given.get(name, np.zeros(n))) for name in names]
    inputs.same_length(("patients", n), *((name, row.size) for name, row in zip(names, rows, strict=True)))
    if any(row.size != n for row in rows):
        return np.zeros((n, len(names)))
    return np.array(rows, np.float64).reshape(len(names), n).T


def checked_values(inputs: Inputs, values: ArrayLike | None, untreated: UntreatedCourse) -> Floats:
    """What each state counts: by default the middle of its band of the EDSS."""
    if values is None:
        return np.array([state.middle_edss for state in untreated.states])
    found = inputs.numbers("values", values)
    k = len(untreated.states)
    inputs.require(found.size == k, "values must have one number a state", "values", f"give {k} numbers")
    return found


def groups_of(state: Places, covariates: Floats) -> Groups:
    """Patients by baseline state and covariates."""
    if covariates.shape[1]:
        patterns, pattern = np.unique(covariates, axis=0, return_inverse=True)
    else:
        patterns, pattern = np.zeros((1, 0)), np.zeros(state.size, np.int64)
    keys, member = np.unique(np.stack([pattern.ravel(), state], axis=1), axis=0, return_inverse=True)
    return Groups(patterns, keys[:, 0], keys[:, 1], member.ravel())


def drawn_rates(
    untreated: UntreatedCourse, covariates: Floats, seed: int, at_least: int = 1
) -> Iterator[tuple[slice, Floats]]:
    """Rates of all draws, some draws at a time, so that memory stays bounded.

    at_least: how many numbers the caller holds for each draw.
    """
    rng = np.random.default_rng(seed)
    size = max(1, AT_ONCE // max(len(covariates), at_least // 10))
    for first in range(0, N_DRAWS, size):
        places = slice(first, min(first + size, N_DRAWS))
        yield places, untreated.drawn_generators(covariates, places.stop - first, rng)


def shares_after(rates: Floats, years: float) -> Floats:
    """Probabilities (..., k, k) after *years* under *rates* (..., k, k)."""
    flat = rates.reshape(-1, *rates.shape[-2:])
    return exponentials(flat, np.full(len(flat), years)).reshape(rates.shape)
