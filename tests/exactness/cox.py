"""Cox regression and the check of proportional hazards beside R's coxph and cox.zph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from ranvier.estimates.survival.hazard_ratio import HazardModel, estimate_hazard_ratios
from ranvier.estimates.survival.proportionality import Proportionality, estimate_proportionality
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

_OPTIONS = {"entry_day": "entry_day", "weight": "weights", "stratum": "strata", "patient": "cluster"}


def comparisons() -> Iterator[Comparison]:
    """Every number of tests/oracles/cox.csv."""
    for theirs in numbers_in("cox.csv"):
        yield Comparison(theirs, _ours(theirs), Kind.ITERATED)


def _ours(theirs: Number) -> float:
    quantity, _, name = re.fullmatch(r"(\w+)(\[(\w+)\])?", theirs.quantity).groups()
    if theirs.estimator.startswith("Proportional"):
        found = _proportionality(theirs.case, quantity)
        return (found.all_covariates if name == "GLOBAL" else found.tests[name]).statistic
    model = _model(theirs.case)
    if name is None:
        found = getattr(model, quantity)
        return found if isinstance(found, float) else found.statistic
    return _of_covariate(model, quantity, name)


def _of_covariate(model: HazardModel, quantity: str, name: str) -> float:
    place = model.names.index(name)
    if quantity == "upper":
        return model.ratio(name).upper
    if quantity == "coefficient":
        return float(model.coefficients[place])
    covariance = model.covariance if quantity == "std_error" else model.model_covariance
    return float(np.sqrt(covariance[place, place]))


@cache
def _model(case: str) -> HazardModel:
    return estimate_hazard_ratios(**_arguments(case))


@cache
def _proportionality(case: str, scale: str) -> Proportionality:
    arguments = _arguments(case)
    arguments.pop("cluster", None)  # the test takes rows as they come, as cox.zph does
    return estimate_proportionality(**arguments, scale=scale)


def _arguments(case: str) -> dict[str, object]:
    patients = patients_of(f"cox_{case}")
    names = [name for name in ("treated", "edss", "age") if name in patients.columns]
    if case == "one_event":
        names = ["age"]
    options = {_OPTIONS[column]: patients[column] for column in _OPTIONS if column in patients.columns}
    covariates = {name: patients[name] for name in names}
    return {"exit_day": patients["exit_day"], "event": patients["event"], "covariates": covariates, **options}
