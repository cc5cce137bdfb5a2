"""One small call of each public estimator: its numbers are checked for method, definition and reference."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from ranvier.estimates.bias.adjusted_change import estimate_bias_adjusted_change
from ranvier.estimates.bias.adjusted_ratio import estimate_bias_adjusted_ratio
from ranvier.estimates.bias.distributions import Beta, Uniform
from ranvier.estimates.bias.errors import Misclassified
from ranvier.estimates.bias.two_by_two import TwoByTwo, estimate_ratio_of_risks
from ranvier.estimates.change.beyond import estimate_change_beyond_regression, estimate_share_beyond_noise
from ranvier.estimates.change.change import (
    estimate_mean,
    estimate_median,
    estimate_share_better,
    estimate_share_worse,
)
from ranvier.estimates.change.mixed_model import estimate_mixed_model, estimate_slope_difference
from ranvier.estimates.change.regression_to_mean import (
    estimate_regression_from_pairs,
    estimate_regression_from_reliability,
    estimate_relapse_recovery,
)
from ranvier.estimates.change.repeated import estimate_reliability, estimate_smallest_detectable_change
from ranvier.estimates.change.true_scores import estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_noise_share, estimate_regression_to_mean
from ranvier.estimates.comparison.contrast import (
    estimate_difference_of_means,
    estimate_difference_of_shares,
    estimate_difference_of_survival,
)
from ranvier.estimates.comparison.e_value import ContrastKind, estimate_e_value
from ranvier.estimates.pooling.forest import estimate_forest
from ranvier.estimates.pooling.leave_one_out import estimate_without_each
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.study_number import study_from_share
from ranvier.estimates.rates.expected import estimate_ratio_to_expected
from ranvier.estimates.rates.expected_events import estimate_expected, estimate_incidence_ratio
from ranvier.estimates.rates.incidence import Incidence, estimate_rate, estimate_rate_ceiling
from ranvier.estimates.rates.life_table import us_life_table
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate
from ranvier.estimates.rates.share import estimate_share, estimate_share_ceiling
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.bootstrap import estimate_survival_by_bootstrap
from ranvier.estimates.survival.competing_risks import estimate_cumulative_incidence
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from ranvier.estimates.survival.interval_censored import estimate_interval_censored
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.restricted_mean import (
    estimate_difference_of_restricted_means,
    estimate_restricted_mean,
)
from ranvier.estimates.survival.unconfirmed import estimate_unconfirmed_curves
from ranvier.estimates.unseen.completeness import estimate_completeness, estimate_share_assessed
from ranvier.estimates.unseen.responders import estimate_responders
from tests.coverage import natural_history, self_controlled, target_trial, weighting

RNG = np.random.default_rng(4)
N = 80
TREATED = np.arange(N) % 2 == 0
AGE = RNG.normal(40, 10, N)
BASELINE = RNG.choice([2.0, 2.5, 3.0, 3.5, 4.0], N)
LATER = BASELINE + RNG.choice([-1.0, -0.5, 0.0, 0.5, 1.0], N)
CHANGES = LATER - BASELINE
EXIT = RNG.integers(50, 900, N)
EVENT = RNG.random(N) < 0.6
CAUSE = EVENT * RNG.integers(1, 3, N)
RELAPSES = RNG.poisson(1.0, N)
YEARS = RNG.uniform(1, 3, N)
VISITS = {
    "score": np.column_stack([BASELINE, LATER, LATER + CHANGES]).ravel() + RNG.normal(0, 0.2, 3 * N),
    "patient": np.repeat(np.arange(N), 3),
    "years": np.tile([0.0, 1.0, 2.0], N),
}
FOLLOWED = pl.DataFrame(
    {
        "change": CHANGES,
        "confirmed_change": CHANGES,
        "confirmed_worsening": CHANGES,
        "unseen": pl.Series([None] * N, dtype=pl.String),
    }
)
OURS, THEIRS = Incidence(12, 60.0, 40), Incidence(30, 70.0, 45)
SEEN = TwoByTwo(30, 120, 45, 130)
STUDIES = [study_from_share(f"study {n}", n, 40) for n in (5, 9, 14)]


def stream() -> np.random.Generator:
    """Fresh draws, so that the order of the tests changes nothing."""
    return np.random.default_rng(4)


def _curve(group=slice(None)):
    return estimate_survival(EXIT[group], EVENT[group])


def _restricted(group):
    return estimate_restricted_mean(EXIT[group], EVENT[group], 300)


def _unconfirmed():
    return estimate_unconfirmed_curves(EXIT, EVENT, EXIT + 90, np.where(EVENT, np.nan, EXIT + 60.0))


def _expected():
    men = np.zeros(2, np.int64)
    return estimate_expected(men, men - 40 * 365, men + 18_000, men + 19_000, us_life_table())


def _trial(case: Callable[[np.random.Generator], Estimate]) -> Callable[[], Estimate]:
    return lambda: case(stream())


EXAMPLES: dict[str, Callable[[], object]] = {
    "estimate_adjusted_difference": _trial(weighting.share),
    "estimate_adjusted_hazard_ratio": _trial(weighting.hazard),
    "estimate_adjusted_rate_ratio": _trial(weighting.rate),
    "estimate_adjusted_survival_difference": lambda: weighting.survival(
        weighting.WeightTarget.OVERLAP, stream()
    ),
    "estimate_bias_adjusted_change": lambda: estimate_bias_adjusted_change(
        estimate_mean(CHANGES), Uniform(-0.5, 0.0), seed=1, n_draws=1_000
    ),
    "estimate_bias_adjusted_ratio": lambda: estimate_bias_adjusted_ratio(
        SEEN, [Misclassified(Beta(90, 10), Beta(95, 5))], seed=1, n_draws=1_000
    ),
    "estimate_change_beyond_regression": lambda: estimate_change_beyond_regression(
        BASELINE, LATER, estimate_true_scores(BASELINE)
    ),
    "estimate_completeness": lambda: estimate_completeness(EXIT, EXIT + 100, EVENT),
    "estimate_cumulative_incidence": lambda: estimate_cumulative_incidence(EXIT, CAUSE).at(300),
    "estimate_difference_of_means": lambda: estimate_difference_of_means(CHANGES[TREATED], CHANGES[~TREATED]),
    "estimate_difference_of_restricted_means": lambda: estimate_difference_of_restricted_means(
        _restricted(TREATED), _restricted(~TREATED)
    ),
    "estimate_difference_of_shares": lambda: estimate_difference_of_shares(
        estimate_share(12, 40), estimate_share(20, 45)
    ),
    "estimate_difference_of_survival": lambda: estimate_difference_of_survival(
        _curve(TREATED), _curve(~TREATED), 300
    ),
    "estimate_doubly_robust_difference": _trial(weighting.doubly_robust),
    "estimate_e_value": lambda: estimate_e_value(estimate_ratio_of_risks(SEEN), ContrastKind.RISK_RATIO),
    "estimate_effect_modification": _trial(weighting.interaction),
    "estimate_expected_course": _trial(natural_history.expected_share),
    "estimate_forest": lambda: estimate_forest(STUDIES),
    "estimate_gap_association": _trial(weighting.gap),
    "estimate_hazard_ratios": lambda: estimate_hazard_ratios(EXIT, EVENT, {"treated": TREATED}),
    "estimate_incidence_ratio": lambda: estimate_incidence_ratio(3, _expected()),
    "estimate_interval_censored": lambda: estimate_interval_censored(
        np.maximum(0, EXIT - 90), EXIT, EVENT, 300
    ),
    "estimate_matched_hazard_ratio": _trial(weighting.matched_hazard),
    "estimate_matched_difference": _trial(weighting.matched),
    "estimate_mean": lambda: estimate_mean(CHANGES),
    "estimate_median": lambda: estimate_median(CHANGES),
    "estimate_mixed_model": lambda: estimate_mixed_model(**VISITS).effect("years"),
    "estimate_multistate": _trial(natural_history.rate),
    "estimate_noise_share": lambda: estimate_noise_share(BASELINE, 1.0, estimate_true_scores(BASELINE)),
    "estimate_pooled": lambda: estimate_pooled([-0.7, 0.1, -0.2], [0.2, 0.15, 0.4]),
    "estimate_progression_ratio": _trial(natural_history.ratio),
    "estimate_rate": lambda: estimate_rate(OURS),
    "estimate_rate_ceiling": lambda: estimate_rate_ceiling(OURS),
    "estimate_rate_ratios": lambda: estimate_rate_ratios(RELAPSES, YEARS, {"treated": TREATED}),
    "estimate_ratio_of_rates": lambda: estimate_ratio_of_rates(OURS, THEIRS),
    "estimate_ratio_of_risks": lambda: estimate_ratio_of_risks(SEEN),
    "estimate_ratio_to_expected": lambda: estimate_ratio_to_expected(3, 4.5, 60),
    "estimate_regression_from_pairs": lambda: estimate_regression_from_pairs(
        BASELINE, BASELINE[::-1], LATER[::-1]
    ),
    "estimate_regression_from_reliability": lambda: estimate_regression_from_reliability(3.0, 1.0, 0.9, 3.0),
    "estimate_regression_to_mean": lambda: estimate_regression_to_mean(
        BASELINE, estimate_true_scores(BASELINE)
    ),
    "estimate_relapse_rate": lambda: estimate_relapse_rate(RELAPSES, YEARS),
    "estimate_relapse_recovery": lambda: estimate_relapse_recovery([20, 40, 100], 365),
    "estimate_reliability": lambda: estimate_reliability(BASELINE, LATER),
    "estimate_resampled_survival_difference": _trial(weighting.resampled),
    "estimate_responders": lambda: estimate_responders(FOLLOWED, 1.0),
    "estimate_restricted_mean": lambda: _restricted(slice(None)),
    "estimate_self_controlled": _trial(self_controlled.ratio),
    "estimate_sequential_trials": _trial(target_trial.assigned),
    "estimate_share": lambda: estimate_share(12, 40),
    "estimate_share_assessed": lambda: estimate_share_assessed(30, 40),
    "estimate_share_better": lambda: estimate_share_better(CHANGES, 1.0),
    "estimate_share_beyond_noise": lambda: estimate_share_beyond_noise(
        BASELINE, LATER, 1.0, estimate_true_scores(BASELINE)
    ),
    "estimate_share_ceiling": lambda: estimate_share_ceiling(0, 40),
    "estimate_share_worse": lambda: estimate_share_worse(CHANGES, 1.0),
    "estimate_single_group_difference": _trial(weighting.earlier_visit),
    "estimate_slope_difference": lambda: estimate_slope_difference(**VISITS, treated=np.repeat(TREATED, 3)),
    "estimate_smallest_detectable_change": lambda: estimate_smallest_detectable_change(BASELINE, LATER),
    "estimate_strategies": _trial(target_trial.strategies_ratio),
    "estimate_survival": lambda: (_curve().at(300), _curve().median()),
    "estimate_survival_by_bootstrap": lambda: estimate_survival_by_bootstrap(EXIT, EVENT, 300, 200, seed=1),
    "estimate_unconfirmed_curves": lambda: _unconfirmed().counted.at(300),
    "estimate_without_each": lambda: estimate_without_each([-0.7, 0.1, -0.2], [0.2, 0.15, 0.4]),
}

#: Functions of that name whose answer is no estimate, and what it is.
NO_ESTIMATE = {
    "estimate_change_probability": "a step of emulated trials: a probability for each row",
    "estimate_contrast_bounds": "worst and best case",
    "estimate_expected": "expected events by age and sex, for estimate_incidence_ratio",
    "estimate_hidden_for_mean": "a number of patients",
    "estimate_hidden_for_median": "a number of patients",
    "estimate_hidden_for_share": "a number of patients",
    "estimate_hidden_for_survival": "a number of patients",
    "estimate_last_start_probability": "a step of emulated trials: a probability for each row",
    "estimate_log_rank": "a test",
    "estimate_mean_bounds": "worst and best case",
    "estimate_median_bounds": "worst and best case",
    "estimate_progression_range": "the lowest and the highest of several ratios",
    "estimate_propensity": "a probability of treatment for each patient",
    "estimate_proportionality": "a test",
    "estimate_ratios": "a step of self-controlled series",
    "estimate_ratios_of_trials": "a ratio for each of many simulated trials",
    "estimate_share_bounds": "worst and best case",
    "estimate_smallest_change_beyond_noise": "points of a score",
    "estimate_start_probability": "a step of emulated trials: a probability for each row",
    "estimate_survival_bounds": "worst and best case",
    "estimate_tipping_mean": "what the unseen must have done",
    "estimate_tipping_share": "what the unseen must have done",
    "estimate_tipping_survival": "what the unseen must have done",
    "estimate_true_scores": "the scores behind the recorded ones",
    "estimate_weighted_risks": "a step of emulated trials: risks of both strategies",
}
