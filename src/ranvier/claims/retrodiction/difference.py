"""The difference between two arms as a log ratio with its error, from what a study prints of it."""

from __future__ import annotations

import math
import re

from ranvier.claims.retrodiction.arms_in_text import Shown, Two
from ranvier.claims.retrodiction.contrast import Z_95
from ranvier.claims.retrodiction.figures_in_text import (
    improved_log_odds,
    interval,
    numerals,
    p_value,
    plain,
    z_of,
)
from ranvier.claims.retrodiction.reference import reference
from ranvier.literature.study import PublishedNumber

RATIO = re.compile(
    r"\b(hr|or|rr|irr)\b|hazard ratio|odds ratio|rate ratio|risk ratio|relative (risk|rate)|\bratio\b"
)
_FEWER = re.compile(
    r"(\d+(?:\.\d+)?)%\s*(fewer|lower|less|reduction|reduced)|(?:reduc\w*|lower) by (\d+(?:\.\d+)?)%"
)


def difference_from_ratio(number: PublishedNumber, what: str, value: str) -> tuple[float, float] | None:
    """A printed ratio with its interval, or with its p-value; log ratio of treated to comparator."""
    if not RATIO.search(what) and not RATIO.search(value):
        return None
    found = [x for x in numerals(re.sub(r"\([^)]*\)|\bp\s*[<=>].*", "", value)) if x > 0]
    limits = interval(plain(number.ci95)) or interval(" ".join(re.findall(r"\(([^)]*)\)", value)))
    if not found:
        return None
    effect = math.log(found[0])
    if limits and limits[0] > 0:
        return effect, (math.log(limits[1]) - math.log(limits[0])) / (2 * Z_95)
    return _with_p(effect, what, value)


def difference_of_arms(
    arms: Two, number: PublishedNumber, what: str, value: str
) -> tuple[float, float] | None:
    """Two arms: shares as odds; rates as a ratio; means in standard deviations, brought to log odds."""
    given, against = arms
    if given.share is not None and against.share is not None:
        return _wider(_odds(given, against), _with_p(_odds_alone(given.share, against.share), what, value))
    if given.mean is None or against.mean is None:
        return None
    difference = given.mean - against.mean
    scale = reference()["scales"]["log_odds_per_standard_deviation"]
    n1, n2 = given.n or 0.0, against.n or 0.0
    spread = math.sqrt(1 / n1 + 1 / n2) if n1 and n2 else 0.0
    limits = interval(plain(number.ci95)) if "difference" in value + what else None
    if limits and limits[1] > limits[0] and spread:
        z = sum(limits) / (limits[1] - limits[0]) * Z_95
        return z * spread * scale, spread * scale
    if given.sd and against.sd and spread:
        pooled = math.sqrt((given.sd**2 + against.sd**2) / 2)
        return difference / pooled * scale, spread * scale
    if (
        re.search(r"\barr\b|rate|per (year|patient)|a year|annual", what)
        and given.mean > 0
        and against.mean > 0
    ):
        return _rates(given, against, what, value)
    p = p_value(value) or p_value(what)
    if p and spread and difference:
        return math.copysign(z_of(p) * spread * scale, difference), spread * scale
    if _are_counts(given, against) and n1 and n2:
        return _count_rates(given.mean, n1, against.mean, n2)
    return None


def _wider(one: tuple[float, float] | None, other: tuple[float, float] | None) -> tuple[float, float] | None:
    """The effect with the larger error: a printed p-value may know more than the counts, or less."""
    if one is None or other is None:
        return one or other
    return one[0], max(one[1], other[1])


def _odds_alone(given: float, against: float) -> float:
    return improved_log_odds(given) - improved_log_odds(against)


def _odds(given: Shown, against: Shown) -> tuple[float, float] | None:
    """Log odds ratio of two shares; an empty cell gets a half in all four."""
    if not given.n or not against.n or given.share is None or against.share is None:
        return None
    cells = [given.share * given.n, (1 - given.share) * given.n]
    cells += [against.share * against.n, (1 - against.share) * against.n]
    if min(cells) < 0.5:
        cells = [cell + 0.5 for cell in cells]
    a, b, c, d = cells
    return math.log(a * d / (b * c)), math.sqrt(sum(1 / cell for cell in cells))


def _rates(given: Shown, against: Shown, what: str, value: str) -> tuple[float, float] | None:
    """Log rate ratio; its error from the p-value, the printed limits, or a year of each patient."""
    assert given.mean is not None
    assert against.mean is not None
    effect = math.log(given.mean / against.mean)
    by_p = _with_p(effect, what, value)
    if by_p:
        return by_p
    errors = [_log_error(arm) for arm in (given, against)]
    if all(errors):
        return effect, math.hypot(*(error or 0.0 for error in errors))
    if given.n and against.n:
        return effect, math.sqrt(1 / (given.mean * given.n) + 1 / (against.mean * against.n))
    return None


def _log_error(arm: Shown) -> float | None:
    if not arm.limits or arm.limits[0] <= 0:
        return None
    return (math.log(arm.limits[1]) - math.log(arm.limits[0])) / (2 * Z_95)


def _are_counts(given: Shown, against: Shown) -> bool:
    return all(
        arm.mean is not None and arm.mean >= 0 and arm.mean == int(arm.mean) for arm in (given, against)
    )


def _count_rates(k1: float, n1: float, k2: float, n2: float) -> tuple[float, float]:
    """Log ratio of two counts per patient; a half is added where one is zero."""
    k1, k2 = (k1 + 0.5, k2 + 0.5) if min(k1, k2) == 0 else (k1, k2)
    return math.log(k1 / n1 / (k2 / n2)), math.sqrt(1 / k1 + 1 / k2)


def difference_from_percent(what: str, value: str) -> tuple[float, float] | None:
    """ "91% fewer (p<0.001)" as a log ratio with the error that the p-value gives."""
    found = _FEWER.search(value)
    if found is None:
        return None
    share = float(found.group(1) or found.group(3)) / 100
    return _with_p(math.log(1 - share), what, value) if 0 < share < 1 else None


def _with_p(effect: float, what: str, value: str) -> tuple[float, float] | None:
    """An effect with the error that its p-value gives."""
    p = p_value(value) or p_value(what)
    if p is None or effect == 0 or p >= 1:
        return None
    return effect, abs(effect) / max(z_of(p), 1e-6)
