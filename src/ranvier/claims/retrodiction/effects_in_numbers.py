"""Early effects read from the printed numbers, where no features give them in a form to compute with."""

from __future__ import annotations

import math
import re

from ranvier.claims.retrodiction.early_effects import EarlyEffect, EffectKind, share_effect
from ranvier.claims.retrodiction.figures_in_text import numerals, plain
from ranvier.claims.retrodiction.outcome_words import Domain, is_no_result, outcome_of
from ranvier.literature.study import PublishedNumber

_COUNT = re.compile(r"^\s*(\d+)\s*(?:/|of|out of)\s*(\d+)\b")
_COMPARED = re.compile(r"\bvs?\b|versus|\s/\s")
_STABLE = re.compile(r"stab|unchanged|not worse|same")


def effects_in_numbers(numbers: tuple[PublishedNumber, ...]) -> tuple[EarlyEffect, ...]:
    """Falls "a → b" of rates and counts, and shares "k of n" that improved or stayed stable."""
    found = [_effect(number) for number in numbers]
    return tuple(effect for effect in found if effect is not None)


def _effect(number: PublishedNumber) -> EarlyEffect | None:
    what, value = plain(number.what), plain(number.value)
    outcome = outcome_of(what)
    if outcome is None or is_no_result(what, plain(number.caveat)) or _COMPARED.search(value):
        return None
    if ">" in value:
        return _fall(number.key, value, outcome.domain) if not outcome.higher_is_better else None
    counts = _COUNT.match(value)
    if counts is None or outcome.domain is not Domain.DISABILITY or not outcome.higher_is_better:
        return None
    kind = EffectKind.SHARE_STABLE if _STABLE.search(what) else EffectKind.SHARE_IMPROVED
    return share_effect(number.key, kind, float(counts[1]), float(counts[2]))


def _fall(key: str, value: str, domain: Domain) -> EarlyEffect | None:
    """A rate or count after to before; disability scores are no rates."""
    found = [x for x in numerals(re.sub(r"\([^)]*\)|%", "", value)) if x > 0]
    if len(found) != 2 or domain is Domain.DISABILITY:
        return None
    before, after = found
    headline = max(1 - after / before, 0.0)
    return EarlyEffect(key, EffectKind.RATE_CHANGE, domain, math.log(before / after), 0.0, headline)
