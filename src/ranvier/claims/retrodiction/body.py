"""All comparisons of a therapy together: by outcome, then one word for the whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scipy.special import chdtrc

from ranvier.claims.retrodiction.contrast import Z_95, Contrast
from ranvier.claims.retrodiction.figures_in_text import improved_log_odds
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.reference import reference


@dataclass(frozen=True)
class Together:
    """The comparisons of one outcome: one of each study, pooled as of one truth, and its word.

    effect, lower, upper: log ratio, above 0 better. p_differs: of their heterogeneity, 1 for one study alone.
    """

    domain: Domain
    contrasts: tuple[Contrast, ...]
    effect: float
    lower: float
    upper: float
    p_differs: float
    word: str

    @property
    def se(self) -> float:
        """The standard error of the effect."""
        return (self.upper - self.lower) / (2 * Z_95)

    @property
    def ratio_text(self) -> str:
        """The effect as a ratio with its interval, above 1 better."""
        low, high = math.exp(self.lower), math.exp(self.upper)
        return f"{math.exp(self.effect):.2f} ({low:.2f}–{high:.2f})"


def put_together(contrasts: Iterable[Contrast], claimed: Mapping[str, float]) -> tuple[Together, ...]:
    """The comparisons by outcome. *claimed*: what the early evidence asserted (see `claimed_effects`)."""
    chosen: dict[tuple[Domain, str], Contrast] = {}
    for contrast in contrasts:
        chosen.setdefault((contrast.domain, contrast.study), contrast)
        if contrast.told > chosen[contrast.domain, contrast.study].told:
            chosen[contrast.domain, contrast.study] = contrast
    by_domain = {domain: tuple(one for (of, _), one in chosen.items() if of is domain) for domain in Domain}
    return tuple(_pooled(domain, found, claimed) for domain, found in by_domain.items() if found)


def word_of_all(found: Iterable[Together]) -> str:
    """One word for all outcomes: people before scans, and better before null where one outcome is better."""
    by_domain = {one.domain: one.word for one in found}
    people = [word for domain, word in by_domain.items() if domain is not Domain.SCANS]
    for word in ("better", "mixed", "worse", "unclear", "excluded", "null"):
        if word in people:
            return _not_both(word, people)
    if Domain.SCANS in by_domain:
        return "scans_better" if by_domain[Domain.SCANS] in ("better", "mixed") else "scans_null"
    return "none"


def _not_both(word: str, people: list[str]) -> str:
    """Better on one outcome and worse on another is mixed; unclear beside an effect left out is left out."""
    if word in ("better", "mixed") and "worse" in people:
        return "mixed"
    if word == "unclear" and "excluded" in people:
        return "excluded"
    return word


def _pooled(domain: Domain, contrasts: tuple[Contrast, ...], claimed: Mapping[str, float]) -> Together:
    weights = [1 / contrast.se**2 for contrast in contrasts]
    effect = sum(w * one.effect for w, one in zip(weights, contrasts, strict=True)) / sum(weights)
    se = math.sqrt(1 / sum(weights))
    q = sum(w * (one.effect - effect) ** 2 for w, one in zip(weights, contrasts, strict=True))
    p_differs = float(chdtrc(len(contrasts) - 1, q)) if len(contrasts) > 1 else 1.0
    lower, upper = effect - Z_95 * se, effect + Z_95 * se
    word = _word(effect, lower, upper, p_differs, _asserted(domain, contrasts, claimed))
    return Together(domain, contrasts, effect, lower, upper, p_differs, word)


def _word(effect: float, lower: float, upper: float, p_differs: float, asserted: float) -> str:
    limits = reference()["limits"]
    if lower > 0:
        return "mixed" if p_differs < limits["heterogeneity_p"] else "better"
    if upper < 0:
        return "worse"
    if effect >= math.log(limits["worthwhile_ratio"]):
        return "unclear"
    return "excluded" if upper < asserted else "null"


def _asserted(domain: Domain, contrasts: tuple[Contrast, ...], claimed: Mapping[str, float]) -> float:
    """The effect that the early evidence asserted on this outcome; 2 to 1 where it gave no figure.

    A share improved is held against that of the comparator. An effect below a worthwhile one asserts nothing
    that an interval could leave out.
    """
    limits = reference()["limits"]
    asserted = claimed.get(domain.value, math.log(limits["clear_ratio"]))
    shares = [one.control_share for one in contrasts if one.control_share is not None]
    if domain is Domain.DISABILITY and "share improved" in claimed and shares:
        control = sum(shares) / len(shares)
        asserted = improved_log_odds(claimed["share improved"]) - improved_log_odds(control)
    return asserted if asserted >= math.log(limits["worthwhile_ratio"]) else -math.inf
