"""Limits of a weighted difference where a level is 1 or 0: its spread is 0 there, and says nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.comparison.contrast import Limits, square_and_add, wilson_limits
from ranvier.estimates.comparison.positivity import effective_size
from ranvier.estimates.comparison.weighted_curve import FollowUp
from ranvier.estimates.comparison.weights import GroupWeights
from ranvier.estimates.survival.kaplan_meier import estimate_survival

Floats = NDArray[np.float64]


def limits_of_shares(levels: tuple[float, float], weights: GroupWeights, conf_level: float) -> Limits:
    """The difference of two weighted shares, by Wilson's limits on effective patients, squared and added.

    With equal weights it equals `estimate_difference_of_shares`.
    Source: Newcombe RG. Stat Med 1998;17:873-890, method 10; effective patients: Kish L. Survey sampling.
    1965.
    """
    sizes = [effective_size(weights.weights[group]) for group in (weights.treated, ~weights.treated)]
    ours, theirs = (
        wilson_limits(level * size, size, conf_level) for level, size in zip(levels, sizes, strict=True)
    )
    return square_and_add(ours, theirs)


def limits_of_curves(follow_up: FollowUp, weights: GroupWeights, conf_level: float) -> Limits:
    """The difference of two weighted curves at a day, by the limits of both, squared and added.

    A curve at 1 has exact limits on the effective patients at risk, see `survival.curve_limits`. With equal
    weights it equals `estimate_difference_of_survival`.
    """
    ours, theirs = (
        estimate_survival(
            follow_up.exits[group],
            follow_up.events[group],
            conf_level=conf_level,
            weights=weights.weights[group],
        ).at(follow_up.day, least_at_risk=0)
        for group in (weights.treated, ~weights.treated)
    )
    return square_and_add(
        (ours.estimate, ours.lower, ours.upper), (theirs.estimate, theirs.lower, theirs.upper)
    )


#: How the limits came about, as printed.
ADDED_LIMITS = "limits of both on effective patients, squared and added (a share is 1 or 0)"
