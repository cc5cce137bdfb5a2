"""The mixed model beside lme4 and nlme (validation/mixed_model.R)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ranvier.estimates.change.mixed_model import estimate_mixed_model
from ranvier.estimates.change.mixed_model_result import MixedModel
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

FILE = "mixed_model.csv"


def comparisons() -> Iterator[Comparison]:
    """Coefficients, standard errors, variances and the likelihood of every fit."""
    for theirs in numbers_in(FILE):
        random_slope = "random intercept," not in theirs.estimator
        model = _fitted(theirs.case, random_slope, "maximum likelihood" not in theirs.estimator)
        because, allowed = ("", 0.0) if not theirs.quantity.startswith("variance") else (_ROUNDED, 1e-5)
        yield Comparison(theirs, _ours(theirs, model), Kind.ITERATED, allowed, because)


_ROUNDED = (
    "lme4 searches without derivatives and ends where the likelihood no longer changes in its last digits; "
    "a covariance near 0 is then known to six digits. The standard errors agree more closely"
)


@cache
def _fitted(case: str, random_slope: bool, reml: bool) -> MixedModel:
    visits = patients_of(f"mixed_{case}")
    return estimate_mixed_model(
        visits["score"].to_numpy(),
        visits["patient"].to_numpy(),
        visits["years"].to_numpy(),
        {"treated": visits["treated"].to_numpy(), "age": visits["age"].to_numpy()},
        slope_by=("treated",),
        random_slope=random_slope,
        reml=reml,
    )


def _ours(theirs: Number, model: MixedModel) -> float:
    quantity, _, label = theirs.quantity.rstrip("]").partition("[")
    if quantity == "log_likelihood":
        return model.log_likelihood
    if quantity == "variance":
        return {
            "intercept": model.intercept_variance,
            "slope": model.slope_variance,
            "covariance": model.covariance_of_both,
            "residual": model.residual_variance,
        }[label]
    place = model.names.index(label)
    if quantity == "coefficient":
        return float(model.coefficients[place])
    covariance = model.robust_covariance if "sandwich" in theirs.estimator else model.covariance
    return float(covariance[place, place]) ** 0.5
