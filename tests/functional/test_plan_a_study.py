"""The examples of docs/how-to/plan-a-study.md run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ranvier.cli import main
from ranvier.vocabulary.outcomes import Because

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "plan-a-study.md"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """What the Python of the page leaves behind, its blocks run one after the other."""
    left: dict[str, Any] = {}
    for code in _blocks("python"):
        exec(code, left)  # the page is ours
    return left


def test_half_a_point_needs_about_as_many_patients_as_the_page_says(names: dict[str, Any]) -> None:
    assert 35 <= names["size"].n_per_arm <= 80
    assert names["power"].supported.estimate < 0.8  # of 30 patients
    assert names["power"].without_effect.estimate <= 0.03


def test_nothing_looks_like_an_effect_where_patients_come_in_a_relapse(names: dict[str, Any]) -> None:
    assert not names["reach"].can_support
    assert names["reach"].at_most is Because.UNCONTROLLED
    assert names["after_a_relapse"].upper < names["seen"].lower < 0.1


def test_a_claim_of_a_size_asks_for_more_than_the_smallest_effect_shown(names: dict[str, Any]) -> None:
    assert names["claim"].id == "C33"
    assert names["needed"].n_per_arm > 40
    assert -1.0 <= names["smallest"].effect.points < 0


def test_with_many_lost_no_number_is_enough(names: dict[str, Any]) -> None:
    assert names["never"].n_per_arm is None
    assert names["never"].share.estimate < 0.5


def test_the_command_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _blocks("console")
    assert main(line.removeprefix("$ ranvier ").split()) == 0
    assert "would show it in 8 of 10" in capsys.readouterr().out
