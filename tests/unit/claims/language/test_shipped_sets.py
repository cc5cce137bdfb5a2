"""Every shipped claim set: its figures, its verdicts on studies, and the list of claims it was taken from."""

from __future__ import annotations

import re

import pytest

from ranvier.claims.consistency.checks import judge_consistency
from ranvier.claims.language.claim import Attribution, Testable, Therapy
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.literature.library import read_literature
from ranvier.vocabulary.outcomes import Published, Reading
from tests.evidence_folder import evidence, needs_evidence
from tests.unit.claims.shipped_sets import EVIDENCE, OWN_NUMBERS, OWN_RECORDS, figures_in


@pytest.fixture(params=EVIDENCE, scope="module")
def claim_set(request):
    return read_claims(request.param)


def theirs_of(claim_set):
    return {claim["id"]: claim for claim in evidence(EVIDENCE[claim_set.id])}


def test_every_shipped_set_is_tested_here():
    assert set(list_claim_sets()) == set(EVIDENCE)


@needs_evidence
def test_every_claim_of_the_list_is_there_once_and_in_order(claim_set):
    assert [claim.id for claim in claim_set.claims] == list(theirs_of(claim_set))


@needs_evidence
def test_kind_and_testability_are_those_of_the_evidence_folder(claim_set):
    for claim in claim_set.claims:
        theirs = theirs_of(claim_set)[claim.id]
        assert claim.kind.value == theirs["kind"], claim.id
        assert claim.testable.value == theirs["registry_testable"], claim.id


@needs_evidence
def test_verdicts_on_published_studies_are_those_of_the_evidence_folder(claim_set):
    for claim in claim_set.claims:
        theirs = theirs_of(claim_set)[claim.id]
        if theirs["verdict_code"] == OWN_RECORDS:
            assert claim.published is None, claim.id
        else:
            assert claim.published.verdict is Published(theirs["verdict_code"]), claim.id
            cited = {name for name in theirs["evidence"] if name[0] in "EX"}
            assert cited <= set(claim.published.studies), (claim.id, cited - set(claim.published.studies))


@needs_evidence
def test_no_sentence_is_that_of_the_evidence_folder(claim_set):
    for claim in claim_set.claims:
        theirs = theirs_of(claim_set)[claim.id]
        told = " ".join([claim.statement, claim.untestable, claim.could_test, *claim.assumed])
        told = " ".join(re.findall(r"\w+", told.lower()))
        for key in ("paraphrase", "note", "what_makes_it_untestable"):
            words = re.findall(r"\w+", str(theirs.get(key) or "").lower())
            runs = [" ".join(words[i : i + 8]) for i in range(len(words) - 7)]
            assert not [run for run in runs if run in told], claim.id


def test_a_claim_that_no_registry_can_test_says_why_and_what_could(claim_set):
    for claim in claim_set.claims:
        untestable = claim.testable is Testable.NO
        assert untestable is not bool(claim.interpretations), claim.id
        assert untestable is not bool(claim.readings), claim.id
        if claim.testable is not Testable.YES:
            assert claim.untestable, claim.id
            assert claim.could_test, claim.id


def test_every_assumption_is_said_where_the_source_is_vague(claim_set):
    assert all(claim.assumed for claim in claim_set.claims if claim.interpretations)


def test_a_share_that_is_a_level_implies_only_a_direction_and_a_change_itself(claim_set):
    for claim in claim_set.claims:
        if Reading.BECAUSE not in claim.readings:
            continue
        assert claim.because_asserted is not None, claim.id
        if claim.attribution is Attribution.CHANGE:
            assert claim.because_asserted == claim.primary.asserted, claim.id


def test_every_published_figure_belongs_to_a_study_of_the_claim(claim_set):
    for claim in claim_set.claims:
        view = claim.published
        for key in () if view is None else (*view.figures, *view.beside):
            assert key[:-1] in view.studies, (claim.id, key)


def test_every_number_in_a_finding_is_one_of_its_figures(claim_set):
    for claim in claim_set.claims:
        if claim.published is None:
            continue
        view = claim.published
        numbers = [read_literature().number(key) for key in (*view.figures, *view.beside)]
        printed = {
            figure
            for number in numbers
            for figure in figures_in(f"{number.what} {number.value} {number.ci95}")
        }
        loose = set(figures_in(view.finding)) - printed - OWN_NUMBERS.get(claim.id, set())
        assert not loose, (claim.id, loose)


def test_a_set_of_another_therapy_finds_nothing_that_speaks_of_cells(claim_set):
    if claim_set.therapy is Therapy.CELLS:
        return
    for found in judge_consistency(claim_set, read_literature()):
        assert not re.search(r"\b(cells?|doses?|tumours?)\b", found.sentence)
