"""How well a score repeats itself in patients who have not changed, and what change lies beyond that."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtri, ndtri

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.moments import NO_SPREAD, exact_mean, exact_variance
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]
_TOO_FEW = "it takes more patients seen twice"


def estimate_reliability(
    first: ArrayLike,
    second: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "correlation of two examinations",
) -> Estimate:
    """How far a second score repeats the first, from 0 to 1: Pearson's correlation, with Fisher's interval.

    first, second: one each a patient, from two examinations between which nobody changed. It belongs to these
    patients: the more alike they are, the lower it is. Fewer than four patients: no interval (NaN); two
    scores all alike: not known. Raises InputError. Equals R cor.test.
    Source: Fisher RA. Metron 1921;1:3-32.
    """
    before, after, conf_level = check_pairs("reliability", first, second, conf_level)
    if before.size < 2 or are_alike(before) or are_alike(after):
        return unknown_estimate(_TOO_FEW, definition=definition, n=before.size, conf_level=conf_level)
    correlation = _correlation(before, after)
    lower = upper = math.nan
    if before.size > 3:
        half_width = float(ndtri((1 + conf_level) / 2)) / math.sqrt(before.size - 3)
        middle = math.atanh(correlation) if abs(correlation) < 1 else math.copysign(math.inf, correlation)
        lower, upper = math.tanh(middle - half_width), math.tanh(middle + half_width)
    return Estimate(
        estimate=correlation,
        lower=lower,
        upper=upper,
        n=before.size,
        method="Pearson's correlation, Fisher's interval" if before.size > 3 else "no interval: too few",
        definition=definition,
        conf_level=conf_level,
        reference="Fisher RA. Metron 1921;1:3-32",
    )


def estimate_smallest_detectable_change(
    first: ArrayLike,
    second: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "smallest change of one patient beyond measurement error",
    unit: str = "EDSS points",
) -> Estimate:
    """The change that 19 of 20 unchanged patients do not reach (at 0.95), from two examinations of each.

    z times the spread of the differences, which is z times the root of 2 times the error of one examination.
    The interval is the chi-square one of that spread. One patient, or differences all alike: not known.
    Raises InputError. Source: Bland JM, Altman DG. Lancet 1986;1:307-310; de Vet HCW et al. J Clin Epidemiol
    2006;59:1033-1039.
    """
    before, after, conf_level = check_pairs("smallest detectable change", first, second, conf_level)
    differences = after - before
    if differences.size < 2 or np.ptp(differences) <= NO_SPREAD * np.abs([before, after]).max():
        return unknown_estimate(
            _TOO_FEW, definition=definition, n=before.size, unit=unit, conf_level=conf_level
        )
    degrees, tail = differences.size - 1, (1 - conf_level) / 2
    change = float(ndtri(1 - tail)) * math.sqrt(exact_variance(differences))
    return Estimate(
        estimate=change,
        lower=change * math.sqrt(degrees / float(chdtri(degrees, tail))),
        upper=change * math.sqrt(degrees / float(chdtri(degrees, 1 - tail))),
        n=before.size,
        method="limits of agreement of two examinations, chi-square interval",
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference="Bland JM, Altman DG. Lancet 1986;1:307-310",
    )


def check_pairs(
    of: str, first: ArrayLike, second: ArrayLike, conf_level: float
) -> tuple[Floats, Floats, float]:
    """Two numbers a patient, and the level of confidence. Raises InputError."""
    inputs = Inputs(of)
    before, after = inputs.numbers("first", first), inputs.numbers("second", second)
    inputs.same_length(("first", before.size), ("second", after.size))
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    return before, after, conf_level


def are_alike(values: Floats) -> bool:
    """Whether all are one number but for rounding."""
    return bool(np.ptp(values) <= NO_SPREAD * np.abs(values).max())


def _correlation(before: Floats, after: Floats) -> float:
    both = math.fsum((before - exact_mean(before)) * (after - exact_mean(after))) / (before.size - 1)
    found = both / math.sqrt(exact_variance(before) * exact_variance(after))
    return max(-1.0, min(1.0, found))
