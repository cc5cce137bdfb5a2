"""How often a study would show what it asks, and how often it would say so of a therapy without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ranvier.claims.basis.finding import NullBand
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.designs.asked import any_better, followup_months, primary_of, why_impossible
from ranvier.claims.designs.drawing import Drawing, share_of
from ranvier.claims.designs.judged import Judge, PlannedStudy
from ranvier.claims.designs.pool import NOTHING, POOL_PATIENTS, find_pool
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.language.claim import Claim
from ranvier.claims.null.band import null_band
from ranvier.errors import UsageError
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Estimate
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import Limits
from ranvier.vocabulary.outcomes import Because

TRIALS = 1000
"""Trials drawn for one power: its interval is then at most 6 percentage points wide."""

TRIALS_ONE_BY_ONE = 200
"""Trials of designs without lot: each is searched or weighted anew, which takes a hundred times as long."""

PATIENTS_OF_A_PLAN = 400
"""Patients per arm of the study on which checks are judged."""

_PROGRAMMES_OF_A_BAND = 100


@dataclass(frozen=True)
class Power:
    """How often a study of this size would say `supported`.

    supported: share of simulated studies, with the 95 % interval that their number allows; without_effect:
    the same where the therapy does nothing. outcomes: share of studies by answer. months: of follow-up.
    """

    study: StudyPlan
    asked: str
    effect: EffectPlan
    n_per_arm: int
    months: float
    supported: Estimate
    without_effect: Estimate
    outcomes: Mapping[Because, float]
    seed: int

    def __str__(self) -> str:
        """One sentence."""
        n, share = self.n_per_arm, self.supported
        who = "patients" if self.study.design.n_arms == 1 else "per arm"
        return (
            f"{n:,} {who}, {self.months:g} months: supported in {share.estimate:.0%} of studies "
            f"({share.lower:.0%} to {share.upper:.0%}); without effect in {self.without_effect.estimate:.1%}"
        )


def find_power(
    study: StudyPlan,
    effect: EffectPlan,
    n_per_arm: int,
    claim: Claim | None = None,
    *,
    seed: int = 1,
    n_trials: int | None = None,
    n_pool: int = POOL_PATIENTS,
) -> Power:
    """How often a study of *n_per_arm* patients would say `supported` of *claim*, if *effect* were true.

    claim: of a claim set; None: the treated fare better by any amount, in mean change of EDSS at 12 months.
    n_trials: simulated studies; n_pool: simulated patients of each arm, from whom studies are drawn once the
    endpoint of the claim has found each patient's result. Contrasts, checks and decision table are those of
    `examine`.

    Raises ImpossiblePlan, and UsageError where the design cannot look so far.
    """
    limits = Limits("study")
    limits.whole("n_per_arm", n_per_arm, 2, MOST_PATIENTS)
    if n_trials is not None:
        limits.whole("n_trials", n_trials, 20, 100_000)
    limits.finish()
    asking = claim or any_better()
    n_drawn = n_trials or trials_for(study)
    outcomes = drawing_of(study, effect, asking, seed, n_pool).outcomes(n_per_arm, n_drawn)
    nothing = drawing_of(study, NOTHING, asking, seed, n_pool).outcomes(n_per_arm, n_drawn)
    counted = Counter(outcomes)
    return Power(
        study=study,
        asked=primary_of(asking).label,
        effect=effect,
        n_per_arm=n_per_arm,
        months=followup_months(study, primary_of(asking)),
        supported=supported_share(outcomes),
        without_effect=supported_share(nothing),
        outcomes={outcome: counted[outcome] / n_drawn for outcome in Because if counted[outcome]},
        seed=seed,
    )


MOST_PATIENTS = 2000
"""Patients per arm of the largest study that is looked at."""


def trials_for(study: StudyPlan) -> int:
    """How many trials are drawn where nobody says."""
    by_lot = study.design in (Design.SHAM, Design.WAITING_LIST)
    return TRIALS if by_lot else TRIALS_ONE_BY_ONE


def supported_share(outcomes: list[Because], wanted: frozenset[Because] = frozenset()) -> Estimate:
    """The share of studies with a *wanted* answer (`supported` where none is named), with its interval."""
    n_yes, n_all = share_of(outcomes, wanted or frozenset({Because.SUPPORTED}))
    return estimate_share(n_yes, n_all, definition="share of simulated studies")


@lru_cache(maxsize=64)
def _drawing(study: StudyPlan, effect: EffectPlan, key: _Key, seed: int, n_pool: int) -> Drawing:
    claim, asked = key.claim, primary_of(key.claim)
    months = followup_months(study, asked)
    pool = find_pool(study, effect, months, seed, n_pool)
    planned = _planned(study, key, seed)

    def band(n_patients: int) -> NullBand | None:
        if not study.raters_know or study.design is Design.EXTERNAL:
            return None
        return _band(study, months, seed, n_patients, (asked.endpoint, *sorted(asked.parameters.items())))

    return Drawing(Judge(pool, planned, claim, asked, read_thresholds(None), band, study.n_comparisons), seed)


@lru_cache(maxsize=32)
def _planned(study: StudyPlan, key: _Key, seed: int) -> PlannedStudy:
    asked = primary_of(key.claim)
    records = find_pool(study, NOTHING, followup_months(study, asked), seed, PATIENTS_OF_A_PLAN)
    return PlannedStudy(records, key.claim, asked, read_thresholds(None))


@lru_cache(maxsize=64)
def _band(
    study: StudyPlan, months: float, seed: int, n_patients: int, asked: tuple[Any, ...]
) -> NullBand | None:
    """What a study of *n_patients* treated would see without an effect: the null band of the verdicts."""
    few = find_pool(study, NOTHING, months, seed, n_patients)
    endpoint, *parameters = asked
    return null_band(few, endpoint, dict(parameters), seed=seed, n_programmes=_PROGRAMMES_OF_A_BAND)


@dataclass(frozen=True)
class _Key:
    """A claim as a key: claims of one id and one primary ask the same."""

    claim: Claim

    def __hash__(self) -> int:
        return hash((self.claim.id, self.claim.attribution))


def drawing_of(
    study: StudyPlan, effect: EffectPlan, claim: Claim, seed: int, n_pool: int = POOL_PATIENTS
) -> Drawing:
    """Trials of one study under one truth; made once for each design and seed."""
    why = why_impossible(study, primary_of(claim))
    if why:
        raise UsageError(
            f"This design cannot test the claim: {why}",
            where=f"study, design={study.design.value}",
            hint="ask for fewer months, or choose another design",
        )
    return _drawing(study, effect, _Key(claim), seed, n_pool)
