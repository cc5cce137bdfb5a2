"""From the parameters of a multistate model to rates a year and chances of error, and the slopes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """What each parameter is.

    First the log rate a year of each of *pairs* where covariates are 0; then, covariate by covariate, the log
    ratio of each pair, or one for all where the effect is *shared*; then for each of *errors* (true state,
    state written down) the log odds against the true state being written down.
    """

    k: int
    pairs: tuple[Pair, ...]
    n_covariates: int = 0
    shared: bool = False
    errors: tuple[Pair, ...] = ()

    @property
    def n_effects(self) -> int:
        """Log ratios of one covariate."""
        return 1 if self.shared else len(self.pairs)

    @property
    def n_rates(self) -> int:
        """Parameters of the rates."""
        return len(self.pairs) + self.n_covariates * self.n_effects

    @property
    def n(self) -> int:
        """All parameters."""
        return self.n_rates + len(self.errors)

    @property
    def rows(self) -> list[int]:
        """The state each of *pairs* leaves."""
        return [row for row, _ in self.pairs]

    @property
    def columns(self) -> list[int]:
        """The state each of *pairs* enters."""
        return [column for _, column in self.pairs]

    def log_rates(self, parameters: Floats, covariates: Floats) -> Floats:
        """Log rates (..., c, pairs) of each row of *covariates* (c, n_covariates)."""
        n_pairs = len(self.pairs)
        base = parameters[..., None, :n_pairs]
        effects = parameters[..., n_pairs : self.n_rates]
        effects = effects.reshape(*effects.shape[:-1], self.n_covariates, self.n_effects)
        return np.asarray(base + covariates @ effects, np.float64)

    def generators(self, parameters: Floats, covariates: Floats) -> Floats:
        """Rates a year (..., c, k, k), rows summing to 0. *parameters* may be many: (..., n)."""
        rates = np.exp(np.minimum(self.log_rates(parameters, covariates), 20.0))
        made = np.zeros((*rates.shape[:-1], self.k, self.k))
        made[..., self.rows, self.columns] = rates
        diagonal = np.arange(self.k)
        made[..., diagonal, diagonal] = -made.sum(axis=-1)
        return made

    def rate_slopes(self, generators: Floats, slopes: Floats, covariates: Floats) -> Floats:
        """The slope in each rate parameter, from *slopes* (c, k, k) in the generators (c, k, k)."""
        of_pairs = generators[:, self.rows, self.columns] * (
            slopes[:, self.rows, self.columns] - slopes[:, self.rows, self.rows]
        )
        effects = covariates.T @ of_pairs
        if self.shared:
            effects = effects.sum(axis=1, keepdims=True)
        return np.concatenate([of_pairs.sum(axis=0), effects.ravel()])

    def emission(self, parameters: Floats) -> Floats:
        """Chances of writing down each state (column) in each true state (row)."""
        odds = np.eye(self.k)
        for place, (row, column) in enumerate(self.errors, start=self.n_rates):
            odds[row, column] = np.exp(np.clip(parameters[place], -30.0, 30.0))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float64)

    def emission_slopes(self, emission: Floats, slopes: Floats) -> Floats:
        """The slope in each log odds, from *slopes* (k, k) in the chances."""
        centred = emission * (slopes - (emission * slopes).sum(axis=1, keepdims=True))
        return np.array([centred[pair] for pair in self.errors], np.float64)

    def unscaled(self, means: Floats, spreads: Floats) -> Floats:
        """The matrix that turns parameters of standardised covariates into those of covariates as given."""
        n_pairs, turn = len(self.pairs), np.eye(self.n)
        for c in range(self.n_covariates):
            for e in range(self.n_effects):
                place = n_pairs + c * self.n_effects + e
                turn[place, place] = 1 / spreads[c]
                turn[slice(0, n_pairs) if self.shared else e, place] = -means[c] / spreads[c]
        return turn
