"""A file of hypotheses is read with all its faults at once, each with its place."""

from __future__ import annotations

import shutil

import pytest

from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import find_claim_set, list_claim_sets
from ranvier.claims.language.theory.judge import judge_theory
from ranvier.errors import ClaimSetError
from ranvier.literature.library import read_literature
from tests.unit.claims.language.theory.shipped import shipped_set, with_text
from tests.unit.claims.small_sets import CHANGE, small_set


def faults_of(before: str, after: str) -> str:
    with pytest.raises(ClaimSetError) as found:
        judge_theory(with_text(shipped_set(), before, after), read_literature())
    return str(found.value)


def test_a_file_of_hypotheses_is_no_claim_set():
    assert "cell-therapy-hypotheses" not in list_claim_sets()


def test_a_set_without_hypotheses_has_no_theory(tmp_path):
    assert judge_theory(small_set(tmp_path, CHANGE), read_literature()) is None


def test_a_file_that_is_not_there_is_a_fault_of_the_set(tmp_path):
    folder = find_claim_set("cell-therapy").parent
    for name in ("cell-therapy.toml", "cell-therapy-cases.toml"):
        shutil.copy(folder / name, tmp_path)
    with pytest.raises(ClaimSetError, match="the file of hypotheses is not there"):
        read_claims(tmp_path / "cell-therapy.toml")


def test_a_hypothesis_that_moves_an_unknown_measure_is_refused():
    assert "there is no measure 'myelin_mir'" in faults_of('"myelin_mri"', '"myelin_mir"')


def test_a_fact_that_the_set_does_not_state_is_missed():
    told = faults_of('"mechanism_takes_days"', '"patient_years"')
    assert "the claim set states no such fact" in told


def test_an_unknown_study_is_refused():
    assert "there is no study 'E999'" in faults_of('"E35"', '"E999"')


def test_a_number_outside_its_range_is_refused():
    told = faults_of("value = 0.95, low = 0.5", "value = 0.40, low = 0.5")
    assert "'value' must lie between 'low' and 'high'" in told


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("value = 0.95, low = 0.5, high = 0.99", "value = 0.95, low = 0.5, high = 1.2", "complete_share="),
        ("value = 7, low = 2, high = 21", "value = 7, low = -2, high = 21", "half_life_days="),
        ("lasts_days = { value = 1, low = 1", "lasts_days = { value = 1, low = 0", "ends_days="),
    ],
)
def test_an_impossible_number_is_refused_by_name_with_what_is_permitted(before, after, name):
    told = faults_of(before, after)
    assert name in told
    assert "permitted" in told


def test_several_faults_come_at_once():
    claim_set = with_text(shipped_set(), '"myelin_mri"', '"myelin_mir"')
    claim_set = with_text(claim_set, '"E35"', '"E999"')
    with pytest.raises(ClaimSetError) as found:
        judge_theory(claim_set, read_literature())
    assert len(found.value.problems) == 2
