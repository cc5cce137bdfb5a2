"""Curves, restricted means, log-rank tests and Turnbull's curve beside R (validation/survival.R)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import polars as pl

from ranvier.estimates.comparison.contrast import estimate_difference_of_survival
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.competing_risks import estimate_cumulative_incidence
from ranvier.estimates.survival.interval_censored import estimate_interval_censored
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.log_rank import estimate_log_rank
from ranvier.estimates.survival.restricted_mean import estimate_restricted_mean
from tests.exactness.agreement import Comparison, Kind, numbers_in, patients_of

Numbers = dict[str, float]
FILE = "survival.csv"


def comparisons() -> Iterator[Comparison]:
    """Every number of the file beside ours."""
    for theirs in numbers_in(FILE):
        ours = _ours(theirs.estimator, theirs.case)[theirs.quantity]
        if theirs.estimator != "Turnbull":
            yield Comparison(theirs, ours, Kind.CLOSED_FORM)
        elif theirs.case == "any_visit":
            yield Comparison(theirs, ours, Kind.ITERATED, allowed=2e-4, because=_R_STOPS)
        else:
            yield Comparison(theirs, ours, Kind.ITERATED)


_R_STOPS = (
    "where visits overlap in many ways R's search stops while its shares still move; ours goes on until no "
    "derivative exceeds its limit at the maximum by 1e-11 (tests/unit/estimates/survival/test_turnbull.py)"
)


@cache
def _ours(estimator: str, case: str) -> Numbers:
    return OURS[estimator](case)


def case_of(name: str, file: str = "curves") -> pl.DataFrame:
    """The patients of one case."""
    return patients_of(file).filter(pl.col("case") == name)


def _follow_up(p: pl.DataFrame) -> dict[str, object]:
    late = p["entry_day"].null_count() < p.height
    return {
        "exit_day": p["exit_day"].to_numpy(),
        "event": (p["kind"] > 0).to_numpy(),
        "entry_day": p["entry_day"].to_numpy() if late else None,
    }


def _level(p: pl.DataFrame) -> dict[str, object]:
    return {"conf_level": p["conf_level"][0]}


def _weighted(p: pl.DataFrame, clustered: bool) -> dict[str, object]:
    weights = {"weights": p["weights"].to_numpy()}
    return weights | ({"cluster": p["cluster"].to_numpy()} if clustered else {})


def _curve(case: str, **options: object) -> Numbers:
    p = case_of(case)
    curve = estimate_survival(**_follow_up(p), **_level(p), **options)
    columns = ("survival", "std_error", "lower", "upper", "n_at_risk", "n_events")
    return {
        f"{name}[{day}]": float(value)
        for name in columns
        for day, value in zip(curve.day, getattr(curve, name), strict=True)
    }


def _weighted_curve(case: str, *, clustered: bool) -> Numbers:
    return _curve(case, **_weighted(case_of(case), clustered))


def _median(case: str) -> Numbers:
    p = case_of(case)
    median = estimate_survival(**_follow_up(p), **_level(p)).median()
    return _parts("median", median)


def _parts(name: str, found: Estimate) -> Numbers:
    return {f"{name}[{part}]": getattr(found, part) for part in ("estimate", "lower", "upper")}


def _restricted_means(case: str, *, robust: bool) -> Numbers:
    p = case_of(case)
    numbers = {}
    for day in (365, 700):
        found = estimate_restricted_mean(
            **_follow_up(p), day=day, **(_weighted(p, False) if robust else {}), least_at_risk=0
        )
        numbers |= {f"{day}[estimate]": found.mean.estimate, f"{day}[std_error]": found.std_error}
        if robust:
            both = estimate_restricted_mean(**_follow_up(p), day=day, **_weighted(p, True), least_at_risk=0)
            numbers[f"{day}[clustered]"] = both.std_error
    return numbers


def _difference(case: str) -> Numbers:
    curves = [estimate_survival(**_follow_up(case_of(name))) for name in case.split(" - ")]
    return {
        name: value
        for day in (365, 500, 730)
        for name, value in _parts(
            str(day), estimate_difference_of_survival(*curves, day, least_at_risk=0)
        ).items()
    }


def _incidence(case: str, **options: object) -> Numbers:
    p = case_of(case)
    given = {"cause" if name == "event" else name: value for name, value in _follow_up(p).items()}
    given["cause"] = p["kind"].to_numpy()
    found = estimate_cumulative_incidence(**given, **_level(p), causes=("first", "second"), **options)
    return {
        f"{name} {cause}[{day}]": float(value)
        for cause in (1, 2)
        for name in ("incidence", "std_error", "lower", "upper")
        for day, value in zip(found.day, getattr(found, name)[:, cause - 1], strict=True)
    } | {
        f"incidence {cause}[{day}]": found.at(day, cause, least_at_risk=0).estimate
        for cause in (1, 2)
        for day in (182, 365, 700)
    }


def _weighted_incidence(case: str, *, clustered: bool) -> Numbers:
    return _incidence(case, **_weighted(case_of(case), clustered))


def _log_rank(case: str, *, strata: bool) -> Numbers:
    p = case_of(case)
    test = estimate_log_rank(
        **_follow_up(p), group=p["group"].to_list(), strata=p["stratum"].to_numpy() if strata else None
    )
    expected = {f"expected[{name}]": value for name, value in zip(test.groups, test.expected, strict=True)}
    return {"chi_square": test.chi_square, "p_value": test.p_value} | expected


def _turnbull(case: str) -> Numbers:
    p = case_of(case, "between_visits")
    arrays = [p[name].to_numpy() for name in ("free_until_day", "seen_day", "event")]
    days = (2, 3, 4, 8, 10, 100, 200, 365, 500, 730)
    return {
        f"survival[{day}]": estimate_interval_censored(*arrays, day, least_at_risk=0).turnbull.estimate
        for day in days
    }


OURS: dict[str, Callable[[str], Numbers]] = {
    **{
        f"Kaplan-Meier, {scale} interval": lambda case, scale=scale: _curve(case, interval=scale)
        for scale in ("log-log", "log", "plain")
    },
    "Kaplan-Meier, median": _median,
    "Kaplan-Meier, weights, robust variance": lambda case: _weighted_curve(case, clustered=False),
    "Kaplan-Meier, weights, clustered": lambda case: _weighted_curve(case, clustered=True),
    "Restricted mean": lambda case: _restricted_means(case, robust=False),
    "Restricted mean, weights, clustered": lambda case: _restricted_means(case, robust=True),
    "Difference of Kaplan-Meier curves": _difference,
    **{
        f"Aalen-Johansen, {scale} interval": lambda case, scale=scale: _incidence(case, interval=scale)
        for scale in ("log-log", "log", "plain")
    },
    "Aalen-Johansen, weights": lambda case: _weighted_incidence(case, clustered=False),
    "Aalen-Johansen, weights, clustered": lambda case: _weighted_incidence(case, clustered=True),
    "Aalen-Johansen, shares alone (cuminc)": _incidence,
    "Aalen-Johansen, shares alone (etm)": _incidence,
    "Log-rank test": lambda case: _log_rank(case, strata=False),
    "Log-rank test, strata": lambda case: _log_rank(case, strata=True),
    "Log-rank test, entry times": lambda case: _log_rank(case, strata=False),
    "Log-rank test, entry times, strata": lambda case: _log_rank(case, strata=True),
    "Turnbull": _turnbull,
}
