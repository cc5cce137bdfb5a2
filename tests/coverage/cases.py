"""How often a 95 % interval holds the truth: one case an estimator, on cohorts drawn with a known truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ranvier.estimates.result import Estimate


@dataclass(frozen=True)
class CoverageCase:
    """Cohorts with a known truth, and the estimate whose 95 % interval should hold it.

    estimator: as in docs/reference/exactness.md. cohorts: what is drawn, in words. estimate: draws one cohort
    from the generator and estimates. because: why more than 97 % is right, as for an exact interval.
    """

    estimator: str
    cohorts: str
    truth: float
    estimate: Callable[[np.random.Generator], Estimate]
    because: str = ""


@dataclass(frozen=True)
class Coverage:
    """In how many of *n_cohorts* the interval held the truth, missed it below or above, or did not exist."""

    n_cohorts: int
    n_held: int
    n_truth_below: int
    n_truth_above: int
    n_without: int

    @property
    def percent(self) -> float:
        """Of all cohorts; one without an interval did not hold it."""
        return 100 * self.n_held / self.n_cohorts


def coverage_of(case: CoverageCase, n_cohorts: int, seed: int = 4) -> Coverage:
    """The interval of *n_cohorts* cohorts beside the truth."""
    held = below = above = without = 0
    for stream in np.random.SeedSequence(seed).spawn(n_cohorts):
        found = case.estimate(np.random.default_rng(stream))
        if not found.has_interval:
            without += 1
        elif case.truth < found.lower:
            below += 1
        elif case.truth > found.upper:
            above += 1
        else:
            held += 1
    return Coverage(n_cohorts, held, below, above, without)
