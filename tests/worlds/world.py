"""What a world is: a generator of programmes with one truth, and its row in the law of honesty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ranvier.tables.cohort import Cohort

CHANGE, LEVEL = "C33", "C34"
"""A fall of two to three points by the therapy, and three quarters free of worsening at five years."""

BOTH = (CHANGE, LEVEL)
"""The claims about the whole course that every generator can answer; the others need tables that few keep."""


class Row(StrEnum):
    """The seven rows: what is true, and who is compared; and an eighth that no limit is asked of."""

    ALONE = "no effect, nobody compared"
    FAIR = "no effect, fair comparator"
    BIASED = "no effect, biased comparator"
    TRUE = "true effect as claimed, by lot"
    SMALLER = "true effect smaller than claimed, by lot"
    OUTSIDE = "truth outside the claim"
    LOST = "good responders lost, claim true"
    BEYOND = "no effect, bias beyond what is checked for"


WITHOUT_EFFECT = frozenset({Row.ALONE, Row.FAIR, Row.BIASED, Row.BEYOND})
"""Rows in which nothing that is put down to the therapy is true, whatever it is about."""

NEVER_MOVED = frozenset({"C19", "C21", "C22", "C25"})
"""Claims about conduction, a substance of the spinal fluid and lesions: no world's therapy moves these."""


class Source(StrEnum):
    """Who makes the courses."""

    SIMULATED = "ranvier.simulate"
    STEPS = "half-point steps"
    RESAMPLED = "resampled records"
    MSCLINICAL = "msclinical.sim"


@dataclass(frozen=True)
class World:
    """From seed to a programme's records, with what is true of them.

    name: short, unique. says: what is true, in a sentence. asked: the claims that the row's requirement is
    asked of. true_claims: those of C33 and C34 that are true of the therapy.
    """

    name: str
    row: Row
    source: Source
    says: str
    make: Callable[[int], Cohort]
    asked: tuple[str, ...] = BOTH
    true_claims: tuple[str, ...] = ()

    def knows_truth_of(self, claim: str) -> bool:
        """Whether it is known if *claim* is true of the therapy here: where nothing works, of every claim."""
        return claim in BOTH or claim in NEVER_MOVED or self.row in WITHOUT_EFFECT
