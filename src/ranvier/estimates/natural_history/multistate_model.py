"""A fitted multistate model: rates, probabilities over years, stays, effects, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.natural_history.intensities import Layout
from ranvier.estimates.natural_history.states import States, state_numbers
from ranvier.estimates.result import Estimate
from ranvier.kernels.matrix_exponential import exponentials, exponentials_and_slopes

Floats = NDArray[np.float64]

REFERENCE = "Kalbfleisch JD, Lawless JF. JASA 1985;80:863-871"
_MODEL = "multistate model in continuous time, greatest likelihood"


@dataclass(frozen=True, eq=False)
class MultistateModel:
    """Rates a year between states, with the covariance of their logarithms.

    parameters, covariance: in the order of `layout`. means: of the covariates where intervals begin.
    emission[true, seen]: chances of writing down each state. n: patients. n_intervals: between two visits.
    Answers for given values of covariates; by default for their means.
    """

    states: States
    layout: Layout
    covariates: tuple[str, ...]
    means: Floats
    parameters: Floats
    covariance: Floats
    log_likelihood: float
    emission: Floats
    n: int
    n_intervals: int
    conf_level: float = 0.95

    def rates(self, at: Mapping[str, float] | None = None) -> Floats:
        """Rates a year (k, k), rows summing to 0."""
        return np.asarray(self.layout.generators(self.parameters, self._row(at))[0], np.float64)

    def probabilities(self, years: float, at: Mapping[str, float] | None = None) -> Floats:
        """Probability of being in each state (column) after *years*, by the state at first (row).

        Raises InputError.
        """
        return np.asarray(exponentials(self.rates(at)[None], np.array([_years(years)]))[0], np.float64)

    def intensity(self, origin: str, onto: str, at: Mapping[str, float] | None = None) -> Estimate:
        """The rate a year of moving straight from *origin* to *onto*. Raises InputError."""
        row, column = state_numbers(self.states, [origin, onto])
        what = f"moves straight from {origin} to {onto} a year"
        if (row, column) not in self.layout.pairs:
            return self._made(0.0, 0.0, 0.0, "not allowed in the model", what, "per year")
        slope = np.zeros(len(self.layout.pairs))
        slope[self.layout.pairs.index((row, column))] = 1.0
        log_rate = math.log(self.rates(at)[row, column])
        return self._on_log_scale(log_rate, self._of_pairs(slope, at), what, "per year")

    def probability(
        self, origin: str, onto: str, years: float, at: Mapping[str, float] | None = None
    ) -> Estimate:
        """The share of patients in *onto* after *years*, of those in *origin* at first. Raises InputError."""
        row, column = state_numbers(self.states, [origin, onto])
        years = _years(years)
        generators, asked = (
            self.layout.generators(self.parameters, self._row(at)),
            np.zeros((1, *2 * (len(self.states),))),
        )
        asked[0, row, column] = 1.0
        found, slopes = exponentials_and_slopes(generators, np.array([float(years)]), asked)
        share, what = float(found[0, row, column]), f"in {onto} {years:g} years after {origin}"
        if not 0 < share < 1:
            return self._made(share, share, share, "follows from the allowed moves", what, "share")
        slope = self.layout.rate_slopes(generators, slopes, self._row(at))
        spread = self._spread(np.append(slope, np.zeros(self.layout.n - slope.size))) / (share * (1 - share))
        return self._on_logit_scale(share, spread, what)

    def sojourn(self, state: str, at: Mapping[str, float] | None = None) -> Estimate:
        """Mean years of one stay in *state*. Raises InputError."""
        (row,) = state_numbers(self.states, [state])
        rates = self.rates(at)
        what = f"years of one stay in {state}"
        if rates[row, row] == 0:
            return self._made(math.inf, math.inf, math.inf, "the state is never left", what, "years")
        leaves = np.array(self.layout.rows) == row
        slope = np.where(leaves, rates[self.layout.rows, self.layout.columns] / rates[row, row], 0.0)
        return self._on_log_scale(-math.log(-rates[row, row]), self._of_pairs(slope, at), what, "years")

    def ratio(self, covariate: str, origin: str, onto: str) -> Estimate:
        """By how much one unit more of *covariate* multiplies a rate. Raises InputError."""
        inputs = Inputs("effect")
        hint = f"known: {', '.join(self.covariates) or 'none'}"
        inputs.require(
            covariate in self.covariates, f"there is no covariate '{covariate}'", "covariate", hint
        )
        pair = tuple(int(place) for place in state_numbers(self.states, [origin, onto]))
        inputs.require(pair in self.layout.pairs, f"no move from {origin} to {onto} is allowed", "states", "")
        inputs.finish()
        effect = 0 if self.layout.shared else [list(one) for one in self.layout.pairs].index(list(pair))
        place = len(self.layout.pairs) + self.covariates.index(covariate) * self.layout.n_effects + effect
        slope = np.zeros(self.layout.n)
        slope[place] = 1.0
        what = f"rate from {origin} to {onto}, for one more of {covariate}"
        return self._on_log_scale(float(self.parameters[place]), self._spread(slope), what, "ratio")

    def misclassified(self, true: str, seen: str) -> Estimate:
        """The chance that *seen* is written down where *true* holds. Raises InputError."""
        row, column = state_numbers(self.states, [true, seen])
        chance, what = float(self.emission[row, column]), f"{seen} written down for {true}"
        if not any(pair[0] == row for pair in self.layout.errors):
            return self._made(chance, chance, chance, "held, not fitted", what, "share")
        asked = np.zeros_like(self.emission)
        asked[row, column] = 1.0
        slope = np.append(np.zeros(self.layout.n_rates), self.layout.emission_slopes(self.emission, asked))
        return self._on_logit_scale(chance, self._spread(slope) / (chance * (1 - chance)), what)

    @property
    def is_of_true_states(self) -> bool:
        """Whether the rates are of true states behind a rater's error."""
        return bool((self.emission != np.eye(len(self.states))).any())

    @property
    def uncertainty(self) -> str:
        """Which uncertainty of the model the drawn rates carry."""
        return f"the fit to {self.n:,} patients, normal on the scale of log rates"

    def generators(self, covariates: Floats) -> Floats:
        """Rates a year for each row of *covariates* (c, number of covariates): (c, k, k)."""
        return self.layout.generators(self.parameters, covariates)

    def drawn_generators(self, covariates: Floats, n_draws: int, rng: np.random.Generator) -> Floats:
        """Rates under parameters drawn from their normal distribution: (n_draws, c, k, k)."""
        root = np.linalg.cholesky(self.covariance)
        drawn = self.parameters + rng.standard_normal((n_draws, self.layout.n)) @ root.T
        return self.layout.generators(drawn, covariates)

    def _row(self, at: Mapping[str, float] | None) -> Floats:
        if at is None:
            return self.means[None]
        inputs = Inputs("answer of the model")
        inputs.require(
            set(at) == set(self.covariates),
            "at must name all covariates",
            "at",
            f"give {', '.join(self.covariates) or 'none'}",
        )
        values = [inputs.number(name, at.get(name, 0.0)) for name in self.covariates]
        inputs.finish()
        return np.array([values], np.float64).reshape(1, -1)

    def _of_pairs(self, slope: Floats, at: Mapping[str, float] | None) -> float:
        """Standard error of a number with *slope* in the log rate of each pair."""
        effects = np.outer(self._row(at)[0], slope)
        if self.layout.shared:
            effects = effects.sum(axis=1, keepdims=True)
        whole = np.concatenate([slope, effects.ravel(), np.zeros(len(self.layout.errors))])
        return self._spread(whole)

    def _spread(self, slope: Floats) -> float:
        return math.sqrt(max(0.0, float(slope @ self.covariance @ slope)))

    def _on_log_scale(self, log_value: float, spread: float, what: str, unit: str) -> Estimate:
        half = float(ndtri((1 + self.conf_level) / 2)) * spread
        lower, upper = _exp(log_value - half), _exp(log_value + half)
        return self._made(_exp(log_value), lower, upper, "Wald interval of the logarithm", what, unit)

    def _on_logit_scale(self, share: float, spread: float, what: str) -> Estimate:
        half, logit = float(ndtri((1 + self.conf_level) / 2)) * spread, math.log(share / (1 - share))
        lower, upper = (1 / (1 + _exp(-end)) for end in (logit - half, logit + half))
        return self._made(share, lower, upper, "delta method on the log odds", what, "share")

    def _made(self, estimate: float, lower: float, upper: float, how: str, what: str, unit: str) -> Estimate:
        return Estimate(
            estimate=estimate,
            lower=lower,
            upper=upper,
            n=self.n,
            method=f"{_MODEL}; {how}",
            definition=what,
            unit=unit,
            conf_level=self.conf_level,
            reference=REFERENCE,
        )


def _years(years: float) -> float:
    """A time ahead. Before time zero a course is not its own mirror image: those rates give no shares."""
    inputs = Inputs("probability after a time")
    years = inputs.amount("years", years)
    inputs.finish()
    return years


def _exp(power: float) -> float:
    """Infinite where a number of the computer cannot hold it."""
    return math.exp(power) if power < _LARGEST_POWER else math.inf


_LARGEST_POWER = math.log(np.finfo(np.float64).max)
