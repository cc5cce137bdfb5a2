"""Studies pooled: their mean, where a further study may lie, and how far apart they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtri, stdtrit

from ranvier.estimates.inputs import Inputs, as_array, expect
from ranvier.estimates.pooling.between_studies import (
    Studies,
    WeightedMean,
    profile_limits,
    spread_between,
    typical_variance,
    weighted_mean,
)
from ranvier.estimates.pooling.options import (
    RANDOM_EFFECTS,
    MeanInterval,
    Pooling,
    PredictionInterval,
    SpreadMethod,
)
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


@dataclass(frozen=True)
class _Asked:
    method: Pooling
    n: int
    conf_level: float
    definition: str
    unit: str

    def interval(self, mean: float, half_width: float, how: str, definition: str, reference: str) -> Estimate:
        """An interval around *mean*, back on the natural scale."""
        back = self.method.scale.back
        return Estimate(
            estimate=back(mean),
            lower=back(mean - half_width),
            upper=back(mean + half_width),
            n=self.n,
            method=f"{self.method.words}, {how}",
            definition=definition,
            unit=self.unit,
            conf_level=self.conf_level,
            weights="studies by their precision",
            reference=reference,
        )


def estimate_pooled(
    estimates: ArrayLike,
    std_errors: ArrayLike,
    *,
    method: Pooling = RANDOM_EFFECTS,
    conf_level: float = 0.95,
    definition: str = "mean of the studies",
    unit: str = "",
) -> PooledEstimate:
    """The studies' mean with its interval, the interval for a further study, and the spread between them.

    estimates, std_errors: (studies,) on the scale of analysis: logarithms of ratios, logits of shares; the
    mean and the prediction are given back on the natural scale. method: random effects by REML with the
    guarded interval of Hartung and Knapp, unless another is asked for. n counts studies.
    The prediction uses Student's t with two degrees of freedom less than studies, so two studies have none,
    unless *method* asks for the distribution of the mean's interval; a common effect has none either. Where
    the studies' errors are as large as their spread it holds a further study less often than it says: with
    ten studies 89 instead of 95 of 100 (tests/coverage/pooling.py).
    Raises InputError for fewer than two studies and for a standard error that is not above 0.
    Source: Higgins JPT et al. J R Stat Soc A 2009;172:137-159; equals R metafor rma, confint, and predict:
    its default with PredictionInterval.AS_MEAN, pi.type="riley" without.
    """
    studies, conf_level = _checked(estimates, std_errors, conf_level, method)
    asked = _Asked(method, studies.n, conf_level, definition, method.scale.unit or unit)
    tau2 = spread_between(studies, method.spread)
    found = weighted_mean(studies, tau2)
    std_error = _std_error(found, method.interval)
    q = weighted_mean(studies, 0.0).squares
    i2_percent, h2 = _heterogeneity(studies, method.spread, tau2, q)
    return PooledEstimate(
        pooled=_pooled(found.mean, std_error, asked),
        prediction=_prediction(found.mean, math.hypot(std_error, math.sqrt(tau2)), asked),
        between=_between(studies, tau2, asked),
        i2_percent=i2_percent,
        h2=h2,
        q=q,
        q_p_value=float(chdtrc(studies.n - 1, q)),
        std_error=std_error,
        weights_percent=np.asarray(100 * found.weights / found.weights.sum()),
    )


def _checked(
    estimates: ArrayLike, std_errors: ArrayLike, conf_level: float, method: Pooling
) -> tuple[Studies, float]:
    expect("mean of studies", "method", method, Pooling, "as RANDOM_EFFECTS, COMMON_EFFECT or Pooling(...)")
    inputs = Inputs("mean of studies")
    values = inputs.numbers("estimates", estimates)
    errors = inputs.numbers("std_errors", std_errors)
    conf_level = inputs.conf_level(conf_level)
    inputs.same_length(("estimates", values.size), ("std_errors", errors.size))
    inputs.each(errors > 0, "std_errors must be above 0", "std_errors", _NO_ERROR)
    inputs.each(np.abs(values) <= _MOST, f"estimates must lie within {_MOST:g}", "estimates", _SCALE)
    in_range = (errors <= 0) | ((errors >= 1 / _MOST) & (errors <= _MOST))
    inputs.each(in_range, f"std_errors must lie from {1 / _MOST:g} to {_MOST:g}", "std_errors", _SCALE)
    inputs.require(
        as_array(estimates).size >= 2,
        "fewer than two studies cannot be pooled",
        "estimates",
        "print the one study as it stands",
    )
    inputs.require(
        method.spread is not SpreadMethod.NONE or method.interval is MeanInterval.NORMAL,
        "the interval of Hartung and Knapp is one of random effects",
        "method",
        "use COMMON_EFFECT, or a spread between the studies",
    )
    inputs.finish()
    return Studies(values, errors**2), conf_level


def _std_error(found: WeightedMean, interval: MeanInterval) -> float:
    """The standard error of the mean; Hartung and Knapp scale it by the scatter that the studies show."""
    factor = found.squares / (found.weights.size - 1)
    match interval:
        case MeanInterval.NORMAL:
            factor = 1.0
        case MeanInterval.HARTUNG_KNAPP_GUARDED:
            factor = max(1.0, factor)
        case MeanInterval.HARTUNG_KNAPP:
            pass
    return math.sqrt(factor / float(found.weights.sum()))


def _heterogeneity(studies: Studies, method: SpreadMethod, tau2: float, q: float) -> tuple[float, float]:
    """I squared in percent and H squared: from tau squared, or from Q where the effect is common."""
    if method is SpreadMethod.NONE:
        degrees = studies.n - 1
        return (100 * max(0.0, (q - degrees) / q) if q else 0.0), q / degrees
    within = typical_variance(studies)
    return 100 * tau2 / (within + tau2), tau2 / within + 1


def _pooled(mean: float, std_error: float, asked: _Asked) -> Estimate:
    tail, how = (1 + asked.conf_level) / 2, asked.method.interval
    quantile = float(ndtri(tail) if how is MeanInterval.NORMAL else stdtrit(asked.n - 1, tail))
    half_width, told = quantile * std_error, how.value
    if std_error <= _ROUNDING * abs(mean):
        half_width, told = math.nan, "no interval: the studies are all alike"
    return asked.interval(mean, half_width, told, asked.definition, asked.method.reference)


def _prediction(mean: float, std_error: float, asked: _Asked) -> Estimate:
    definition = f"a further study's true value ({asked.definition})"
    common, degrees = asked.method.spread is SpreadMethod.NONE, _degrees(asked)
    if degrees == 0 or common:
        return unknown_estimate(
            "a common effect has no spread" if common else "two studies do not show how studies spread",
            definition=definition,
            n=asked.n,
            unit=asked.unit,
            conf_level=asked.conf_level,
        )
    tail = (1 + asked.conf_level) / 2
    quantile = float(ndtri(tail) if math.isinf(degrees) else stdtrit(degrees, tail))
    told = (
        "normal distribution"
        if math.isinf(degrees)
        else f"Student's t with {degrees:g} degree{'s' if degrees > 1 else ''} of freedom"
    )
    reference = f"{asked.method.spread.reference}; {asked.method.prediction.reference}"
    half_width = quantile * std_error
    if std_error <= _ROUNDING * abs(mean):
        half_width, told = math.nan, "no interval: the studies are all alike"
    return asked.interval(mean, half_width, f"prediction interval, {told}", definition, reference)


def _degrees(asked: _Asked) -> float:
    """Degrees of freedom of the prediction; infinite for the normal distribution."""
    if asked.method.prediction is PredictionInterval.FEWER_BY_TWO:
        return asked.n - 2
    return math.inf if asked.method.interval is MeanInterval.NORMAL else asked.n - 1


def _between(studies: Studies, tau2: float, asked: _Asked) -> Estimate:
    lower, upper = profile_limits(studies, asked.conf_level)
    told = "Q-profile interval"
    if asked.method.spread is SpreadMethod.NONE:
        lower, upper, told = math.nan, math.nan, "no interval: the spread is taken as none"
    return Estimate(
        estimate=tau2,
        lower=lower,
        upper=upper,
        n=studies.n,
        method=f"{asked.method.spread.value}, {told}",
        definition=f"variance between studies (tau squared, {asked.method.scale.value} scale)",
        conf_level=asked.conf_level,
        reference=f"{asked.method.spread.reference}; Viechtbauer W. Stat Med 2007;26:37-52",
    )


#: A standard error below this share of the mean is rounding, not chance.
_ROUNDING = 1e-14
#: Beyond it squares are no numbers any more, and no study is measured so.
_MOST = 1e50
_SCALE = "choose a unit in which the numbers are near 1"
_NO_ERROR = "take it from the study's interval; leave out a study that gives none"
