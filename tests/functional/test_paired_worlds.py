"""What ranvier says of programmes whose truth is known, seed by seed (verdict rules 4 to 6).

A small version of the paired worlds. Where lot chose and raters were blinded the null band decides nothing,
so it is left out there; that makes a few dozen programmes fit into a minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from ranvier.claims import examine
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.tables.cohort import Cohort
from tests.worlds import simulated as worlds
from tests.worlds.world import CHANGE, LEVEL

SUPPORTING = {"supported", "effect_smaller_than_claimed"}
"""Answers that see an effect."""


def claims() -> ClaimSet:
    shipped = read_claims("cell-therapy")
    return replace(shipped, claims=tuple(one for one in shipped.claims if one.id in (CHANGE, LEVEL)))


def answers(world: Callable[[int], Cohort], seeds: range) -> dict[str, Counter[str]]:
    """For each claim and column how often each answer came."""
    found = {f"{claim} {column}": Counter() for claim in (CHANGE, LEVEL) for column in ("seen", "because")}
    for seed in seeds:
        judged = examine.judge_claims(
            world(seed), claims(), seed=seed, thresholds=read_thresholds(), progress=lambda _text: None
        )
        for verdict in judged.verdicts:
            found[f"{verdict.claim.id} seen"][verdict.seen.outcome.value] += 1
            found[f"{verdict.claim.id} because"][verdict.because.outcome.value] += 1
    return found


class NoNullBand:
    """A source of null bands that has none, for the claim's own definition and for the published ones."""

    def for_votes(self, _endpoint, _parameters):
        return None

    __call__ = for_votes


@pytest.fixture
def no_null_band(monkeypatch):
    monkeypatch.setattr(examine, "null_source", lambda _records, **_options: NoNullBand())


def test_no_effect_and_nobody_compared_is_never_supported():
    found = answers(worlds.no_effect_alone, range(4))
    # −3 to −2 points lie outside what these records can hold, so that claim is contradicted (verdict rule 6)
    assert set(found["C33 because"]) <= {"expected_without_effect", "uncontrolled", "contradicted"}
    assert set(found["C34 because"]) <= {"expected_without_effect", "uncontrolled"}
    assert found["C33 seen"] == {"records_disagree": 4}


@pytest.mark.usefixtures("no_null_band")
def test_no_effect_and_a_fair_comparator_is_hardly_ever_supported():
    # at most 1 %: two of 30 would come up by chance in under 4 %
    found = answers(worlds.no_effect_by_lot, range(30))
    assert found["C33 because"]["supported"] == 0
    assert found["C34 because"]["supported"] <= 1
    assert found["C33 because"]["not_supported"] >= 28


@pytest.mark.usefixtures("no_null_band")
@pytest.mark.parametrize(
    "world",
    [
        worlds.biased_comparators,
        worlds.treated_seen_every_two_years,
        worlds.early_failures_become_comparators,
    ],
)
def test_no_effect_and_an_unfair_comparison_is_not_supported(world):
    found = answers(world, range(8))
    assert not SUPPORTING & set(found["C34 because"])
    assert not SUPPORTING & set(found["C33 because"])


@pytest.mark.usefixtures("no_null_band")
@pytest.mark.parametrize(
    "world",
    [
        worlds.treated_are_sicker,
        worlds.treated_had_something_better,
        worlds.treated_would_have_fared_better,
    ],
)
def test_no_effect_and_comparators_whom_lot_did_not_choose_is_not_supported(world):
    found = answers(world, range(6))
    assert not SUPPORTING & {*found["C33 because"], *found["C34 because"]}


@pytest.mark.usefixtures("no_null_band")
def test_no_effect_and_harder_raters_of_the_treated_is_no_harm():
    found = answers(worlds.treated_are_scored_harder, range(6))
    assert not {"contradicted", *SUPPORTING} & {*found["C33 because"], *found["C34 because"]}


@pytest.mark.usefixtures("no_null_band")
def test_a_true_effect_shows_beside_comparators_who_were_milder_once_they_are_made_alike():
    found = answers(worlds.treated_are_sicker_and_gain, range(8))
    assert found["C33 because"]["supported"] >= 6
    assert found["C34 because"]["supported"] >= 6


def test_no_effect_and_raters_who_knew_is_not_supported():
    found = answers(worlds.raters_who_knew, range(5))
    assert not SUPPORTING & {*found["C33 because"], *found["C34 because"]}


@pytest.mark.usefixtures("no_null_band")
def test_a_true_effect_by_lot_is_supported():
    found = answers(worlds.true_effect_by_lot, range(10))
    assert found["C33 because"]["supported"] >= 8
    assert found["C34 because"]["supported"] >= 8
    assert not {"records_disagree"} & set(found["C33 seen"])


@pytest.mark.usefixtures("no_null_band")
def test_an_effect_smaller_than_claimed_is_called_so():
    found = answers(worlds.smaller_effect_by_lot, range(10))
    assert found["C33 because"]["effect_smaller_than_claimed"] >= 8
    assert found["C33 seen"]["records_disagree"] >= 8


@pytest.mark.usefixtures("no_null_band")
def test_harm_is_contradicted():
    found = answers(worlds.harm_by_lot, range(6))
    assert found["C33 because"]["contradicted"] >= 5
    assert found["C34 because"]["contradicted"] >= 5


@pytest.mark.usefixtures("no_null_band")
def test_records_of_harm_disagree_without_any_comparator():
    found = answers(worlds.harm_alone, range(5))
    assert found["C33 seen"] == {"records_disagree": 5}
    assert found["C34 seen"]["records_disagree"] >= 4


@pytest.mark.usefixtures("no_null_band")
def test_a_true_claim_whose_good_responders_are_lost_is_not_contradicted():
    found = answers(worlds.good_responders_lost, range(8))
    assert "contradicted" not in {*found["C33 because"], *found["C34 because"]}
    assert "records_disagree" not in {*found["C33 seen"], *found["C34 seen"]}


def test_hidden_failures_do_not_make_a_useless_therapy_supported():
    found = answers(worlds.failures_hidden, range(3))
    assert "supported" not in {*found["C33 because"], *found["C34 because"]}
