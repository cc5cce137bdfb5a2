"""Every number behind a prediction says where it comes from; only those read or stated rule things out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.claims.examine import judge_without_records
from ranvier.claims.language.theory.number import Known
from ranvier.literature.library import read_literature
from tests.unit.claims.language.theory.shipped import judged, shipped_set

SOURCES = (Path(__file__).parents[5] / "docs" / "reference" / "sources.md").read_text(encoding="utf-8")
THEORY = judged().theory
NUMBERS = [
    (f"{of}.{number.name}", number)
    for of, numbers in [
        ("settings", THEORY.settings.values()),
        *((one.id, filter(None, (one.lag, one.window))) for one in THEORY.measures),
        *((one.id, one.numbers.values()) for one in THEORY.hypotheses),
        *(
            (f"{one.id}.{move.measure}", move.numbers.values())
            for one in THEORY.hypotheses
            for move in one.moves
        ),
    ]
    for number in numbers
]


@pytest.mark.parametrize("number", [number for _, number in NUMBERS], ids=[name for name, _ in NUMBERS])
def test_a_number_says_what_it_is_how_it_is_known_and_how_far_it_may_be_off(number):
    assert len(number.meaning.split()) > 1
    assert number.low <= number.value <= number.high
    assert number.known is Known.DEFINITION or number.source
    if number.known is Known.ASSUMED:
        assert not number.decides
        assert "unverified" in number.origin
        assert "S289" in number.source


def test_rows_and_letters_that_numbers_refer_to_exist():
    rows = set(re.findall(r"^\| (S\d+) \|", SOURCES, re.MULTILINE))
    keys = set(read_literature().numbers)
    for name, number in NUMBERS:
        assert set(re.findall(r"S\d+", number.source)) <= rows, name
        assert set(re.findall(r"E\d+[a-z]", number.source)) <= keys, name


def test_a_stated_number_is_the_one_the_claim_set_states():
    facts = {fact.kind: fact for fact in shipped_set().facts}
    stated = [number for _, number in NUMBERS if number.known is Known.STATED]
    assert len(stated) == 5
    assert {(one.low, one.high) for one in stated} <= {(fact.low, fact.high) for fact in facts.values()}


def test_numbers_second_hand_derived_or_assumed_never_decide():
    weak = {Known.SECOND_HAND, Known.DERIVED, Known.ASSUMED}
    assert {number.known for _, number in NUMBERS if not number.decides} <= weak
    assert not any(number.decides for _, number in NUMBERS if number.known in weak)


def test_an_examination_lists_every_unverified_number():
    listed = judge_without_records(shipped_set(), seed=1).assumed_parameters
    weak = {number.meaning for _, number in NUMBERS if not number.decides}
    assert all(any(meaning in line for line in listed) for meaning in weak)
    assert len(listed) == len(set(listed))
    assert all("unverified" in line for line in listed)
