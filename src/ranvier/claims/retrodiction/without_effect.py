"""What is seen without an effect: changes on placebo, sham or an ordinary drug, on the early scale."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev

from ranvier.claims.retrodiction.early_effects import EarlyEffect, EffectKind
from ranvier.claims.retrodiction.figures_in_text import improved_log_odds, numerals, plain
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.reference import reference
from ranvier.literature.study import PublishedNumber

_COUNT = re.compile(r"(\d+)\s*/\s*(\d+)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True)
class WithoutEffect:
    """Where an early effect lies if the therapy does nothing, and how far that differs between settings."""

    expected: float
    spread: float
    rests_on: tuple[str, ...]


def without_effect(
    effect: EarlyEffect, signs: frozenset[str], yardsticks: Iterable[PublishedNumber]
) -> WithoutEffect | None:
    """What would be seen without an effect under the same admission and rating; None where nothing tells.

    yardsticks: published changes without a new therapy, without those of the case's own deciding trials.
    Rates of people chosen for recent activity are held against the fall on placebo; where
    the report does not say how they were chosen, too.
    """
    known = tuple(yardsticks)
    if effect.kind is EffectKind.RATE_CHANGE:
        return _fall(known, chosen="chosen_for_activity" in signs or "steady_entry" not in signs)
    if effect.kind is EffectKind.SHARE_IMPROVED:
        return _improved(known, signs)
    if effect.kind is EffectKind.SHARE_STABLE:
        return _stable(known)
    return _free(effect, known)


def _fall(known: tuple[PublishedNumber, ...], chosen: bool) -> WithoutEffect | None:
    """The fall of relapses a year from before admission to on trial."""
    spread = reference()["relapses"]["spread_without"]
    if not chosen:
        return WithoutEffect(0.0, spread, ())
    found = [(number.key, pair) for number in known if (pair := _before_after(number))]
    if not found:
        return None
    falls = [math.log(before / after) for _, (before, after) in found]
    return _around(falls, spread, [key for key, _ in found])


def _before_after(number: PublishedNumber) -> tuple[float, float] | None:
    value = plain(number.value)
    if ">" not in value or "relapse" not in plain(number.what):
        return None
    before, after = numerals(value)[:2]
    return (before, after) if min(before, after) > 0 else None


def _improved(known: tuple[PublishedNumber, ...], signs: frozenset[str]) -> WithoutEffect | None:
    """The share called improved on sham or placebo: confirmed or not, as in the report."""
    limits = reference()["shares"]
    confirmed = "confirmed_change" in signs
    found = [
        (number.key, share)
        for number in known
        if re.search(r"improv|revers", what := plain(number.what))
        and ("confirmed" in what) is confirmed
        and (share := _share(plain(number.value))) is not None
    ]
    if not found:
        return None
    spread = limits["spread_criteria_vary"] if "criteria_vary" in signs else limits["spread"]
    return _around([improved_log_odds(share) for _, share in found], spread, [key for key, _ in found])


def _stable(known: tuple[PublishedNumber, ...]) -> WithoutEffect:
    """The share that stays the same or improves in a year."""
    limits = reference()["shares"]
    found = [
        (number.key, share)
        for number in known
        if re.search(r"not failed|stable", plain(number.what))
        and (share := _share(plain(number.value))) is not None
    ]
    logits = [improved_log_odds(share) for _, share in found]
    logits.append(improved_log_odds(limits["stable_one_year_progressive"]))
    return _around(logits, limits["spread"], [key for key, _ in found])


def _free(effect: EarlyEffect, known: tuple[PublishedNumber, ...]) -> WithoutEffect | None:
    """The share free of relapse after so many years at the rates after admission; of progression likewise."""
    limits = reference()["shares"]
    if effect.domain is not Domain.RELAPSE:
        share = limits["progression_free_one_year_relapsing"] ** effect.years
        return WithoutEffect(improved_log_odds(share), limits["spread"], ())
    found = [(number.key, pair[1]) for number in known if (pair := _before_after(number))]
    logits = [improved_log_odds(math.exp(-rate * effect.years)) for _, rate in found]
    return _around(logits, limits["spread"], [key for key, _ in found]) if logits else None


def _around(values: list[float], least_spread: float, keys: list[str]) -> WithoutEffect:
    spread = max(least_spread, stdev(values) if len(values) > 1 else 0.0)
    return WithoutEffect(fmean(values), spread, tuple(keys))


def _share(value: str) -> float | None:
    """The share of "0/51", "40/56 (71%)" or "48.7%"; a half is added to a count of none."""
    if found := _COUNT.search(value):
        k, n = float(found[1]), float(found[2])
        return (k + 0.5) / (n + 1) if n else None
    found = _PERCENT.search(value)
    return float(found[1]) / 100 if found else None
