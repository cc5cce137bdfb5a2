"""Events per person-year with exact intervals, and what few or zero events exclude."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from scipy.special import gammaincinv

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

GARWOOD = "Garwood F. Biometrika 1936;28:437-442"


@dataclass(frozen=True)
class Incidence:
    """Events counted while patients were under observation for so many years in total."""

    n_events: int
    person_years: float
    n_patients: int


def estimate_rate(
    seen: Incidence, conf_level: float = 0.95, *, per_years: float = 1.0, definition: str = "events"
) -> Estimate:
    """Events per *per_years* person-years, with the exact Poisson interval.

    Zero events: the upper limit is 3.689 / person-years at 95 % (two-sided); `estimate_rate_ceiling` gives
    the one-sided 2.996. Not known without person-time. Raises InputError.
    Source: Garwood F. Biometrika 1936;28:437-442; equals R poisson.test.
    """
    inputs = Inputs("rate")
    check_incidence(inputs, seen)
    conf_level = inputs.conf_level(conf_level)
    usable = math.isfinite(per_years) and per_years > 0
    inputs.require(usable, "per_years must be above 0", "per_years", "1 or 1000, say")
    inputs.finish()
    unit = "per person-year" if per_years == 1 else f"per {per_years:,.10g} person-years"
    n_events, n = int(seen.n_events), int(seen.n_patients)
    if seen.person_years == 0:
        reason = "no time under observation"
        return unknown_estimate(reason, definition=definition, n=n, unit=unit, conf_level=conf_level)
    tail = (1 - conf_level) / 2
    limits = exact_count_limits(n_events, tail, tail)
    estimate, lower, upper = (float(x / seen.person_years * per_years) for x in (n_events, *limits))
    return Estimate(
        estimate=estimate,
        lower=lower,
        upper=upper,
        n=n,
        method="exact Poisson interval (Garwood)",
        definition=definition,
        unit=unit,
        n_events=n_events,
        conf_level=conf_level,
        reference=GARWOOD,
    )


def estimate_rate_ceiling(
    seen: Incidence, conf_level: float = 0.95, *, per_years: float = 1.0, definition: str = "events"
) -> Estimate:
    """The rate above which the events seen exclude the truth, one-sided: 3.0 / person-years for zero events.

    upper is the one-sided exact limit at conf_level: for zero events -ln(1 - conf_level) / person-years, at
    95 % 2.996 / person-years. lower is 0. Not known without person-time. Raises InputError.
    Equals R poisson.test(alternative="less").
    """
    both_sides = estimate_rate(seen, conf_level, per_years=per_years, definition=definition)
    if not both_sides.is_known:
        return both_sides
    tail = 1 - conf_level
    _, upper = exact_count_limits(seen.n_events, tail, tail)
    return replace(
        both_sides,
        lower=0.0,
        upper=upper / seen.person_years * per_years,
        method="one-sided exact Poisson upper limit",
    )


def exact_count_limits(n_events: int, lower_tail: float, upper_tail: float) -> tuple[float, float]:
    """Both exact limits of a Poisson count, each missing the truth with a probability of at most its tail."""
    lower = 0.0 if n_events == 0 else float(gammaincinv(n_events, lower_tail))
    return lower, float(gammaincinv(n_events + 1, 1 - upper_tail))


def check_incidence(inputs: Inputs, seen: Incidence, group: str = "") -> None:
    """Add to *inputs* what is wrong with *seen*; events without any person-time are."""
    n_events = inputs.count(f"n_events{group}", seen.n_events)
    person_years = inputs.amount(f"person_years{group}", seen.person_years)
    inputs.count(f"n_patients{group}", seen.n_patients)
    inputs.require(
        not (n_events and person_years == 0),
        "events need time under observation",
        f"n_events{group}, person_years{group}",
        "count only events within the person-time",
    )
