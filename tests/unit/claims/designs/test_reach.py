"""What each design can say at all is read off the decision table and the checks of a study run as planned."""

from __future__ import annotations

import pytest

from ranvier.claims.designs.apparent import find_apparent_effect
from ranvier.claims.designs.reach import find_reach
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.language.claim import Claim
from ranvier.claims.language.claimset import read_claims
from ranvier.vocabulary.outcomes import Because, Certainty

C33 = next(claim for claim in read_claims("cell-therapy").claims if claim.id == "C33")
C34 = next(claim for claim in read_claims("cell-therapy").claims if claim.id == "C34")


@pytest.mark.parametrize("claim", [None, C33, C34])
def test_before_and_after_can_never_be_supported(claim: Claim | None) -> None:
    reach = find_reach(StudyPlan(design=Design.BEFORE_AFTER), claim)
    assert not reach.can_support
    assert reach.at_most is Because.UNCONTROLLED
    assert reach.certainty is Certainty.VERY_LOW


def test_comparators_from_elsewhere_reach_at_most_low_certainty() -> None:
    reach = find_reach(StudyPlan(design=Design.EXTERNAL), C33)
    assert reach.at_most is Because.SUPPORTED
    assert reach.certainty is not None
    assert reach.certainty.rank <= Certainty.LOW.rank


def test_comparators_from_elsewhere_scored_by_raters_who_know_reach_nothing() -> None:
    reach = find_reach(StudyPlan(design=Design.EXTERNAL, raters_blinded=False), C33)
    assert reach.at_most is Because.NOT_SUPPORTED
    assert "check 17 (rater blinded) fails" in reach.why


def test_only_a_blinded_study_by_lot_reaches_moderate_certainty() -> None:
    found = {design: find_reach(StudyPlan(design=design), C33).certainty for design in Design}
    ranks = {design: certainty.rank for design, certainty in found.items() if certainty is not None}
    assert max(ranks, key=ranks.__getitem__) is Design.SHAM
    assert found[Design.SHAM] is Certainty.MODERATE  # rows of the simulated study are not audited
    assert ranks[Design.WAITING_LIST] < ranks[Design.SHAM]


def test_a_waiting_list_of_a_year_says_nothing_of_five_years() -> None:
    reach = find_reach(StudyPlan(design=Design.WAITING_LIST), C34)
    assert reach.outcomes == {Because.CANNOT_BE_ASSESSED}
    assert "treated after 12 months" in reach.why


def test_lot_and_blinding_leave_no_apparent_effect_and_a_waiting_list_does() -> None:
    blinded = find_apparent_effect(StudyPlan(), 100, n_trials=400)
    waiting = find_apparent_effect(StudyPlan(design=Design.WAITING_LIST), 100, n_trials=400)
    assert blinded.lower < 0 < blinded.upper
    assert blinded.median == pytest.approx(0.0, abs=0.03)
    assert waiting.median < -0.1  # hope and raters who know, −0.3 points in the plan of the clinic
    assert blinded.is_contrast


def test_bias_stays_whatever_the_size() -> None:
    study = StudyPlan(design=Design.WAITING_LIST)
    small, large = (find_apparent_effect(study, n, n_trials=300) for n in (30, 600))
    assert large.median == pytest.approx(small.median, abs=0.06)
    assert large.upper - large.lower < (small.upper - small.lower) / 3
    assert large.upper < 0
