"""How much of the expected worsening the treated had, as the UK risk-sharing scheme counts it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.natural_history.states import States
from ranvier.estimates.natural_history.treated_cohort import TreatedCohort
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
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]

RATIO_REFERENCE = "Palace J et al. Lancet Neurol 2015;14:497-505"
DEVIATION_REFERENCE = "Boggild M et al. BMJ 2009;339:b4677"
UTILITY_TARGET_PERCENT = 62.0
"""Ratio in utility up to which the scheme called the drugs cost effective (Lancet Neurol 2015)."""

FEWEST = 10
"""Patients below which drawing patients anew says little of the spread."""


@dataclass(frozen=True)
class ProgressionRatio:
    """Observed over expected worsening of a treated cohort.

    observed, expected: mean change of the states' values. ratio: observed over expected in percent; below 100
    the treated worsened less. deviation: how far the cohort missed its target, in percent of the benefit
    aimed at: 0 the target is met, 100 as without treatment, above 100 worse than that, below 0 better than
    the target. era: why the untreated cohort should be of the same years.
    """

    observed: Estimate
    expected: Estimate
    ratio: Estimate
    deviation: Estimate
    era: str = ERA


def estimate_progression_ratio(
    cohort: TreatedCohort,
    untreated: UntreatedCourse,
    *,
    seed: int,
    values: ArrayLike | None = None,
    target_percent: float = UTILITY_TARGET_PERCENT,
    conf_level: float = 0.95,
) -> ProgressionRatio:
    """Worsening of the treated in percent of what is expected of the same patients without treatment.

    values: what each state counts, such as utilities; by default the middle of its EDSS band.
    target_percent: progression ratio aimed at. The interval carries who is in the cohort and the uncertainty
    of the rates: percentiles over 1,000 draws of both. Unknown where the expected change cannot be told from
    none or is an improvement, and of fewer than 10 patients. Raises InputError. Source: `RATIO_REFERENCE`,
    `DEVIATION_REFERENCE`.
    """
    checked = _checked(cohort, untreated, values, target_percent, conf_level, seed)
    groups, times, changes = checked.groups, checked.times, checked.changes
    expected = _expected_changes(
        untreated.generators(groups.covariates)[None], groups, times, checked.values
    )[0]
    n, rng = changes.size, np.random.default_rng([seed, 1])
    # Patients alike in group and change: drawing patients draws how many of each kind there are.
    kinds, n_alike = np.unique(np.stack([groups.member, changes], axis=1), axis=0, return_counts=True)
    observed_draws, expected_draws = np.empty(N_DRAWS), np.empty(N_DRAWS)
    for places, rates in drawn_rates(untreated, groups.covariates, seed, at_least=len(kinds)):
        sizes = rng.multinomial(n, n_alike / n, places.stop - places.start) / n
        means = _expected_changes(rates, groups, times, checked.values)[:, kinds[:, 0].astype(np.int64)]
        observed_draws[places] = sizes @ kinds[:, 1]
        expected_draws[places] = (sizes * means).sum(axis=1)
    unit = "EDSS points" if values is None else ""
    rises = float(np.sign(checked.values[-1] - checked.values[0]))
    told = _Told(n, conf_level, untreated.uncertainty, unit, rises)
    whole = float(expected[groups.member].mean())
    return told.ratio(float(changes.mean()), whole, observed_draws, expected_draws, target_percent)


@dataclass(frozen=True, eq=False)
class _Checked:
    """groups: patients alike in baseline, covariates and years. times: years of each group."""

    groups: Groups
    times: Floats
    changes: Floats
    values: Floats


def _checked(
    cohort: TreatedCohort,
    untreated: UntreatedCourse,
    values: ArrayLike | None,
    target_percent: float,
    conf_level: float,
    seed: int,
) -> _Checked:
    inputs = Inputs("progression ratio")
    inputs.seed(seed)
    bands, known = _bands(cohort.states), _bands(untreated.states)
    hint = "make the panel with the states of the untreated course: find_panel(visits, untreated.states)"
    inputs.require(
        not bands or bands == known, "the cohort has other states than the untreated course", "states", hint
    )
    baseline = checked_states(inputs, "baseline_state", cohort.baseline_state, untreated)
    outcome = checked_states(inputs, "outcome_state", cohort.outcome_state, untreated)
    years = inputs.numbers("followup_years", cohort.followup_years)
    inputs.each(years > 0, "followup_years must be above 0", "followup_years", "leave out who has no outcome")
    inputs.same_length(
        ("baseline_state", baseline.size), ("outcome_state", outcome.size), ("followup_years", years.size)
    )
    covariates = checked_covariates(inputs, cohort.covariates, baseline.size, untreated)
    counted = checked_values(inputs, values, untreated)
    inputs.require(baseline.size > 1, "there must be two patients", "baseline_state", "hand over a cohort")
    hint = "62 aims at 62 % of the worsening without treatment"
    is_target = inputs.number("target_percent", target_percent) < 100
    inputs.require(is_target, "target_percent must be below 100", "target_percent", hint)
    hint = "fit the untreated course without misclassification: the treated carry the same error"
    is_alike = not untreated.is_of_true_states
    inputs.require(is_alike, "the untreated course is of true states, not of scores", "untreated", hint)
    inputs.conf_level(conf_level)
    inputs.finish()
    by_all = groups_of(baseline, np.column_stack([covariates, years]))
    times = by_all.covariates[by_all.pattern, -1]
    rows, pattern = np.unique(by_all.covariates[:, :-1], axis=0, return_inverse=True)
    if not covariates.shape[1]:
        rows, pattern = np.zeros((1, 0)), np.zeros(len(by_all.covariates), np.int64)
    groups = Groups(rows, pattern.ravel()[by_all.pattern], by_all.state, by_all.member)
    return _Checked(groups, times, counted[outcome] - counted[baseline], counted)


def _bands(states: States) -> tuple[tuple[float, float], ...]:
    return tuple((state.lowest_edss, state.highest_edss) for state in states)


def _expected_changes(rates: Floats, groups: Groups, times: Floats, values: Floats) -> Floats:
    """Mean change of each group (draws, groups)."""
    found = np.empty((len(rates), times.size))
    for time in np.unique(times):
        at = times == time
        needed, pattern = np.unique(groups.pattern[at], return_inverse=True)
        mean = shares_after(rates[:, needed], time) @ values
        found[:, at] = mean[:, pattern, groups.state[at]] - values[groups.state[at]]
    return found


@dataclass(frozen=True)
class _Told:
    """Puts changes and their draws into words. worse: the sign of a worsening."""

    n: int
    conf_level: float
    uncertainty: str
    unit: str
    worse: float

    def ratio(
        self, observed: float, expected: float, observed_draws: Floats, expected_draws: Floats, target: float
    ) -> ProgressionRatio:
        seen = self._made(observed, observed_draws, "mean change observed", self.unit, "")
        hoped = self._made(expected, expected_draws, "mean change expected without treatment", self.unit, "")
        if why := self._why_unknown(hoped):
            return ProgressionRatio(seen, hoped, self._unknown(_RATIO, why), self._unknown(_DEVIATION, why))
        percent, drawn = 100 * observed / expected, 100 * observed_draws / expected_draws
        ratio = self._made(percent, drawn, _RATIO, "%", RATIO_REFERENCE)
        missed = self._made(
            100 * (percent - target) / (100 - target),
            100 * (drawn - target) / (100 - target),
            f"{_DEVIATION}, aiming at {target:g} %",
            "%",
            DEVIATION_REFERENCE,
        )
        return ProgressionRatio(seen, hoped, ratio, missed)

    def _why_unknown(self, hoped: Estimate) -> str:
        if self.n < FEWEST:
            return f"fewer than {FEWEST} patients, too few to draw from"
        cannot = "the change expected without treatment cannot be told from none"
        if hoped.lower <= 0 <= hoped.upper:
            return cannot
        improves = "without treatment these patients are expected to improve"
        return improves if hoped.estimate * self.worse < 0 else ""

    def _unknown(self, what: str, reason: str) -> Estimate:
        return unknown_estimate(reason, definition=what, n=self.n, unit="%", conf_level=self.conf_level)

    def _made(self, value: float, drawn: Floats, what: str, unit: str, reference: str) -> Estimate:
        tail = (1 - self.conf_level) / 2
        lower, upper = np.quantile(drawn, [tail, 1 - tail])
        return Estimate(
            estimate=value,
            lower=float(lower),
            upper=float(upper),
            n=self.n,
            method=f"percentiles of {N_DRAWS:,} draws of patients and of rates "
            f"(uncertainty of the rates: {self.uncertainty})",
            definition=what,
            unit=unit,
            conf_level=self.conf_level,
            reference=reference or RATIO_REFERENCE,
        )


_RATIO = "change observed in percent of the change expected without treatment"
_DEVIATION = "deviation score: share of the benefit aimed at that is missing"
