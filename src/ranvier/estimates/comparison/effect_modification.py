"""Whether the effect of treatment depends on something known before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.covariates import Columns, read_covariates
from ranvier.estimates.comparison.modifier import MeasuredAt, Modifier, read_modifier
from ranvier.estimates.comparison.robust_lines import RobustLines, fit_robust_lines
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EffectModification:
    """Effects within strata, and how much they differ.

    within: treated minus comparator in each stratum (at the quartiles of a modifier without a cut).
    interaction: the difference of the effects, upper minus lower stratum, or per unit of the modifier; this,
    not which stratum's interval excludes 0, answers the question. caution: what to read beside it.
    """

    within: tuple[Estimate, ...]
    interaction: Estimate
    caution: str


def estimate_effect_modification(
    outcome: ArrayLike,
    treated: ArrayLike,
    modifier: Modifier,
    *,
    covariates: Mapping[str, ArrayLike] | None = None,
    conf_level: float = 0.95,
    definition: str = "change, treated minus comparator",
    unit: str = "EDSS points",
) -> EffectModification:
    """The effect within strata of the modifier, and the interaction: by how much the effects differ.

    outcome: a change, or true and false for an event (differences are of shares then). Treated and
    comparators of one stratum regress to the mean alike, so that the interaction is free of it; where strata
    are made from the baseline itself, the baseline is a covariate too. Robust variance (HC3), t interval.
    Raises InputError; Collinear where a stratum lacks a group or a covariate is constant.
    Source: Brookes ST et al. J Clin Epidemiol 2004;57:229-236; equals R lm with sandwich::vcovHC.
    """
    inputs = Inputs(_OF)
    values, flags = inputs.numbers("outcome", outcome), inputs.flags("treated", treated)
    inputs.same_length(("outcome", values.size), ("treated", flags.size))
    strata = read_modifier(inputs, modifier, flags.size)
    others = _others(inputs, modifier, covariates, flags.size)
    conf_level = inputs.conf_level(conf_level)
    if strata.size == flags.size:
        _require_both_groups(inputs, modifier, strata, flags)
    inputs.finish()
    columns = np.column_stack([flags, strata, flags * strata, others.values])
    names = ("treated", "modifier", "interaction", *others.names)
    lines = fit_robust_lines(_OF, values, Columns(names, columns))
    is_share = np.asarray(outcome).dtype == np.bool_
    words = _Words(definition, "share" if is_share else unit, conf_level, values.size)
    return EffectModification(
        within=tuple(_effect(lines, at, label, words) for at, label in _places(modifier, strata)),
        interaction=_interaction(lines, modifier, words),
        caution=_CAUTION[modifier.measured_at],
    )


_OF = "effect modification"
_CAUTION = {
    MeasuredAt.OTHER: "An effect that differs between strata is one of several one could have looked at.",
    MeasuredAt.BASELINE: (
        "The strata come from the baseline that changes are counted from: within a group they regress to the "
        "mean, and only the interaction with treatment can be read."
    ),
    MeasuredAt.EARLIER_VISIT: (
        "The strata come from a visit before the baseline, which keeps the error of the baseline out of them."
    ),
}


@dataclass(frozen=True)
class _Words:
    definition: str
    unit: str
    conf_level: float
    n: int


def _others(
    inputs: Inputs, modifier: Modifier, covariates: Mapping[str, ArrayLike] | None, n: int
) -> Columns:
    """Covariates, and the baseline itself where the strata are made from it."""
    wanted = dict(covariates or {})
    if modifier.cut is not None and modifier.measured_at is MeasuredAt.BASELINE:
        wanted.setdefault(f"{modifier.name}, in points", modifier.values)
    return read_covariates(inputs, wanted, n) if wanted else Columns((), np.empty((n, 0)))


def _require_both_groups(
    inputs: Inputs, modifier: Modifier, strata: Floats, treated: NDArray[np.bool_]
) -> None:
    if modifier.cut is None:
        both = bool(treated.any() and not treated.all())
    else:
        both = all(0 < treated[strata == side].sum() < (strata == side).sum() for side in (0.0, 1.0))
    hint = "choose a cut that leaves treated patients and comparators on both sides"
    inputs.require(both, "each stratum must have treated patients and comparators", modifier.name, hint)


def _places(modifier: Modifier, strata: Floats) -> tuple[tuple[float, str], ...]:
    if modifier.cut is not None:
        return ((0.0, modifier.below), (1.0, modifier.above))
    low, high = (float(np.quantile(strata, share)) for share in (0.25, 0.75))
    return (low, f"{modifier.name} at its lower quartile"), (high, f"{modifier.name} at its upper quartile")


def _effect(lines: RobustLines, at: float, label: str, words: _Words) -> Estimate:
    found = lines.combined({"treated": 1.0, "interaction": at}, words.conf_level)
    return _estimate(found, f"{words.definition}, {label}", words.unit, words)


def _interaction(lines: RobustLines, modifier: Modifier, words: _Words) -> Estimate:
    found = lines.combined({"interaction": 1.0}, words.conf_level)
    if modifier.cut is not None:
        apart = f"{modifier.above} minus {modifier.below}"
        return _estimate(found, f"difference of effects ({words.definition}), {apart}", words.unit, words)
    definition = f"change of the effect ({words.definition}) for one more of {modifier.name}"
    return _estimate(found, definition, f"{words.unit} per unit", words)


def _estimate(found: tuple[float, float, float], definition: str, unit: str, words: _Words) -> Estimate:
    return Estimate(
        *found,
        n=words.n,
        method="linear model with interaction, robust variance (HC3), t interval",
        definition=definition,
        unit=unit,
        conf_level=words.conf_level,
        reference="Brookes ST et al. J Clin Epidemiol 2004;57:229-236",
    )
