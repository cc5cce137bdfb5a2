"""Finds the tables of a folder by their names, where programme.toml does not name them."""

from __future__ import annotations

from pathlib import Path

from ranvier.ingest.sources import Style, TableMapping
from ranvier.ingest.toml_section import Section
from ranvier.ingest.xlsx_zip import check_workbook, sheet_names
from ranvier.tables.model import TABLES

WORKBOOK = "programme.xlsx"
"""The workbook that may hold a sheet for each table."""


def find_tables(folder: Path, style: Style, root: Section) -> tuple[TableMapping, ...]:
    """The tables of *folder*: visits.csv, visits.parquet, or the sheet `visits` of programme.xlsx, and so on.

    Collects a fault of *root* for a table that is there twice, and where there is none at all.
    """
    workbook = folder / WORKBOOK
    sheets = {}
    if workbook.is_file():
        check_workbook(workbook)
        sheets = {name.strip().lower(): name for name in sheet_names(workbook)}
    found = []
    for name in TABLES:
        files = [file for file in (f"{name}.csv", f"{name}.parquet") if (folder / file).is_file()]
        places: list[tuple[str, str | None]] = [(file, None) for file in files]
        if name in sheets:
            places.append((WORKBOOK, sheets[name]))
        if len(places) > 1:
            root.fault(
                f"The table {name} is there {len(places)} times: {', '.join(file for file, _ in places)}",
                f"keep one, or name it under [tables.{name}] file",
            )
        if places:
            file, sheet = places[0]
            found.append(TableMapping(name, file, folder / file, sheet, style=style))
    if not found:
        root.fault(
            "The programme has no table",
            "put visits.csv beside programme.toml, or name your files under [tables.visits]",
        )
    return tuple(found)
