"""Events and patients of two groups, and the ratio of their risks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs, expect
from ranvier.estimates.rates.share import check_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


@dataclass(frozen=True)
class TwoByTwo:
    """How many of the treated and of the comparator had the outcome."""

    n_events_treated: int
    n_treated: int
    n_events_comparator: int
    n_comparator: int

    @property
    def n(self) -> int:
        """All patients."""
        return self.n_treated + self.n_comparator

    @property
    def n_events(self) -> int:
        """All who had the outcome."""
        return self.n_events_treated + self.n_events_comparator


def count_two_by_two(treated: ArrayLike, outcome: ArrayLike) -> TwoByTwo:
    """Events and patients by group, from one row a patient. Raises InputError."""
    inputs = Inputs("ratio of risks")
    in_treated, with_outcome = inputs.flags("treated", treated), inputs.flags("outcome", outcome)
    inputs.same_length(("treated", in_treated.size), ("outcome", with_outcome.size))
    inputs.finish()
    return TwoByTwo(
        n_events_treated=int(np.count_nonzero(in_treated & with_outcome)),
        n_treated=int(np.count_nonzero(in_treated)),
        n_events_comparator=int(np.count_nonzero(~in_treated & with_outcome)),
        n_comparator=int(np.count_nonzero(~in_treated)),
    )


def check_two_by_two(inputs: Inputs, seen: TwoByTwo) -> None:
    """Add to *inputs* what is wrong with the counts."""
    expect("ratio of risks", "seen", seen, TwoByTwo, "count_two_by_two makes it from rows of patients")
    for group in ("treated", "comparator"):
        names = (f"n_events_{group}", f"n_{group}")
        check_share(inputs, getattr(seen, names[0]), getattr(seen, names[1]), names)


def estimate_ratio_of_risks(
    seen: TwoByTwo, conf_level: float = 0.95, *, definition: str = "ratio of risks, treated over comparator"
) -> Estimate:
    """Share of the treated with the outcome over that of the comparator, with the interval on the log scale.

    Not known when a group has no patient or no event; without an interval when everybody had one. Raises
    InputError.
    Source: Katz D et al. Biometrics 1978;34:469-474.
    """
    inputs = Inputs("ratio of risks")
    check_two_by_two(inputs, seen)
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    if not (seen.n_events_treated and seen.n_events_comparator):
        reason = "a group has no event" if seen.n_treated and seen.n_comparator else "a group has no patient"
        return unknown_estimate(reason, definition=definition, n=seen.n, unit="ratio", conf_level=conf_level)
    ratio = seen.n_events_treated / seen.n_treated / (seen.n_events_comparator / seen.n_comparator)
    half_width, told = float(ndtri((1 + conf_level) / 2)) * _std_error(seen), "interval of the logarithm"
    if seen.n_events == seen.n:
        half_width, told = math.nan, "no interval: everybody had the event"
    return Estimate(
        estimate=ratio,
        lower=ratio * math.exp(-half_width),
        upper=ratio * math.exp(half_width),
        n=seen.n,
        method=told,
        definition=definition,
        unit="ratio",
        n_events=seen.n_events,
        conf_level=conf_level,
        reference="Katz D et al. Biometrics 1978;34:469-474",
    )


def _std_error(seen: TwoByTwo) -> float:
    return math.sqrt(
        1 / seen.n_events_treated - 1 / seen.n_treated + 1 / seen.n_events_comparator - 1 / seen.n_comparator
    )
