"""Early evidence and what came after: apart, whole, and every fault at once."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from ranvier.errors import LiteratureError
from ranvier.literature.retrodiction.after import Truth
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.retrodiction.read import (
    read_early_evidence,
    read_retrodiction_from,
    read_what_came_after,
    read_yardsticks,
)
from ranvier.vocabulary.outcomes import Published
from tests.evidence_folder import evidence, needs_evidence

GOOD = """
yardsticks:
  - {key: Ya, what: "better on placebo", value: "9%", status: mixed}
cases:
  - id: R01
    core: true
    therapy: "a therapy"
    kind: drug
    early:
      citation: "Somebody A. Journal 2001;1:1"
      year: 2001
      design: "open series"
      control: "none"
      n_start: 20
      n_analysed: 18
      course: "RR"
      outcome: "EDSS"
      selected_on_recent_activity: "yes"
      claimed: "it helps"
      features: {improved_k: 9, improved_n: 18, uncontrolled: true}
      numbers:
        - {key: R01a, what: "improved", value: "9/18", status: primary}
        - {key: R01b, what: "share", value: "50%", status: derived, inputs: [R01a], how: "9 / 18"}
    after:
      trials:
        - id: R01.t1
          citation: "Somebody B. Journal 2010;1:1"
          numbers: [{key: R01.t1a, what: "improved", value: "10% vs 11%", status: secondary}]
      truth: {relapse: not_tested, disability: does_not_work, mri: not_tested, overall: does_not_work,
              harm: "none", confidence: high}
      traps: [no_control]
      expected_on_early: insufficient
      acceptable_on_early: [insufficient]
      forbidden_on_early: [supported]
      expected_after_trial: contradicted
      lesson: "half improve anyway"
"""


def read(folder, text=GOOD):
    (folder / "retrodiction.yaml").write_text(text, encoding="utf-8")
    return read_retrodiction_from(folder / "retrodiction.yaml")


def test_a_case_is_read_into_two_parts(tmp_path):
    found = read(tmp_path)
    assert found.early["R01"].features == {"improved_k": 9, "improved_n": 18, "uncontrolled": True}
    assert found.early["R01"].may_decide  # both numbers were read at the source
    assert found.after["R01"].found.overall is Truth.DOES_NOT_WORK
    assert not found.after["R01"].trials[0].numbers[0].may_decide
    assert not found.yardsticks["Ya"].may_decide  # mixed: as good as its worst part


def test_the_early_part_has_no_room_for_what_came_after():
    names = {field.name for field in fields(EarlyEvidence)}
    assert not names & {"after", "truth", "found", "trials", "traps", "lesson", "expected_on_early"}
    told = " ".join(repr(case) for case in read_early_evidence().values())
    for word in ("expected", "forbidden", "does_not_work", "decisive", "R01.t1"):
        assert word not in told
    later = [trial for case in read_what_came_after().values() for trial in case.trials]
    names = {name for trial in later for name in re.findall(r"\(([A-Z][A-Z\d -]{3,})\)", trial.citation)}
    assert {"BRAVE DREAMS", "MESEMS"} <= names
    assert [name for name in names if name in told] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("n_analysed: 18", "n_analysed: 30"), "'n_analysed' is above 'n_start'"),
        (("n_start: 20", "n_start: 20.5"), "'n_start' must be a whole number"),
        (("improved_k: 9", "improved_k: 19"), "'features.improved_k' is above its n"),
        (("improved_k: 9", 'improved_k: "9"'), "'features.improved_k' must be a number"),
        (("overall: does_not_work", "overall: fails"), "'overall' is not one of the agreed words"),
        (
            ("forbidden_on_early: [supported]", "forbidden_on_early: [insufficient]"),
            "acceptable and forbidden",
        ),
        (("forbidden_on_early: [supported]", "forbidden_on_early: [sure]"), "'sure', which is no verdict"),
        (("acceptable_on_early: [insufficient]", "acceptable_on_early: []"), "expected must be acceptable"),
        (("- id: R01.t1", "- id: R02.t1"), "'id' must begin with the case"),
        (("key: R01.t1a", "key: R01a"), "'R01a' is used twice"),
        (("inputs: [R01a]", "inputs: [R09a]"), "there is no number 'R09a'"),
        (("lesson:", "leson:"), "'lesson' is missing"),
        (("    after:", "    before:"), "'truth' is missing"),
        (("cases:", "case:"), "unknown key 'case'"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, change, told):
    assert change[0] in GOOD
    with pytest.raises(LiteratureError, match=re.escape(told)) as raised:
        read(tmp_path, GOOD.replace(*change))
    assert raised.value.exit_code == 31


@pytest.mark.parametrize("broken", ["cases: [", "- a list", "", "cases: words"])
def test_a_file_that_is_no_set_of_cases_is_refused_or_empty(tmp_path, broken):
    try:
        assert read(tmp_path, broken).early == {}
    except LiteratureError as error:
        assert "retrodiction.yaml" in str(error)


def test_the_shipped_cases_have_both_parts_and_settle_what_they_can():
    early, after = read_early_evidence(), read_what_came_after()
    assert list(early) == list(after)
    assert len(early) == 14
    assert len(read_yardsticks()) == 11
    for name, case in after.items():
        assert Published.SUPPORTED not in case.acceptable_on_early, name
        assert case.trials or case.found.overall in (Truth.HARM, Truth.UNRESOLVED), name


@needs_evidence
def test_every_case_figure_status_and_scoring_is_that_of_the_evidence_folder():
    early, after = read_early_evidence(), read_what_came_after()
    theirs = {case["id"]: case for case in evidence("retrodiction.yaml")["cases"]}
    assert list(early) == list(theirs)
    for name, case in theirs.items():
        pairs = list(zip(early[name].numbers, case["early"]["numbers"], strict=True))
        decisive = [trial for trial in case["decisive"] if trial["numbers"]]
        for ours, known in (
            *zip(after[name].trials, decisive, strict=True),
            *zip(after[name].uncontrolled, case.get("other_uncontrolled", []), strict=True),
        ):
            pairs += zip(ours.numbers, known["numbers"], strict=True)
        for number, known in pairs:
            assert number.status.value == known["status"], number.key
            printed = figures(f"{number.value} {number.ci95} {number.what} {number.caveat} {number.how}")
            missing = set(figures(f"{known['value']} {known.get('ci95', '')}")) - set(printed)
            assert not missing - {"95"}, (number.key, missing)  # of "95% interval"
        assert dict(early[name].features) == case["features"]
        assert after[name].expected_on_early.value == case["expected_on_early_data"]
        assert [verdict.value for verdict in after[name].forbidden_on_early] == case[
            "forbidden_on_early_data"
        ]
        assert after[name].expected_after_trial.value == case["expected_after_trial"]
        assert len(after[name].traps) == len(case["traps"])
        assert after[name].found.overall.value == case["truth"]["overall"].split("_on_relapse")[0]


@needs_evidence
def test_every_yardstick_is_there_with_its_status():
    ours = [number.status.value for number in read_yardsticks().values()]
    assert ours[:9] == [known["status"] for known in evidence("retrodiction.yaml")["yardsticks"]]


def figures(text):
    return re.findall(r"\d+(?:\.\d+)?", str(text).replace(",", ""))
