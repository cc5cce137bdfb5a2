"""Whether the effect of treatment depends on something known before it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.covariates import Columns, read_covariates
from ranvier.estimates.comparison.modifier import MeasuredAt, Modifier, read_modifier
from ranvier.estimates.comparison.robust_lines import NO_SCATTER, RobustLines, fit_robust_lines
from ranvier.estimates.inputs import Inputs, expect
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
    definition: str = "",
    unit: str = "EDSS points",
) -> EffectModification:
    """The effect within strata of the modifier, and the interaction: by how much the effects differ.

    outcome: a change, or true and false for an event (differences are of shares then). definition: of the
    effect, begins with "difference"; without one it says of what. A modifier without a cut must reach its
    quartiles in both groups: beyond them nobody was compared. Treated and
    comparators of one stratum regress to the mean alike, so that the interaction is free of it; where strata
    are made from the baseline itself, the baseline is a covariate too. Robust variance (HC3), t interval.
    Raises InputError, also where a stratum lacks a group; Collinear where a covariate is constant.
    Source: Brookes ST et al. J Clin Epidemiol 2004;57:229-236; equals R lm with sandwich::vcovHC.
    """
    expect(_OF, "modifier", modifier, Modifier, 'as Modifier("EDSS", values, cut=6.5)')
    inputs = Inputs(_OF)
    values, flags = inputs.numbers("outcome", outcome), inputs.flags("treated", treated)
    inputs.same_length(("outcome", values.size), ("treated", flags.size))
    strata = read_modifier(inputs, modifier, flags.size)
    others = _others(inputs, modifier, covariates, flags.size)
    conf_level = inputs.conf_level(conf_level)
    if strata.size == flags.size:
        _require_both_groups(inputs, modifier, strata, flags)
    inputs.finish()
    centre = 0.0 if modifier.cut is not None else float(strata.mean())
    apart = strata - centre
    columns = np.column_stack([flags, apart, flags * apart, others.values])
    names = ("treated", modifier.name, f"{modifier.name} times treated", *others.names)
    lines = fit_robust_lines(_OF, values, Columns(names, columns))
    is_share = np.asarray(outcome).dtype == np.bool_
    usual = f"difference of {'shares' if is_share else 'mean changes'}, treated minus comparator"
    words = _Words(definition or usual, "share" if is_share else unit, conf_level)
    return EffectModification(
        within=tuple(_effect(lines, place, centre, words) for place in _places(modifier, strata)),
        interaction=_interaction(lines, modifier, strata.size, words),
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


class _Place(NamedTuple):
    """Where an effect is read: a value of the modifier or a stratum, and the patients it rests on."""

    at: float
    label: str
    n: int


def _others(
    inputs: Inputs, modifier: Modifier, covariates: Mapping[str, ArrayLike] | None, n: int
) -> Columns:
    """Covariates, and the baseline itself where the strata are made from it."""
    if covariates is not None and not isinstance(covariates, Mapping):
        return read_covariates(inputs, covariates, n)  # says what is wrong with it
    wanted = dict(covariates or {})
    if modifier.cut is not None and modifier.measured_at is MeasuredAt.BASELINE:
        wanted.setdefault(f"{modifier.name}, in points", modifier.values)
    return read_covariates(inputs, wanted, n) if wanted else Columns((), np.empty((n, 0)))


def _require_both_groups(
    inputs: Inputs, modifier: Modifier, strata: Floats, treated: NDArray[np.bool_]
) -> None:
    if modifier.cut is None:
        _require_common_range(inputs, modifier, strata, treated)
        return
    both = all(0 < treated[strata == side].sum() < (strata == side).sum() for side in (0.0, 1.0))
    hint = "choose a cut that leaves treated patients and comparators on both sides"
    inputs.require(both, "each stratum must have treated patients and comparators", modifier.name, hint)


def _require_common_range(
    inputs: Inputs, modifier: Modifier, values: Floats, treated: NDArray[np.bool_]
) -> None:
    groups = [values[treated], values[~treated]]
    inputs.require(
        all(group.size for group in groups),
        "there must be treated patients and comparators",
        "treated",
        "a comparison needs patients of both kinds",
    )
    varies = not values.size or values.min() < values.max()
    hint = "an effect cannot depend on what is the same for everybody"
    inputs.require(bool(varies), f"{modifier.name} must differ between patients", modifier.name, hint)
    if varies and all(group.size for group in groups):
        low, high = _quartiles(values)
        inputs.require(
            all(group.min() <= low and high <= group.max() for group in groups),
            f"treated patients and comparators must both reach the quartiles of {modifier.name}",
            modifier.name,
            "compare where both groups have patients, or choose a cut",
        )


def _places(modifier: Modifier, strata: Floats) -> tuple[_Place, ...]:
    if modifier.cut is not None:
        n_above = int(strata.sum())
        return _Place(0.0, modifier.below, strata.size - n_above), _Place(1.0, modifier.above, n_above)
    low, high = _quartiles(strata)
    return (
        _Place(low, f"{modifier.name} at its lower quartile", strata.size),
        _Place(high, f"{modifier.name} at its upper quartile", strata.size),
    )


def _quartiles(values: Floats) -> tuple[float, float]:
    return float(np.quantile(values, 0.25)), float(np.quantile(values, 0.75))


def _effect(lines: RobustLines, place: _Place, centre: float, words: _Words) -> Estimate:
    found = lines.combined((1.0, 0.0, place.at - centre), words.conf_level)
    return _estimate(found, f"{words.definition}, {place.label}", place.n, words)


def _interaction(lines: RobustLines, modifier: Modifier, n: int, words: _Words) -> Estimate:
    found = lines.combined((0.0, 0.0, 1.0), words.conf_level)
    if modifier.cut is not None:
        apart = f"{modifier.above} minus {modifier.below}"
        return _estimate(found, f"difference of effects ({words.definition}), {apart}", n, words)
    definition = f"difference of effects ({words.definition}) for one more of {modifier.name}"
    return _estimate(found, definition, n, replace(words, unit=f"{words.unit} per unit"))


def _estimate(found: tuple[float, float, float], definition: str, n: int, words: _Words) -> Estimate:
    known = not math.isnan(found[1])
    told = "robust variance (HC3), t interval" if known else NO_SCATTER
    return Estimate(
        *found,
        n=n,
        method=f"linear model with interaction, {told}",
        definition=definition,
        unit=words.unit,
        conf_level=words.conf_level,
        reference="Brookes ST et al. J Clin Epidemiol 2004;57:229-236",
    )
