"""docs/how-to/use-frames.md says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from ranvier.cli import main
from ranvier.vocabulary.measures import MEASURES

TEXT = (Path(__file__).parents[2] / "docs" / "how-to" / "use-frames.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_examples_run_one_after_the_other(capsys):
    names = {}
    for code in blocks("python"):
        exec(code, names)  # the page is ours
    assert names["events"].select("patient_id", "relation").rows() == [("a", "raw")]
    assert names["cohort"].faults == ()
    assert "Settings used: kappos2018" in capsys.readouterr().out


def test_the_command_runs(tmp_path, monkeypatch):
    names = {}
    exec(blocks("python")[0], names)
    monkeypatch.chdir(tmp_path)
    for table in ("visits", "relapses"):
        names[table].write_parquet(f"{table}.parquet")
    (line,) = blocks("console")
    assert main(line.removeprefix("$ ranvier ").split()) == 0
    assert (tmp_path / "events.settings.json").is_file()
    assert pl.read_parquet("events.parquet").height == 0  # the worsening is relapse-associated


@pytest.mark.parametrize("name", re.findall(r"`(edss|t25fw|nhpt|sdmt)`", TEXT))
def test_the_measures_exist(name):
    assert name in MEASURES
