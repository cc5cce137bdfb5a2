"""`ranvier design` refuses what no study can be asked for before it simulates or prints anything."""

from __future__ import annotations

import pytest

from ranvier.cli import main


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("design --patients -3 --design sham", "--patients"),
        ("design --patients 0", "--patients"),
        ("design --studies 0", "--studies"),
        ("design --studies 1 --design sham", "--studies"),
        ("design --seed -1 --design sham", "--seed"),
        ("design --target 1.5", "--target"),
        ("design --points 1", "--points"),
        ("design --endpoint edss_fall_share --points -1", "--points"),
        ("design --missed 2", "missed="),
        ("design --claims cell-therapy --endpoint free_of_worsening", "--endpoint"),
        ("design --claims cell-therapy --months 24", "--months"),
        ("design --claims cell-therapy --points 1", "--points"),
        ("design --claim C33", "--claims"),
    ],
)
def test_nothing_is_simulated_of_an_impossible_question(
    line: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    told = capsys.readouterr()
    assert named in told.err
    assert told.out == ""


def test_every_impossible_option_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["design", "--patients", "-3", "--studies", "0", "--seed", "-1"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in ("--patients", "--studies", "--seed"))
