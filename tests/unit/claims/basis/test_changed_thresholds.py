"""A changed threshold is told in every output, with what it was."""

from dataclasses import replace

import ranvier as rv
from ranvier.report.page import render_report
from ranvier.report.verdicts_json import verdicts_json
from tests.unit.claims.gates.ask import CHANGE, clinic

TOLD = "patients without a baseline EDSS that are too many: 25% (changed; shipped as 30%)"


def examined(**more):
    return rv.examine(clinic(), replace(rv.read_claims("cell-therapy"), claims=(CHANGE,)), **more)


def test_every_output_says_what_was_changed(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[thresholds]\nbaseline_missing_fail_percent = 25\n", encoding="utf-8")
    found = examined(thresholds=path)
    assert f"Threshold changed: {TOLD}" in repr(found)
    assert TOLD in verdicts_json(found.examination)
    assert f"Some were changed: {TOLD}." in render_report(found.examination)


def test_without_a_change_nothing_is_said_of_one():
    found = examined()
    assert found.examination.changed_thresholds == ()
    assert "Threshold changed" not in repr(found)
