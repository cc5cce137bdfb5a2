"""Ten studies whose true values spread around a known mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import MeanInterval, Pooling, SpreadMethod
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase

MEAN, TAU, N_STUDIES = -0.4, 0.25, 10
STUDIES = "10 studies, standard errors 0.1 to 0.3, true values spread by 0.25"
PRECISE = "10 studies, standard errors 0.04 to 0.12, true values spread by 0.25 (less precise ones: 89 %)"
KNAPP = MeanInterval.HARTUNG_KNAPP


def _pooled(generator: np.random.Generator, method: Pooling, largest_error: float = 0.3) -> PooledEstimate:
    std_errors = generator.uniform(largest_error / 3, largest_error, N_STUDIES)
    values = generator.normal(MEAN, np.hypot(TAU, std_errors))
    return estimate_pooled(values, std_errors, method=method)


def _mean(method: Pooling):
    return lambda generator: _pooled(generator, method).pooled


def _between(generator: np.random.Generator) -> Estimate:
    return _pooled(generator, Pooling()).between


def _further_study(generator: np.random.Generator) -> Estimate:
    """The prediction interval with the true value of a further study taken from it."""
    found = _pooled(generator, Pooling(), 0.12).prediction
    further = generator.normal(MEAN, TAU)
    return replace(found, lower=found.lower - further, upper=found.upper - further)


CASES = [
    CoverageCase("Pooled, REML, Hartung-Knapp", STUDIES, MEAN, _mean(Pooling(SpreadMethod.REML, KNAPP))),
    CoverageCase("Pooled, REML, Hartung-Knapp guarded", STUDIES, MEAN, _mean(Pooling())),
    CoverageCase("Pooled, Paule-Mandel", STUDIES, MEAN, _mean(Pooling(SpreadMethod.PAULE_MANDEL, KNAPP))),
    CoverageCase(
        "Pooled, DerSimonian-Laird", STUDIES, MEAN, _mean(Pooling(SpreadMethod.DERSIMONIAN_LAIRD, KNAPP))
    ),
    CoverageCase("Pooled, prediction of a further study", PRECISE, 0.0, _further_study),
    CoverageCase("Spread between studies, Q-profile", STUDIES, TAU**2, _between),
]
