"""The shape of a CSV before it is parsed: its separator, its rows, and whether any of them is cut short.

A CSV that was cut off in transfer still opens; only its last row, or a quotation mark that is never closed,
tells. The bytes are scanned in pieces, so that a large file takes little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

PIECE_BYTES = 4 * 1024 * 1024
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


@dataclass(frozen=True)
class CsvShape:
    """What a scan found.

    n_rows: rows including the headers and blank ones. n_columns: cells of the header row. ragged: rows with
    another number of cells, the first row being 1 (at most `MOST_NAMED` of them). n_ragged: how many there
    are. open_quote: whether a quotation mark is never closed.
    """

    n_rows: int
    n_columns: int
    ragged: tuple[int, ...]
    n_ragged: int
    open_quote: bool


MOST_NAMED = 1_000


def find_separator(header: str) -> str:
    """The separator that stands most often in the header row, outside quotation marks; a comma if none does.

    >>> find_separator('id;date;"a,b,c"')
    ';'
    """
    outside = "".join(header.split('"')[::2])
    counts = {mark: outside.count(mark) for mark in (",", ";", "\t", "|")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def scan_csv(
    content: bytes, separator: str, header_row: int = 1, *, piece_bytes: int = PIECE_BYTES
) -> CsvShape:
    """Rows and cells of *content* (UTF-8, lines ended by newlines), counted outside quotation marks."""
    n_rows, n_columns, n_ragged = 0, 0, 0
    ragged: list[int] = []
    for cells, blank in _row_cells(content, ord(separator), piece_bytes):
        if n_rows < header_row <= n_rows + len(cells):
            n_columns = int(cells[header_row - 1 - n_rows])
        rows = np.arange(n_rows + 1, n_rows + len(cells) + 1)
        odd = rows[(cells != n_columns) & ~blank & (rows > header_row)] if n_columns else rows[:0]
        n_ragged += len(odd)
        ragged.extend(odd[: MOST_NAMED - len(ragged)].tolist())
        n_rows += len(cells)
    quotes = content.count(b'"')
    return CsvShape(n_rows, n_columns, tuple(ragged), n_ragged, quotes % 2 == 1)


def _row_cells(content: bytes, separator: int, piece_bytes: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each piece: the number of cells of the rows that end in it, and whether they are blank."""
    view = np.frombuffer(content, dtype=np.uint8)
    quotes, carried, length = 0, 0, 0
    for start in range(0, len(view), piece_bytes):
        piece = view[start : start + piece_bytes]
        # eight bits wrap around at 256, which keeps odd and even apart and the memory small
        inside = np.cumsum(piece == _QUOTE, dtype=np.uint8) + np.uint8(quotes)
        quotes = int(inside[-1]) % 2
        outside = inside % 2 == 0
        ends = np.flatnonzero((piece == _NEWLINE) & outside)
        marks = np.flatnonzero((piece == separator) & outside)
        before = np.searchsorted(marks, ends)
        cells = np.diff(before, prepend=0)
        bytes_between = np.diff(ends, prepend=-1) - 1
        if len(ends):
            cells[0] += carried
            bytes_between[0] += length
            yield cells + 1, bytes_between <= (1 if _has_returns(piece, ends) else 0)
            carried, length = len(marks) - int(before[-1]), len(piece) - int(ends[-1]) - 1
        else:
            carried, length = carried + len(marks), length + len(piece)
    if length:
        yield np.array([carried + 1]), np.array([False])


def _has_returns(piece: np.ndarray, ends: np.ndarray) -> bool:
    first = int(ends[0])
    return first > 0 and int(piece[first - 1]) == _RETURN
