"""`ranvier design` refuses what no study can be asked for before it simulates or prints anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.claims.designs.asked import any_better
from ranvier.claims.designs.reach import find_reach
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.cli import main
from ranvier.report.wording import BECAUSE, CERTAINTY

PLAN_A_STUDY = Path(__file__).parents[2] / "docs" / "how-to" / "plan-a-study.md"


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
        ("design --visit-every-months 24 --months 12", "--visit-every-months"),
        ("design --design sham --wait-months 6", "--wait-months"),
        ("design --design sham --raters-know", "--raters-know"),
        ("design --missed 1", "missed="),
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


@pytest.mark.parametrize("design", Design)
def test_the_page_promises_no_design_more_than_it_can_reach(design: Design) -> None:
    row = re.search(rf"^\| `{design.value}` \|[^|]*\| ([^|]*) \|", PLAN_A_STUDY.read_text("utf-8"), re.M)
    reach = find_reach(StudyPlan(design=design), any_better())
    assert row and reach.certainty
    assert row[1].startswith(f"*{BECAUSE[reach.at_most].words}*, {CERTAINTY[reach.certainty]} certainty")
