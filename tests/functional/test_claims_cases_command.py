"""`ranvier claims cases` from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from ranvier.cli import main
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.claims.small_sets import CHANGE, small_set


def test_the_described_cases_are_shown_with_what_is_not_stated(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "cases", "cell-therapy"]) == 0
    told = capsys.readouterr().out
    assert "5.0 (scored)" in told
    assert "not stated" in told
    assert "Stated of 10 described cases" in told
    assert SENTENCE in told


def test_a_set_without_cases_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_set(tmp_path, CHANGE)
    assert main(["claims", "cases", str(tmp_path / "small.toml")]) == 0
    assert "describes no case" in capsys.readouterr().out


def test_an_unknown_set_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "cases", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
