"""Plain contrasts of two groups whose truth is known."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.comparison.contrast import estimate_difference_of_shares
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase


def of_shares(rng: np.random.Generator) -> Estimate:
    """40 % of the treated beside 25 % of comparators."""
    treated, comparator = int(rng.binomial(80, 0.4)), int(rng.binomial(120, 0.25))
    return estimate_difference_of_shares(estimate_share(treated, 80), estimate_share(comparator, 120))


CASES = [
    CoverageCase("difference of shares (Newcombe)", "80 and 120 patients, 40 % and 25 %", 0.15, of_shares)
]
