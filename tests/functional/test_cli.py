"""The command line: help that teaches, errors with exit codes of their own, an answer without records."""

import json
import subprocess
import sys

import pytest

from ranvier.cli import main
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
    for command in ("demo", "new", "check", "examine"):
        assert f"ranvier {command}" in shown


@pytest.mark.parametrize("command", ["demo", "new", "check", "examine"])
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
    assert {verdict["seen"] for verdict in found} == {"cannot_be_assessed"}
    assert any(verdict["published"] for verdict in found)
    assert page.count("<li") >= 10
    assert SENTENCE in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["check", "nowhere"], 11, "nowhere"),
        (["examine", "nowhere"], 11, "nowhere"),
        (["examine", "--claims", "cell-therpy"], 2, "cell-therapy"),
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
