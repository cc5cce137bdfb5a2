"""The examples of the how-to pages on definitions, pymsprog and the EDSS run as they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ranvier as rv
from ranvier.cli import main
from ranvier.definitions.pymsprog import DEFAULTS, WITHOUT_COUNTERPART

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL)


def names_after(page: str) -> dict[str, Any]:
    """What the Python of a page leaves behind, its blocks run one after the other."""
    names: dict[str, Any] = {}
    for code in blocks(page, "python"):
        exec(code, names)  # the page is ours
    return names


def test_a_call_of_pymsprog_gives_events() -> None:
    found = names_after("move-from-pymsprog.md")["events"]
    assert found.select("relation", "onset_date").rows() == [("pira", date(2015, 6, 30))]


def test_every_argument_of_pymsprog_is_on_the_page() -> None:
    told = set(re.findall(r"`(\w+)`", (HOW_TO / "move-from-pymsprog.md").read_text(encoding="utf-8")))
    assert set(DEFAULTS) | set(WITHOUT_COUNTERPART) <= told


def test_an_examination_and_a_table_are_scored() -> None:
    names = names_after("score-edss.md")
    assert (names["score"].edss, names["score"].rule) == (4.0, "F10")
    # by hand: ambulation 3 of 16 grades asks for 5.0; the systems, one 3 and two 2, for 3.5
    assert names["scored"].select("edss_computed", "rule").rows() == [(4.0, "F10"), (5.0, "N3")]


def test_a_file_is_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names_after("score-edss.md")["visits"].write_csv("visits.csv")
    (line,) = blocks("score-edss.md", "console")
    assert main(line.removeprefix("$ ranvier ").split()) == 0
    assert pl.read_csv("scored.csv")["edss_computed"].to_list() == [4.0, 5.0]


def test_definitions_of_every_school_give_events_in_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = names_after("choose-a-definition.md")
    shown = capsys.readouterr().out
    assert "secondary_progression" in shown
    assert "milestone" in shown
    assert names["grid"].keys() >= {"confirm_after_days=84, reference=fixed"}
    monkeypatch.chdir(tmp_path)
    for table in ("visits", "relapses"):
        names[table].write_parquet(f"{table}.parquet")
    (line,) = blocks("choose-a-definition.md", "console")
    assert main(line.removeprefix("$ ranvier ").split()) == 0
    assert pl.read_parquet("events.parquet")["kind"].to_list() == ["secondary_progression"]


def test_every_name_on_the_pages_is_public() -> None:
    for page in ("choose-a-definition.md", "move-from-pymsprog.md", "score-edss.md"):
        text = (HOW_TO / page).read_text(encoding="utf-8")
        assert {name for name in re.findall(r"\brv\.(\w+)", text)} <= set(rv.__all__)
        assert set(re.findall(r"`((?:find|count)_\w+)`", text)) <= set(rv.__all__)
        assert set(re.findall(r'preset\("(\w+)"\)', text)) <= set(rv.PRESETS)
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            assert (HOW_TO / target).exists(), target
