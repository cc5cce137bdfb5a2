"""Which defect of pymsprog 1.0.7 touches a cell: rules about the input and the configuration alone.

Each is as narrow as the numbers allow; the numbers are those of docs/reference/course.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np

from ranvier.kernels import decisions as code
from ranvier.vocabulary.measures import EDSS, SDMT, Measure
from tests.reference.peer_input import Person


def forgetting_early_relapses(person: Person, options: Mapping[str, Any]) -> Person:
    """*person* as the peer sees them: without relapses too long before the first visit (P13)."""
    distance = options.get("relapse_to_bl", 30)
    days = distance[0] if isinstance(distance, list) else distance
    if not person.visits:
        return person
    kept = tuple(day for day in person.relapses if day >= person.first_day - days)
    return person if kept == person.relapses else replace(person, relapses=kept)


def touching(
    person: Person, measure: Measure, options: Mapping[str, Any], log: np.ndarray
) -> tuple[str, ...]:
    """The defects that touch a patient under a configuration; *log*: our decisions about them."""
    retained = forgetting_early_relapses(person, options).relapses
    rules = {
        "P5": bool(options.get("relapse_rebl")) and list(retained) != sorted(retained),
        "P7": measure == SDMT and _turns_the_wrong_way(options, log),
        "P8": _windows_are_out_of_order(options) and _has_confirmed_change(log),
        "P9": measure != EDSS and any(step == 0 for _, step, _ in person.visits.values()),
        "P10": measure != EDSS and rounding_matters(person, measure),
        "P11": person.has_parts_of_days,
        "P18": bool(options.get("impute_last_visit")) and _is_imputed(options, log),
    }
    return tuple(name for name, holds in rules.items() if holds)


def _turns_the_wrong_way(options: Mapping[str, Any], log: np.ndarray) -> bool:
    """Slight changes, or references that may not fall, where a lower score is worse."""
    slight = options.get("sub_threshold_rebl", "none") != "none"
    never_falls = bool(options.get("relapse_rebl")) and bool(options.get("bl_geq"))
    return (slight or never_falls) and bool((log[:, code.SIZE] != 0).any())


def _windows_are_out_of_order(options: Mapping[str, Any]) -> bool:
    days = options.get("conf_days", 84)
    return isinstance(days, list) and days != sorted(days)


def _has_confirmed_change(log: np.ndarray) -> bool:
    confirmed = (code.EVENT, code.OTHER_RELATION, code.DID_NOT_LAST)
    return bool(np.isin(log[:, code.DECISION], confirmed).any())


def rounding_matters(person: Person, measure: Measure) -> bool:
    """Whether floating point and exact numbers disagree on a step between two scores of *person* (P10)."""
    pairs = {(said[0], said[1]) for said in person.visits.values()}
    return any(
        _reaches(score, reference, float(step), measure)
        != _reaches(*_exactly(score, reference, step), measure)
        for (reference, step), (score, _) in permutations(pairs, 2)
    )


def _exactly(*scores: float) -> tuple[Fraction, ...]:
    return tuple(Fraction(str(score)) for score in scores)


def _reaches(score: Any, reference: Any, step_from: Any, measure: Measure) -> bool:
    step = min(step_from / 5, 4) if measure == SDMT else step_from / 5
    return abs(score - reference) >= step


def _is_imputed(options: Mapping[str, Any], log: np.ndarray) -> bool:
    """Whether a worsening at the last visit is counted, passed over, or drawn, without a confirming visit."""
    decision, size = log[:, code.DECISION], log[:, code.SIZE]
    counted = (decision == code.COUNTED_UNCONFIRMED) | (
        (decision == code.OTHER_RELATION) & (log[:, code.OTHER] < 0)
    )
    is_drawn = 0 < float(options["impute_last_visit"]) < 1
    return bool(
        counted.any() or (is_drawn and ((size == code.FULL) & (decision == code.NO_CONFIRMING_VISIT)).any())
    )
