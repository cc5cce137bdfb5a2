"""How many patients each design needs: for the effect that a claim asserts, and for half of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ranvier.claims.designs.asked import (
    any_better,
    claims_a_study_could_test,
    followup_months,
    primary_of,
    why_impossible,
)
from ranvier.claims.designs.reach import Reach, find_reach
from ranvier.claims.designs.sample_size import find_sample_size
from ranvier.claims.designs.smallest import effect_words
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.designs.table import (
    MOST_IN_TABLE,
    MOST_WEIGHTED,
    N_ONE_BY_ONE,
    N_POOL,
    TARGET,
    effect_as_claimed,
)
from ranvier.claims.language.claim import Claim, ClaimSet, Testable
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.horizon import find_horizon_months
from ranvier.claims.protocol.protocol import SizePlan
from ranvier.simulate.effect import EffectPlan
from ranvier.vocabulary.outcomes import Reading

AS_CLAIMED = "the claim as it stands"
ANY_BETTER = "that the treated fare better by any amount"

NOT_SIMULATED = "no study of this endpoint is simulated here: a number must be named by who plans it"


@dataclass(frozen=True)
class _Question:
    """What a study is to show, and what would be true."""

    claim: Claim
    asked: str
    truth: EffectPlan


def plan_sizes(
    claim_set: ClaimSet, asked: ProtocolAsked, progress: Callable[[str], None]
) -> tuple[SizePlan, ...]:
    """For each claim that a comparison of groups could show: patients by design, with what is uncertain.

    Two questions each: the claim, were it true as it stands; and any difference on the same endpoint, were
    half of it true. Simulated as for `ranvier design`.
    """
    found = []
    for claim in claims_a_study_could_test(claim_set):
        for design in Design:
            progress(f"how many patients {claim.id} needs, {design.value}")
            study = asked.study(design, claim_set.n_comparisons)
            reach = find_reach(study, claim, seed=asked.seed)
            found += [_size(claim.id, one, reach, asked, study) for one in _questions(claim)]
    return (*found, *_not_simulated(claim_set, asked))


def _not_simulated(claim_set: ClaimSet, asked: ProtocolAsked) -> Iterator[SizePlan]:
    """Claims that ask why, of endpoints whose studies are not simulated: said, with what to do."""
    simulated = claims_a_study_could_test(claim_set)
    for claim in claim_set.claims:
        asks_why = Reading.BECAUSE in claim.readings and claim.testable is not Testable.NO
        if asks_why and claim.primary is not None and claim not in simulated:
            yield SizePlan(
                claim=claim.id,
                design=asked.design.value,
                asked=AS_CLAIMED,
                truth="not simulated",
                months=find_horizon_months(claim.primary),
                at_most="",
                per_arm=None,
                lower=None,
                upper=None,
                share=None,
                studies=0,
                note=NOT_SIMULATED,
            )


def half_of(effect: EffectPlan) -> EffectPlan:
    """A therapy that does half as much: half the points, half the way to no change of a pace."""
    return EffectPlan(
        points=effect.points / 2,
        relapse_ratio=1 - (1 - effect.relapse_ratio) / 2,
        progression_ratio=1 - (1 - effect.progression_ratio) / 2,
    )


def _questions(claim: Claim) -> Iterator[_Question]:
    primary, truth = primary_of(claim), effect_as_claimed(claim)
    yield _Question(claim, AS_CLAIMED, truth)
    endpoint = "edss_fall_share" if primary.endpoint == "case_typicality" else primary.endpoint
    any_amount = any_better(endpoint, **primary.parameters)
    yield _Question(any_amount, ANY_BETTER, half_of(truth))


def _size(claim_id: str, one: _Question, reach: Reach, asked: ProtocolAsked, study: StudyPlan) -> SizePlan:
    primary = primary_of(one.claim)
    note = why_impossible(study, primary)
    if not note and not reach.can_support:
        note = f"no number of patients is enough: {reach.why}"
    plan = SizePlan(
        claim=claim_id,
        design=study.design.value,
        asked=one.asked,
        truth=effect_words(one.truth),
        months=followup_months(study, primary),
        at_most=reach.at_most.value,
        per_arm=None,
        lower=None,
        upper=None,
        share=None,
        studies=0,
        note=note,
    )
    return plan if note else _sought(plan, one, asked, study)


def _sought(plan: SizePlan, one: _Question, asked: ProtocolAsked, study: StudyPlan) -> SizePlan:
    """*plan* with the smallest number of patients that shows what is asked in 8 of 10 simulated studies."""
    weighted = study.design is Design.EXTERNAL
    studies = min(asked.studies, N_ONE_BY_ONE) if weighted else asked.studies
    size = find_sample_size(
        study,
        one.truth,
        one.claim,
        target=TARGET,
        most=MOST_WEIGHTED if weighted else MOST_IN_TABLE,
        seed=asked.seed,
        n_trials=studies,
        n_pool=N_POOL,
    )
    missed = f"not shown often enough with up to {size.most_tried:,} patients per arm"
    return SizePlan(
        **{
            **vars(plan),
            "per_arm": size.n_per_arm,
            "lower": size.lower,
            "upper": size.upper,
            "share": round(size.share.estimate, 4),
            "studies": studies,
            "note": "" if size.n_per_arm is not None else missed,
        }
    )
