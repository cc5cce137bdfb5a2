"""Treated minus comparator among matched patients, with pairs as the units of chance."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from ranvier.estimates.comparison.matching import Matches
from ranvier.estimates.inputs import Inputs, expect
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios


def estimate_matched_difference(
    outcome: ArrayLike,
    matches: Matches,
    *,
    conf_level: float = 0.95,
    definition: str = "difference of means among matched patients, treated minus comparator",
    unit: str = "EDSS points",
) -> Estimate:
    """Mean of the matched treated minus that of their comparators.

    outcome: of all patients, in the order that was matched, a number or true and false. The variance is
    robust and clustered by matched set, with as many degrees of freedom as sets less 1; for pairs it is that
    of the paired t test. No interval with one set, or where comparators stand beside several treated.
    Raises InputError. Source: Austin PC. Stat Med 2011;30:1292-1301 for pairs; equals R survey::svyglm with
    the sets as clusters.
    """
    expect("matched difference", "matches", matches, Matches, "hand over what match_nearest gave")
    inputs = Inputs("matched difference")
    values = inputs.numbers("outcome", outcome)
    inputs.same_length(("outcome", values.size), ("patients matched", matches.weights.size))
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    groups = [np.where(group, matches.weights, 0.0) for group in (matches.is_treated, ~matches.is_treated)]
    means = [float(weights @ values / weights.sum()) for weights in groups]
    pulls = [w * (values - mean) / w.sum() for w, mean in zip(groups, means, strict=True)]
    width, method = _half_width(pulls[0] - pulls[1], float(np.abs(values).max()), matches, conf_level)
    difference, is_share = means[0] - means[1], np.asarray(outcome).dtype == np.bool_
    return Estimate(
        estimate=difference,
        lower=difference - width,
        upper=difference + width,
        n=int(np.count_nonzero(matches.weights)),
        method=method,
        definition=definition,
        unit="share" if is_share else unit,
        n_events=int(values[matches.weights > 0].sum()) if is_share else None,
        conf_level=conf_level,
        weights=_weights(matches),
        reference="Austin PC. Pharm Stat 2011;10:150-161",
    )


def estimate_matched_hazard_ratio(
    exit_day: ArrayLike,
    event: ArrayLike,
    matches: Matches,
    *,
    entry_day: ArrayLike | None = None,
    conf_level: float = 0.95,
) -> Estimate:
    """Hazard of the matched treated divided by that of their comparators (Cox, ties by Efron).

    exit_day, event, entry_day: of all patients, in the order that was matched. The variance is robust and
    clustered by matched set. Raises InputError, also where comparators stand beside several treated;
    NoHazardRatio. Source: Austin PC. Stat Med 2013;32:2837-2849; equals R survival::coxph(cluster).
    """
    expect("matched hazard ratio", "matches", matches, Matches, "hand over what match_nearest gave")
    inputs = Inputs("matched hazard ratio")
    events = inputs.flags("event", event)
    inputs.same_length(("event", events.size), ("patients matched", matches.weights.size))
    hint = "match each comparator once"
    inputs.require(not matches.rule.again, "a comparator must belong to one set", "matches", hint)
    inputs.finish()
    model = estimate_hazard_ratios(
        exit_day,
        events,
        {"treated": matches.is_treated.astype(np.float64)},
        entry_day=entry_day,
        weights=matches.weights,
        cluster=matches.sets,
        conf_level=conf_level,
    )
    definition = "hazard ratio among matched patients, treated to comparator"
    return replace(model.ratio("treated"), definition=definition, weights=_weights(matches))


def _weights(matches: Matches) -> str:
    return f"nearest matching, 1 to {matches.rule.n_each}, {matches.n_unmatched:,} treated unmatched"


_ROUNDING = 1e-14  # of the largest outcome


def _half_width(
    influence: NDArray[np.float64], size: float, matches: Matches, conf_level: float
) -> tuple[float, str]:
    if matches.rule.again:
        return math.nan, "no interval: comparators stand beside several treated"
    n_sets = matches.n_sets
    if n_sets < 2:
        return math.nan, "no interval: one matched set"
    matched = matches.sets >= 0
    by_set = np.bincount(matches.sets[matched], weights=influence[matched])
    std_error = math.sqrt(float(np.square(by_set).sum()) * n_sets / (n_sets - 1))
    if std_error <= _ROUNDING * size:
        return math.nan, "no interval: all sets are alike"
    return float(
        stdtrit(n_sets - 1, (1 + conf_level) / 2)
    ) * std_error, "robust variance, clustered by matched set"
