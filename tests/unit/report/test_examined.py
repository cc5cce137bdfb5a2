"""What `examine` returns: a plain table to print, and files that appear whole."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.examined import Examined
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example


def test_it_prints_each_claim_with_three_columns_and_the_sentence() -> None:
    lines = repr(Examined(example.uncontrolled())).splitlines()
    assert lines[0].split("  ")[0] == "claim"
    at = lines.index("C33     The EDSS falls by 2 to 3 points.")
    assert re.split(r"\s{2,}", lines[at + 1].strip()) == [
        "−0.49 EDSS points",
        "records disagree",
        "contradicted",
        "insufficient*",
    ]
    assert "(−0.66 to −0.32)" in lines[at + 2]
    assert "(moderate certainty)" in lines[at + 2]
    assert "(very low certainty)" in lines[at + 2]
    assert lines[-1] == SENTENCE


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_every_claim_is_told_within_100_columns(made: Callable[[], Examination], every: bool) -> None:
    examination = made()
    told, _, rest = Examined(examination).text(every=every).partition("Not signed")
    assert all(len(line) <= 100 for line in told.splitlines())
    for verdict in examination.verdicts:
        assert len(re.findall(rf"\b{verdict.claim.id}\b", told)) == 1
    assert SENTENCE in rest


def test_claims_without_a_number_are_folded_by_what_is_published_unless_all_are_asked_for() -> None:
    examined = Examined(example.uncontrolled())
    assert re.search(r"No registry can test these: 1; .*\n  insufficient +C49\*", examined.text())
    assert "No record can show it." not in examined.text()
    assert "No record can show it." in examined.text(every=True)


def test_a_report_is_written_with_its_companions(tmp_path: Path) -> None:
    page = Examined(example.randomised()).write(tmp_path / "out")
    assert page == tmp_path / "out" / "report.html"
    assert (
        json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))["sentence"] == SENTENCE
    )
    assert json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))["seed"] == 20260101
    names = sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert not [name for name in names if name.startswith(".")]
    assert "flow.csv" in names


def test_every_data_file_carries_the_sentence(tmp_path: Path) -> None:
    Examined(example.randomised()).write(tmp_path)
    files = list((tmp_path / "data").glob("*.csv"))
    assert len(files) == 5
    assert all(SENTENCE in path.read_text(encoding="utf-8").splitlines()[0] for path in files)


def test_written_twice_the_bytes_are_the_same(tmp_path: Path) -> None:
    examined = Examined(example.uncontrolled())
    examined.write(tmp_path / "a")
    examined.write(tmp_path / "b")
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


@pytest.mark.parametrize("name", ["page.html", "page.htm"])
def test_one_file_alone_can_be_written(tmp_path: Path, name: str) -> None:
    examined = Examined(example.uncontrolled())
    assert "<h1" in examined.to_html(tmp_path / name).read_text(encoding="utf-8")
    assert "verdicts" in examined.to_json(tmp_path / "verdicts.txt").read_text(encoding="utf-8")
