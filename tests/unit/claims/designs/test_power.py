"""Power rises with patients and effect, stays at its level without effect, and is the same for a seed."""

from __future__ import annotations

import pytest

from ranvier.claims.designs.asked import any_better, claims_a_study_could_test
from ranvier.claims.designs.power import find_power
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.language.asserted import between
from ranvier.claims.language.claim import Attribution, Claim
from ranvier.claims.language.claimset import read_claims
from ranvier.errors import UsageError
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.vocabulary.outcomes import Because

HALF_A_POINT = EffectPlan(points=-0.5)


def _claim(name: str) -> Claim:
    return next(claim for claim in read_claims("cell-therapy").claims if claim.id == name)


def test_power_rises_with_patients_and_with_the_effect() -> None:
    shares = [
        find_power(StudyPlan(), EffectPlan(points=points), n, n_trials=400).supported.estimate
        for points, n in ((-0.25, 30), (-0.25, 90), (-0.5, 90), (-1.0, 90))
    ]
    assert shares == sorted(shares)
    assert shares[0] < 0.5
    assert shares[-1] > 0.95


@pytest.mark.parametrize("n_per_arm", [20, 200])
def test_without_effect_a_blinded_study_says_supported_in_one_of_200(n_per_arm: int) -> None:
    # 99 % interval, one side of two: 0.5 %; 4,000 studies: a share above 1 % has a chance of 3 in 100,000
    found = find_power(StudyPlan(), EffectPlan(), n_per_arm, n_trials=4000)
    assert found.supported.estimate <= 0.01
    assert found.supported.upper > 0.0025  # and the test is not idle: it does say so now and then
    assert found.supported == found.without_effect


def test_hope_and_raters_who_know_are_not_taken_for_an_effect() -> None:
    # hope moves the treated by −0.3 points and nobody else: more than chance at 300 per arm
    found = find_power(StudyPlan(design=Design.WAITING_LIST), EffectPlan(), 300, n_trials=400)
    assert found.supported.estimate <= 0.01


def test_the_same_seed_gives_the_same_power_and_another_seed_another() -> None:
    powers = [find_power(StudyPlan(), HALF_A_POINT, 40, seed=seed, n_trials=300) for seed in (1, 1, 2, 3)]
    assert powers[0] == powers[1]
    assert len({power.supported.n_events for power in powers}) > 1


@pytest.mark.parametrize("points", [0.0, -1.0, -2.5])
def test_before_and_after_never_says_supported(points: float) -> None:
    study = StudyPlan(design=Design.BEFORE_AFTER)
    found = find_power(study, EffectPlan(points=points), 60, _claim("C33"), n_trials=20)
    assert found.supported.estimate == 0
    assert set(found.outcomes) <= {
        Because.UNCONTROLLED,
        Because.EXPECTED_WITHOUT_EFFECT,
        Because.CONTRADICTED,
        Because.CANNOT_BE_ASSESSED,
    }


def test_a_smaller_effect_than_claimed_is_called_so() -> None:
    found = find_power(StudyPlan(), EffectPlan(points=-1.0), 100, _claim("C33"), n_trials=200)
    assert found.outcomes[Because.EFFECT_SMALLER_THAN_CLAIMED] > 0.8


def test_raters_of_comparators_from_elsewhere_who_know_undo_the_study() -> None:
    effect, claim = EffectPlan(points=-2.5), _claim("C33")
    shares = [
        find_power(
            StudyPlan(design=Design.EXTERNAL, raters_blinded=blinded), effect, 150, claim, n_trials=20
        ).supported.estimate
        for blinded in (True, False)
    ]
    assert shares[0] > 0.2
    assert shares[1] == 0


def test_many_lost_patients_cannot_be_made_up_for_by_numbers() -> None:
    lost = StudyPlan(missed=0.2, lost_per_year=0.3)
    found = find_power(lost, EffectPlan(points=-2.5), 600, _claim("C33"), n_trials=100)
    assert found.supported.estimate == 0
    assert found.outcomes[Because.CANNOT_BE_ASSESSED] > 0.9


def test_a_waiting_list_cannot_look_beyond_the_wait() -> None:
    with pytest.raises(UsageError, match="those who wait are treated after 12 months"):
        find_power(
            StudyPlan(design=Design.WAITING_LIST),
            EffectPlan(),
            60,
            any_better("free_of_worsening", months=24.0),
        )


@pytest.mark.parametrize(
    ("wrong", "permitted"),
    [
        ({"missed": 1.5}, "missed= .*permitted: 0 to 0.95"),
        ({"lost_per_year": -0.1}, "lost_per_year= .*permitted: 0 to 5"),
        ({"visit_every_months": 0.0}, "visit_every_months= .*permitted: 1 to 24"),
        ({"followup_months": 0.0}, "followup_months= .*permitted: 1 to 72"),
        ({"wait_months": 24.0}, "wait_months= .*permitted: 6 to 12"),
        ({"design": "crossover"}, "design= .*permitted: before_after"),
    ],
)
def test_impossible_studies_are_refused_by_name(wrong: dict[str, object], permitted: str) -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        StudyPlan(**wrong)  # type: ignore[arg-type]
    name, _, allowed = permitted.partition("= .*")
    assert f"{name}=" in str(refused.value)
    assert allowed in str(refused.value)


@pytest.mark.parametrize("n_per_arm", [0, 1, 5000])
def test_impossible_numbers_of_patients_are_refused(n_per_arm: int) -> None:
    with pytest.raises(ImpossiblePlan, match="whole numbers from 2 to 2,000"):
        find_power(StudyPlan(), HALF_A_POINT, n_per_arm)


def test_claims_of_record_or_safety_are_no_question_for_these_studies() -> None:
    claims = claims_a_study_could_test(read_claims("cell-therapy"))
    assert {claim.id for claim in claims} == {"C33", "C34"}
    assert {claim.attribution for claim in claims} == {Attribution.CHANGE, Attribution.LEVEL}
    primary = claims[0].primary
    assert primary is not None
    assert primary.asserted == between(-3.0, -2.0, "EDSS points")
