from __future__ import annotations

import re

import pytest

from ranvier.claims.describing.questions import question_templates, ten_questions
from ranvier.claims.language.claim import Therapy
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.literature.library import read_literature
from ranvier.vocabulary.outcomes import Reading
from tests.unit.claims.small_sets import NEVER, small_set

GATES_ASKED = {3, 7, 10, 14, 16, 17, 28, 30, 34, 35}


def test_there_are_exactly_ten_questions_whatever_the_set(tmp_path):
    for claim_set in (read_claims("cell-therapy"), small_set(tmp_path, NEVER)):
        questions = ten_questions(claim_set, read_literature())
        assert len(questions) == 10
        assert len({question.question for question in questions}) == 10


def test_each_question_names_the_claims_it_comes_from(tmp_path):
    asked = ten_questions(small_set(tmp_path, NEVER), read_literature())
    assert [bool(question.claims) for question in asked].count(True) == 1
    assert next(question for question in asked if question.claims).claims == ("A3",)


def test_of_the_shipped_set_no_question_is_without_a_claim():
    asked = ten_questions(read_claims("cell-therapy"), read_literature())
    assert all(question.claims for question in asked)


def test_every_claim_put_down_to_the_therapy_has_its_question():
    claim_set = read_claims("cell-therapy")
    asked = {name for one in ten_questions(claim_set, read_literature()) for name in one.claims}
    assert {claim.id for claim in claim_set.claims if Reading.BECAUSE in claim.readings} <= asked


@pytest.mark.parametrize("therapy", Therapy)
def test_each_question_asks_what_one_gate_checks(therapy):
    assert {template.gate for template in question_templates(therapy)} == GATES_ASKED


@pytest.mark.parametrize("therapy", [kind for kind in Therapy if kind is not Therapy.CELLS])
def test_no_question_speaks_of_cells_where_none_are_given(therapy):
    for template in question_templates(therapy):
        assert not re.search(
            r"\b(cells?|graft|mesenchymal|lots?|injection)\b", template.question + template.why
        )


@pytest.mark.parametrize("name", list_claim_sets())
def test_an_unverified_figure_of_a_question_is_said_to_be_so(name):
    literature = read_literature()
    claim_set = read_claims(name)
    pairs = zip(ten_questions(claim_set, literature), question_templates(claim_set.therapy), strict=True)
    for question, template in pairs:
        known = all(literature.number(key).may_decide for key in template.figures)
        assert ("unverified" in question.why) is not known


@pytest.mark.parametrize("name", list_claim_sets())
def test_every_question_is_one_and_its_reason_carries_a_published_figure(name):
    for question in ten_questions(read_claims(name), read_literature()):
        assert question.question.count("?") == 1
        assert question.question.endswith("?")
        assert re.search(r"\(.*[EX]\d\d\)", question.why), question.why


@pytest.mark.parametrize("name", list_claim_sets())
def test_no_question_advises_or_shouts(name):
    for question in ten_questions(read_claims(name), read_literature()):
        text = f"{question.question} {question.why}".lower()
        for word in ("you should", "you must", "avoid", "!", "significant", "promising", "proves"):
            assert word not in text


def test_all_figures_of_the_questions_are_verified():
    for question in ten_questions(read_claims("cell-therapy"), read_literature()):
        assert "unverified" not in question.why
