"""What it would take to know, computed for a programme and a claim set."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from ranvier.claims.basis.records import find_records
from ranvier.claims.designs.apparent import find_apparent_effect
from ranvier.claims.designs.asked import (
    claims_a_study_could_test,
    followup_months,
    primary_of,
    why_impossible,
)
from ranvier.claims.designs.patients_like import patients_like
from ranvier.claims.designs.power import MOST_PATIENTS, drawing_of, supported_share
from ranvier.claims.designs.reach import Reach, find_reach
from ranvier.claims.designs.sample_size import SampleSize, find_sample_size
from ranvier.claims.designs.smallest import effect_words, effects_tried, find_smallest_effect
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.judging.contrast import because_set, is_direction_only
from ranvier.claims.judging.what_it_takes import ClaimNeed, DesignNeed, WhatItTakes
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Attribution, Claim, ClaimSet
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.simulate.effect import EffectPlan
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.outcomes import Because

N_POOL = 1000
N_TRIALS = 100
N_ONE_BY_ONE = 24
"""Simulated patients per arm, and studies, behind each number of the table: quick, and told with it."""

TARGET = 0.8
HALF = 0.5
"""Ratio of relapses and progression taken to be true where a claim asserts no size."""

MOST_IN_TABLE = 1000
MOST_WEIGHTED = 300
"""Patients per arm of the largest study tried in the table, and of one whose comparators are weighted."""

FEWEST_PER_ARM = 5
"""A programme of fewer than ten treated is not split in two."""

NO_RECORDS = "No records were given, so it is not known what patients a study could take in."
NO_CLAIM = "No claim of this set speaks of an effect that a comparison of groups could show."


def find_what_it_takes(
    cohort: Cohort | None, claim_set: ClaimSet, *, seed: int, progress: Callable[[str], None]
) -> WhatItTakes:
    """For each claim about an effect: patients, months and answers of each design, in patients like these.

    Studies lose few patients, as the defaults of `StudyPlan`. Where nothing can be computed the reason comes
    back instead. seed: of the simulated patients and studies.
    """
    claims = claims_a_study_could_test(claim_set)
    if cohort is None or not claims:
        return WhatItTakes(reason=NO_RECORDS if cohort is None else NO_CLAIM)
    records = find_records(cohort)
    study = StudyPlan(entry=patients_like(records), n_comparisons=max(1, claim_set.n_comparisons))
    found = []
    for claim in claims:
        progress(f"what it would take to know {claim.id}")
        found.append(_claim_need(_Asking(claim, study, seed), records.n_treated))
    return WhatItTakes(tuple(found), TARGET, N_TRIALS, seed, _assumed(study))


@dataclass(frozen=True)
class _Asking:
    """One claim, the study it is put to, and the seed."""

    claim: Claim
    study: StudyPlan
    seed: int

    def __hash__(self) -> int:
        return hash((self.claim.id, self.study, self.seed))

    @property
    def effect(self) -> EffectPlan:
        """Taken to be true: as claimed, or a half of what worsens patients where no size is claimed."""
        return effect_as_claimed(self.claim)

    def of(self, design: Design) -> StudyPlan:
        """The same study under another design."""
        return replace(self.study, design=design)


def effect_as_claimed(claim: Claim) -> EffectPlan:
    """The middle of what the claim asserts of the contrast; a quarter beyond its edge where it has one end.

    Where only a direction is claimed, or a share: a therapy that halves relapses and progression, or for the
    share that falls, one that lowers the EDSS by a point.
    """
    asked = primary_of(claim)
    kind = ENDPOINT_NAMES[asked.endpoint]
    asserted = because_set(claim, asked, higher_is_better=kind.higher_is_better)
    if asked.endpoint == "edss_change_mean" and claim.attribution is Attribution.CHANGE:
        points = _points_as_claimed(asserted)
        if points is not None:
            return EffectPlan(points=points)
    if effects_tried(asked.endpoint)[0].points:
        return EffectPlan(points=-1.0)
    return EffectPlan(relapse_ratio=HALF, progression_ratio=HALF)


def _points_as_claimed(asserted: AssertedSet) -> float | None:
    if is_direction_only(asserted):
        return None
    ends = [end for end in (asserted.low, asserted.high) if math.isfinite(end)]
    middle = sum(ends) / len(ends) if len(ends) == 2 else 1.25 * ends[0]
    return middle or None


@lru_cache(maxsize=32)
def _claim_need(asking: _Asking, n_treated: int) -> ClaimNeed:
    asked = primary_of(asking.claim)
    sham = _by_lot(asking, Design.SHAM)
    per_arm = min(max(n_treated // 2, FEWEST_PER_ARM), MOST_PATIENTS)
    smallest = find_smallest_effect(
        asking.study, per_arm, asking.claim, seed=asking.seed, n_trials=N_TRIALS, n_pool=N_POOL
    )
    apparent = find_apparent_effect(
        asking.of(Design.BEFORE_AFTER),
        min(max(n_treated, FEWEST_PER_ARM), MOST_PATIENTS),
        asking.claim,
        seed=asking.seed,
        n_trials=N_ONE_BY_ONE,
        n_pool=N_POOL,
    )
    return ClaimNeed(
        claim=asking.claim.id,
        label=asked.label,
        effect=effect_words(asking.effect),
        needs=(
            _need(asking, Design.BEFORE_AFTER),
            _external(asking, sham),
            _by_lot(asking, Design.WAITING_LIST),
            sham,
        ),
        programme_n=per_arm,
        smallest=smallest.words,
        unit=apparent.unit,
        apparent_lower=apparent.lower,
        apparent_upper=apparent.upper,
    )


def _need(asking: _Asking, design: Design) -> DesignNeed:
    """What a design could say, before any number of patients."""
    study, asked = asking.of(design), primary_of(asking.claim)
    reach = _reach(asking, design)
    return DesignNeed(
        design=design.value,
        words=design.words,
        at_most=reach.at_most,
        certainty=reach.certainty,
        why=reach.why,
        stays=reach.stays,
        months=followup_months(study, asked),
    )


def _reach(asking: _Asking, design: Design) -> Reach:
    return find_reach(asking.of(design), asking.claim, seed=asking.seed)


def _by_lot(asking: _Asking, design: Design) -> DesignNeed:
    """A design with lot: how many patients it needs."""
    need = _need(asking, design)
    study = asking.of(design)
    if why_impossible(study, primary_of(asking.claim)):
        return need
    size: SampleSize = find_sample_size(
        study,
        asking.effect,
        asking.claim,
        target=TARGET,
        most=MOST_IN_TABLE,
        seed=asking.seed,
        n_trials=N_TRIALS,
        n_pool=N_POOL,
    )
    return replace(
        need,
        n_per_arm=size.n_per_arm,
        n_lower=size.lower,
        n_upper=size.upper,
        people=size.people,
        n_tried=size.n_per_arm or size.most_tried,
        share=size.share,
    )


def _external(asking: _Asking, sham: DesignNeed) -> DesignNeed:
    """Comparators from elsewhere: how often a study as large as the one by lot would say it."""
    need = _need(asking, Design.EXTERNAL)
    if need.at_most is not Because.SUPPORTED or sham.n_per_arm is None or sham.n_per_arm > MOST_WEIGHTED:
        return need
    drawing = drawing_of(asking.of(Design.EXTERNAL), asking.effect, asking.claim, asking.seed, N_POOL)
    share = supported_share(drawing.outcomes(sham.n_per_arm, N_ONE_BY_ONE))
    return replace(need, n_tried=sham.n_per_arm, share=share)


def _assumed(study: StudyPlan) -> tuple[str, ...]:
    entry = study.entry
    return (
        f"patients with an EDSS of {entry.edss_low:g} to {entry.edss_high:g} (mean {entry.edss_mean:g}), "
        f"{entry.share_progressive:.0%} progressive, none within {entry.relapse_free_days} days of a relapse",
        f"a visit every {study.visit_every_months:g} months; {study.missed:.0%} of visits missed, "
        f"{study.lost_per_year:.0%} of patients lost a year (assumed)",
        f"those who wait are treated after {study.wait_months:g} months",
    )
