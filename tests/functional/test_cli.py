"""The command line: help that teaches, errors with exit codes of their own, an answer without records."""

import json
import subprocess
import sys

import pytest

from ranvier.cli import main
from ranvier.ingest import read_programme
from ranvier.vocabulary.outcomes import SENTENCE


def test_help_loads_nothing_heavy():
    heavy = ("numpy", "polars", "numba", "scipy")
    script = f"import sys, ranvier.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_teaches_by_example(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for command in ("demo", "new", "check", "examine", "course"):
        assert f"ranvier {command}" in shown


@pytest.mark.parametrize("command", ["demo", "new", "check", "examine", "course"])
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert len(capsys.readouterr().out) > 300


def test_no_records_gives_literature_consistency_and_ten_questions(tmp_path, capsys):
    assert main(["examine", "--claims", "cell-therapy", "-o", str(tmp_path)]) == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert SENTENCE in page
    assert "no records" in page.lower()
    found = json.loads((tmp_path / "verdicts.json").read_text(encoding="utf-8"))["verdicts"]
    assert {verdict["seen"] for verdict in found} == {
        "cannot_be_assessed",
        None,
    }  # none: no reading of records
    assert any(verdict["published"] for verdict in found)
    assert page.count("<li") >= 10
    assert SENTENCE in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["check", "nowhere"], 11, "nowhere"),
        (["examine", "nowhere"], 11, "nowhere"),
        (["examine", "--claims", "cell-therpy"], 2, "cell-therapy"),
        (["examine", "--replicates", "99"], 2, "take 100 or more"),
        (["examine", "--thresholds", "nothing.toml", "--claims", "cell-therapy", "nowhere"], 11, "nowhere"),
    ],
)
def test_errors_have_their_own_exit_codes_and_say_what_to_try(
    arguments, code, words, capsys, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == code
    shown = capsys.readouterr().err
    assert words in shown
    assert "try:" in shown
    assert "Traceback" not in shown


def write_clinic(folder, edss):
    """A programme of one patient and one visit, read by file names alone."""
    folder.mkdir()
    (folder / "programme.toml").write_text(
        '[programme]\nname = "one"\ndata_date = 2024-01-01\nsupplied_by = "nobody"\n', encoding="utf-8"
    )
    (folder / "patients.csv").write_text("patient_id\na\n", encoding="utf-8")
    (folder / "visits.csv").write_text(f"patient_id,date,edss\na,2023-05-01,{edss}\n", encoding="utf-8")
    return str(folder)


def test_check_says_what_was_read_and_leaves_with_21_when_a_row_is_faulty(tmp_path, capsys):
    assert main(["check", write_clinic(tmp_path / "good", "3.5")]) == 0
    assert "1 visits read, 0 set aside" in capsys.readouterr().out
    assert main(["check", write_clinic(tmp_path / "bad", "2.3")]) == 21
    shown = capsys.readouterr().out
    assert "1 set aside" in shown
    assert "2.3" not in shown


def test_new_proposes_and_never_overwrites(tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Patient ID;Visit date;EDSS\na;01.05.2023;3,5\n", encoding="utf-8")
    assert main(["new", str(tmp_path / "clinic"), "--from", str(sheet)]) == 0
    proposed = (tmp_path / "clinic" / "programme.toml").read_text(encoding="utf-8")
    assert "EDSS" in proposed
    assert main(["new", str(tmp_path / "clinic"), "--from", str(sheet)]) != 0
    assert (tmp_path / "clinic" / "programme.toml").read_text(encoding="utf-8") == proposed
    assert "try:" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to_is_an_error_not_a_traceback(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["examine", "-o", str(tmp_path / "file")]) == 10
    assert "try:" in capsys.readouterr().err


def test_a_seed_below_zero_is_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as left:
        main(["demo", "--seed", "-1"])
    assert left.value.code == 2
    assert "whole number from 0" in capsys.readouterr().err


def test_the_literature_is_listed_and_shown(capsys):
    assert main(["literature", "list", "sham"]) == 0
    assert "E26" in capsys.readouterr().out
    assert main(["literature", "show", "E62"]) == 0
    assert "origin: copy" in capsys.readouterr().out
    assert main(["literature", "show", "X9"]) == 2


def test_a_cohort_in_print_shows_no_patient(tmp_path):
    cohort = read_programme(write_clinic(tmp_path / "clinic", "3.5"))
    assert repr(cohort) == "Cohort('one': 1 patients, 1 visits; 0 faults)"


def test_so_many_programmes_without_effect_are_drawn_as_were_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["simulate", "--patients", "30", "-o", "clinic"]) == 0
    assert main(["examine", "clinic/programme", "--replicates", "100", "-o", "out"]) == 0
    told = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert told["programmes_without_effect"] == 100
