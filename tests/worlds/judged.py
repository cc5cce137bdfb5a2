"""A programme judged by the real path: the whole cell-therapy set, every check, the real null band."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from ranvier.claims.basis.thresholds import Thresholds, read_thresholds
from ranvier.claims.examine import judge_claims
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from tests.worlds.other_records import with_other_records
from tests.worlds.world import World

NULL_SEED = 5_000_000
"""Added to a programme's seed for its null band, so that the two never share their luck."""


class Answers(TypedDict):
    """What one programme got: for each claim the codes of both readings, or None."""

    world: str
    seed: int
    seen: dict[str, str | None]
    because: dict[str, str | None]


@cache
def _rules() -> tuple[ClaimSet, Thresholds]:
    return read_claims("cell-therapy"), read_thresholds()


def judged(world: World, seed: int) -> Answers:
    """The answers to every claim of the set for the programme of *seed*."""
    claims, thresholds = _rules()
    cohort = with_other_records(world.make(seed), seed)
    found = judge_claims(
        cohort, claims, seed=NULL_SEED + seed, thresholds=thresholds, progress=lambda _text: None
    )
    return Answers(
        world=world.name,
        seed=seed,
        seen={one.claim.id: one.seen and one.seen.outcome.value for one in found.verdicts},
        because={one.claim.id: one.because and one.because.outcome.value for one in found.verdicts},
    )
