"""A published or own matrix of EDSS transitions, with where each of its cells comes from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError, Inputs
from ranvier.estimates.natural_history.generator import Generator, find_generator, nearest_rates
from ranvier.estimates.natural_history.states import States, state_problems
from ranvier.kernels.matrix_exponential import exponentials
from ranvier.vocabulary.provenance import Provenance

Floats = NDArray[np.float64]

NORMAL_97_5 = 1.959963984540054


FARTHEST = 0.05
"""Of a probability: rates that miss a cell by more are those of another matrix."""


class MatrixError(InputError):
    """A matrix of transitions is wrong (all faults at once)."""


@dataclass(frozen=True)
class Cell:
    """One probability of the matrix, where it was read, and its 95 % interval where one was published."""

    probability: float
    provenance: Provenance
    lower: float = math.nan
    upper: float = math.nan


@dataclass(frozen=True, eq=False)
class TransitionMatrix:
    """Probabilities of moving between bands of the EDSS within one period, row by row.

    cells: from each state (row) to each state (column). rounding: how far a row of printed cells may miss 1;
    rows are then divided by their sum. note: what the matrix is and is not. given_rates: rates a year off the
    diagonal that were fitted to the cells by whoever made the matrix, used instead of a logarithm.
    Raises MatrixError with every fault.
    """

    name: str
    states: States
    period_years: float
    cells: tuple[tuple[Cell, ...], ...]
    citation: str
    population: str
    note: str = ""
    rounding: float = 1e-9
    given_rates: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise MatrixError(problems, headline=f"The matrix '{self.name}' cannot be used")

    @cached_property
    def printed(self) -> Floats:
        """The probabilities as printed."""
        return self._of_cells(lambda cell: cell.probability)

    @cached_property
    def probabilities(self) -> Floats:
        """The probabilities within one period, each row divided by its sum."""
        return np.asarray(self.printed / self.printed.sum(axis=1, keepdims=True), np.float64)

    @cached_property
    def generator(self) -> Generator:
        """The rates a year behind the matrix, or the nearest, with the largest error of a cell."""
        if not self.given_rates:
            return find_generator(self.probabilities, self.period_years)
        rates = np.array(self.given_rates, np.float64)
        rates -= np.diag(rates.sum(axis=1))
        error = np.abs(exponentials(rates[None], np.array([self.period_years]))[0] - self.printed).max()
        return Generator(rates, False, float(error), "rates fitted to the published cells and kept with them")

    def error_where(self, provenance: Provenance) -> float:
        """The largest error of the generator over cells of one origin."""
        back = exponentials(self.generator.rates[None], np.array([self.period_years]))[0]
        is_such = np.array([[cell.provenance is provenance for cell in row] for row in self.cells])
        return float(np.abs(back - self.printed)[is_such].max(initial=0.0))

    def over(self, years: float) -> Floats:
        """Probabilities of moving between the states within *years*.

        Whole periods multiply the matrix by itself; other times, and a matrix with rates of its own, go by
        the rates. Raises InputError, also where these are far from the matrix.
        """
        inputs = Inputs("probabilities over a time")
        years = inputs.amount("years", years)
        inputs.finish()
        periods = years / self.period_years
        if not self.given_rates and periods == round(periods):
            return np.asarray(np.linalg.matrix_power(self.probabilities, round(periods)), np.float64)
        self._refuse_far_rates()
        return np.asarray(exponentials(self.generator.rates[None], np.array([years]))[0], np.float64)

    def expected(self, start: ArrayLike, years: float) -> Floats:
        """Share of patients in each state after *years*, of patients shared out as *start* at first."""
        inputs = Inputs("expected shares")
        shares = inputs.numbers("start", start)
        hint = "one share a state, together 1"
        inputs.require(shares.size == len(self.states), "start must have one share a state", "start", hint)
        inputs.require(abs(shares.sum() - 1) <= 1e-9, "start must sum to 1", "start", hint)
        inputs.each(shares >= 0, "start must be 0 or more", "start", hint)
        inputs.finish()
        return np.asarray(shares @ self.over(years), np.float64)

    @property
    def covariates(self) -> tuple[str, ...]:
        """None: a published matrix is one for everybody."""
        return ()

    @property
    def is_of_true_states(self) -> bool:
        """No: published matrices are of states as written down."""
        return False

    @property
    def uncertainty(self) -> str:
        """Which uncertainty of the matrix itself the drawn rates carry."""
        n = sum(not math.isnan(cell.lower) for row in self.cells for cell in row)
        return f"published intervals of {n} cells" if n else "none: the matrix has no published intervals"

    def generators(self, covariates: Floats) -> Floats:
        """The same rates for each row of *covariates*: (c, k, k). Raises InputError where none come near."""
        self._refuse_far_rates()
        return np.repeat(self.generator.rates[None], len(covariates), axis=0)

    def drawn_generators(self, covariates: Floats, n_draws: int, rng: np.random.Generator) -> Floats:
        """Rates drawn from the published intervals of the cells, (n_draws, c, k, k).

        Each cell with an interval is drawn from two half normals that meet at its value; the diagonal takes
        what is left. Without intervals all draws are alike.
        """
        lower, upper = self._of_cells(lambda cell: cell.lower), self._of_cells(lambda cell: cell.upper)
        has_interval = ~np.isnan(lower)
        if not has_interval.any():
            drawn = np.repeat(self.generator.rates[None], n_draws, axis=0)
        else:
            normal = rng.standard_normal((n_draws, *self.printed.shape))
            half = np.where(normal < 0, self.printed - lower, upper - self.printed) / NORMAL_97_5
            moved = np.where(has_interval, self.printed + normal * half, self.printed)
            off = np.clip(moved, 0, 1) * ~np.eye(len(self.states), dtype=bool)
            off /= np.maximum(1.0, off.sum(axis=2, keepdims=True) / 0.999)
            stay = (1 - off.sum(axis=2))[:, :, None] * np.eye(len(self.states))
            drawn = nearest_rates(off + stay) / self.period_years
        return np.repeat(drawn[:, None], len(covariates), axis=1)

    def _refuse_far_rates(self) -> None:
        inputs = Inputs("course by rates")
        found = self.generator
        inputs.require(
            found.largest_error <= FARTHEST,
            f"no rates come near the matrix '{self.name}', off by {found.largest_error:.2f}: {found.why}",
            "probabilities",
            "ask for whole periods with over(), or use another matrix",
        )
        inputs.finish()

    def _of_cells(self, of: Callable[[Cell], float]) -> Floats:
        return np.array([[of(cell) for cell in row] for row in self.cells], np.float64)


def _problems(matrix: TransitionMatrix) -> list[RanvierError]:
    k = len(matrix.states)
    found = [
        _fault(problem, "states", "bands of the EDSS from low to high")
        for problem in state_problems(matrix.states)
    ]
    if not (math.isfinite(matrix.period_years) and matrix.period_years > 0):
        found.append(_fault("the period must be above 0 years", "period_years", "1 for yearly probabilities"))
    if len(matrix.cells) != k or any(len(row) != k for row in matrix.cells):
        return [*found, _fault(f"there must be {k} rows of {k} cells", "cells", "one row and column a state")]
    names = [state.name for state in matrix.states]
    for name, row in zip(names, matrix.cells, strict=True):
        for onto, cell in zip(names, row, strict=True):
            found += _cell_faults(cell, f"from {name} to {onto}")
        total = math.fsum(cell.probability for cell in row)
        if math.isfinite(total) and abs(total - 1) > matrix.rounding:
            hint = "correct the row, or say by how much printed cells are rounded"
            found.append(_fault(f"the row from {name} sums to {total:.4f} and not to 1", f"row {name}", hint))
    return [*found, *_rate_faults(matrix, k)]


def _cell_faults(cell: Cell, place: str) -> list[RanvierError]:
    if not 0 <= cell.probability <= 1:
        return [_fault("a probability must lie from 0 to 1", place, "divide a percentage by 100")]
    ends = (cell.lower, cell.upper)
    if not all(map(math.isnan, ends)) and not 0 <= cell.lower <= cell.probability <= cell.upper <= 1:
        return [_fault("the interval must hold the probability", place, "both ends from 0 to 1, or neither")]
    return []


def _rate_faults(matrix: TransitionMatrix, k: int) -> list[RanvierError]:
    rates = matrix.given_rates
    if not rates:
        return []
    if len(rates) != k or any(len(row) != k for row in rates):
        return [_fault(f"there must be {k} rows of {k} rates", "rates", "one row and column a state")]
    off = [rate for i, row in enumerate(rates) for j, rate in enumerate(row) if i != j]
    has_diagonal = any(rates[i][i] for i in range(k))
    if has_diagonal or not all(math.isfinite(rate) and rate >= 0 for rate in off):
        return [_fault("rates must be 0 or more, and 0 on the diagonal", "rates", "rates a year of leaving")]
    return []


def _fault(problem: str, where: str, hint: str) -> RanvierError:
    return RanvierError(problem, where=where, hint=hint)
