"""The table of what it would take to know, for a programme and a claim set."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ranvier.claims.basis.records import find_records
from ranvier.claims.designs.patients_like import patients_like
from ranvier.claims.designs.study import STABLE_PATIENTS
from ranvier.claims.designs.table import NO_CLAIM, NO_RECORDS, effect_as_claimed, find_what_it_takes
from ranvier.claims.judging.what_it_takes import ClaimNeed
from ranvier.claims.language.claimset import read_claims
from ranvier.main import examine
from ranvier.report.page import render_report
from ranvier.report.what_it_takes_json import what_it_takes_value
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.outcomes import Because

CLAIMS = read_claims("cell-therapy")
C33 = replace(CLAIMS, claims=tuple(claim for claim in CLAIMS.claims if claim.id == "C33"))
RECORD = replace(CLAIMS, claims=tuple(claim for claim in CLAIMS.claims if claim.id == "C39"))


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return simulate_clinic(replace(NO_EFFECT, n_patients=80), 3)


@pytest.fixture(scope="module")
def need(cohort: Cohort) -> ClaimNeed:
    told: list[str] = []
    found = find_what_it_takes(cohort, C33, seed=1, progress=told.append)
    assert told == ["what it would take to know C33"]
    (one,) = found.claims
    return one


def test_each_design_has_its_row_the_strongest_last(need: ClaimNeed) -> None:
    assert [row.design for row in need.needs] == ["before_after", "external", "waiting_list", "sham"]
    before, external, waiting, sham = need.needs
    assert before.at_most is Because.UNCONTROLLED
    assert (before.n_per_arm, before.people) == (None, None)
    assert external.n_tried == sham.n_per_arm
    assert waiting.n_per_arm is not None
    assert sham.n_per_arm is not None
    assert sham.n_per_arm < waiting.n_per_arm  # hope is taken off what the latter shows
    assert sham.people == 2 * sham.n_per_arm
    assert sham.person_months == 12 * sham.people


def test_the_claim_is_taken_to_be_true_in_its_middle(need: ClaimNeed) -> None:
    assert effect_as_claimed(C33.claims[0]).points == -2.5
    assert need.effect == "2.5 EDSS points better"
    assert need.programme_n == 40


def test_the_same_seed_gives_the_same_table(cohort: Cohort, need: ClaimNeed) -> None:
    again = find_what_it_takes(cohort, C33, seed=1, progress=lambda _: None)
    assert again.claims == (need,)


def test_without_records_and_without_claims_about_effects_the_reason_is_told(cohort: Cohort) -> None:
    for given, claims, reason in ((None, C33, NO_RECORDS), (cohort, RECORD, NO_CLAIM)):
        found = find_what_it_takes(given, claims, seed=1, progress=lambda _: None)
        assert (found.claims, found.reason) == ((), reason)


def test_patients_are_like_the_treated_and_stable(cohort: Cohort) -> None:
    entry = patients_like(find_records(cohort))
    assert entry.share_in_relapse == 0
    assert entry.edss_low < entry.edss_mean < entry.edss_high
    few = simulate_clinic(replace(NO_EFFECT, n_patients=12), 3)
    assert patients_like(find_records(few)) == STABLE_PATIENTS


def test_the_page_and_the_json_tell_it(cohort: Cohort, need: ClaimNeed) -> None:
    found = examine(cohort, C33, designs=True).examination
    page = render_report(found)
    sham = need.needs[-1]
    assert (
        f"A study of {sham.n_per_arm:,} per arm, by lot and blinded, would show the claim in 8 of 10." in page
    )
    assert "no number is enough" in page
    value = what_it_takes_value(found.what_it_takes)
    assert value is not None
    assert value["claims"][0]["designs"][3]["per_arm"] == sham.n_per_arm
    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_the_section_is_there_only_when_asked_for_and_tells_why_it_is_empty(cohort: Cohort) -> None:
    assert 'id="designs"' not in render_report(examine(cohort, RECORD).examination)
    assert NO_RECORDS in render_report(examine(None, C33, designs=True).examination)
