from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, strategies as st

from ranvier.ingest.csv_shape import find_separator, scan_csv


def test_rows_and_cells_are_counted_outside_quotation_marks() -> None:
    shape = scan_csv(b'a,b\n"x,\ny",2\n\n3,4\n', ",")
    assert (shape.n_rows, shape.n_columns, shape.n_ragged, shape.open_quote) == (4, 2, 0, False)


def test_ragged_rows_are_named() -> None:
    shape = scan_csv(b"a,b\r\n1\r\n1,2\r\n\r\n1,2,3", ",")
    assert (shape.ragged, shape.n_ragged) == ((2, 5), 2)


def test_rows_above_the_headers_may_be_of_any_length() -> None:
    assert scan_csv(b"Clinic list\n\na,b\n1,2\n", ",", header_row=3).n_ragged == 0


def test_an_open_quotation_is_seen() -> None:
    assert scan_csv(b'a,b\n1,"2\n', ",").open_quote


@pytest.mark.parametrize(
    ("header", "separator"),
    [("a,b,c", ","), ("a;b;c", ";"), ("a\tb", "\t"), ("a|b", "|"), ("alone", ","), ('"a,b,c";d;e', ";")],
)
def test_the_separator_is_found_in_the_headers(header: str, separator: str) -> None:
    assert find_separator(header) == separator


@given(
    rows=st.lists(
        st.lists(st.text(st.sampled_from('ab,"\n '), max_size=4), min_size=2, max_size=4), min_size=1
    ),
    piece=st.integers(1, 40),
)
def test_pieces_of_any_size_give_what_a_parser_gives(rows: list[list[str]], piece: int) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    expected = list(csv.reader(io.StringIO(file.getvalue())))
    shape = scan_csv(file.getvalue().encode(), ",", piece_bytes=piece)
    assert shape.n_rows == len(expected)
    width = len(expected[0])
    assert shape.ragged == tuple(i for i, row in enumerate(expected, 1) if len(row) != width)
