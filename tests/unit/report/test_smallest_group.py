"""The smallest group that a shareable report shows is the user's threshold, and never one patient."""

from dataclasses import replace

import pytest

import ranvier as rv
from ranvier.report.sharing_of import sharing_of
from tests.unit.claims.gates.ask import CHANGE, clinic


def examined(tmp_path, least):
    path = tmp_path / "mine.toml"
    path.write_text(f"[thresholds]\nsmallest_count_shown = {least}\n", encoding="utf-8")
    claims = replace(rv.read_claims("cell-therapy"), claims=(CHANGE,))
    return rv.examine(clinic(8), claims, thresholds=path)


@pytest.mark.parametrize(("least", "shown"), [(10, 10), (5, 5), (3, 3), (1, 2), (0, 2)])
def test_the_threshold_is_the_rule_of_the_report(tmp_path, least, shown):
    found = examined(tmp_path, least).examination
    assert sharing_of(found, internal=False).smallest == shown


def test_a_larger_group_is_hidden_in_the_page_and_the_files_pass_the_check(tmp_path):
    page = examined(tmp_path, 10).write(tmp_path / "out").read_text(encoding="utf-8")
    assert "fewer than 10" in page
    assert "8 treated" not in page
