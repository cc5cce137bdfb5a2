"""A person's signature of a report: read with all its faults, and worth nothing for another report."""

import json
from dataclasses import replace
from datetime import date

import pytest

import ranvier as rv
from ranvier.claims.judging.signature import read_signature
from ranvier.claims.judging.signed_content import fingerprint_of
from ranvier.cli import main
from ranvier.errors import EmptyFile, MissingFile, SignatureError, UnreadableFile
from ranvier.report.examined import Examined
from ranvier.report.page import render_report
from ranvier.report.verdicts_json import verdicts_json
from tests.unit.claims.gates.ask import CHANGE, SHARE, about, clinic

CLOSED = date(2025, 1, 1)
"""The data date of the small clinics."""


def set_of(claim=CHANGE):
    return replace(rv.read_claims("cell-therapy"), claims=(claim,))


def written(folder, fingerprint, *, day="2025-02-01", **texts):
    said = {"name": "A. Reader", "role": "statistician", "interest": "none"} | texts
    lines = [f'{key} = "{text}"' for key, text in said.items() if text is not None]
    path = folder / "signed.toml"
    path.write_text(
        "\n".join(["[signature]", *lines, f"date = {day}", f'fingerprint = "{fingerprint}"']),
        encoding="utf-8",
    )
    return path


def signed_by(folder, cohort, claims, fingerprint=None, **more):
    fingerprint = fingerprint or fingerprint_of(rv.examine(cohort, claims).examination)
    return rv.examine(cohort, claims, signature=written(folder, fingerprint, **more)).examination


def test_a_signature_of_this_report_is_shown_everywhere(tmp_path):
    found = signed_by(tmp_path, clinic(), set_of())
    assert found.signature.counts
    told = json.loads(verdicts_json(found))
    assert told["signature"]["name"] == "A. Reader"
    assert told["signature"]["content_fingerprint"] == told["content_fingerprint"]
    assert told["verdicts"][0]["certainty"]["proposed"] is False
    for text in (render_report(found), repr(Examined(found))):
        assert "Signed by A. Reader (statistician; interest: none) on 2025-02-01" in text
        assert "who wrote it is not proved" in text


def test_without_a_signature_every_output_says_proposed_and_names_the_fingerprint():
    found = rv.examine(clinic(), set_of())
    told = json.loads(verdicts_json(found.examination))
    assert told["signature"] is None
    assert told["verdicts"][0]["certainty"]["proposed"] is True
    for text in (render_report(found.examination), repr(found)):
        assert "Not signed: certainties are proposed by rules." in text
        assert fingerprint_of(found.examination) in text


OTHERS = {
    "more patients": (clinic(21), set_of()),
    "other words of the programme": (about(clinic(), audited=True), set_of()),
    "another file": (replace(clinic(), files={"visits.csv": "0" * 64}), set_of()),
    "another claim": (clinic(), set_of(SHARE)),
    "another wording": (clinic(), replace(set_of(), fingerprint="1" * 64)),
}


@pytest.mark.parametrize("other", OTHERS)
def test_a_signature_of_another_report_does_not_count_and_says_so(tmp_path, other):
    print_ = fingerprint_of(rv.examine(clinic(), set_of()).examination)
    found = signed_by(tmp_path, *OTHERS[other], fingerprint=print_)
    assert not found.signature.counts
    text = repr(Examined(found))
    assert "Not signed: certainties are proposed by rules." in text
    assert "does not count: it is of other records, claims, thresholds or verdicts" in text
    assert json.loads(verdicts_json(found))["verdicts"][0]["certainty"]["proposed"] is True
    assert "<dd>not yet signed</dd>" in render_report(found)


def test_a_changed_threshold_makes_a_signature_stale(tmp_path):
    print_ = fingerprint_of(rv.examine(clinic(), set_of()).examination)
    limits = tmp_path / "limits.toml"
    limits.write_text("[thresholds]\nbaseline_missing_fail_percent = 25\n", encoding="utf-8")
    path = written(tmp_path, print_)
    found = rv.examine(clinic(), set_of(), thresholds=limits, signature=path).examination
    assert not found.signature.counts


def test_the_same_records_claims_and_seed_have_the_same_fingerprint():
    first, second = (fingerprint_of(rv.examine(clinic(), set_of()).examination) for _ in range(2))
    assert first == second
    assert len(first) == 64


def test_a_signature_from_before_the_records_were_closed_does_not_count(tmp_path):
    found = signed_by(tmp_path, clinic(), set_of(), day="2024-12-31")
    assert "dated before the records were closed" in found.signature.refusal


def test_a_signature_binds_a_report_without_records_too(tmp_path):
    assert signed_by(tmp_path, None, set_of()).signature.counts


def test_all_faults_come_at_once(tmp_path):
    path = tmp_path / "signed.toml"
    lines = ["[signature]", 'name = " "', "role = 3", 'date = "2025-02-01"', 'fingerprint = "xyz"', "who = 1"]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SignatureError) as caught:
        read_signature(path)
    assert caught.value.exit_code == 34
    faults = [problem.problem for problem in caught.value.problems]
    for key in ("name", "role", "interest", "date", "fingerprint", "who"):
        assert any(fault.startswith(f"'{key}'") for fault in faults), key


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (None, MissingFile),
        ("", EmptyFile),
        ("[signature\n", UnreadableFile),
        ('name = "A"\n', SignatureError),
        ("[signature]\n[more]\n", SignatureError),
    ],
)
def test_a_file_that_is_no_signature(tmp_path, text, error):
    path = tmp_path / "signed.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        read_signature(path)


def test_hostile_words_of_a_signer_stay_words(tmp_path):
    found = signed_by(tmp_path, clinic(), set_of(), name="<script>alert(1)</script>")
    assert "<script>" not in render_report(found)


def test_the_command_names_the_faults_and_writes_nothing(tmp_path, capsys):
    path = tmp_path / "signed.toml"
    path.write_text("[signature]\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["examine", "--signed", str(path), "-o", str(out)]) == 34
    assert "must be a content fingerprint" in capsys.readouterr().err
    assert not out.exists()
