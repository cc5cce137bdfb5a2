"""Checks of an XLSX before it is parsed: an intact archive that unpacks, and spreads, to a sane size.

An XLSX is a zip archive of XML. A small archive can unpack to something huge, and two cells in opposite
corners of a sheet make readers reserve room for everything between them; both are found here without
unpacking to memory.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ranvier.errors import FileTooLarge, UnreadableFile
from ranvier.ingest.limits import LIMITS, Limits, bytes_phrase

SAVE_AGAIN = "open it in a spreadsheet program, save it again as XLSX, and copy it whole"
_PIECE = 1024 * 1024
_LONGEST_TAG = 256  # a tag that two pieces share is looked at again with the second
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"']([0-9]{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")


@dataclass(frozen=True)
class SheetExtent:
    """The first row of a sheet that holds a value, 1 being the top, and the rows and columns it spans."""

    first_row: int
    n_rows: int
    n_columns: int


def check_workbook(path: Path, limits: Limits = LIMITS) -> None:
    """Whether an XLSX is an intact archive that unpacks to a sane size.

    Raises UnreadableFile or FileTooLarge.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path, limits)
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableFile("The archive is not an XLSX workbook", where=path.name, hint=SAVE_AGAIN)
            # reads every entry once, in pieces: a size that the archive states falsely fails its checksum
            # here
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableFile(
            "The workbook is damaged, cut short or locked with a password", where=path.name, hint=SAVE_AGAIN
        ) from None


def _check_sizes(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    problem = ""
    if len(entries) > limits.xlsx_entries:
        problem = f"The workbook has more than {limits.xlsx_entries:,} parts"
    elif unpacked > limits.xlsx_unpacked_bytes:
        problem = f"The workbook unpacks to more than {bytes_phrase(limits.xlsx_unpacked_bytes)}"
    elif unpacked > limits.xlsx_ratio_from_bytes and unpacked > packed * limits.xlsx_ratio:
        problem = f"The workbook unpacks to more than {limits.xlsx_ratio} times its size"
    if problem:
        raise FileTooLarge(problem, where=path.name, hint="save the tables as CSV in UTF-8 instead")


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of a checked workbook's sheets, in order."""
    return tuple(name for name, _ in _sheets(path))


def _sheets(path: Path) -> Iterator[tuple[str, str]]:
    """Name and relation id of each sheet."""
    with zipfile.ZipFile(path) as archive:
        workbook = archive.read("xl/workbook.xml")
    for tag in _SHEET.findall(workbook):
        text = tag.decode("utf-8", "replace")
        name, relation = re.search(r'\bname="([^"]*)"', text), re.search(r'\br?:?id="([^"]*)"', text)
        if name:
            yield html.unescape(name[1]), relation[1] if relation else ""


def counts_from_1904(path: Path) -> bool:
    """Whether the day numbers of a checked workbook count from 1904, as old Macintosh files do."""
    with zipfile.ZipFile(path) as archive:
        return re.search(rb'date1904="(?:1|true)"', archive.read("xl/workbook.xml")) is not None


def sheet_extent(path: Path, sheet: str, limits: Limits = LIMITS) -> SheetExtent:
    """How far the cells of *sheet* reach, read in pieces. Raises FileTooLarge over a limit."""
    first, rows, columns = 0, 0, set()
    with zipfile.ZipFile(path) as archive, archive.open(_part_of(path, archive, sheet)) as part:
        carried = b""
        while piece := part.read(_PIECE):
            text = carried + piece
            if not first and (value := _VALUE.search(text)):
                above = _ROW.findall(text, 0, value.start())
                first = int(above[-1]) if above else max(rows, 1)
            found = _cells(text)
            if found:
                columns.update({letters.upper() for letters, _ in found})
                rows = max(rows, *map(int, {number for _, number in found}))
            carried = text[-_LONGEST_TAG:]
    n_columns = max((_column_number(letters) for letters in columns), default=0)
    extent = SheetExtent(first or 1, rows, n_columns)
    _check_extent(extent, path, limits)
    return extent


def _cells(text: bytes) -> list[tuple[bytes, bytes]]:
    """Column and row of every cell named in *text*; the slow pattern only where the usual one misses some."""
    found = _USUAL_CELL.findall(text)
    return found if len(found) == text.count(b"<c ") + text.count(b":c ") else _CELL.findall(text)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_extent(extent: SheetExtent, path: Path, limits: Limits) -> None:
    for found, most, what in (
        (extent.n_rows, limits.rows, "rows"),
        (extent.n_columns, limits.columns, "columns"),
        (extent.n_rows * extent.n_columns, limits.sheet_cells, "cells from its first to its last"),
    ):
        if found > most:
            raise FileTooLarge(
                f"The sheet has more than {most:,} {what}",
                where=path.name,
                hint="delete the empty columns and rows beyond your table, or save it as CSV",
            )


def _part_of(path: Path, archive: zipfile.ZipFile, sheet: str) -> str:
    names = archive.namelist()
    relation = dict(_sheets(path)).get(sheet, "")
    if "xl/_rels/workbook.xml.rels" in names:
        for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
            text = tag.decode("utf-8", "replace")
            target = re.search(r'\bTarget="([^"]*)"', text)
            if target and re.search(rf'\bId="{re.escape(relation)}"', text):
                part = target[1].lstrip("/")
                part = part if part.startswith("xl/") else f"xl/{part}"
                if part in names:
                    return part
    raise UnreadableFile(
        "The workbook does not say where the sheet is kept", where=path.name, hint=SAVE_AGAIN
    )
