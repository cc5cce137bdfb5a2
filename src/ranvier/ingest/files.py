"""Checks of a file before it is parsed: is it there, is it what its name says, how large is it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ranvier.errors import EmptyFile, FileTooLarge, MissingFile, UnreadableFile
from ranvier.ingest.limits import Limits, bytes_phrase
from ranvier.ingest.xlsx_zip import check_workbook

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")
"""Endings of the files that are read."""

_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an XLSX or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old XLS or a workbook with a password"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"SQLite format", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
)
"""What the first bytes of common files say (their formats' own signatures)."""


def check_file(path: Path, limits: Limits) -> None:
    """Whether a table's file may be parsed: its place, ending, size and first bytes, a workbook's archive.

    Raises MissingFile, UnreadableFile, EmptyFile or FileTooLarge.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        what = "A folder stands in the place of a file" if path.is_dir() else "The file is not there"
        raise MissingFile(what, where=str(path), hint="put the file there, or correct its name")
    if suffix not in SUFFIXES:
        raise UnreadableFile(
            f"Files ending in '{suffix}' are not read",
            where=path.name,
            hint=f"save it as one of: {', '.join(SUFFIXES)}",
        )
    _check_bytes(path, limits, suffix)
    _check_kind(path, suffix)
    if suffix == ".xlsx":
        check_workbook(path, limits)


def _check_bytes(path: Path, limits: Limits, suffix: str) -> None:
    size = path.stat().st_size
    most = {".xlsx": limits.xlsx_bytes, ".parquet": limits.parquet_bytes}.get(suffix, limits.csv_bytes)
    if size == 0:
        raise EmptyFile("The file is empty", where=path.name, hint="export it again from where it was kept")
    if size > most:
        raise FileTooLarge(
            f"The file is larger than {bytes_phrase(most)}",
            where=path.name,
            hint="split it, or export less of it",
        )


def _check_kind(path: Path, suffix: str) -> None:
    with path.open("rb") as file:
        start = file.read(16)
    expected = {".xlsx": b"PK\x03\x04", ".parquet": b"PAR1"}.get(suffix)
    found = next((name for magic, name in _KINDS if start.startswith(magic)), None)
    if expected is None and found is None:
        return
    if expected is not None and start.startswith(expected):
        return
    is_what = f"it is {found}" if found else "its beginning is damaged or of another kind"
    raise UnreadableFile(
        f"The file is not what its ending '{suffix}' says: {is_what}",
        where=path.name,
        hint="name the table's own file, or save it again as CSV in UTF-8",
    )


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
