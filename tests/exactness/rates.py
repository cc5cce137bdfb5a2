"""Shares, rates, ratios, regressions of counts and person-years beside R (validation/rates.R)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from ranvier.estimates.comparison.contrast import estimate_difference_of_shares
from ranvier.estimates.rates.expected import RatioInterval, estimate_ratio_to_expected, weigh_against_expected
from ranvier.estimates.rates.expected_events import estimate_expected, estimate_incidence_ratio
from ranvier.estimates.rates.incidence import Incidence, estimate_rate, estimate_rate_ceiling
from ranvier.estimates.rates.life_table import us_life_table
from ranvier.estimates.rates.person_years import Followed, split_person_years
from ranvier.estimates.rates.rate_model import RateModel, estimate_rate_ratios
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.estimates.rates.relapse_rate import find_spread
from ranvier.estimates.rates.share import estimate_share, estimate_share_ceiling
from ranvier.estimates.result import Estimate
from ranvier.tables.rate_table import RateTable
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

N_PATIENTS = 50


def comparisons() -> Iterator[Comparison]:
    """Every number of tests/oracles/rates.csv beside ours."""
    for theirs in numbers_in("rates.csv"):
        ours, kind = _OURS[theirs.estimator]
        yield Comparison(theirs, ours(theirs), kind)


def _given(case: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+(?:e[-+]?\d+)?", case)]


def _part(found: Estimate, theirs: Number) -> float:
    """The field that the quantity names, limits[lower] or upper."""
    name = re.sub(r".*\[(.*)\]", r"\1", theirs.quantity)
    return float(getattr(found, name))


def _share(theirs: Number) -> float:
    n_yes, n_all, level = _given(theirs.case)
    estimate = estimate_share if "exact" in theirs.estimator else estimate_share_ceiling
    return _part(estimate(int(n_yes), int(n_all), level), theirs)


def _rate(theirs: Number) -> float:
    n_events, years, level = _given(theirs.case)
    estimate = estimate_rate if "exact" in theirs.estimator else estimate_rate_ceiling
    return _part(estimate(Incidence(int(n_events), years, N_PATIENTS), level), theirs)


def _to_expected(interval: RatioInterval) -> Callable[[Number], float]:
    def ours(theirs: Number) -> float:
        n_events, expected, level = _given(theirs.case)
        return _part(
            estimate_ratio_to_expected(int(n_events), expected, N_PATIENTS, level, interval=interval), theirs
        )

    return ours


def _against(theirs: Number) -> float:
    n_events, expected = _given(theirs.case)
    weighed = weigh_against_expected(int(n_events), expected)
    return weighed.p_as_few if "few" in theirs.quantity else weighed.p_as_many


def _difference(theirs: Number) -> float:
    a, b, c, d, level = _given(theirs.case)
    groups = [estimate_share(int(x), int(n), level) for x, n in ((a, b), (c, d))]
    return _part(estimate_difference_of_shares(*groups), theirs)


def _ratio(theirs: Number) -> float:
    a, b, c, d, level = _given(theirs.case)
    treated, comparator = (Incidence(int(x), years, N_PATIENTS) for x, years in ((a, b), (c, d)))
    return _part(estimate_ratio_of_rates(treated, comparator, level), theirs)


def _spread(theirs: Number) -> float:
    rows = patients_of(theirs.case)
    return find_spread(rows["count"].to_numpy().astype(float), rows["years"].to_numpy().astype(float))


def model_of(case: str, *, weighted: bool = False, clustered: bool = False) -> RateModel:
    """Our regression of a case's patients."""
    rows = patients_of(case)
    return estimate_rate_ratios(
        rows["count"].to_numpy(),
        rows["years"].to_numpy(),
        {name: rows[name].to_numpy() for name in ("treated", "age", "edss")},
        weights=rows["weight"].to_numpy() if weighted else None,
        cluster=rows["centre"].to_numpy() if clustered else None,
    )


