"""The largest files that are read. They are stated here only, and checked before a file is parsed."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE


@dataclass(frozen=True)
class Limits:
    """What a file of a programme may measure.

    The numbers are house rules: far above the records of any clinic (10,000 patients with 160,000 visits are
    about 10 MiB of CSV) and far below what harms a machine. An XLSX is a zip archive, and a small archive can
    unpack to something huge, so what it unpacks to and the area its cells span are limited too.
    """

    programme_bytes: int = MEBIBYTE
    csv_bytes: int = 2 * GIBIBYTE
    parquet_bytes: int = 2 * GIBIBYTE
    xlsx_bytes: int = 200 * MEBIBYTE
    xlsx_entries: int = 10_000
    xlsx_unpacked_bytes: int = GIBIBYTE
    xlsx_ratio: int = 100
    xlsx_ratio_from_bytes: int = 10 * MEBIBYTE  # small sheets of equal cells pack better than 100 to 1
    sheet_cells: int = 50_000_000
    rows: int = 50_000_000
    columns: int = 2_000
    cell_characters: int = 32_767  # the most that a spreadsheet's cell holds


LIMITS = Limits()
"""The limits that hold unless a caller passes others."""


def bytes_phrase(size: int) -> str:
    """A size in words.

    >>> bytes_phrase(2 * GIBIBYTE), bytes_phrase(200 * MEBIBYTE), bytes_phrase(512)
    ('2 GiB', '200 MiB', '512 bytes')
    """
    for unit, name in ((GIBIBYTE, "GiB"), (MEBIBYTE, "MiB"), (1024, "KiB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} bytes"
