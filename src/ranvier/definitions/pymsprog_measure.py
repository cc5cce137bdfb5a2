"""What a call of pymsprog measures, and the steps that count."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from ranvier.definitions.pymsprog_numbers import choice, is_number, refused
from ranvier.vocabulary.measures import EDSS, NHPT, SDMT, T25FW, Direction, Measure
from ranvier.vocabulary.steps import OwnSteps, StepRule

CUSTOM = "custom"
OUTCOMES = {measure.name: measure for measure in (EDSS, NHPT, T25FW, SDMT)}
DIRECTIONS = {"increase": Direction.HIGHER_IS_WORSE, "decrease": Direction.LOWER_IS_WORSE}


def measured_by(given: Mapping[str, Any], measure: Measure | None) -> Measure:
    """The measure of a call, checked against its outcome and the direction of worsening."""
    if measure is not None and not isinstance(measure, Measure):
        raise refused("measure", "is no Measure", "leave it out, or give Measure(...) of a custom outcome")
    known = choice("outcome", given["outcome"], {**OUTCOMES, CUSTOM: measure})
    if known is None or (given["outcome"] == CUSTOM and given["delta_fun"] is None):
        hint = "pass measure=Measure(...) with its bounds and smallest unit, and delta_fun="
        raise refused("outcome", "names a custom measure whose bounds or steps are not known", hint)
    asked, worsening = measure or known, given["worsening"]
    if worsening is not None and choice("worsening", worsening, DIRECTIONS) is not asked.direction:
        raise refused("worsening", "points the other way than the measure", "let both say the same")
    return asked


def steps_of(delta_fun: Callable[..., float] | None, measure: Measure) -> StepRule:
    """The measure's own steps, or those of a function of the reference, or of it and the outcome."""
    if delta_fun is None:
        return measure.steps
    if not callable(delta_fun):
        raise refused("delta_fun", "is no function", "give a function of the reference, or leave it out")
    name = getattr(delta_fun, "__name__", "a function")
    takes_outcome = _n_needed(delta_fun) > 1
    change = (lambda reference: delta_fun(reference, measure.name)) if takes_outcome else delta_fun
    for reference in (measure.lowest, measure.highest):
        if not _gives_a_step(change, reference):
            hint = "let it give a number from 0 on for every score of the measure"
            raise refused("delta_fun", "gives no change for a reference", hint)
    return OwnSteps(change, f"{name} of the reference")


def _gives_a_step(change: Callable[[float], float], reference: float) -> bool:
    try:
        step = change(reference)
    except Exception:  # the function is the caller's: however it fails, it gives no step
        return False
    return is_number(step) and step >= 0


def _n_needed(function: Callable[..., float]) -> int:
    """How many values a call of *function* must have; 1 where it does not say."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:  # functions written in C need not say
        return 1
    kinds = inspect.Parameter.VAR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
    return sum(each.default is each.empty and each.kind not in kinds for each in parameters)
