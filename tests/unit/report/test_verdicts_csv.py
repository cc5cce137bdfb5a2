"""verdicts.csv: a table that every reader of CSV reads, with its origin in each row."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.disclosure import check_shareable
from ranvier.report.sharing_of import sharing_of
from ranvier.report.verdicts_csv import COLUMNS, verdicts_csv
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_claim_and_reading() -> None:
    examination = example.uncontrolled()
    rows = _rows(verdicts_csv(examination))
    told = [(row["claim"], row["reading"]) for row in rows]
    wanted = [
        (one.claim.id, reading)
        for one in examination.verdicts
        for reading, judged in (("seen", one.seen), ("because", one.because))
        if judged is not None
    ]
    assert told == wanted


def test_the_first_line_is_the_head_and_each_row_carries_its_origin() -> None:
    text = verdicts_csv(example.randomised())
    assert text.splitlines()[0] == ",".join(COLUMNS)
    rows = _rows(text)
    assert {row["sentence"] for row in rows} == {SENTENCE}
    assert {row["claim_set_sha256"] for row in rows} == {"ef" * 32}
    assert len({row["records_sha256"] for row in rows}) == 1
    assert len(rows[0]["records_sha256"]) == 64


def test_numbers_are_those_of_the_reading() -> None:
    """C33 of the made-up trial: found −2.40 (−2.61 to −2.19), contrast −2.31 (−2.58 to −2.04)."""
    seen, because, *_ = _rows(verdicts_csv(example.randomised()))
    assert (seen["estimate"], seen["lower"], seen["upper"]) == ("-2.4", "-2.61", "-2.19")
    assert (because["estimate"], because["lower"], because["upper"]) == ("-2.31", "-2.58", "-2.04")
    assert (seen["verdict"], because["verdict"]) == ("records_agree", "supported")
    assert (seen["published"], seen["provisional"]) == ("insufficient", "true")
    assert (seen["worst"], seen["best"]) == ("0.4", "-1.13")


def test_the_gates_that_bind_are_named_by_number() -> None:
    rows = {(row["claim"], row["reading"]): row for row in _rows(verdicts_csv(example.uncontrolled()))}
    assert rows["C33", "because"]["binding_gates"] == "7 17"
    assert rows["C33", "seen"]["binding_gates"] == ""


def test_another_reader_gives_the_same_table() -> None:
    text = verdicts_csv(example.uncontrolled())
    table = pl.read_csv(io.StringIO(text), infer_schema_length=None)
    assert table.columns == list(COLUMNS)
    assert table.height == len(_rows(text))
    assert table["estimate"].dtype == pl.Float64


@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_it_may_be_shared(made: Callable[[], Examination]) -> None:
    examination = made()
    check_shareable({"verdicts.csv": verdicts_csv(examination)}, sharing_of(examination, internal=False))


def test_every_column_is_described_in_the_docs() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "report-files.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []
