"""What became of a protocol, on the page, in JSON and in words; small groups are not told."""

from __future__ import annotations

import json
from dataclasses import replace

from ranvier.report.page import render_report
from ranvier.report.protocol_json import protocol_value
from ranvier.report.provenance import provenance_json
from ranvier.report.sections.protocol import tell_protocol
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from tests.unit.report import example
from tests.unit.report.example_protocol import followed_in_part


def test_every_item_is_told_with_what_was_planned_and_found() -> None:
    told = tell_protocol(followed_in_part(), Sharing())
    assert told is not None
    assert told.short == (
        "Of 4 items of the protocol frozen on 2025-12-01: 2 followed, 1 deviated, 1 not assessable."
    )
    assert [(row.name, row.look, row.words) for row in told.rows] == [
        ("Claims as frozen", "pass", "followed"),
        ("Time zero", "pass", "followed"),
        ("Begun after the freezing", "fail", "deviated"),
        ("Assessor blinded", "na", "not assessable"),
    ]
    assert told.rows[2].planned == "everybody after 2025-12-01"


def test_a_small_group_is_told_as_such_on_the_page_and_in_json() -> None:
    examination = replace(example.randomised(), protocol=followed_in_part())
    page, data = render_report(examination), json.loads(verdicts_json(examination))
    for text in (page, json.dumps(data)):
        assert "3 of 150" not in text
        assert "ewer than 5 of 150 began on or before it" in text
    assert data["protocol"]["items"][0]["planned"] == "the 3 claims of the set 'invented'"


def test_inside_the_clinic_the_number_is_shown() -> None:
    value = protocol_value(followed_in_part(), Sharing(internal=True))
    assert value is not None
    assert value["items"][2]["found"] == "3 of 150 began on or before it"


def test_json_holds_the_item_its_outcome_and_what_check_26_makes_of_it() -> None:
    value = protocol_value(followed_in_part(), Sharing())
    assert value is not None
    assert [(one["item"], one["outcome"], one["check_26"], one["claims"]) for one in value["items"]] == [
        ("claims", "followed", "pass", "all"),
        ("time_zero", "followed", "pass", "all"),
        ("begun_after", "deviated", "fail", "all"),
        ("blinding", "not_assessable", "flag", ["C33"]),
    ]
    assert value["sha256"] == "ab" * 32


def test_without_a_protocol_there_is_no_section() -> None:
    examination = replace(example.randomised(), protocol=None)
    assert 'id="protocol"' not in render_report(examination)
    assert "#protocol" not in render_report(examination)
    assert json.loads(verdicts_json(examination))["protocol"] is None
    assert json.loads(provenance_json(examination))["protocol"] is None


def test_provenance_names_file_and_fingerprint() -> None:
    examination = replace(example.randomised(), protocol=followed_in_part())
    assert json.loads(provenance_json(examination))["protocol"] == {
        "file": "test.toml",
        "sha256": "ab" * 32,
        "file_sha256": "cd" * 32,
        "frozen_on": "2025-12-01",
    }
