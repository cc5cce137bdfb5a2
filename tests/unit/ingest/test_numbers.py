from __future__ import annotations

import pytest

from ranvier.ingest.numbers import number_parser


def read(text: str, mark: str = ".", *, typed_cells: bool = False) -> float | None:
    return number_parser(mark, typed_cells=typed_cells)(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.5", 3.5),
        ("-3", -3.0),
        ("+3", 3.0),
        ("\u22123.5", -3.5),
        ("1e6", 1e6),
        ("1.5E+07", 1.5e7),
        ("1 200", 1200.0),
        ("1\u00a0200\u00a0000", 1.2e6),
        ("1\u202f200.5", 1200.5),
        ("1'200", 1200.0),
    ],
)
def test_numbers_with_a_point(text: str, number: float) -> None:
    assert read(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("3,5", 3.5), ("1 200,25", 1200.25), ("4", 4.0), ("-0,5", -0.5)]
)
def test_numbers_with_a_declared_comma(text: str, number: float) -> None:
    assert read(text, ",") == number


@pytest.mark.parametrize(
    "text", ["3,5", "1,200", "12 00", "1 2000", "<5", "5 %", "inf", "nan", "1e999", "٣", "", "."]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["3.5", "1.200", "1.200,5"])
def test_a_point_under_a_declared_comma_is_refused(text: str) -> None:
    assert read(text, ",") is None


def test_number_cells_of_a_spreadsheet_have_a_point_whatever_the_language() -> None:
    assert read("3.5", ",", typed_cells=True) == 3.5
    assert read("3,5", ",", typed_cells=True) == 3.5
    assert read("1.200", ",", typed_cells=True) is None  # no number cell ends in a zero: it was a text
