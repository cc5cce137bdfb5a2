"""A published effect on the scale of pooling, with the arithmetic of its standard error in words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.pooling.options import PoolingScale
from ranvier.estimates.pooling.study_number import StudyNumber, study_from_estimate, study_from_share
from ranvier.estimates.printed import MINUS
from ranvier.estimates.result import Estimate
from ranvier.literature.pools.effect import ArmCount, ArmMean, EffectMeasure, Printed, StudyEffect

WIDTH_OF_95 = 3.919927969080108
"""How many standard errors a 95% interval is wide."""

EMPTY_CELL = 0.5
"""Added to all four cells where one is empty. Source: Gart JJ, Zweifel JR. Biometrika 1967;54:181-187."""


@dataclass(frozen=True)
class EffectNumber:
    """A study on the scale of pooling. arithmetic: how its standard error follows from the print."""

    number: StudyNumber
    arithmetic: str


def scale_of(measure: EffectMeasure) -> PoolingScale:
    """The scale on which effects of that measure are pooled."""
    if measure is EffectMeasure.SHARE:
        return PoolingScale.LOGIT
    return PoolingScale.LOG if measure.is_ratio else PoolingScale.PLAIN


def study_from_effect(effect: StudyEffect, measure: EffectMeasure) -> EffectNumber:
    """What one study found, as a study to pool; shares in percent become shares.

    Raises InputError for an interval that lies unevenly around its number on the scale of *measure*, and for
    arms that do not make that measure. Equals R metafor escalc (measures OR, RR, MD, PLO; ROM for rates with
    their standard errors).
    """
    found = effect.found
    if isinstance(found, Printed):
        made = _from_print(effect.label, found, measure)
    elif len(found) == 1:
        made = _from_share(effect.label, found[0])
    elif isinstance(found[0], ArmCount) and isinstance(found[1], ArmCount):
        made = _from_counts(effect.label, found[0], found[1], measure)
    elif isinstance(found[0], ArmMean) and isinstance(found[1], ArmMean):
        made = _from_means(effect.label, found[0], found[1], measure)
    n = effect.n if effect.n is not None else _people(effect)
    number = replace(made.number, n=n, status=effect.status, may_decide=effect.may_decide)
    return replace(made, number=number)


def _people(effect: StudyEffect) -> int | None:
    """How many people the arms hold, where they say so."""
    if isinstance(effect.found, Printed):
        return None
    sizes = [arm.n_all if isinstance(arm, ArmCount) else arm.n for arm in effect.found]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _from_print(label: str, found: Printed, measure: EffectMeasure) -> EffectNumber:
    part = 0.01 if measure is EffectMeasure.SHARE else 1.0
    value, low, high = (part * end for end in (found.value, found.low, found.high))
    printed = Estimate(value, low, high, 0, "as published", measure.value)
    scale = scale_of(measure)
    number = study_from_estimate(label, printed, scale)
    mark = {PoolingScale.LOG: "ln ", PoolingScale.LOGIT: "logit ", PoolingScale.PLAIN: ""}[scale]
    unit = "%" if measure is EffectMeasure.SHARE else ""
    width = f"{mark}{_figure(found.high)}{unit} {MINUS} {mark}{_bracketed(found.low)}{unit}"
    return EffectNumber(number, f"({width}) / 3.92 = {_figure(number.std_error, 3)}")


def _from_share(label: str, arm: ArmCount) -> EffectNumber:
    add = EMPTY_CELL if arm.n_yes in (0, arm.n_all) else 0.0
    number = study_from_share(label, arm.n_yes, arm.n_all, add=add)
    cells = [arm.n_yes + add, arm.n_all - arm.n_yes + add]
    return EffectNumber(number, _root([f"1/{cell:g}" for cell in cells], number.std_error))


def _from_counts(label: str, given: ArmCount, against: ArmCount, measure: EffectMeasure) -> EffectNumber:
    """A ratio of two arms by their counts. Source: Woolf B. Ann Hum Genet 1955;19:251-253, for odds."""
    cells = [given.n_yes, given.n_all - given.n_yes, against.n_yes, against.n_all - against.n_yes]
    add = EMPTY_CELL if 0 in cells else 0.0
    yes, no, yes_against, no_against = (cell + add for cell in cells)
    if measure is EffectMeasure.ODDS_RATIO:
        value = math.log(yes * no_against / (no * yes_against))
        squared = 1 / yes + 1 / no + 1 / yes_against + 1 / no_against
        parts = [f"1/{cell:g}" for cell in (yes, no, yes_against, no_against)]
    else:
        n, n_against = yes + no, yes_against + no_against
        value = math.log((yes / n) / (yes_against / n_against))
        squared = 1 / yes - 1 / n + 1 / yes_against - 1 / n_against
        parts = [f"1/{yes:g} {MINUS} 1/{n:g}", f"1/{yes_against:g} {MINUS} 1/{n_against:g}"]
    number = StudyNumber(label, value, math.sqrt(squared), PoolingScale.LOG)
    return EffectNumber(number, _root(parts, number.std_error))


def _from_means(label: str, given: ArmMean, against: ArmMean, measure: EffectMeasure) -> EffectNumber:
    is_ratio = measure is EffectMeasure.RATE_RATIO
    inputs = Inputs("mean of studies")
    fits = is_ratio or measure is EffectMeasure.MEAN_DIFFERENCE
    inputs.require(fits, f"means do not make a {measure.value}", label, "hand over the number itself")
    inputs.finish()
    errors, words = zip(*(_arm_error(arm, is_ratio=is_ratio) for arm in (given, against)), strict=True)
    value = math.log(given.value / against.value) if is_ratio else given.value - against.value
    std_error = math.hypot(*errors)
    number = StudyNumber(label, value, std_error, scale_of(measure))
    both = f"arms {words[0]} and {words[1]}; "
    return EffectNumber(number, both + _root([f"{_figure(error, 3)}²" for error in errors], std_error))


def _arm_error(arm: ArmMean, *, is_ratio: bool) -> tuple[float, str]:
    """The standard error of one arm, of its logarithm for a ratio, and how it follows from the print."""
    if arm.low is not None and arm.high is not None:
        low, high = (math.log(arm.low), math.log(arm.high)) if is_ratio else (arm.low, arm.high)
        error, mark = (high - low) / WIDTH_OF_95, "ln " if is_ratio else ""
        told = f"({mark}{_figure(arm.high)} {MINUS} {mark}{_bracketed(arm.low)}) / 3.92"
    elif arm.std_error is not None:
        error = arm.std_error / arm.value if is_ratio else arm.std_error
        told = f"{_figure(arm.std_error)} / {_figure(arm.value)}" if is_ratio else "as printed"
    elif arm.std_deviation is not None and arm.n is not None:
        error = arm.std_deviation / math.sqrt(arm.n)
        told = f"{_figure(arm.std_deviation)} / √{arm.n}"
        if is_ratio:
            error, told = error / arm.value, f"{told} / {_figure(arm.value)}"
    return error, f"{told} = {_figure(error, 3)}"


def _root(parts: list[str], std_error: float) -> str:
    return f"√({' + '.join(parts)}) = {_figure(std_error, 3)}"


def _bracketed(value: float) -> str:
    return f"({_figure(value)})" if value < 0 else _figure(value)


def _figure(value: float, digits: int | None = None) -> str:
    return (f"{value:g}" if digits is None else f"{value:.{digits}g}").replace("-", MINUS)
