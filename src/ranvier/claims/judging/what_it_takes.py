"""What it would take to know of each claim: what studies would need, and could say at most."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.estimates.result import Estimate
from ranvier.vocabulary.outcomes import Because, Certainty

NONE_SHOWN = "none up to "
"""Begins the words for the smallest effect where not even the largest that was tried is shown."""


@dataclass(frozen=True)
class DesignNeed:
    """One claim put to one design.

    design, words: which. at_most: the most favourable answer it can give; certainty: of that, at most; why:
    what holds it there. n_per_arm: patients per arm for the target share, between n_lower and n_upper as far
    as the number of simulated studies tells; None where no number is enough, or none was asked. people: of
    all arms; months: of follow-up. share: of studies that say `supported`, with n_tried patients per arm.
    """

    design: str
    words: str
    at_most: Because
    certainty: Certainty | None
    why: str
    stays: str
    months: float
    n_per_arm: int | None = None
    n_lower: int | None = None
    n_upper: int | None = None
    people: int | None = None
    n_tried: int | None = None
    share: Estimate | None = None

    @property
    def person_months(self) -> float | None:
        """What it costs in people: patients times months."""
        return None if self.people is None else self.people * self.months


@dataclass(frozen=True)
class ClaimNeed:
    """What it would take to know of one claim.

    effect: taken to be true, in words. smallest: the smallest effect that a study of programme_n patients per
    arm, by lot and blinded, would show. apparent_lower, apparent_upper: what 95 % of studies without
    comparators would see of a therapy that does nothing, in `unit`, with as many patients as the programme.
    """

    claim: str
    label: str
    effect: str
    needs: tuple[DesignNeed, ...]
    programme_n: int
    smallest: str
    unit: str
    apparent_lower: float
    apparent_upper: float


@dataclass(frozen=True)
class WhatItTakes:
    """The table for a claim set, and what it was made with; or, without claims, the reason why there is none.

    target: share of studies that should show it. assumed: what a study was taken to be like.
    """

    claims: tuple[ClaimNeed, ...] = ()
    target: float = 0.8
    n_trials: int = 0
    seed: int = 1
    assumed: tuple[str, ...] = ()
    reason: str = ""