def _regression(theirs: Number) -> float:
    model = model_of(
        theirs.case, weighted="weights" in theirs.estimator, clustered="clustered" in theirs.estimator
    )
    quantity, _, name = theirs.quantity.removesuffix("]").partition("[")
    place = model.names.index(name) if name else 0
    return {
        "coefficient": float(model.coefficients[place]),
        "model std error": float(np.sqrt(model.model_covariance[place, place])),
        "robust std error": float(model.std_errors[place]),
        "theta": model.theta,
        "theta std error": model.theta_std_error,
        "log likelihood": model.log_likelihood,
    }[quantity]


def followed_of(case: str) -> Followed:
    """The follow-up of a case's patients."""
    rows = patients_of(case)
    return Followed(*(rows[name].to_numpy() for name in ("sex", "birth_day", "entry_day", "exit_day")))


def _bands(*, by_year: bool) -> RateTable:
    """The bands of validation/rates.R: years change the quickest in neither, ages first."""
    ages = [0, 20, 30, 35, 40, 45, 50, 55, 60, 65, 70, 131]
    years = [(1900, 2009), (2010, 2014), (2015, 2099)] if by_year else [(0, 0)]
    rows = [
        (sex, ages[place], ages[place + 1] - 1, *year)
        for sex in (0, 1)
        for year in years
        for place in range(len(ages) - 1)
    ]
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return RateTable(*columns, np.zeros(len(rows)), np.zeros(len(rows)), "bands")


def _person_years(theirs: Number) -> float:
    table = _bands(by_year="year" in theirs.estimator.removeprefix("person-years"))
    years = split_person_years(followed_of(theirs.case), table).years
    sex, _, place = theirs.quantity.removesuffix("]").partition("[")
    return float(years[table.sex == ("female", "male").index(sex)][int(place) - 1])


def _deaths(theirs: Number) -> float:
    followed = followed_of(theirs.case)
    expected = estimate_expected(
        followed.sex, followed.birth_day, followed.entry_day, followed.exit_day, us_life_table()
    )
    if theirs.quantity == "number":
        return expected.number
    return _part(estimate_incidence_ratio(9, expected), theirs)


_OURS: dict[str, tuple[Callable[[Number], float], Kind]] = {
    "share, exact": (_share, Kind.CLOSED_FORM),
    "share, one-sided": (_share, Kind.CLOSED_FORM),
    "rate, exact": (_rate, Kind.CLOSED_FORM),
    "rate, one-sided": (_rate, Kind.CLOSED_FORM),
    "observed over expected, exact": (_to_expected(RatioInterval.EXACT), Kind.CLOSED_FORM),
    "observed over expected, mid-P": (_to_expected(RatioInterval.MID_P), Kind.ITERATED),
    "observed over expected, Byar": (_to_expected(RatioInterval.BYAR), Kind.CLOSED_FORM),
    "count against expected": (_against, Kind.CLOSED_FORM),
    "difference of shares, Newcombe": (_difference, Kind.CLOSED_FORM),
    "ratio of rates, exact": (_ratio, Kind.CLOSED_FORM),
    "spread of relapse counts": (_spread, Kind.ITERATED),
    "rate ratios, negative binomial": (_regression, Kind.ITERATED),
    "rate ratios, negative binomial, weights": (_regression, Kind.ITERATED),
    "rate ratios, negative binomial, clustered": (_regression, Kind.ITERATED),
    "rate ratios, negative binomial, weights, clustered": (_regression, Kind.ITERATED),
    "rate ratios, Poisson limit": (_regression, Kind.ITERATED),
    "person-years by sex and age": (_person_years, Kind.CLOSED_FORM),
    "person-years by sex, age and year": (_person_years, Kind.CLOSED_FORM),
    "expected deaths, US life table": (_deaths, Kind.CLOSED_FORM),
    "standardised ratio": (_deaths, Kind.CLOSED_FORM),
}
