"""Power from drawn trials equals what the whole path says of study after study, each simulated by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import binom

from ranvier.claims.designs.asked import any_better, followup_months, primary_of
from ranvier.claims.designs.pool import NOTHING, Arm, clinic_plan
from ranvier.claims.designs.power import find_power
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.language.claim import Claim, ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.cli import main
from ranvier.main import examine
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.effect import EffectPlan
from ranvier.vocabulary.outcomes import Because

N_STUDIES = 40
STUDY = StudyPlan()


def _said_of(claim: Claim, effect: EffectPlan, n_per_arm: int) -> list[str]:
    """What `examine` says of studies by lot, each a clinic of its own."""
    arm = Arm(effect, hopes=True, raters_know=False)
    months = followup_months(STUDY, primary_of(claim))
    plan = replace(clinic_plan(STUDY, arm, months, 2 * n_per_arm), has_comparator=True)
    asked = ClaimSet("one", "One claim", "1", "a test", (claim,))
    found = []
    for seed in range(100, 100 + N_STUDIES):
        (verdict,) = examine(simulate_clinic(plan, seed), asked, seed=seed).examination.verdicts
        assert verdict.because is not None
        found.append(str(verdict.because.outcome))
    return found


CLAIMED = next(claim for claim in read_claims("cell-therapy").claims if claim.id == "C33")


@pytest.mark.parametrize(
    ("claim", "effect", "n_per_arm"),
    [
        (any_better(), EffectPlan(points=-0.45), 35),
        (CLAIMED, EffectPlan(points=-2.5), 55),
        (any_better("free_of_worsening", months=12.0), EffectPlan(points=-1.0), 140),
    ],
    ids=["any difference", "as claimed", "a curve"],
)
def test_power_is_what_the_whole_path_says(claim: Claim, effect: EffectPlan, n_per_arm: int) -> None:
    said = _said_of(claim, effect, n_per_arm)
    power = find_power(STUDY, effect, n_per_arm, claim).supported.estimate
    assert 0.15 < power < 0.92  # where agreement says something
    # a share of 40 studies within its middle 99.9 %, and the power a point either way for its own 1,000
    low, high = binom.ppf(0.0005, N_STUDIES, power - 0.02), binom.ppf(0.9995, N_STUDIES, power + 0.02)
    assert low <= said.count(Because.SUPPORTED) <= high


def test_the_whole_path_says_supported_of_nothing_as_seldom() -> None:
    said = _said_of(any_better(), NOTHING, 35)
    assert said.count(Because.SUPPORTED) <= 2  # three of 40 at 0.5 % each: 1 in 900


def test_the_command_tells_every_design(capsys: pytest.CaptureFixture[str]) -> None:
    line = "design --effect -1 --patients 20 --studies 20 --seed 3"
    assert main(line.split()) == 0
    told = capsys.readouterr().out
    for design in ("before_after", "external", "waiting_list", "sham"):
        assert f"\n  {design}: " in told
    assert "could say at most: uncontrolled" in told
    assert "without effect in" in told


def test_the_command_searches_for_the_number(capsys: pytest.CaptureFixture[str]) -> None:
    line = "design --claims cell-therapy --claim C33 --design sham --studies 100"
    assert main(line.split()) == 0
    told = capsys.readouterr().out
    assert "C33: mean change, 12 months. If the truth were: 2.5 EDSS points better" in told
    assert "would show it in 8 of 10" in told


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("design --design crossover", "design="),
        ("design --missed 2", "missed="),
        ("design --patients 1", "n_per_arm="),
        ("design --target 80", "target="),
        ("design --claims cell-therapy --claim C39", "--claim C39"),
        ("design --months 0", "months="),
    ],
)
def test_impossible_questions_are_refused_by_name(
    line: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    assert named in capsys.readouterr().err
