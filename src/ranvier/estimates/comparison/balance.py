"""How alike treated and comparators are in each covariate, before and after weighting."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.comparison.covariates import Columns, read_covariates
from ranvier.estimates.comparison.positivity import effective_size
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate, HasEstimates

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CovariateBalance:
    """One covariate: standardised difference and ratio of variances, before and after weighting.

    Without weights after equals before. A ratio of variances is NaN for a covariate of two values.
    """

    name: str
    before: Estimate
    after: Estimate
    variance_ratio_before: float
    variance_ratio_after: float


@dataclass(frozen=True)
class Balance(HasEstimates):
    """All covariates, in the order given."""

    covariates: tuple[CovariateBalance, ...]

    @property
    def table(self) -> pl.DataFrame:
        """One row a covariate: difference before and after weighting, with the interval of the latter."""
        rows = [
            (
                one.name,
                one.before.estimate,
                one.after.estimate,
                one.after.lower,
                one.after.upper,
                one.variance_ratio_before,
                one.variance_ratio_after,
            )
            for one in self.covariates
        ]
        table = pl.DataFrame(rows, schema=_COLUMNS, orient="row")
        return table.with_columns(pl.col("variance_ratio_before", "variance_ratio_after").fill_nan(None))

    def estimates(self) -> tuple[Estimate, ...]:
        """The difference in each covariate, before weighting and, where there were weights, after."""
        both = ((one.before, one.after) for one in self.covariates)
        return tuple(one for pair in both for one in dict.fromkeys(pair))

    @property
    def worst(self) -> CovariateBalance:
        """The covariate in which the groups differ most after weighting."""
        return max(self.covariates, key=lambda one: abs(one.after.estimate))

    @property
    def largest(self) -> float:
        """Its standardised difference, without sign."""
        return abs(self.worst.after.estimate)

    def exceeding(self, limit: float = 0.1) -> tuple[str, ...]:
        """The covariates that differ by more than *limit* after weighting, chance included."""
        return tuple(one.name for one in self.covariates if abs(one.after.estimate) > limit)

    def surely_exceeding(self, limit: float = 0.1) -> tuple[str, ...]:
        """The covariates whose whole interval lies beyond *limit* after weighting.

        In a small study a difference above 0.1 arises by chance; only these are more than that.
        """
        return tuple(
            one.name for one in self.covariates if one.after.lower > limit or one.after.upper < -limit
        )


_COLUMNS = {
    "covariate": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
    "after_lower": pl.Float64,
    "after_upper": pl.Float64,
    "variance_ratio_before": pl.Float64,
    "variance_ratio_after": pl.Float64,
}


def weigh_balance(
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    weights: ArrayLike | None = None,
    *,
    conf_level: float = 0.95,
) -> Balance:
    """The standardised mean difference of each covariate, treated minus comparator, before and after.

    Differences are divided by the pooled deviation of both groups before weighting (of 0 and 1 from
    its shares), as R MatchIt and cobalt do for everyone. The interval is Hedges and Olkin's with the
    effective in place of the counted numbers, the weights taken as known.
    Raises InputError. Source: Austin PC. Stat Med 2009;28:3083-3107; Hedges LV, Olkin I. 1985.
    """
    flags, columns, counted, conf_level = _checked(treated, covariates, weights, conf_level)
    everybody = np.ones(flags.size)
    rows = []
    for name, values in zip(columns.names, columns.values.T, strict=True):
        definition = f"difference in {name}, treated minus comparator"
        before = after = _difference(values, flags, everybody, conf_level, f"{definition}, unweighted")
        if weights is not None:
            after = _difference(values, flags, counted, conf_level, f"{definition}, weighted")
        ratios = [_variance_ratio(values, flags, each) for each in (everybody, counted)]
        rows.append(CovariateBalance(name, before, after, *ratios))
    return Balance(tuple(rows))


def _checked(
    treated: ArrayLike, covariates: Mapping[str, ArrayLike], weights: ArrayLike | None, conf_level: float
) -> tuple[NDArray[np.bool_], Columns, Floats, float]:
    inputs = Inputs("balance")
    flags = inputs.flags("treated", treated)
    columns = read_covariates(inputs, covariates, flags.size)
    counted = np.ones(flags.size) if weights is None else inputs.numbers("weights", weights)
    inputs.same_length(("treated", flags.size), ("weights", counted.size))
    inputs.each(counted >= 0, "weights must be 0 or more", "weights", "leave out patients who do not count")
    enough = all(
        np.count_nonzero(counted[group] > 0) > 1 and np.count_nonzero(group) > 1
        for group in (flags, ~flags)
        if counted.size == flags.size
    )
    hint = "a deviation needs two patients who count in each group"
    inputs.require(enough, "each group must have two patients or more", "treated", hint)
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    return flags, columns, counted, conf_level


def _difference(
    values: Floats, treated: NDArray[np.bool_], weights: Floats, conf_level: float, definition: str
) -> Estimate:
    means = [np.average(values[group], weights=weights[group]) for group in (treated, ~treated)]
    deviation = math.sqrt(sum(_variance(values[group], values) for group in (treated, ~treated)) / 2)
    apart = float(means[0] - means[1])
    smd = apart / deviation if deviation > 0 else (0.0 if apart == 0 else math.copysign(math.inf, apart))
    ours, theirs = (effective_size(weights[group]) for group in (treated, ~treated))
    std_error = math.sqrt(1 / ours + 1 / theirs + smd**2 / (2 * (ours + theirs)))
    half_width = float(ndtri((1 + conf_level) / 2)) * std_error if math.isfinite(smd) else 0.0
    return Estimate(
        estimate=smd,
        lower=smd - half_width,
        upper=smd + half_width,
        n=int(np.count_nonzero(weights > 0)),
        method="standardised mean difference, Hedges and Olkin's interval with effective numbers",
        definition=definition,
        unit="standard deviations",
        conf_level=conf_level,
        reference="Austin PC. Stat Med 2009;28:3083-3107",
    )


def _is_binary(values: Floats) -> bool:
    return bool(((values == 0) | (values == 1)).all())


def _variance(group: Floats, everybody: Floats) -> float:
    if _is_binary(everybody):
        return float(group.mean() * (1 - group.mean()))
    return float(group.var(ddof=1))


def _variance_ratio(values: Floats, treated: NDArray[np.bool_], weights: Floats) -> float:
    if _is_binary(values):
        return math.nan
    ours, theirs = (_weighted_variance(values[group], weights[group]) for group in (treated, ~treated))
    return ours / theirs if theirs > 0 else math.nan


def _weighted_variance(values: Floats, weights: Floats) -> float:
    """Unbiased for known weights, and the sample variance where all are alike."""
    shares = weights / weights.sum()
    mean = (shares * values).sum()
    spread = float((shares * np.square(values - mean)).sum())
    return spread / (1 - float(np.square(shares).sum()))
