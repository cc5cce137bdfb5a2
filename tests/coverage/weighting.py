"""Contrasts of groups made alike, on confounded patients with a known effect."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.special import expit

from ranvier.estimates.comparison.balance import weigh_balance
from ranvier.estimates.comparison.doubly_robust import estimate_doubly_robust_difference
from ranvier.estimates.comparison.effect_modification import estimate_effect_modification
from ranvier.estimates.comparison.matched_contrast import (
    estimate_matched_difference,
    estimate_matched_hazard_ratio,
)
from ranvier.estimates.comparison.matching import match_nearest
from ranvier.estimates.comparison.modifier import MeasuredAt, Modifier
from ranvier.estimates.comparison.propensity import estimate_propensity
from ranvier.estimates.comparison.resampled_survival import (
    Resampling,
    estimate_resampled_survival_difference,
)
from ranvier.estimates.comparison.single_group import (
    estimate_gap_association,
    estimate_single_group_difference,
)
from ranvier.estimates.comparison.weighted_contrast import (
    estimate_adjusted_difference,
    estimate_adjusted_rate_ratio,
)
from ranvier.estimates.comparison.weighted_hazard import estimate_adjusted_hazard_ratio
from ranvier.estimates.comparison.weighted_survival import estimate_adjusted_survival_difference
from ranvier.estimates.comparison.weights import WeightTarget
from tests.coverage.cases import CoverageCase

N = 400
EFFECT = -0.5
TWO_YEARS = 730
COHORTS = f"{N} patients, treatment and outcome depend on age and EDSS"


def groups(rng):
    """Age and EDSS in deviations, and who is treated."""
    age, edss = rng.normal(size=N), rng.normal(size=N)
    treated = rng.random(N) < expit(-0.3 - 0.5 * age + 0.4 * edss)
    return age, edss, treated


def mean(target, rng):
    age, edss, treated = groups(rng)
    change = 0.5 * edss - 0.3 * age + EFFECT * treated + rng.normal(size=N)
    return estimate_adjusted_difference(change, treated, {"age": age, "edss": edss}, target=target).contrast


def share(rng):
    # A linear chance of improvement, so that the difference is the same whoever the patients are.
    age, edss, treated = groups(rng)
    improved = rng.random(N) < np.clip(0.4 + 0.05 * edss - 0.05 * age + 0.15 * treated, 0, 1)
    return estimate_adjusted_difference(improved, treated, {"age": age, "edss": edss}).contrast


def rate(rng):
    age, edss, treated = groups(rng)
    years = rng.uniform(0.5, 4, N)
    relapses = rng.poisson(years * 0.8 * np.exp(0.3 * edss + np.log(0.5) * treated))
    covariates = {"age": age, "edss": edss}
    return estimate_adjusted_rate_ratio(relapses, years, treated, covariates).contrast


def follow_up(rng):
    """Constant hazards that depend on EDSS, the same with and without treatment."""
    age, edss, treated = groups(rng)
    event_day = rng.exponential(1500 * np.exp(-0.4 * edss))
    exit_day = rng.uniform(400, 2200, N)
    days = np.ceil(np.minimum(event_day, exit_day)).astype(int)
    return days, event_day <= exit_day, treated, {"age": age, "edss": edss}


def survival(target, rng):
    return estimate_adjusted_survival_difference(*follow_up(rng), TWO_YEARS, target=target).contrast


def resampled(rng):
    resampling = Resampling(seed=int(rng.integers(1 << 30)), n_resamples=100)
    return estimate_resampled_survival_difference(*follow_up(rng), TWO_YEARS, resampling=resampling).contrast


def hazard(rng):
    return estimate_adjusted_hazard_ratio(*follow_up(rng)).contrast


def doubly_robust(rng):
    age, edss, treated = groups(rng)
    change = 0.5 * edss - 0.3 * age + EFFECT * treated + rng.normal(size=N)
    return estimate_doubly_robust_difference(change, treated, {"age": age, "edss": edss}).contrast


def matched(rng):
    # Many comparators for each treated, so that the caliper leaves no confounding worth the name.
    age, edss = rng.normal(size=N), rng.normal(size=N)
    treated = rng.random(N) < expit(-1.2 - 0.5 * age + 0.4 * edss)
    change = 0.3 * edss - 0.2 * age + EFFECT * treated + rng.normal(size=N)
    propensity = estimate_propensity(treated, {"age": age, "edss": edss})
    return estimate_matched_difference(change, match_nearest(propensity))


def matched_hazard(rng):
    age, edss = rng.normal(size=N), rng.normal(size=N)
    treated = rng.random(N) < expit(-1.2 - 0.5 * age + 0.4 * edss)
    event_day = rng.exponential(1500 * np.exp(-0.2 * edss))
    exit_day = rng.uniform(400, 2200, N)
    days = np.ceil(np.minimum(event_day, exit_day)).astype(int)
    matches = match_nearest(estimate_propensity(treated, {"age": age, "edss": edss}))
    return estimate_matched_hazard_ratio(days, event_day <= exit_day, matches)


def standardised(rng):
    treated = np.arange(N) < N // 3
    return weigh_balance(treated, {"age": rng.normal(size=N) + 0.3 * treated}).worst.before


def interaction(rng):
    """Strata of a noisy baseline that changes are counted from; the effect is 0.5 larger in the upper one."""
    true, treated = rng.normal(5.5, 1.5, N), rng.random(N) < 0.5
    baseline = true + rng.normal(0, 0.5, N)
    effect = np.where(baseline >= 6.5, -1.0, -0.5)
    change = true + effect * treated + rng.normal(0, 0.5, N) - baseline
    modifier = Modifier("EDSS", baseline, cut=6.5, measured_at=MeasuredAt.BASELINE)
    return estimate_effect_modification(change, treated, modifier).interaction


def earlier_visit(rng):
    """One group without any effect, strata from the visit before: no regression to the mean in the change."""
    true = rng.normal(5.5, 1.5, N)
    earlier, baseline, later = (true + rng.normal(0, 0.5, N) for _ in range(3))
    modifier = Modifier("EDSS", earlier, cut=6.5, measured_at=MeasuredAt.EARLIER_VISIT)
    return estimate_single_group_difference(later - baseline, modifier)


def gap(rng):
    first = rng.integers(0, 100, N)
    second = first + rng.integers(30, 400, N)
    baseline = rng.normal(4, 1.5, N)
    change = 0.05 * (second - first) / 30 - 0.2 * (baseline - 4) + rng.normal(size=N)
    return estimate_gap_association(change, first, second, second, baseline)


CASES = [
    *(
        CoverageCase(f"Weighted difference of means, {target.label}", COHORTS, EFFECT, partial(mean, target))
        for target in WeightTarget
    ),
    CoverageCase("Weighted difference of shares", COHORTS, 0.15, share),
    CoverageCase("Weighted ratio of rates", COHORTS, 0.5, rate),
    CoverageCase(
        "Weighted difference of curves at two years, overlap weights",
        COHORTS,
        0.0,
        partial(survival, WeightTarget.OVERLAP),
    ),
    CoverageCase(
        "Weighted difference of curves at two years, inverse-probability weights",
        COHORTS,
        0.0,
        partial(survival, WeightTarget.EVERYONE),
    ),
    CoverageCase("Weighted difference of curves, bootstrap", COHORTS, 0.0, resampled),
    CoverageCase("Weighted hazard ratio", COHORTS, 1.0, hazard),
    CoverageCase("Doubly robust difference", COHORTS, EFFECT, doubly_robust),
    CoverageCase("Matched difference, pairs", COHORTS, EFFECT, matched),
    CoverageCase("Matched hazard ratio, pairs", COHORTS, 1.0, matched_hazard),
    CoverageCase("Standardised mean difference", f"{N} patients, a third treated", 0.3, standardised),
    CoverageCase("Interaction with strata of the baseline", f"{N} randomised patients", -0.5, interaction),
    CoverageCase(
        "Difference between strata of an earlier visit",
        f"{N} patients of one group, measured with error",
        0.0,
        earlier_visit,
    ),
    CoverageCase("Association with the gap between doses", f"{N} patients of one group", 0.05, gap),
]
