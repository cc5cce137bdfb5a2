"""The rules as data: every combination has one answer, every row is used, and no rule knows a case."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from ranvier.claims.retrodiction.judge_trials import is_stopped_for_harm
from ranvier.claims.retrodiction.rules import tables, traps, traps_called, word_signs
from ranvier.literature.retrodiction.after import LaterStudy
from ranvier.literature.retrodiction.read import read_early_evidence, read_what_came_after
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.outcomes import Published
from ranvier.vocabulary.provenance import Provenance

TABLES = ("early", "after")
FILES = ("words.toml", "traps.toml", "decision.toml", "reference.toml")


@pytest.mark.parametrize("name", TABLES)
def test_every_combination_has_one_verdict_and_every_row_a_use(name):
    table = tables()[name]
    used = [table.decide(**inputs) for inputs in table.combinations()]
    assert {Published(row.outcome) for row in used} <= set(Published)
    assert set(map(id, used)) == set(map(id, table.rows))


def test_without_a_comparison_only_harm_is_more_than_insufficient():
    table = tables()["early"]
    for inputs in table.combinations():
        if inputs["comparison"] == "none" and inputs["observable"] == "yes" and inputs["harm"] == "unclear":
            assert table.decide(**inputs).outcome == "insufficient"


def test_only_a_large_blinded_comparison_of_people_supports_early():
    table = tables()["early"]
    supported = [x for x in table.combinations() if table.decide(**x).outcome == "supported"]
    assert {(x["comparison"], x["size"], x["result"], x["outcome"]) for x in supported} == {
        ("blinded", "adequate", "better", "clinical")
    }


def test_open_trials_never_support_and_scans_never_contradict():
    table = tables()["after"]
    for inputs in table.combinations():
        outcome = table.decide(**inputs).outcome
        if inputs["trials"] == "open":
            assert outcome != "supported"
        if inputs["trials"] != "none" and inputs["result"].startswith("scans") and inputs["harm"] == "no":
            assert outcome not in ("supported", "contradicted")


def test_signs_that_traps_ask_for_are_made_somewhere():
    text = "".join(
        resources.files("ranvier.claims.retrodiction").joinpath(name).read_text(encoding="utf-8")
        for name in ("signs.py", "judge_trials.py")
    )
    by_words = {sign.name for sign in word_signs()}
    asked = {name for trap in traps() for name in (*trap.all_of, *trap.any_of, *trap.none_of, trap.later)} - {
        ""
    }
    assert {name for name in asked - by_words if f'"{name}"' not in text} == set()


@pytest.mark.parametrize("name", FILES)
def test_no_rule_names_a_therapy_or_an_author(name):
    text = (
        resources.files("ranvier.claims.retrodiction").joinpath(name).read_text(encoding="utf-8").casefold()
    )
    rules = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    known = read_early_evidence().values()
    named = {word for case in known for word in re.findall(r"[a-z]{6,}", case.therapy.casefold())}
    named |= {case.citation.split()[0].casefold() for case in known}
    ordinary = {"patient", "patients", "chemotherapy", "progressive", "relapsing", "intensive", "marrow"}
    ordinary |= {"mesenchymal", "spinal", "interferon", "widened", "doses", "blood"}
    found = {word for word in named - ordinary if re.search(rf"\b{word}\b", rules)}
    assert found == set()


def test_a_name_of_a_trap_in_a_file_is_known_by_its_code_first():
    assert [trap.code for trap in traps_called("no_control")] == ["no_control"]
    assert {trap.code for trap in traps_called("tiny-n")} == {"small_n"}
    assert traps_called("phase of the moon") == ()


def test_every_trap_of_the_shipped_cases_is_known():
    listed = {name for answer in read_what_came_after().values() for name in answer.traps}
    assert {name for name in listed if not traps_called(name)} == set()


@pytest.mark.parametrize(
    ("design", "harm"),
    [
        ("RCT, double-blind, stopped early for cardiac deaths", True),
        ("RCT, stopped after liver failure in 3", True),
        ("RCT, dosing stopped because of PML", True),
        ("RCT, ended prematurely: excess mortality", True),
        ("RCT, stopped for benefit, no serious adverse events", False),
        ("RCT, stopped early for efficacy; no deaths", False),
        ("RCT, not stopped for safety", False),
        ("RCT, halted by the safety board for futility", False),
        ("RCT, terminated by the sponsor for slow recruitment", False),
    ],
)
def test_a_trial_that_ended_for_harm_says_so_itself(design, harm):
    assert is_stopped_for_harm(LaterStudy("t", "", (), design=design)) is harm


def test_patients_who_left_for_harm_are_no_trial_that_ended():
    told = PublishedNumber("a", "discontinued for adverse events", "5% vs 4%", Provenance.PRIMARY, True)
    assert not is_stopped_for_harm(LaterStudy("t", "", (told,), design="RCT, double-blind"))


def test_a_trial_that_ended_for_harm_never_supports():
    table = tables()["after"]
    for inputs in table.combinations():
        if inputs["harm"] == "stopped" and inputs["trials"] != "none":
            assert table.decide(**inputs).outcome != "supported"
