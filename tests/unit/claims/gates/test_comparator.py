import pytest

from ranvier.tables.programme import Groups
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.claims.gates.ask import about, answer, clinic, compared


def test_without_comparators_it_fails():
    result = answer(7, clinic())
    assert result.status == "fail"
    assert result.reason.startswith("none")


def test_comparators_that_are_declared_but_not_there_are_none():
    result = answer(7, about(clinic(), groups=Groups(comparator=("waiting",))))
    assert result.status == "fail"
    assert "no patient carries that word" in result.reason


@pytest.mark.parametrize(
    ("assignment", "words"),
    [(Assignment.EXTERNAL, "not assigned by lot"), (Assignment.RANDOMISED, "assigned by lot")],
)
def test_how_comparators_were_chosen_is_said(assignment, words):
    result = answer(7, compared(assignment=assignment))
    assert result.status == "pass"
    assert words in result.reason


def test_what_comparators_received_is_said():
    cohort = compared()
    groups = Groups(("cells",), ("waiting",), Assignment.RANDOMISED, ComparatorKind.SHAM)
    assert "20 comparators, sham" in answer(7, about(cohort, groups=groups)).reason
