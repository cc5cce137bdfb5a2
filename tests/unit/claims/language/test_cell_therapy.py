"""The set of the page on cells, and the benchmarks and questions beside every set."""

from __future__ import annotations

import re

import pytest

from ranvier.claims.describing.questions import question_templates
from ranvier.claims.language.claim import Therapy
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.definitions.presets import WORSENING_NAMES
from ranvier.literature.library import read_literature
from tests.evidence_folder import evidence, needs_evidence
from tests.unit.claims.shipped_sets import figures_in

NINE = {"C33", "C34", "C39", "C42", "C45", "C47", "C49", "C50", "C51"}


@pytest.fixture(scope="module")
def claim_set():
    return read_claims("cell-therapy")


def test_the_nine_claims_that_must_be_there_are_testable_in_records(claim_set):
    found = {claim.id: claim for claim in claim_set.claims}
    assert found.keys() >= NINE
    assert all(found[name].interpretations for name in NINE)


def test_the_fall_of_two_to_three_points_has_means_and_shares_at_several_times(claim_set):
    tried = next(claim for claim in claim_set.claims if claim.id == "C33").interpretations
    assert {one.endpoint for one in tried} == {"edss_change_mean", "edss_change_median", "edss_fall_share"}
    assert {one.parameters["months"] for one in tried} == {6, 12, 24}


def test_every_benchmark_can_be_asked_of_its_endpoint():
    for benchmark in read_literature().benchmarks.values():
        if benchmark.definition.endpoint:
            endpoint = ENDPOINT_NAMES[benchmark.definition.endpoint]
            given = set(benchmark.definition.parameters)
            assert set(endpoint.parameters) - endpoint.optional <= given <= set(endpoint.parameters)
            assert benchmark.definition.parameters.get("definition", "primary") in WORSENING_NAMES
            assert benchmark.unit == endpoint.unit


def test_every_number_in_a_question_is_one_of_its_figures():
    # in words of the question itself: "two points", "one year", 100 people; 4 months is the follow-up of E61
    for template in (one for therapy in Therapy for one in question_templates(therapy)):
        numbers = [read_literature().number(key) for key in template.figures]
        printed = [float(x) for number in numbers for x in figures_in(f"{number.value} {number.ci95}")]
        for figure in map(float, figures_in(template.why)):
            near = any(abs(figure - known) < 0.5 for known in printed)  # shares are rounded for readers
            assert figure == 100 or near, (template.why, figure)


def test_cases_name_no_town_and_no_person(claim_set):
    assert len(claim_set.reports) == 10
    assert {case.country for case in claim_set.reports} <= {"", "Kazakhstan", "Germany", "Russia"}


def test_twenty_claims_cannot_be_tested_in_any_registry(claim_set):
    assert sum(claim.testable.value == "no" for claim in claim_set.claims) == 20


@needs_evidence
def test_cases_carry_the_scores_of_the_evidence_folder(claim_set):
    theirs = {case["case"]: case for case in evidence("cases.yaml")}
    for case in claim_set.reports:
        implied = [
            float(x) for x in re.findall(r"\d+\.\d+", str(theirs[case.id]["implied_edss_before"] or ""))
        ]
        assert case.age == theirs[case.id]["age"]
        assert (case.before[0] if case.before else None) == (implied[0] if implied else None), case.id
