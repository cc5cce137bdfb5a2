"""A mean change, or a difference of mean changes, after raters who knew the treatment."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from ranvier.estimates.bias.bias_adjusted import BiasAdjusted, Drawn, check_draws
from ranvier.estimates.bias.distributions import Distribution, check_belief
from ranvier.estimates.inputs import Inputs, expect
from ranvier.estimates.result import Estimate


def estimate_bias_adjusted_change(
    change: Estimate, rater_shift: Distribution, *, seed: int, n_draws: int = 100_000
) -> BiasAdjusted:
    """The change as it would be if raters did not know the treatment.

    change: a mean change or a difference of means with its interval, in points. rater_shift: the points that
    raters add because they know the treatment (below 0 where they see less disability); in a difference,
    those of the treated minus those of the comparator. Chance is taken as normal, with the standard error
    that the interval gives. Raises InputError for a change without an interval, with one that lies unevenly
    around it, and for a ratio or a share, which raters do not shift by points.
    Source: Lash TL et al. Int J Epidemiol 2014;43:1969-1985.
    """
    expect("bias analysis", "change", change, Estimate, "hand over a mean change with its interval")
    inputs = Inputs("bias analysis")
    _check_change(inputs, change)
    check_belief(inputs, "rater_shift", rater_shift)
    check_draws(inputs, n_draws, 0.0, seed)
    inputs.finish()
    generator = np.random.default_rng(seed)
    values = change.estimate - rater_shift.draw(generator, n_draws)
    std_error = (change.upper - change.lower) / (2 * float(ndtri((1 + change.conf_level) / 2)))
    chance = generator.standard_normal(n_draws) * std_error
    stated = (f"rater shift, points: {rater_shift.words}",)
    return Drawn(values, chance, is_ratio=False).summary(
        change, stated=stated, seed=seed, most_impossible=0.0
    )


#: The change may lie this share of half the interval off its middle; chance is taken as even.
_MOST_OFF_MIDDLE = 0.25


def _check_change(inputs: Inputs, change: Estimate) -> None:
    finite = all(math.isfinite(end) for end in (change.estimate, change.lower, change.upper))
    wide = finite and change.lower < change.upper
    inputs.require(wide, "the change must have an interval with two ends", "change", "see more patients")
    off = abs(change.estimate - (change.lower + change.upper) / 2) if wide else 0.0
    inputs.require(
        not wide or off <= _MOST_OFF_MIDDLE * (change.upper - change.lower) / 2,
        "the interval must lie evenly around the change",
        "change",
        "hand over a mean change; that of a median is uneven",
    )
    in_points = change.unit not in ("ratio", "share")
    inputs.require(
        in_points, f"a {change.unit} is not shifted by points", "change", "hand over a mean change"
    )
