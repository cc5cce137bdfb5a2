"""Described cases as a table: what each states, what it leaves out, and how many state what."""

from __future__ import annotations

import json

import pytest

from ranvier.claims.examine import judge_without_records
from ranvier.claims.language.case_series import find_case_series
from ranvier.claims.language.cases import CaseReport, Reported
from ranvier.claims.language.claimset import read_claims
from ranvier.errors import RanvierError
from ranvier.report.page import render_report
from ranvier.report.sections.case_series import NOT_STATED, tell_case_series
from ranvier.report.verdicts_json import verdicts_json
from tests.unit.claims.small_sets import CHANGE, case, small_set


@pytest.fixture(scope="module")
def shipped():
    return judge_without_records(read_claims("cell-therapy"), seed=1)


def stated(series):
    return {one.what: one.n for one in series.summary}


def test_how_many_of_the_shipped_cases_state_what(shipped):
    # counted by hand in cell-therapy-cases.toml
    counted = stated(shipped.case_series)
    assert counted["how long it was followed"] == 5
    assert counted["the same at a second visit"] == 0
    assert counted["other treatment"] == 2
    assert counted["adverse events, looked for or not"] == 1
    assert counted["EDSS scored by the source, before and after"] == 1
    assert counted["an outcome"] == 9
    assert {one.of for one in shipped.case_series.summary} == {10}


def test_a_change_is_as_wide_as_both_bands_allow():
    # by hand: 6.5 - 8.0 is the least fall seen from the other end: 6.5 - 9.5 = -3.0, 7.0 - 8.0 = -1.0
    (row,) = find_case_series((CaseReport("P1", Reported.SUCCESS, before=(8.0, 9.5), after=(6.5, 7.0)),)).rows
    assert row.change == (-3.0, -1.0)
    assert "walking before" not in row.missing
    assert "age" in row.missing


def test_a_set_without_cases_has_no_series(tmp_path):
    assert find_case_series(()) is None
    page = render_report(judge_without_records(small_set(tmp_path, CHANGE), seed=1))
    assert 'id="cases"' not in page


def test_the_table_says_what_is_not_stated(shipped):
    told = {one.name: one for one in tell_case_series(shipped.case_series).cases}
    assert (told["P1"].before, told["P1"].after) == ("7.0 to 7.5", "6.0 to 6.5")
    assert told["P10"].change == "−1.5"
    assert told["P10"].followed == "10 days"
    assert told["P3"].before == "cannot be inferred"
    assert told["P3"].harm == NOT_STATED
    assert told["P1"].other.startswith("dexamethasone")


def test_the_report_and_the_json_hold_every_case(shipped):
    page = render_report(shipped)
    value = json.loads(verdicts_json(shipped))["case_series"]
    assert [one["id"] for one in value["cases"]] == [f"P{n}" for n in range(1, 11)]
    assert {"what": "other treatment", "n": 2, "of": 10, "checklist_question": 7} in value["stated"]
    assert all(f'<th scope="row">P{n}<' in page for n in range(1, 11))
    assert "other treatment 2 of 10" in page


def test_walking_is_told_in_agreed_words(tmp_path):
    text = case("P1") + 'walking_before = { gets_about = "walks", metres = 200, aid = "one_side" }\n'
    assert small_set(tmp_path, CHANGE, cases=(text,)).reports[0].before == (6.0, 6.0)
    for wrong in ('{ gets_about = "flies" }', '"by chair"', '{ gets_about = "walks", metres = -3 }'):
        with pytest.raises(RanvierError):
            small_set(tmp_path, CHANGE, cases=(case("P1") + f"walking_before = {wrong}\n",))
