"""Weights, matching, balance and adjusted contrasts beside R (validation/weighting.R)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from scipy.stats import t as student

from ranvier.estimates.comparison.adjustment import Weighting, adjust
from ranvier.estimates.comparison.balance import weigh_balance
from ranvier.estimates.comparison.doubly_robust import estimate_doubly_robust_difference
from ranvier.estimates.comparison.effect_modification import estimate_effect_modification
from ranvier.estimates.comparison.logistic import fit_logistic
from ranvier.estimates.comparison.matched_contrast import (
    estimate_matched_difference,
    estimate_matched_hazard_ratio,
)
from ranvier.estimates.comparison.matching import MatchOrder, MatchRule, match_nearest
from ranvier.estimates.comparison.modifier import Modifier
from ranvier.estimates.comparison.positivity import PositivityLimits
from ranvier.estimates.comparison.propensity import estimate_propensity
from ranvier.estimates.comparison.weighted_contrast import (
    estimate_adjusted_difference,
    estimate_adjusted_rate_ratio,
    weighted_ratios,
)
from ranvier.estimates.comparison.weighted_hazard import estimate_adjusted_hazard_ratio
from ranvier.estimates.comparison.weighted_survival import estimate_adjusted_survival_difference
from ranvier.estimates.comparison.weights import WeightTarget
from tests.exactness.agreement import Comparison, Kind, numbers_in, patients_of

NAMES = ("age", "edss", "relapses", "female")
DAY = 728
NORMAL_975 = 1.959963984540054  # qnorm(0.975)


def comparisons() -> Iterator[Comparison]:
    """Every number of tests/oracles/weighting.csv."""
    for theirs in numbers_in("weighting.csv"):
        kind = Kind.CLOSED_FORM if theirs.estimator in CLOSED else Kind.ITERATED
        yield Comparison(theirs, OURS[theirs.estimator](theirs.case)[theirs.quantity], kind)


CLOSED = {"Standardised mean difference", "Ratio of variances", "Effect modification, robust variance HC3"}


@cache
def patients(case):
    table = patients_of(f"weighting_{case}")
    columns = {name: table[name].to_numpy() for name in table.columns}
    for name in ("treated", "improved", "event"):
        columns[name] = columns[name].astype(bool)
    return columns


def covariates(case):
    return {name: patients(case)[name] for name in NAMES}


def listed(name, values):
    return {f"{name}[{place}]": float(value) for place, value in enumerate(values, 1)}


@cache
def logistic(case):
    model = fit_logistic(patients(case)["treated"], covariates(case))
    return _model(model) | {"log_likelihood": model.log_likelihood}


@cache
def logistic_weighted(case):
    d = patients(case)
    return _model(fit_logistic(d["treated"], covariates(case), weights=d["known"]))


def _model(model):
    return listed("coefficient", model.coefficients) | listed("std_error", model.std_errors)


@cache
def differences(case):
    balance = weigh_balance(patients(case)["treated"], covariates(case))
    return listed("before", [one.before.estimate for one in balance.covariates])


@cache
def ratios(case):
    balance = weigh_balance(patients(case)["treated"], covariates(case))
    known = [one.variance_ratio_before for one in balance.covariates if one.name != "female"]
    return listed("before", known)


def _target(label):
    case, target = label.split(" ")
    return case, Weighting(WeightTarget(target), limits=PositivityLimits(least_ess_share=0.0))


@cache
def known_weights(label):
    case, weighting = _target(label)
    d = patients(case)
    adjusted = adjust("difference", d["treated"], covariates(case), weighting)
    found = {}
    for outcome in ("change", "improved"):
        values = d[outcome].astype(float)
        (ours, theirs), per_weight = weighted_ratios(adjusted, values, np.ones(values.size))
        influence = adjusted.weights.weights * per_weight
        std_error = np.sqrt((influence**2).sum() * values.size / (values.size - 1))
        found |= {f"{outcome} difference": ours - theirs, f"{outcome} std_error": float(std_error)}
    return found


@cache
def estimated_weights(label):
    case, weighting = _target(label)
    d = patients(case)
    found = {}
    for outcome in ("change", "improved"):
        contrast = estimate_adjusted_difference(
            d[outcome], d["treated"], covariates(case), target=weighting
        ).contrast
        found[f"{outcome} std_error"] = _std_error(contrast.lower, contrast.upper)
    return found


@cache
def rates(label):
    case, weighting = _target(label)
    d = patients(case)
    ratio = estimate_adjusted_rate_ratio(
        d["n_relapses"], d["years"], d["treated"], covariates(case), target=weighting
    ).contrast
    return _log_ratio(ratio)


@cache
def curves(label):
    case, weighting = _target(label)
    d = patients(case)
    contrast = estimate_adjusted_survival_difference(
        d["exit_day"], d["event"], d["treated"], covariates(case), DAY, target=weighting
    ).contrast
    return {"difference": contrast.estimate, "std_error": _std_error(contrast.lower, contrast.upper)}


@cache
def hazards(label):
    case, weighting = _target(label)
    d = patients(case)
    ratio = estimate_adjusted_hazard_ratio(
        d["exit_day"], d["event"], d["treated"], covariates(case), target=weighting
    ).contrast
    return _log_ratio(ratio)


@cache
def doubly_robust(case):
    d = patients(case)
    contrast = estimate_doubly_robust_difference(
        d["change"], d["treated"], covariates(case), limits=PositivityLimits(least_ess_share=0.0)
    ).contrast
    return {"difference": contrast.estimate, "std_error": _std_error(contrast.lower, contrast.upper)}


@cache
def _matches(label):
    case, order, n_each, caliper, *exact = label.split(" ")
    d = patients(case)
    again = order == "again"
    rule = MatchRule(float(caliper), int(n_each), MatchOrder.LARGEST if again else MatchOrder(order), again)
    alike = {"female": d["female"]} if exact and exact[0] else None
    return d, match_nearest(estimate_propensity(d["treated"], covariates(case)), rule=rule, exact=alike)


@cache
def matching(label):
    d, matches = _matches(label)
    treated = np.flatnonzero(d["treated"])
    chosen = {who: [0] * matches.rule.n_each for who in treated.tolist()}
    for who, comparator in zip(matches.treated.tolist(), matches.comparator.tolist(), strict=True):
        row = chosen[who]
        row[row.index(0)] = comparator + 1
    found = listed("weight", matches.weights)
    for place in range(matches.rule.n_each):
        found |= listed(f"comparator {place + 1}", [chosen[who][place] for who in treated.tolist()])
    return found


@cache
def matched(label):
    d, matches = _matches(label)
    contrast = estimate_matched_difference(d["change"], matches)
    half_width = (contrast.upper - contrast.lower) / 2
    return {"difference": contrast.estimate, "std_error": half_width / _t_975(matches.n_sets - 1)}


@cache
def matched_hazards(label):
    d, matches = _matches(label)
    return _log_ratio(estimate_matched_hazard_ratio(d["exit_day"], d["event"], matches))


@cache
def modification(case):
    d = patients(case)
    found = estimate_effect_modification(
        d["change"],
        d["treated"],
        Modifier("EDSS", d["edss"], cut=3.5),
        covariates={"age": d["age"], "female": d["female"]},
    )
    degrees = d["change"].size - 6
    above = found.within[1]
    return {
        "interaction": found.interaction.estimate,
        "std_error": (found.interaction.upper - found.interaction.lower) / 2 / _t_975(degrees),
        "above": above.estimate,
        "above_std_error": (above.upper - above.lower) / 2 / _t_975(degrees),
    }


def _t_975(degrees):
    return float(student.ppf(0.975, degrees))


def _std_error(lower, upper):
    return (upper - lower) / 2 / NORMAL_975


def _log_ratio(ratio):
    lower, upper = np.log([ratio.lower, ratio.upper])
    return {"log_ratio": float(np.log(ratio.estimate)), "std_error": _std_error(lower, upper)}


OURS: dict[str, Callable[[str], dict[str, float]]] = {
    "Logistic regression": logistic,
    "Logistic regression, weights": logistic_weighted,
    "Standardised mean difference": differences,
    "Ratio of variances": ratios,
    "Weighted difference, weights taken as known": known_weights,
    "Weighted difference, propensity estimated": estimated_weights,
    "Weighted ratio of rates, propensity estimated": rates,
    "Weighted Kaplan-Meier difference, propensity estimated": curves,
    "Weighted Cox, robust": hazards,
    "Doubly robust difference": doubly_robust,
    "Nearest matching": matching,
    "Nearest matching, comparators again": matching,
    "Matched difference, clustered by set": matched,
    "Matched Cox, clustered by set": matched_hazards,
    "Effect modification, robust variance HC3": modification,
}
