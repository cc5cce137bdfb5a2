"""Changes of a score beside R: t.test, the sign test, cor.test and lm (validation/change.R)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ranvier.estimates.change.change import estimate_mean, estimate_median
from ranvier.estimates.change.regression_to_mean import estimate_regression_from_pairs
from ranvier.estimates.change.repeated import estimate_reliability, estimate_smallest_detectable_change
from ranvier.estimates.comparison.contrast import estimate_difference_of_means
from ranvier.estimates.result import Estimate
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of


def comparisons() -> Iterator[Comparison]:
    """Every number with its limits."""
    for theirs in numbers_in("change.csv"):
        level, _, end = theirs.quantity.removeprefix("at_").rstrip("]").partition("[")
        yield Comparison(theirs, getattr(_ours(theirs, float(level)), end), Kind.CLOSED_FORM)


def _ours(theirs: Number, conf_level: float) -> Estimate:
    match theirs.estimator:
        case "Mean change":
            return estimate_mean(_changes(theirs.case), conf_level)
        case "Median change":
            return estimate_median(_changes(theirs.case), conf_level)
        case "Difference of mean changes (Welch)":
            treated, comparator = theirs.case.split()
            return estimate_difference_of_means(_changes(treated), _changes(comparator), conf_level)
    visits = patients_of(f"change_{theirs.case}")
    first, second = visits["first"].to_numpy(), visits["second"].to_numpy()
    match theirs.estimator:
        case "Reliability of two visits":
            return estimate_reliability(first, second, conf_level)
        case "Smallest detectable change":
            return estimate_smallest_detectable_change(first, second, conf_level)
    return estimate_regression_from_pairs(first[first >= 3], first, second, conf_level)


def _changes(case: str) -> np.ndarray:
    return patients_of(f"change_{case}")["change"].to_numpy()
