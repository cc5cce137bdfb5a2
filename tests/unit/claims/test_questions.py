from __future__ import annotations

import re

from ranvier.claims.claimset import read_claims
from ranvier.claims.questions import question_templates, ten_questions
from ranvier.literature.library import read_literature
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


def test_of_the_shipped_set_no_question_is_without_a_claim_and_no_claim_without_a_question():
    claim_set = read_claims("cell-therapy")
    asked = ten_questions(claim_set, read_literature())
    assert all(question.claims for question in asked)
    assert {name for question in asked for name in question.claims} == {
        claim.id for claim in claim_set.claims
    }


def test_each_question_asks_what_one_gate_checks():
    assert {template.gate for template in question_templates()} == GATES_ASKED


def test_every_question_is_one_and_its_reason_carries_a_published_figure():
    for question in ten_questions(read_claims("cell-therapy"), read_literature()):
        assert question.question.count("?") == 1
        assert question.question.endswith("?")
        assert re.search(r"\(.*E\d\d\)", question.why), question.why


def test_no_question_advises_or_shouts():
    for question in ten_questions(read_claims("cell-therapy"), read_literature()):
        text = f"{question.question} {question.why}".lower()
        for word in ("you should", "you must", "avoid", "!", "significant", "promising", "proves"):
            assert word not in text


def test_all_figures_of_the_questions_are_verified():
    for question in ten_questions(read_claims("cell-therapy"), read_literature()):
        assert "unverified" not in question.why
