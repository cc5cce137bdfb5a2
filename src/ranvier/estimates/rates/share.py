"""Shares of patients (or doses, or visits) with exact intervals."""

from __future__ import annotations

from dataclasses import replace

from scipy.special import betaincinv

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

SHARE = "share"  # the unit of every share: from 0 to 1


def estimate_share(
    n_yes: int, n_all: int, conf_level: float = 0.95, *, definition: str = "share of patients"
) -> Estimate:
    """The share that has it, with the exact interval of Clopper and Pearson.

    From 0 to 1. Not known when n_all is 0. Raises InputError for a count that is no count.
    Source: Clopper CJ, Pearson ES. Biometrika 1934;26:404-413; equals R binom.test.
    """
    inputs = Inputs("share")
    n_yes, n_all = check_share(inputs, n_yes, n_all)
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    if n_all == 0:
        return unknown_estimate("nobody was seen", definition=definition, unit=SHARE, conf_level=conf_level)
    lower, upper = exact_share_limits(n_yes, n_all, (1 - conf_level) / 2)
    return Estimate(
        estimate=n_yes / n_all,
        lower=lower,
        upper=upper,
        n=n_all,
        method="exact binomial interval (Clopper-Pearson)",
        definition=definition,
        unit=SHARE,
        n_events=n_yes,
        conf_level=conf_level,
        reference="Clopper CJ, Pearson ES. Biometrika 1934;26:404-413",
    )


def estimate_share_ceiling(
    n_yes: int, n_all: int, conf_level: float = 0.95, *, definition: str = "share of patients"
) -> Estimate:
    """The share above which *n_yes* of *n_all* exclude the truth, one-sided: about 3 / n_all for none.

    upper is the one-sided exact limit at conf_level; lower is 0. Not known when n_all is 0. Raises
    InputError. Equals R binom.test(alternative="less").
    """
    both_sides = estimate_share(n_yes, n_all, conf_level, definition=definition)
    if not both_sides.is_known:
        return both_sides
    _, upper = exact_share_limits(n_yes, n_all, 1 - conf_level)
    return replace(both_sides, lower=0.0, upper=upper, method="one-sided exact binomial upper limit")


def check_share(
    inputs: Inputs, n_yes: int, n_all: int, names: tuple[str, str] = ("n_yes", "n_all")
) -> tuple[int, int]:
    """Both counts, with what is wrong with them added to *inputs*."""
    n_yes, n_all = inputs.count(names[0], n_yes), inputs.count(names[1], n_all)
    inputs.require(
        n_yes <= n_all,
        f"{names[0]} must not exceed {names[1]}",
        ", ".join(names),
        "count both over the same patients",
    )
    return n_yes, n_all


def exact_share_limits(n_yes: int, n_all: int, tail: float) -> tuple[float, float]:
    """Both exact limits of a share, each missing the truth with a probability of at most *tail*."""
    lower = 0.0 if n_yes == 0 else float(betaincinv(n_yes, n_all - n_yes + 1, tail))
    upper = 1.0 if n_yes == n_all else float(betaincinv(n_yes + 1, n_all - n_yes, 1 - tail))
    return lower, upper
