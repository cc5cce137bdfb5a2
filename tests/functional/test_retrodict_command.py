"""`ranvier literature retrodict` on shipped and other cases, and the pages in docs that it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ranvier.cli import main
from ranvier.main_literature import judge_shipped_cases, retrodict
from ranvier.report.retrodiction.figure import retrodiction_svg
from ranvier.report.retrodiction.files import FIGURE
from ranvier.report.retrodiction.page import retrodiction_page
from ranvier.vocabulary.outcomes import SENTENCE

DOCS = Path(__file__).parents[2] / "docs" / "retrodiction"
INVENTED = Path(__file__).parents[1] / "unit" / "claims" / "retrodiction" / "invented.yaml"


@pytest.mark.parametrize(
    ("name", "render"),
    [("README.md", lambda cases: retrodiction_page(cases, FIGURE)), (FIGURE, retrodiction_svg)],
)
def test_the_page_in_docs_is_the_one_that_the_code_writes(name, render):
    stale = f"write it anew: ranvier literature retrodict -o docs/retrodiction/{name}"
    assert DOCS.joinpath(name).read_text(encoding="utf-8") == render(judge_shipped_cases()), stale


def test_every_case_has_its_section_and_errors_are_told():
    page = DOCS.joinpath("README.md").read_text(encoding="utf-8")
    for case in judge_shipped_cases():
        assert f"### {case.evidence.id} · {case.evidence.therapy}" in page
    assert page.count("**Errors.**") == len(judge_shipped_cases())
    assert page.rstrip().endswith(SENTENCE)


def test_cases_of_ones_own(tmp_path, capsys):
    out = tmp_path / "judged.json"
    assert main(["literature", "retrodict", str(INVENTED), "-o", str(out)]) == 0
    told = capsys.readouterr().out
    assert "N01  pressure chamber" in told
    assert "always insufficient" in told
    assert SENTENCE.split(".")[0] in " ".join(told.split())
    judged = {case["id"]: case for case in json.loads(out.read_text(encoding="utf-8"))["cases"]}
    assert judged["N07"]["early"]["outcome"] == "supported"
    assert judged["N06"]["early"]["alarm"]


def test_cases_without_an_answer_are_judged_and_not_scored(tmp_path):
    file = tmp_path / "cases.yaml"
    file.write_text("cases:\n- id: X1\n  early: {design: open series, outcome: EDSS}\n", encoding="utf-8")
    told = retrodict(file)
    assert "X1" in told
    assert "Score" not in told


def test_wrong_calls(tmp_path, capsys):
    assert main(["literature", "retrodict", "-o", str(tmp_path / "page.pdf")]) == 2
    assert "end it with .md, .svg, .json" in capsys.readouterr().err
    assert main(["literature", "retrodict", str(tmp_path / "none.yaml")]) == 11
    (tmp_path / "bad.yaml").write_text("cases: [", encoding="utf-8")
    assert main(["literature", "retrodict", str(tmp_path / "bad.yaml")]) == 31
