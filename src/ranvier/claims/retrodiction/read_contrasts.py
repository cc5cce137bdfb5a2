"""Every comparison of efficacy that the numbers of a study print."""

from __future__ import annotations

import math
import re

from ranvier.claims.retrodiction.arms_in_text import is_turned, two_arms
from ranvier.claims.retrodiction.contrast import Contrast, Told, Trial
from ranvier.claims.retrodiction.difference import (
    RATIO,
    difference_from_percent,
    difference_from_ratio,
    difference_of_arms,
)
from ranvier.claims.retrodiction.figures_in_text import numerals, p_value, plain, z_of
from ranvier.claims.retrodiction.outcome_words import Outcome, is_no_result, outcome_of
from ranvier.claims.retrodiction.reference import reference
from ranvier.literature.study import PublishedNumber

_NO_DIFFERENCE = re.compile(
    r"not (met|shown|significant|different|reached)|no (clear |significant )?(difference|effect|benefit)"
    r"|negative|failed|did not differ|missed|\bns\b|similar|equal in both"
)
_MORE_ON_DRUG = re.compile(
    r"more (on|with|in) (the )?(drug|treat|active|therap|cells)|worse (on|with) |higher (on|with) "
)
_FEWER_ON_DRUG = re.compile(
    r"(fewer|less|lower) (on|with|in) (the )?(drug|treat|active|therap|cells)|better (on|with) "
)
_OUTCOME_OF_TRIAL = re.compile(r"primary|main (outcome|end)|efficacy|endpoint")


def contrasts_of(trial: Trial) -> tuple[Contrast, ...]:
    """Every comparison of efficacy that the numbers of a study print, in their order.

    A ratio without an outcome of its own is about the outcome of the number before it.
    """
    found: list[Contrast] = []
    last: Outcome | None = None
    for number in trial.numbers:
        what = plain(number.what)
        if is_no_result(what, plain(number.caveat)):
            continue
        named = outcome_of(what)
        outcome = named or (last if RATIO.search(what) or _OUTCOME_OF_TRIAL.search(what) else None)
        if outcome is None:
            continue
        last = outcome
        contrast = _contrast(number, what, outcome, trial)
        if contrast is not None:
            found.append(contrast)
    return tuple(found)


def _contrast(number: PublishedNumber, what: str, outcome: Outcome, trial: Trial) -> Contrast | None:
    value = plain(number.value)
    total = _patients(plain(trial.n))
    arms = two_arms(what, value, plain(trial.comparator), plain(trial.n))
    ratio = difference_from_ratio(number, what, value)
    read = (
        ratio
        or (arms and difference_of_arms(arms, number, what, value))
        or difference_from_percent(what, value)
    )
    sign = 1.0 if outcome.higher_is_better else -1.0
    if ratio and is_turned(what, plain(trial.comparator)):
        sign = -sign
    if read:
        effect, se = read
        share = arms.against.share if arms and outcome.higher_is_better else None
        n = total or (arms and (arms.given.n or 0) + (arms.against.n or 0)) or 0.0
        how = Told.RATIO if ratio else Told.ARMS
        return Contrast(
            number,
            trial.id,
            outcome.domain,
            sign * effect,
            se,
            n,
            how,
            p_value(value) or p_value(what),
            share,
        )
    told = _in_words(what, value, total)
    if told is None:
        return None
    side, se = told
    return Contrast(number, trial.id, outcome.domain, side, se, total, Told.WORDS)


def _patients(n: str) -> float:
    return float(sum(numerals(n)))


def _in_words(what: str, value: str, total: float) -> tuple[float, float] | None:
    """A result told without figures: no difference, or more or fewer on the drug with a p-value."""
    if not total:
        return None
    se = 2 / math.sqrt(total) * reference()["scales"]["log_odds_per_standard_deviation"]
    p = p_value(value) or p_value(what)
    for pattern, worse in ((_MORE_ON_DRUG, True), (_FEWER_ON_DRUG, False)):
        if pattern.search(value) and p is not None:
            worse_is_more = outcome_of(what)
            side = -1.0 if worse else 1.0
            if worse_is_more and worse_is_more.higher_is_better:
                side = -side
            return side * z_of(p) * se, se
    return (0.0, se) if _NO_DIFFERENCE.search(value) else None
