"""What goes with a better course within one treated group: association, never an effect."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.covariates import Columns, read_covariates
from ranvier.estimates.comparison.modifier import (
    ImmortalTime,
    MeasuredAt,
    Modifier,
    RegressionToTheMean,
    read_modifier,
)
from ranvier.estimates.comparison.refusals import refuse
from ranvier.estimates.comparison.robust_lines import NO_SCATTER, fit_robust_lines
from ranvier.estimates.inputs import Inputs, expect
from ranvier.estimates.result import Estimate

#: The unit of a gap between doses: one day more changes too little to print.
GAP_STEP_DAYS = 30


def estimate_single_group_difference(
    change: ArrayLike,
    modifier: Modifier,
    *,
    covariates: Mapping[str, ArrayLike] | None = None,
    conf_level: float = 0.95,
    unit: str = "EDSS points",
) -> Estimate:
    """How the change goes with a modifier among treated patients alone: an association, not an effect.

    Upper minus lower stratum, or for one unit more of a modifier without a cut; robust variance (HC3).
    Raises RegressionToTheMean where the strata come from the baseline that the change is counted from:
    patients above the cut there were partly so by chance and fall back; InputError and Collinear otherwise.
    Source: Barnett AG, van der Pols JC, Dobson AJ. Int J Epidemiol 2005;34:215-220.
    """
    expect(_OF, "modifier", modifier, Modifier, 'as Modifier("lesion load", values, cut=10)')
    if modifier.measured_at is MeasuredAt.BASELINE:
        problem = "strata of the baseline within one group show regression to the mean, not an effect"
        hint = "form the strata from a visit before the baseline, or add comparators"
        refuse(RegressionToTheMean, _OF, problem, where=modifier.name, hint=hint)
    inputs = Inputs(_OF)
    values = inputs.numbers("change", change)
    strata = read_modifier(inputs, modifier, values.size)
    others = _others(inputs, covariates, values.size)
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    apart = (
        f"one more of {modifier.name}" if modifier.cut is None else f"{modifier.above} minus {modifier.below}"
    )
    named = Columns((modifier.name, *others.names), np.column_stack([strata, others.values]))
    return _association(_OF, values, named, _Words(f"change, {apart}", unit, conf_level))


def estimate_gap_association(
    change: ArrayLike,
    first_dose_day: ArrayLike,
    second_dose_day: ArrayLike,
    time_zero_day: ArrayLike,
    baseline: ArrayLike,
    *,
    covariates: Mapping[str, ArrayLike] | None = None,
    conf_level: float = 0.95,
) -> Estimate:
    """How the change after the second dose goes with the gap between doses, per 30 days more: association.

    change, baseline: of the score, counted from time zero, which is the day of the second dose or later: only
    then is the gap known, and a patient who worsens early may never have a second dose. The baseline is held
    constant. Raises ImmortalTime where a time zero lies before the second dose; InputError, Collinear.
    Source: Suissa S. Am J Epidemiol 2008;167:492-499.
    """
    inputs = Inputs(_GAP)
    values = inputs.numbers("change", change)
    first, second = (
        inputs.days("first_dose_day", first_dose_day),
        inputs.days("second_dose_day", second_dose_day),
    )
    zero = inputs.days("time_zero_day", time_zero_day)
    sizes = (("change", values.size), ("first_dose_day", first.size), ("second_dose_day", second.size))
    inputs.same_length(*sizes, ("time_zero_day", zero.size))
    expect(_GAP, "covariates", covariates or {}, Mapping, "hand over {name: column}")
    others = read_covariates(inputs, {**(covariates or {}), "baseline": baseline}, values.size)
    hint = "the baseline is an argument of its own; name the other covariate otherwise"
    inputs.require("baseline" not in (covariates or {}), "baseline is named twice", "covariates", hint)
    conf_level = inputs.conf_level(conf_level)
    if first.size == second.size:
        hint = "the second dose comes after the first"
        inputs.each(second > first, "second_dose_day must be after first_dose_day", "second_dose_day", hint)
    inputs.finish()
    if (zero < second).any():
        problem = "a time zero lies before the second dose, when the gap between doses was not yet known"
        hint = "count from the second dose, and take the baseline there"
        refuse(ImmortalTime, _GAP, problem, where="time_zero_day", hint=hint)
    gap = (second - first) / GAP_STEP_DAYS
    named = Columns(("gap between doses", *others.names), np.column_stack([gap, others.values]))
    definition = "change after the second dose, for 30 days more between doses"
    return _association(_GAP, values, named, _Words(definition, "EDSS points", conf_level))


_OF = "comparison within one group"
_GAP = "association with the gap between doses"


class _Words(NamedTuple):
    definition: str
    unit: str
    conf_level: float


def _others(inputs: Inputs, covariates: Mapping[str, ArrayLike] | None, n: int) -> Columns:
    return read_covariates(inputs, covariates, n) if covariates else Columns((), np.empty((n, 0)))


def _association(of: str, values: NDArray[np.float64], columns: Columns, words: _Words) -> Estimate:
    """What one more of the first column goes with."""
    found = fit_robust_lines(of, values, columns).combined((1.0,), words.conf_level)
    told = NO_SCATTER if math.isnan(found[1]) else "robust variance (HC3), t interval"
    return Estimate(
        *found,
        n=values.size,
        method=f"association within one group, not an effect; linear model, {told}",
        definition=words.definition,
        unit=words.unit,
        conf_level=words.conf_level,
        reference="MacKinnon JG, White H. J Econometrics 1985;29:305-325",
    )
