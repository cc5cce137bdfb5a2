"""Looks at a file nobody has described: its sheets, encoding, separator and the row of its headers."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ranvier.errors import RanvierError
from ranvier.ingest.csv_file import as_utf8, likely_encoding
from ranvier.ingest.csv_shape import find_separator
from ranvier.ingest.files import check_file
from ranvier.ingest.limits import Limits
from ranvier.ingest.open_tables import read_raw
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Style, TableMapping
from ranvier.ingest.xlsx_file import first_rows
from ranvier.ingest.xlsx_zip import sheet_names

ROWS_TO_LOOK_AT = 30


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file as text.

    style: how it seems to be written. unreadable: why it was passed over.
    """

    name: str | None
    style: Style
    raw: RawTable | None
    unreadable: str = ""


def look_at(source: Path, limits: Limits) -> list[Sheet]:
    """Every sheet of *source*; a CSV or Parquet file is one sheet without a name.

    Raises the error of the file.
    """
    check_file(source, limits)
    if source.suffix.lower() == ".xlsx":
        return [_workbook_sheet(source, name, limits) for name in sheet_names(source)]
    style = Style() if source.suffix.lower() == ".parquet" else _csv_style(source)
    return [Sheet(None, style, read_raw(TableMapping("visits", source.name, source, style=style), limits))]


def _workbook_sheet(source: Path, name: str, limits: Limits) -> Sheet:
    style = Style()
    try:
        row = likely_header_row(first_rows(source, name, ROWS_TO_LOOK_AT, limits))
        style = replace(style, header_row=row)
        mapping = TableMapping("visits", source.name, source, sheet=name, style=style)
        return Sheet(name, style, read_raw(mapping, limits))
    except RanvierError as error:
        return Sheet(name, style, None, error.problem)


def _csv_style(source: Path) -> Style:
    content = source.read_bytes()
    encoding = _encoding(content)
    text = as_utf8(content, source.name, encoding)
    lines = text[:65_536].decode("utf-8", "replace").splitlines()[:ROWS_TO_LOOK_AT]
    separator = Counter(find_separator(line) for line in lines if line.strip()).most_common(1)
    rows = [line.split(separator[0][0]) for line in lines] if separator else []
    return Style(encoding=encoding, header_row=likely_header_row(rows))


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError:
        return likely_encoding(content)
    return "utf-8"


def likely_header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """The first row with about as many filled cells as most rows have; titles above a table have fewer."""
    filled = list(_filled(rows))
    usual = Counter(count for count in filled if count > 1).most_common(1)
    if not usual:
        return 1
    return next((i for i, count in enumerate(filled, 1) if count > 1 and count * 2 > usual[0][0]), 1)


def _filled(rows: Sequence[Sequence[str | None]]) -> Iterator[int]:
    for row in rows:
        yield sum(bool((cell or "").strip()) for cell in row)
