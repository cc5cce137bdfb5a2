"""Reads a CSV as text: the encoding as declared, the shape checked first."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path

import polars as pl

from ranvier.errors import EmptyFile, FileTooLarge, UnreadableFile
from ranvier.ingest.csv_shape import CsvShape, find_separator, scan_csv
from ranvier.ingest.foreign_errors import damage_reported
from ranvier.ingest.limits import Limits
from ranvier.ingest.raw import RawTable, raw_table
from ranvier.ingest.sources import CellKind, Style
from ranvier.tables.faults import rows_phrase
from ranvier.tables.marks import SOURCE_ROW

AGAIN = "export it again as CSV in UTF-8"


def read_csv_file(path: Path, label: str, style: Style, limits: Limits) -> RawTable:
    """The cells of a CSV as text.

    Raises UnreadableFile for another encoding, binary content, unclosed quotation marks or rows cut short,
    FileTooLarge over a limit, EmptyFile without rows.
    """
    content = as_utf8(path.read_bytes(), label, style.encoding)
    if not content.strip():
        raise EmptyFile("The file is empty", where=label, hint="export it again from where it was kept")
    separator = style.separator or find_separator(_line(content, style.header_row))
    _check_shape(scan_csv(content, separator, style.header_row), label, limits)
    cells = _parsed(content, separator, style.header_row, label)
    cells = cells.with_row_index(SOURCE_ROW, offset=style.header_row)
    return raw_table(cells, style.header_row, label, limits, kind=CellKind.TEXT)


def as_utf8(content: bytes, label: str, encoding: str) -> bytes:
    """The content as UTF-8 without a byte order mark, lines ended by newlines; refuses other encodings."""
    if encoding == "utf-8":
        text_bytes = content.removeprefix(codecs.BOM_UTF8)
        _check_utf8(text_bytes, label)
    else:
        _refuse_utf8(content, label, encoding)
        text_bytes = _decoded(content, label, encoding)
    if b"\0" in text_bytes:
        raise UnreadableFile("The file is not a text: it holds binary content", where=label, hint=AGAIN)
    if b"\n" not in text_bytes:
        text_bytes = text_bytes.replace(b"\r", b"\n")
    return text_bytes


def _check_utf8(content: bytes, label: str) -> None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(
            "The file is not UTF-8 but UTF-16", where=label, hint='declare encoding = "utf-16"'
        )
    if b"\0" in content:
        return
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError as error:
        if len(content) - error.start < 4 and "end of data" in error.reason:
            raise UnreadableFile(
                "The file ends in the middle of a character: it was cut short", where=label, hint=AGAIN
            ) from None
        guess = likely_encoding(content)
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            "The file is not UTF-8, and no other encoding is declared",
            where=f"{label}, line {line}",
            hint=f'declare encoding = "{guess}" in programme.toml (it looks like that), or {AGAIN}',
        ) from None


def likely_encoding(content: bytes) -> str:
    """windows-1251 if letters beyond ASCII stand beside each other as in Russian words, else windows-1252."""
    beyond = len(re.findall(rb"[\x80-\xff]", content))
    in_words = sum(len(run) for run in re.findall(rb"[\xa8\xb8\xc0-\xff]{2,}", content))
    return "windows-1251" if in_words * 2 > beyond else "windows-1252"


def _refuse_utf8(content: bytes, label: str, encoding: str) -> None:
    if encoding == "utf-16" or content.isascii():
        return
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError:
        return
    raise UnreadableFile(
        f"The file is UTF-8, not {encoding} as declared",
        where=label,
        hint='declare encoding = "utf-8" for this table',
    )


def _decoded(content: bytes, label: str, encoding: str) -> bytes:
    try:
        return content.decode(encoding.replace("windows-", "cp")).removeprefix("\ufeff").encode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFile(
            f"The file is not {encoding} as declared", where=label, hint=f"correct 'encoding', or {AGAIN}"
        ) from None


def _line(content: bytes, number: int) -> str:
    head = io.BytesIO(content)
    for _ in range(number - 1):
        head.readline()
    return head.readline().decode("utf-8", "replace")


def _check_shape(shape: CsvShape, label: str, limits: Limits) -> None:
    for found, most, what in (
        (shape.n_rows, limits.rows, "rows"),
        (shape.n_columns, limits.columns, "columns"),
    ):
        if found > most:
            raise FileTooLarge(
                f"The file has more than {most:,} {what}", where=label, hint="split it, or export less of it"
            )
    if shape.open_quote:
        raise UnreadableFile(
            "A quotation mark is opened and never closed: the file was cut short, or a mark stands in a text",
            where=label,
            hint=f"{AGAIN}; a quotation mark inside a text is written twice",
        )
    if shape.n_ragged:
        rows = "1 row has" if shape.n_ragged == 1 else f"{shape.n_ragged:,} rows have"
        raise UnreadableFile(
            f"Every row must have the {shape.n_columns} cells of the header row, but {rows} more or fewer",
            where=f"{label}{rows_phrase(shape.ragged)}",
            hint=f"{AGAIN}; a last row that is too short means that the file was cut off",
        )


def _parsed(content: bytes, separator: str, header_row: int, label: str) -> pl.DataFrame:
    skipped = io.BytesIO(content)
    for _ in range(header_row - 1):
        skipped.readline()
    problem = "The file is not a readable CSV: quotation marks or separators do not fit together"
    with damage_reported(problem, where=label, hint=AGAIN):
        return pl.read_csv(
            skipped.read() if header_row > 1 else content,
            has_header=False,
            infer_schema=False,
            separator=separator,
        )
