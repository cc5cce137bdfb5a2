"""The rate in the treated over the rate in the comparator."""

from __future__ import annotations

import math

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.incidence import Incidence, check_incidence
from ranvier.estimates.rates.share import exact_share_limits
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


def estimate_ratio_of_rates(
    treated: Incidence,
    comparator: Incidence,
    conf_level: float = 0.95,
    *,
    definition: str = "ratio of rates, treated over comparator",
) -> Estimate:
    """Events per person-year of the treated over those of the comparator, with the exact interval.

    The interval is conditional on the total number of events. Without events in the comparator ratio and
    upper limit are infinite; without any event the ratio is not known and the interval runs from 0 to
    infinity. Not known without person-time. Raises InputError. Equals R poisson.test with two counts.
    """
    inputs = Inputs("ratio of rates")
    check_incidence(inputs, treated, "_treated")
    check_incidence(inputs, comparator, "_comparator")
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    n = int(treated.n_patients + comparator.n_patients)
    if treated.person_years == 0 or comparator.person_years == 0:
        reason = "no time under observation in a group"
        return unknown_estimate(reason, definition=definition, n=n, unit="ratio", conf_level=conf_level)
    lower, upper = _odds_limits(treated.n_events, comparator.n_events, (1 - conf_level) / 2)
    years_ratio = comparator.person_years / treated.person_years
    return Estimate(
        estimate=_over(treated.n_events, comparator.n_events) * years_ratio,
        lower=lower * years_ratio,
        upper=upper * years_ratio,
        n=n,
        method="exact conditional interval",
        definition=definition,
        unit="ratio",
        n_events=int(treated.n_events + comparator.n_events),
        conf_level=conf_level,
        reference="Przyborowski J, Wilenski H. Biometrika 1940;31:313-323",
    )


def _odds_limits(n_treated: int, n_comparator: int, tail: float) -> tuple[float, float]:
    if n_treated + n_comparator == 0:
        return 0.0, math.inf
    lower, upper = exact_share_limits(n_treated, n_treated + n_comparator, tail)
    return _over(lower, 1 - lower), _over(upper, 1 - upper)


def _over(numerator: float, denominator: float) -> float:
    if denominator:
        return numerator / denominator
    return math.inf if numerator else math.nan
