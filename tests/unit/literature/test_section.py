from __future__ import annotations

from enum import StrEnum

from ranvier.literature.section import Section, did_you_mean


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def section(**data):
    faults = []
    return Section(data, "here", faults), faults


def test_the_nearest_known_word_is_offered_and_else_all_of_them():
    assert did_you_mean("endpont", ["endpoint", "label"]) == "did you mean 'endpoint'?"
    assert did_you_mean("zzz", ["b", "a"]) == "known: a, b"


def test_a_missing_key_names_the_key_that_was_probably_meant():
    part, faults = section(statment="x")
    part.text("statement", required=True)
    assert [str(fault) for fault in faults] == [
        "'statement' is missing\n  where:  here\n  try:    is 'statment' meant for it?"
    ]


def test_each_reader_refuses_the_wrong_type_and_gives_an_empty_value():
    part, faults = section(a=1, b="x", c="yes", d=[1], e=True, f=float("nan"))
    assert part.text("a") == ""
    assert part.number("b") is None
    assert part.flag("c") is False
    assert part.texts("d") == ()
    assert part.number("e") is None
    assert part.number("f") is None
    assert part.part("b") is None
    assert part.parts("b") == ()
    assert len(faults) == 8


def test_a_word_must_be_one_of_those_agreed():
    part, faults = section(a="gren", b="red")
    assert part.word("a", Colour) is None
    assert part.word("b", Colour) is Colour.RED
    assert faults[0].hint == "did you mean 'green'?"


def test_keys_nobody_asked_for_are_faults_with_their_places():
    part, faults = section(a="x", b="y")
    part.text("a")
    part.done()
    assert [(fault.problem, fault.where) for fault in faults] == [("unknown key 'b'", "here")]


def test_parts_of_a_list_are_numbered_and_share_the_faults():
    part, faults = section(items=[{"x": 1}, {"x": "no"}])
    assert [inner.number("x") for inner in part.parts("items", "item")] == [1.0, None]
    assert faults[0].where == "item 2"
