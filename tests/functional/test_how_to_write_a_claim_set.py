"""The page on writing a claim set, followed from its first command to its last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.claims.language.claimset import read_claims
from ranvier.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-claim-set.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def commands():
    return [
        line.removeprefix("$ ranvier ").split() for block in blocks("console") for line in block.splitlines()
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_page_runs_in_its_order(folder, capsys):
    for words in commands():
        assert main(words) == 0, words
        if words[:2] == ["claims", "new"]:
            (folder / words[2]).write_text(blocks("toml")[0], encoding="utf-8")
    capsys.readouterr()
    assert (folder / "report" / "verdicts.json").is_file()
    assert (folder / "without" / "verdicts.json").is_file()


def test_the_faults_shown_are_those_of_two_slips(folder, capsys):
    slips = (
        blocks("toml")[0].replace("relapse_free_share", "relapse_free", 1).replace("x = 50.0", "x = 500.0", 1)
    )
    (folder / "mine.toml").write_text(slips, encoding="utf-8")
    assert main(["claims", "check", "mine.toml"]) == 30
    assert capsys.readouterr().err.strip() == blocks("text")[0].strip()


def test_the_example_has_two_readings_of_the_first_claim(folder):
    (folder / "mine.toml").write_text(blocks("toml")[0], encoding="utf-8")
    first, second = read_claims(folder / "mine.toml").claims
    assert [one.parameters["months"] for one in first.interpretations] == [12, 24]
    assert second.primary.parameters["serious"] is True


def test_the_last_command_of_the_page_exists():
    with pytest.raises(SystemExit) as left:
        main(["claims", "protocol", "--help"])
    assert left.value.code == 0
    assert "ranvier claims protocol mine.toml -o test.toml" in TEXT
