"""What early evidence says the therapy did: its figures on one scale, each with a number that prints it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ranvier.claims.retrodiction.figures_in_text import improved_log_odds
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.standing import Standing, are_printed, up_to
from ranvier.literature.retrodiction.early import EarlyEvidence


class EffectKind(StrEnum):
    """How an early report tells of an effect."""

    RATE_CHANGE = "rate, after to before"
    SHARE_IMPROVED = "share improved"
    SHARE_STABLE = "share stable or improved"
    SHARE_FREE = "share free after some years"


@dataclass(frozen=True)
class EarlyEffect:
    """One effect as told.

    effect: log ratio after to before, above 0 better; for a share its log odds. se: of it, 0 where nothing
    tells. headline: between 0 and 1, as a reader in a hurry takes it. years: of a share free.
    """

    name: str
    kind: EffectKind
    domain: Domain
    effect: float
    se: float
    headline: float
    years: float = 1.0


_SCANS = re.compile(r"gd|lesion|t2|mri|scan|enhanc")
_DISABILITY = re.compile(r"edss|disab|prog|improv|stab|better|worse|walk|msfc|respon|function")
_IMPROVED = re.compile(r"improv|better|respon|recover|revers")
_STABLE = re.compile(r"stab|not_wors|unchanged")
_NO_RATE = frozenset({"edss", "py", "n", "age", "score", "sd"})
_YEARS = re.compile(r"_(\d+(?:\.\d+)?)_?(y|yr|year|years|m|mo|months)$")


def early_effects(early: EarlyEvidence, standing: Standing = Standing.MEMORY) -> tuple[EarlyEffect, ...]:
    """The effects in the features of the early evidence that a number of that standing prints.

    Read by the endings of their names: x_before and x_after, x_change, x_k of x_n, x_free_4y.
    """
    numbers = up_to(early.numbers, standing)
    figures = {name: float(value) for name, value in early.features.items() if not isinstance(value, bool)}
    found = [*_changes(figures), *_before_after(figures), *_shares(figures), *_free(figures)]
    return tuple(
        effect for effect, used in found if standing is Standing.MEMORY or are_printed(used, numbers)
    )


def claimed_effects(effects: tuple[EarlyEffect, ...]) -> Mapping[str, float]:
    """What the early evidence asserts of the contrast: the whole change, by outcome; and the share improved.

    Log ratios above 0 better. A claim about a change attributes all of it to the therapy (verdict rule 1).
    """
    claimed: dict[str, float] = {}
    for effect in effects:
        if effect.kind is EffectKind.RATE_CHANGE:
            claimed[effect.domain.value] = max(effect.effect, claimed.get(effect.domain.value, -math.inf))
        elif effect.kind is EffectKind.SHARE_IMPROVED:
            claimed["share improved"] = 1 / (1 + math.exp(-effect.effect))
    return claimed


def share_effect(name: str, kind: EffectKind, k: float, n: float) -> EarlyEffect | None:
    """k of n as log odds with a half added to both sides; None where these are no counts."""
    if n <= 0 or not 0 <= k <= n:
        return None
    se = math.sqrt(1 / (k + 0.5) + 1 / (n - k + 0.5))
    return EarlyEffect(name, kind, _domain(name), improved_log_odds((k + 0.5) / (n + 1)), se, k / n)


_Found = tuple[EarlyEffect, tuple[float, ...]]


def _domain(name: str) -> Domain:
    if _SCANS.search(name):
        return Domain.SCANS
    return Domain.DISABILITY if _DISABILITY.search(name) else Domain.RELAPSE


def _changes(figures: Mapping[str, float]) -> list[_Found]:
    """x_change, a fraction: -0.78 is 78 % fewer."""
    found: list[_Found] = []
    for name, value in figures.items():
        if name.endswith("_change") and "edss" not in name and -1 < value < 10:
            told = -math.log(1 + value)
            effect = EarlyEffect(name, EffectKind.RATE_CHANGE, _domain(name), told, 0.0, max(-value, 0.0))
            found.append((effect, (value,)))
    return found


def _before_after(figures: Mapping[str, float]) -> list[_Found]:
    """x_before and x_after: rates, counts, or shares free of relapse, which are turned into rates."""
    found: list[_Found] = []
    for name, before in figures.items():
        stem = name.removesuffix("_before")
        after = figures.get(f"{stem}_after")
        if stem == name or after is None or stem in _NO_RATE or f"{stem}_change" in figures:
            continue
        rates = (before, after)
        if "free" in stem:
            if not (0 < before < 1 and 0 < after < 1):
                continue
            rates = (-math.log(before), -math.log(after))
        if min(rates) <= 0:
            continue
        events = [
            x * figures.get(f"py_{when}", 0.0) for x, when in zip(rates, ("before", "after"), strict=True)
        ]
        se = math.sqrt(sum(1 / x for x in events)) if min(events) > 0 else 0.0
        told = math.log(rates[0] / rates[1])
        headline = max(1 - rates[1] / rates[0], 0.0)
        effect = EarlyEffect(stem, EffectKind.RATE_CHANGE, _domain(stem), told, se, headline)
        found.append((effect, (before, after)))
    return found


def _shares(figures: Mapping[str, float]) -> list[_Found]:
    """x_k of x_n: improved, or stable or improved."""
    found: list[_Found] = []
    for name, k in figures.items():
        stem = name.removesuffix("_k")
        n = figures.get(f"{stem}_n", 0.0)
        kind = EffectKind.SHARE_STABLE if _STABLE.search(stem) else EffectKind.SHARE_IMPROVED
        told = _STABLE.search(stem) or _IMPROVED.search(stem)
        if stem == name or not told or "control" in stem or "placebo" in stem:
            continue
        effect = share_effect(stem, kind, k, n)
        if effect is None:
            continue
        found.append((effect, (k, n)))
    return found


def _free(figures: Mapping[str, float]) -> list[_Found]:
    """x_free_4y: a share free of relapse or progression after so many years."""
    found: list[_Found] = []
    for name, share in figures.items():
        span = _YEARS.search(name)
        if "free" not in name or span is None or not 0 < share < 1:
            continue
        years = float(span[1]) if span[2].startswith("y") else float(span[1]) / 12
        effect = EarlyEffect(
            name, EffectKind.SHARE_FREE, _domain(name), improved_log_odds(share), 0.0, share, years
        )
        found.append((effect, (share,)))
    return found
