"""A count of events beside the number that ordinary rates lead one to expect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import gammainc, gammaincc

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.count_limits import byar_count_limits, mid_p_count_limits
from ranvier.estimates.rates.incidence import GARWOOD, exact_count_limits
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


class RatioInterval(StrEnum):
    """How the interval of a count is made."""

    EXACT = "exact"  # misses the truth in at most 5 %, often in fewer
    MID_P = "mid-p"  # in about 5 %; may miss in a little more
    BYAR = "byar"  # a formula near the exact one, poor below 5 events


_Limits = Callable[[int, float], tuple[float, float]]


def _exact(n_events: int, tail: float) -> tuple[float, float]:
    return exact_count_limits(n_events, tail, tail)


_HOW: dict[RatioInterval, tuple[_Limits, str, str]] = {
    RatioInterval.EXACT: (_exact, "exact Poisson interval", GARWOOD),
    RatioInterval.MID_P: (
        mid_p_count_limits,
        "mid-P Poisson interval",
        "Berry G, Armitage P. J R Stat Soc D 1995;44:417-423",
    ),
    RatioInterval.BYAR: (
        byar_count_limits,
        "Byar's approximation of the exact Poisson interval",
        "Breslow NE, Day NE. Statistical Methods in Cancer Research II. IARC 1987",
    ),
}


@dataclass(frozen=True)
class AgainstExpected:
    """How a count compares with what ordinary rates lead one to expect.

    p_as_few: probability of *n_events* or fewer, p_as_many: of as many or more, if *expected* were right
    (Poisson).
    """

    n_events: int
    expected: float
    p_as_few: float
    p_as_many: float


def weigh_against_expected(n_events: int, expected: float) -> AgainstExpected:
    """How probable so few, and so many, events are when *expected* events were to be expected.

    Raises InputError. Equals R ppois.
    """
    inputs = Inputs("comparison with what is expected")
    n_events, expected = inputs.count("n_events", n_events), inputs.amount("expected", expected)
    inputs.finish()
    as_few = float(gammaincc(n_events + 1, expected))
    as_many = float(gammainc(n_events, expected)) if n_events else 1.0
    return AgainstExpected(n_events, expected, as_few, as_many)


def estimate_ratio_to_expected(
    n_events: int,
    expected: float,
    n_patients: int,
    conf_level: float = 0.95,
    *,
    interval: RatioInterval = RatioInterval.EXACT,
    definition: str = "observed over expected events",
) -> Estimate:
    """Observed over expected events (a standardised ratio), with a Poisson interval.

    expected: from rates by age and sex, taken as known. Not known when 0 events were expected.
    Raises InputError. Equals R poisson.test(n_events, expected) where the interval is exact.
    """
    inputs = Inputs("ratio to what is expected")
    n_events, expected = inputs.count("n_events", n_events), inputs.amount("expected", expected)
    n_patients, conf_level = inputs.count("n_patients", n_patients), inputs.conf_level(conf_level)
    interval = inputs.choice("interval", interval, RatioInterval)
    inputs.finish()
    if expected == 0:
        reason = "no events were to be expected"
        return unknown_estimate(
            reason, definition=definition, n=n_patients, unit="ratio", conf_level=conf_level
        )
    limits, how, reference = _HOW[interval]
    lower, upper = limits(n_events, (1 - conf_level) / 2)
    return Estimate(
        estimate=n_events / expected,
        lower=lower / expected,
        upper=upper / expected,
        n=n_patients,
        method=f"{how}, expected number taken as known",
        definition=definition,
        unit="ratio",
        n_events=n_events,
        conf_level=conf_level,
        reference=reference,
    )
