"""What would be expected of a given cohort without treatment, at chosen times after its baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.natural_history.multistate_model import REFERENCE
from ranvier.estimates.natural_history.untreated import (
    ERA,
    N_DRAWS,
    Groups,
    UntreatedCourse,
    checked_covariates,
    checked_states,
    checked_values,
    drawn_rates,
    groups_of,
    shares_after,
)
from ranvier.estimates.result import Estimate

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ExpectedPoint:
    """What is expected *years* after baseline.

    mean: of the states' values. in_state: share in each state. at_or_beyond: share in each state or a later
    one. All in the order of the states.
    """

    years: float
    mean: Estimate
    in_state: tuple[Estimate, ...]
    at_or_beyond: tuple[Estimate, ...]


@dataclass(frozen=True)
class ExpectedCourse:
    """The expected course of a cohort; era: why the untreated cohort should be of the same years."""

    points: tuple[ExpectedPoint, ...]
    era: str = ERA


def estimate_expected_course(
    baseline_state: ArrayLike,
    years: Sequence[float],
    untreated: UntreatedCourse,
    *,
    seed: int,
    covariates: Mapping[str, ArrayLike] | None = None,
    values: ArrayLike | None = None,
    conf_level: float = 0.95,
) -> ExpectedCourse:
    """States, mean and milestones to expect of a cohort without treatment, at *years* after baseline.

    baseline_state: number of each patient's state, the true one where the course is of true states.
    untreated: a fitted model or a published matrix.
    values: what each state counts in the mean, such as utilities; by default the middle of its EDSS band.
    The interval carries who happens to be in the cohort and the uncertainty of the rates: percentiles over
    1,000 draws of both. Raises InputError. Source: the UK risk-sharing scheme, Palace J et al. BMJ Open
    2014;4:e004073, for the expectation from baseline states under a continuous Markov model.
    """
    check_kind("expected course", "untreated", untreated, UntreatedCourse)
    inputs = Inputs("expected course")
    states = checked_states(inputs, "baseline_state", baseline_state, untreated)
    rows = checked_covariates(inputs, covariates, states.size, untreated)
    counted = checked_values(inputs, values, untreated)
    times = inputs.numbers("years", years)
    inputs.each(times >= 0, "years must be 0 or more", "years", "count from baseline")
    inputs.require(times.size > 0, "years must name a time or more", "years", "such as [2, 5, 10]")
    seed = inputs.seed(seed)
    inputs.require(states.size > 0, "there must be a patient", "baseline_state", "hand over a cohort")
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    groups = groups_of(states, rows)
    found = _shares(untreated.generators(groups.covariates)[None], groups, groups.sizes[None], times)[0]
    drawn = _drawn_shares(untreated, groups, times, seed)
    told = _Told(untreated, counted, "EDSS" if values is None else "", states.size, conf_level)
    points = (told.point(time, found[i], drawn[:, i]) for i, time in enumerate(times))
    return ExpectedCourse(tuple(points))


def _shares(rates: Floats, groups: Groups, sizes: Floats, times: Floats) -> Floats:
    """Share in each state (draws, times, k), with *sizes* (draws, groups)."""
    weights = sizes / sizes.sum(axis=1, keepdims=True)
    after = (shares_after(rates, time)[:, groups.pattern, groups.state] for time in times)
    return np.stack([np.einsum("dg,dgk->dk", weights, each) for each in after], axis=1)


def _drawn_shares(untreated: UntreatedCourse, groups: Groups, times: Floats, seed: int) -> Floats:
    # Drawing patients with replacement draws how many of each group there are.
    n, rng = int(groups.sizes.sum()), np.random.default_rng([seed, 1])
    sizes = rng.multinomial(n, groups.sizes / n, N_DRAWS).astype(np.float64)
    drawn = np.empty((N_DRAWS, times.size, len(untreated.states)))
    for places, rates in drawn_rates(untreated, groups.covariates, seed):
        drawn[places] = _shares(rates, groups, sizes[places], times)
    return drawn


@dataclass(frozen=True, eq=False)
class _Told:
    """Puts shares and their draws into words."""

    untreated: UntreatedCourse
    values: Floats
    unit: str
    n: int
    conf_level: float

    def point(self, years: float, shares: Floats, drawn: Floats) -> ExpectedPoint:
        after = f"expected without treatment {years:g} {'year' if years == 1 else 'years'} after baseline"
        names = [state.name for state in self.untreated.states]
        beyond, drawn_beyond = shares[::-1].cumsum()[::-1], drawn[:, ::-1].cumsum(axis=1)[:, ::-1]
        mean = self._estimate(float(shares @ self.values), drawn @ self.values, f"mean {after}", self.unit)
        in_state = (
            self._estimate(shares[i], drawn[:, i], f"in {name}, {after}", "share")
            for i, name in enumerate(names)
        )
        reached = (
            self._estimate(beyond[i], drawn_beyond[:, i], f"in {name} or beyond, {after}", "share")
            for i, name in enumerate(names)
        )
        return ExpectedPoint(float(years), mean, tuple(in_state), tuple(reached))

    def _estimate(self, value: float, drawn: Floats, what: str, unit: str) -> Estimate:
        tail = (1 - self.conf_level) / 2
        lower, upper = np.quantile(drawn, [tail, 1 - tail])
        return Estimate(
            estimate=float(value),
            lower=float(lower),
            upper=float(upper),
            n=self.n,
            method=f"rates of the untreated course; percentiles of {N_DRAWS:,} draws of patients and "
            f"of rates (uncertainty of the rates: {self.untreated.uncertainty})",
            definition=what,
            unit=unit,
            conf_level=self.conf_level,
            reference=REFERENCE,
        )
