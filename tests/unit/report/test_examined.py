"""What `examine` returns: a plain table to print, and files that appear whole."""

import json
from pathlib import Path

import pytest

from ranvier.report.examined import Examined
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example


def test_it_prints_one_line_a_claim_and_the_sentence() -> None:
    lines = repr(Examined(example.uncontrolled())).splitlines()
    assert lines[0].split() == ["claim", "estimate", "lower", "upper", "seen", "because", "certainty"]
    assert lines[1].split()[:4] == ["C33", "−0.49", "−0.66", "−0.32"]
    assert "contradicted" in lines[1]
    assert len([line for line in lines if line.startswith("C")]) == 9
    assert lines[-1] == SENTENCE


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
