"""Regression to the mean without a law of examiners' errors: from two visits, or from published numbers."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, stdtrit

from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.estimates.change.repeated import are_alike, check_pairs
from ranvier.estimates.inputs import Inputs, as_array
from ranvier.estimates.moments import exact_mean
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]
_POINTS = "EDSS points"
#: How numpy, Polars and pandas write that there is no number.
_NO_RELAPSE = ("nan", "None", "<NA>")


def estimate_regression_from_pairs(
    baseline: ArrayLike,
    first: ArrayLike,
    second: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "expected change of the untreated from the same baselines",
) -> Estimate:
    """The mean change to expect of patients with these baselines, as other untreated patients moved.

    baseline: one number for each patient of interest. first, second: two visits of each patient of a cohort
    without the treatment, as far apart. The line of second on first is read off at the mean baseline; that
    cohort may have been chosen by its first visit, but not by its second. Whatever moves its scores is in it,
    regression to the mean and progression alike. Fewer than three patients, or first visits all alike: not
    known. Raises InputError. Equals R predict(lm(second ~ first), interval = "confidence").
    Source: James KE. Biometrics 1973;29:121-130.
    """
    before, after, conf_level = check_pairs("regression to the mean", first, second, conf_level)
    inputs = Inputs("regression to the mean")
    values = inputs.numbers("baseline", baseline)
    inputs.finish()
    unknown = "nobody was seen" if not values.size else "fewer than three pairs, or first visits all alike"
    if not values.size or before.size < 3 or are_alike(before):
        return unknown_estimate(
            unknown, definition=definition, n=values.size, unit=_POINTS, conf_level=conf_level
        )
    middle, at = exact_mean(before), exact_mean(values)
    squares = math.fsum((before - middle) ** 2)
    slope = math.fsum((before - middle) * after) / squares
    level = exact_mean(after) + slope * (at - middle)
    rest = after - exact_mean(after) - slope * (before - middle)
    degrees = before.size - 2
    variance = math.fsum(rest**2) / degrees * (1 / before.size + (at - middle) ** 2 / squares)
    half_width = float(stdtrit(degrees, (1 + conf_level) / 2)) * math.sqrt(variance)
    return Estimate(
        estimate=level - at,
        lower=level - at - half_width,
        upper=level - at + half_width,
        n=values.size,
        method=f"line of the second visit on the first of {before.size:,} patients, t interval",
        definition=definition,
        unit=_POINTS,
        conf_level=conf_level,
        reference="James KE. Biometrics 1973;29:121-130",
    )


def estimate_regression_from_reliability(
    mean: float, sd: float, reliability: float, entry_from: float, *, at_most: bool = False
) -> Estimate:
    """The mean change to expect of those who entered at *entry_from* or above (*at_most*: or below).

    mean, sd: of the scores of all who were assessed. reliability: correlation of two visits of unchanged
    patients, see `estimate_reliability`. For normal scores it is -(1 - reliability) sd phi(z) / (1 - Phi(z)),
    z = (entry_from - mean) / sd. No interval: the numbers are taken as they stand. Raises InputError.
    Source: James KE. Biometrics 1973;29:121-130; Davis CE. Am J Epidemiol 1976;104:493-498.
    """
    inputs = Inputs("regression to the mean")
    mean, entry_from = inputs.number("mean", mean), inputs.number("entry_from", entry_from)
    reliability = inputs.share("reliability", reliability)
    spreads = inputs.number("sd", sd) > 0
    inputs.require(spreads, "sd must be above 0", "sd", "hand over the spread of all scores")
    inputs.finish()
    z = (entry_from - mean) / sd * (-1 if at_most else 1)
    density = -(z**2 + math.log(2 * math.pi)) / 2
    # How far beyond the middle the part of a normal law above z lies on average, in units of its spread.
    above = math.exp(density - float(log_ndtr(-z)))
    change = (1 - reliability) * sd * above * (1 if at_most else -1)
    return Estimate(
        estimate=change,
        lower=math.nan,
        upper=math.nan,
        n=0,
        method="normal scores, stated mean, spread and reliability; no interval",
        definition=f"expected change after entry {'up to' if at_most else 'from'} {entry_from:g}",
        unit=_POINTS,
        reference="Davis CE. Am J Epidemiol 1976;104:493-498",
    )


def estimate_relapse_recovery(
    days_since_relapse: ArrayLike,
    later_days: float,
    recovery: RelapseRecovery | None = None,
    *,
    definition: str = "expected change by recovery from relapses at baseline",
) -> Estimate:
    """The mean change to expect by *later_days* because relapses at baseline go on recovering.

    days_since_relapse: from the onset of each patient's last relapse to baseline, NaN or None where there was
    none in the year before; a relapse longer ago than the law knows adds nothing. n_events counts patients
    with a relapse that still recovers. The rise that remains at baseline is that of an average relapse; entry
    by the same score picks larger ones, so the fall to expect is then somewhat larger. No interval: the law
    is stated, not estimated. Nobody: not known. Raises InputError.
    """
    recovery = recovery or RelapseRecovery()
    inputs = Inputs("recovery from relapses")
    given = as_array(days_since_relapse)
    has_relapse = ~np.isin(given.astype(str), _NO_RELAPSE)
    numeric = given.ndim == 1 and given.dtype.kind in "biufO"
    since = inputs.numbers("days_since_relapse", np.where(has_relapse, given, 0.0) if numeric else given)
    inputs.each(since >= 0, "days_since_relapse must be 0 or more", "days_since_relapse", "count from onset")
    later_days = inputs.amount("later_days", later_days)
    inputs.finish()
    if not given.size:
        return unknown_estimate("nobody was seen", definition=definition, unit=_POINTS)
    gained = recovery.recovered_by(since + later_days) - recovery.recovered_by(since)
    gained = np.where(has_relapse, gained, 0.0)
    return Estimate(
        estimate=-recovery.rise_points * math.fsum(gained) / given.size,
        lower=math.nan,
        upper=math.nan,
        n=given.size,
        method="stated rise and recovery of a relapse, no interval",
        definition=f"{definition}, {later_days:g} days later",
        unit=_POINTS,
        n_events=int(np.count_nonzero(gained > 0)),
        reference="Koch MW et al. Mult Scler 2023;29:1776-1785",
    )
