"""The column-wise paths read what the slow ones read, text by text."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, strategies as st

from ranvier.ingest.cells import CellReading, cell_reading, read_cells, read_numbers
from ranvier.ingest.date_cells import read_dates
from ranvier.ingest.sources import CellKind, Style
from ranvier.tables.declaration import Column, Kind, Precision

DATA_DATE = date(2024, 6, 30)


def reading(date_format: str = "yyyy-mm-dd", mark: str = ".", kind: CellKind = CellKind.TEXT) -> CellReading:
    return cell_reading(Style(date_format=date_format, decimal_mark=mark), DATA_DATE, kind)


NUMBERS = st.one_of(
    st.floats().map(str),
    st.integers().map(str),
    st.text("0123456789.,+-eE \u00a0'", max_size=8),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: str(number).replace(".", ",")),
)
DATES = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: day.strftime("%d.%m.%Y")),
    st.text("0123456789-./ T:", max_size=11),
    st.from_regex(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", fullmatch=True),
)


@given(st.lists(st.none() | NUMBERS), st.sampled_from([".", ","]), st.sampled_from(CellKind))
def test_numbers_column_wise_are_numbers_one_by_one(
    texts: list[str | None], mark: str, kind: CellKind
) -> None:
    how = reading(mark=mark, kind=kind)
    expected = [None if text is None else how.parse_number(text) for text in texts]
    assert read_numbers(pl.Series(texts, dtype=pl.String), how).to_list() == expected


@given(
    st.lists(st.none() | DATES),
    st.sampled_from(["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yy"]),
    st.sampled_from(CellKind),
)
def test_dates_column_wise_are_dates_one_by_one(
    texts: list[str | None], date_format: str, kind: CellKind
) -> None:
    how = reading(date_format, kind=kind)
    column = Column("day", Kind.DATE, "", coarsest=Precision.YEAR)
    frame = pl.DataFrame({"source_row": range(len(texts)), "day": texts}, schema_overrides={"day": pl.String})
    values, unread = read_dates(column, frame, how)
    expected = [how.parse_date(text) if text is not None else None for text in texts]
    assert values["day"].to_list() == [one.day if one else None for one in expected]
    assert values["day_precision"].to_list() == [one.precision if one else None for one in expected]
    refused = [any(problem.mask[i] for problem in unread) for i in range(len(texts))]
    assert refused == [one is not None and one.problem is not None for one in expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("3.0", 3), ("1 200", 1200), ("-7", -7), ("3.5", None), ("1e20", None), ("x", None)],
)
def test_whole_numbers(text: str, value: int | None) -> None:
    values, unread = read_cells(Column("n", Kind.WHOLE, ""), pl.Series([text]), reading())
    assert values.to_list() == [value]
    assert bool(unread) is (value is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Да", True),
        ("нет", False),
        ("YES", True),
        ("n", False),
        ("1", True),
        ("0.0", False),
        ("ja", True),
        ("?", None),
    ],
)
def test_yes_and_no(text: str, value: bool | None) -> None:
    values, unread = read_cells(Column("b", Kind.YES_NO, ""), pl.Series([text]), reading())
    assert values.to_list() == [value]
    assert bool(unread) is (value is None)


def test_codes_differ_in_case_spaces_and_hyphens_only() -> None:
    values, unread = read_cells(
        Column("c", Kind.CODE, ""), pl.Series(["Not recovered", "NOT-RECOVERED"]), reading()
    )
    assert values.to_list() == ["not_recovered", "not_recovered"]
    assert not unread
