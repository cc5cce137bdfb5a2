"""The smallest true effect that a study of a given size would show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ranvier.claims.designs.asked import any_better, primary_of
from ranvier.claims.designs.pool import POOL_PATIENTS
from ranvier.claims.designs.power import drawing_of, supported_share, trials_for
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.judging.what_it_takes import NONE_SHOWN
from ranvier.claims.language.claim import Claim
from ranvier.claims.language.endpoint_names import EDSS_POINTS, ENDPOINT_NAMES
from ranvier.estimates.result import Estimate
from ranvier.simulate.effect import EffectPlan

POINTS_TRIED: tuple[float, ...] = (-0.25, -0.5, -0.75, -1.0, -1.5, -2.0, -3.0)
"""Changes of EDSS by the therapy, from small to large."""

RATIOS_TRIED: tuple[float, ...] = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Ratios of what worsens patients under the therapy to what does without, from small effects to large."""


@dataclass(frozen=True)
class SmallestEffect:
    """The smallest of the effects tried that a study of one size would show.

    effect: None where not even the largest is shown often enough; share: of the studies that show it, or the
    largest.
    """

    effect: EffectPlan | None
    share: Estimate
    n_per_arm: int
    tried: tuple[EffectPlan, ...]

    @property
    def words(self) -> str:
        """The effect, as it is told."""
        if self.effect is None:
            return f"{NONE_SHOWN}{effect_words(self.tried[-1])}"
        return effect_words(self.effect)


def find_smallest_effect(
    study: StudyPlan,
    n_per_arm: int,
    claim: Claim | None = None,
    *,
    target: float = 0.8,
    seed: int = 1,
    n_trials: int | None = None,
    n_pool: int = POOL_PATIENTS,
) -> SmallestEffect:
    """The smallest true effect of which *target* of studies of *n_per_arm* say that it is there.

    Whether the treated fare better at all is asked, by any amount, on the endpoint of *claim*; effects from a
    list are tried, by points for a change of the EDSS, by ratio for staying free of worsening. Other
    arguments and errors as of `find_sample_size`.
    """
    asked = primary_of(claim or any_better())
    direction = any_better(asked.endpoint, **dict(asked.parameters))
    tried = effects_tried(asked.endpoint)
    n_drawn = n_trials or trials_for(study)

    def share(place: int, *, by_vote: bool = True) -> Estimate:
        drawing = drawing_of(study, tried[place], direction, seed, n_pool)
        return supported_share(drawing.outcomes(n_per_arm, n_drawn, by_vote=by_vote))

    def is_shown(place: int) -> bool:
        # published definitions only take away: where too few say so before the vote it is not held
        return share(place, by_vote=False).estimate >= target and share(place).estimate >= target

    shown = _first(len(tried), is_shown)
    effect = tried[shown] if shown is not None else None
    return SmallestEffect(effect, share(len(tried) - 1 if shown is None else shown), n_per_arm, tried)


def effects_tried(endpoint: str) -> tuple[EffectPlan, ...]:
    """From small to large, of the kind that moves *endpoint*."""
    if ENDPOINT_NAMES[endpoint].unit == EDSS_POINTS or endpoint in _FALLS:
        return tuple(EffectPlan(points=points) for points in POINTS_TRIED)
    return tuple(EffectPlan(progression_ratio=ratio, relapse_ratio=ratio) for ratio in RATIOS_TRIED)


_FALLS = ("edss_fall_share", "case_typicality")


def effect_words(effect: EffectPlan) -> str:
    """An effect in words: `1.0 points`, `worsening at 0.5 times the pace`."""
    parts = []
    if effect.points:
        side = "better" if effect.points < 0 else "worse"
        parts.append(f"{abs(effect.points):g} EDSS points {side}")
    ratios = {"progression": effect.progression_ratio, "relapses": effect.relapse_ratio}
    if ratios["progression"] == ratios["relapses"] != 1:
        parts.append(f"relapses and progression at {effect.progression_ratio:g} times the pace")
    else:
        parts += [f"{name} at {ratio:g} times the pace" for name, ratio in ratios.items() if ratio != 1]
    return ", ".join(parts) or "no effect"


def _first(n: int, holds: Callable[[int], bool]) -> int | None:
    """The first place that *holds*, taking for given that all later ones do then."""
    if not holds(n - 1):
        return None
    below, above = -1, n - 1
    while above - below > 1:
        middle = (below + above) // 2
        below, above = (below, middle) if holds(middle) else (middle, above)
    return above
