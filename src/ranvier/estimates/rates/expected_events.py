"""How many events the rates of a population by sex and age lead one to expect, and the ratio to them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError, Inputs
from ranvier.estimates.rates.expected import RatioInterval, estimate_ratio_to_expected
from ranvier.estimates.rates.person_years import PersonYears, check_followed, split_person_years
from ranvier.estimates.result import Estimate
from ranvier.tables.rate_table import RateTable

REFERENCE = "Breslow NE, Day NE. Statistical Methods in Cancer Research II. IARC 1987"

WORTH_SAYING = 0.05
"""Share of the expected number from which its own uncertainty is told."""


@dataclass(frozen=True)
class ExpectedEvents:
    """The number of events to be expected, and what it rests on.

    std_error: from the cases the rates were made from; NaN where the file has rates only. n_patients: as
    handed over. person_years: those with a rate, split by the bands of the table in `split`.
    """

    number: float
    std_error: float
    person_years: float
    n_patients: int
    source: str
    split: PersonYears

    @property
    def rests_on(self) -> str:
        """How sure the rates themselves are, where that is worth saying; else nothing."""
        if math.isnan(self.std_error):
            return "how many cases the rates rest on is not known"
        share = self.std_error / self.number if self.number else 0.0
        if share < WORTH_SAYING:
            return ""
        return f"the rates rest on few cases: the expected number is itself uncertain by {100 * share:.0f} %"


def estimate_expected(
    sex: ArrayLike,
    birth_day: ArrayLike,
    entry_day: ArrayLike,
    exit_day: ArrayLike,
    rates: RateTable,
    *,
    n_patients: int | None = None,
) -> ExpectedEvents:
    """How many events the population's rates lead one to expect in the patients' time under observation.

    One row a stretch of time, shape (n,); sex: 0 female, 1 male; days since 1970-01-01, exit_day not counted.
    A stretch is split on birthdays and on 1 January. A latency goes into entry_day. n_patients: where
    patients have several stretches. Raises InputError, also where ages have no rate.
    Source: S131; equals R survival::pyears with the same rates.
    """
    inputs = Inputs("expected number")
    followed = check_followed(inputs, sex, birth_day, entry_day, exit_day)
    n = len(followed.sex) if n_patients is None else inputs.count("n_patients", n_patients)
    inputs.finish()
    split = split_person_years(followed, rates)
    if split.outside > 1e-9:
        raise _without_rate(rates)
    number = float((split.years * rates.rate_per_year).sum())
    return ExpectedEvents(number, _std_error(split, rates), float(split.years.sum()), n, rates.source, split)


def estimate_incidence_ratio(
    n_events: int,
    expected: ExpectedEvents,
    conf_level: float = 0.95,
    *,
    interval: RatioInterval = RatioInterval.EXACT,
    definition: str = "standardised incidence ratio",
) -> Estimate:
    """Events seen over events expected by sex and age: the standardised incidence (or mortality) ratio.

    The expected number is taken as known; where it rests on few cases the method says how uncertain it is.
    Not known when none was to be expected. Raises InputError. Source: S131; equals R poisson.test.
    """
    ratio = estimate_ratio_to_expected(
        n_events, expected.number, expected.n_patients, conf_level, interval=interval, definition=definition
    )
    if not ratio.is_known:
        return ratio
    method = f"{ratio.method}; rates by sex and age: {expected.source}"
    rests_on = f"; {expected.rests_on}" if expected.rests_on else ""
    return replace(ratio, method=method + rests_on, reference=REFERENCE)


def _std_error(split: PersonYears, rates: RateTable) -> float:
    """Of the expected number, each band's rate being a Poisson count over person-years known exactly."""
    used = split.years > 0
    if np.isnan(rates.cases[used]).any():
        return math.nan
    squares = (split.years[used] * rates.rate_per_year[used]) ** 2
    counted = np.maximum(rates.cases[used], 1.0)  # a band without a case has rate 0 and adds nothing
    return float(np.sqrt((squares / counted).sum()))


def _without_rate(rates: RateTable) -> InputError:
    problem = RanvierError(
        "Patients were under observation at ages, or of a sex, for which there is no rate",
        where=rates.source,
        hint="supply rates for every age they lived through, or leave that time and its events out",
    )
    return InputError([problem], headline="The expected number cannot be estimated from these numbers")
