"""The weights of pooled curves: groups that are spread over the trials alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ranvier.estimates.emulation.keeping import estimate_change_probability, estimate_start_probability
from ranvier.estimates.emulation.sequential_trials import SequentialTrials
from ranvier.estimates.emulation.weighted_rows import WeightedRows, truncated


def find_curve_rows(
    trials: SequentialTrials, rows: WeightedRows, *, per_protocol: bool, truncate_share: float = 0.0
) -> WeightedRows:
    """The same rows with the weights of the curves: of groups spread over the trials alike.

    Stabilised weights leave the treated in the trials in which many start. Where events come more often in
    those too, as they do late in a disease, pooled curves would part without an effect.
    """
    start = estimate_start_probability(trials.periods, trials.row)
    given = np.where(trials.treated, start.modelled, 1 - start.modelled)
    n_trials = int(trials.trial.max()) + 1
    n_treated = np.bincount(trials.trial[trials.treated], minlength=n_trials)
    n_others = np.bincount(trials.trial[~trials.treated], minlength=n_trials)
    has_both = np.minimum(n_treated, n_others)[trials.trial] > 0
    weights = np.where(has_both, 1 / given, 0.0)[rows.copy]
    if per_protocol:
        left = np.cumsum(-np.log1p(-estimate_change_probability(trials.periods).modelled))
        first = trials.row[rows.copy]
        weights = weights * np.exp(left[first + rows.entry_day // trials.periods.every_days] - left[first])
    return replace(rows, weights=truncated(weights, truncate_share)[0])


def told_of_curves(names: str, per_protocol: bool, truncate_share: float) -> str:
    """Those weights in words."""
    told = f"inverse probability of treatment given the trial{', ' if names else ''}{names}"
    told += " and of keeping to the group" if per_protocol else ""
    return told + (f"; largest {100 * truncate_share:g} % truncated" if truncate_share else "")
