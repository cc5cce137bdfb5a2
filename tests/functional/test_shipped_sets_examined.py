"""The sets ccsvi and drug-programme held against a programme that has all they ask for."""

from __future__ import annotations

import json
import re

import pytest

import ranvier as rv
from ranvier.claims.language.claim import Testable
from ranvier.claims.language.claimset import read_claims
from ranvier.cli import main
from ranvier.vocabulary.outcomes import Because
from tests.suitable_programme import suitable_programme

SETS = ("ccsvi", "drug-programme")


@pytest.fixture(scope="module", params=[(name, works) for name in SETS for works in (True, False)])
def examined(request):
    name, works = request.param
    return name, works, rv.examine(suitable_programme(works=works), read_claims(name), seed=1)


def test_every_claim_that_records_can_test_has_a_number(examined):
    for verdict in examined[2].verdicts:
        if verdict.claim.testable is not Testable.NO:
            finding = verdict.tried[0].finding
            assert finding.is_known, (verdict.claim.id, finding.missing, finding.reason)


def test_every_further_reading_has_a_number_too(examined):
    for verdict in examined[2].verdicts:
        for reading in verdict.tried[1:]:
            found = reading.finding
            assert found.is_known, (verdict.claim.id, found.label, found.missing, found.reason)


WORK = {"ccsvi": {"V05", "V07", "V08", "V09"}, "drug-programme": {"N01", "N02", "N08", "N09"}}
"""Claims that the therapy of the programme with an effect makes true, and a comparison by lot can show."""


def test_without_an_effect_nothing_is_supported_and_with_one_what_is_true(examined):
    name, works, found = examined
    supported = {
        verdict.claim.id
        for verdict in found.verdicts
        if verdict.because is not None and verdict.because.outcome is Because.SUPPORTED
    }
    assert supported >= WORK[name] if works else not supported
    assert "N13" not in supported  # a share is not an effect of that size


@pytest.mark.parametrize("name", SETS)
def test_without_records_a_report_is_written_that_speaks_of_no_cells(name, tmp_path, capsys):
    assert main(["examine", "--claims", name, "-o", str(tmp_path / "out")]) == 0
    told = json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))
    assert len(told["verdicts"]) == len(read_claims(name).claims)
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert not re.search(r"\b(stem cells?|donor|graft|mesenchymal|intrathecal)\b", report)
    capsys.readouterr()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A small synthetic clinic on disk."""
    folder = tmp_path_factory.mktemp("clinic")
    assert main(["simulate", "--patients", "60", "-o", str(folder / "made")]) == 0
    return folder / "made" / "programme"


@pytest.mark.parametrize("name", SETS)
def test_with_records_on_disk_a_report_is_written(name, clinic, tmp_path, capsys):
    assert main(["examine", str(clinic), "--claims", name, "-o", str(tmp_path / "out")]) == 0
    told = json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))
    assert len(told["verdicts"]) == len(read_claims(name).claims)
    assert (tmp_path / "out" / "report.html").is_file()
    capsys.readouterr()
