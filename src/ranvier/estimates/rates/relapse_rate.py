"""The annualised relapse rate with an interval that allows for patients who differ from one another.

A few patients have many relapses and most have few, so counts spread more than a Poisson count does, and an
exact Poisson interval of their sum is too short.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.count_fit import Counts, fit_counts
from ranvier.estimates.rates.incidence import GARWOOD, exact_count_limits
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Numbers = NDArray[np.float64]

LAWLESS = "Lawless JF. Can J Stat 1987;15:209-225"

_UNIT = "per person-year"


def estimate_relapse_rate(
    n_relapses: ArrayLike,
    person_years: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "relapses",
) -> Estimate:
    """Relapses per person-year, the ratio of the sums, with the interval of a negative binomial count.

    n_relapses, person_years: of each patient, shape (n,); patients without person-time do not count. The
    variance of a patient's count is *m* + *a* *m*², where *m* is the rate times the years; the spread *a* is
    the one of greatest likelihood with the logarithm of the years as offset, and the interval is taken on
    the logarithm of the rate. Without a relapse, or with one patient, it is the exact Poisson interval. Not
    known without person-time. Raises InputError.
    Source: S95; the spread equals that of R MASS::glm.nb.
    """
    inputs = Inputs("relapse rate")
    conf_level = inputs.conf_level(conf_level)
    count, years = inputs.numbers("n_relapses", n_relapses), inputs.numbers("person_years", person_years)
    inputs.require(len(count) == len(years), "one number each a patient is needed", "n_relapses", "pair them")
    inputs.each(years >= 0, "person_years must be 0 or more", "person_years", "check the dates")
    whole = (count >= 0) & (count == np.floor(count))
    inputs.each(whole, "n_relapses must be whole numbers, 0 or more", "n_relapses", "hand over counts")
    if len(count) == len(years):
        hint = "count only relapses within the person-time"
        places = "n_relapses, person_years"
        inputs.each((count == 0) | (years > 0), "relapses need time under observation", places, hint)
    inputs.finish()
    count, years = count[years > 0], years[years > 0]
    if not len(count):
        reason = "no time under observation"
        return unknown_estimate(reason, definition=definition, n=0, unit=_UNIT, conf_level=conf_level)
    rate = float(count.sum() / years.sum())
    lower, upper, method = _limits(count, years, rate, conf_level)
    return Estimate(
        estimate=rate,
        lower=lower,
        upper=upper,
        n=len(count),
        method=method,
        definition=definition,
        unit=_UNIT,
        n_events=int(count.sum()),
        conf_level=conf_level,
        reference=GARWOOD if method.startswith("exact") else LAWLESS,
    )


def _limits(count: Numbers, years: Numbers, rate: float, conf_level: float) -> tuple[float, float, str]:
    tail = (1 - conf_level) / 2
    if len(count) < 2 or rate == 0:
        lower, upper = exact_count_limits(int(count.sum()), tail, tail)
        return lower / float(years.sum()), upper / float(years.sum()), "exact Poisson interval (Garwood)"
    mean = rate * years
    variance = mean + find_spread(count, years) * mean**2
    width = -float(ndtri(tail)) * float(np.sqrt(variance.sum())) / float(mean.sum())
    return rate * float(np.exp(-width)), rate * float(np.exp(width)), "negative binomial interval (log rate)"


def find_spread(count: Numbers, years: Numbers) -> float:
    """The spread *a* of greatest likelihood; 0 where counts do not spread more than Poisson counts."""
    alone = np.ones((len(count), 1))
    return fit_counts(Counts(count, np.log(years), alone, np.ones(len(count)))).spread
