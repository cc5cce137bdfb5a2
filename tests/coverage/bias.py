"""Two groups of 300; the outcome is recorded with errors whose size is believed as it is drawn."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.bias.adjusted_change import estimate_bias_adjusted_change
from ranvier.estimates.bias.adjusted_ratio import estimate_bias_adjusted_ratio
from ranvier.estimates.bias.distributions import Beta, Normal
from ranvier.estimates.bias.errors import Misclassified
from ranvier.estimates.bias.two_by_two import TwoByTwo, estimate_ratio_of_risks
from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase

N, TREATED, COMPARATOR = 300, 0.3, 0.45
SEEN_RIGHT, CLEARED_RIGHT = Beta(80, 20), Beta(190, 10)
SHIFT = Normal(-0.3, 0.15)


def _ratio(generator: np.random.Generator) -> Estimate:
    return estimate_ratio_of_risks(_recorded(generator, 1.0, 1.0))


def _misclassified(generator: np.random.Generator) -> Estimate:
    sensitivity = SEEN_RIGHT.draw(generator, 1)[0]
    specificity = CLEARED_RIGHT.draw(generator, 1)[0]
    seen = _recorded(generator, sensitivity, specificity)
    error = Misclassified(SEEN_RIGHT, CLEARED_RIGHT)
    return estimate_bias_adjusted_ratio(seen, [error], seed=1, n_draws=4_000).total


def _recorded(generator: np.random.Generator, sensitivity: float, specificity: float) -> TwoByTwo:
    ours, theirs = (
        int(generator.binomial(N, risk * sensitivity + (1 - risk) * (1 - specificity)))
        for risk in (TREATED, COMPARATOR)
    )
    return TwoByTwo(ours, N, theirs, N)


def _shifted(generator: np.random.Generator) -> Estimate:
    changes = generator.normal(-0.5, 1.0, 80) + SHIFT.draw(generator, 1)[0]
    return estimate_bias_adjusted_change(estimate_mean(changes), SHIFT, seed=1, n_draws=4_000).total


CASES = [
    CoverageCase("Ratio of risks", "2 groups of 300, risks 0.30 and 0.45", TREATED / COMPARATOR, _ratio),
    CoverageCase(
        "Bias-adjusted ratio of risks",
        "the same, recorded with a sensitivity of 0.80 and a specificity of 0.95, each uncertain",
        TREATED / COMPARATOR,
        _misclassified,
    ),
    CoverageCase(
        "Bias-adjusted mean change",
        "80 patients, mean -0.5, raters 0.30 points too low, uncertain by 0.15",
        -0.5,
        _shifted,
    ),
]
