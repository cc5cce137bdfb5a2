"""Reads the [tables] of programme.toml: which file, which headers, which words.

[tables.visits]
file = "visits.csv"                                   # beside programme.toml, or a path from there
columns = { patient_id = "ИД пациента", date = "Дата визита", edss = "EDSS" }
codes.kind = { "плановый" = "scheduled" }

[tables.relapses]                                     # a date counted from another one
file = "visits.csv"
columns = { patient_id = "ID", onset_date = { date = "dateEDSS", plus_days = "daysPostRelapse" } }

[tables.visits]                                       # a wide sheet: one row a patient, one mapping a visit
file = "sheet.xlsx"
sheet = "EDSS"
columns = { patient_id = "ID" }
wide = [
  { date = "Date_V1", edss = "EDSS_V1" },
  { date = { date = "Date of dose", plus_months = 6 }, edss = "EDSS 6 months" },
]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ranvier.ingest.dates import is_date_format
from ranvier.ingest.find_tables import find_tables
from ranvier.ingest.programme_sources import read_sources
from ranvier.ingest.sources import Constant, Source, Style, TableMapping
from ranvier.ingest.toml_section import Section, did_you_mean
from ranvier.tables.check_across import WHO_IS_THERE
from ranvier.tables.declaration import Column, Kind, Table
from ranvier.tables.model import TABLES

ENCODINGS = ("utf-8", "windows-1251", "windows-1252", "utf-16")
"""Encodings that a file may be declared to have."""

SEPARATORS = (",", ";", "\t", "|")
"""Marks between the cells of a CSV."""


def read_style(section: Section, default: Style | None = None) -> Style:
    """How cells are written, from the keys of [programme] or of one table; takes the keys from *section*."""
    style = default or Style()
    date_format = section.text("date_format") or style.date_format
    if not is_date_format(date_format):
        section.fault(
            "'date_format' must name day, month and year once each",
            'write for example date_format = "dd.mm.yyyy", "mm/dd/yyyy" or "yyyy-mm-dd"',
            "date_format",
        )
        date_format = style.date_format
    missing = section.words("missing")
    return replace(
        style,
        date_format=date_format,
        decimal_mark=_one_of(section, "decimal_mark", (".", ","), style.decimal_mark),
        encoding=_one_of(section, "encoding", ENCODINGS, style.encoding),
        separator=_one_of(section, "separator", SEPARATORS, style.separator, strip=False),
        missing=style.missing if missing is None else missing,
    )


def _one_of(section: Section, key: str, allowed: tuple[str, ...], default: Any, *, strip: bool = True) -> Any:
    value = section.take(key)
    if value is None:
        return default
    word = value.strip().lower() if isinstance(value, str) and strip else value
    if word in allowed:
        return word
    shown = ", ".join(repr(choice).replace("'", '"') for choice in allowed)
    section.fault(f"'{key}' has no such value", f"one of: {shown}", key)
    return default


def read_tables(
    root: Section, folder: Path, style: Style
) -> tuple[tuple[TableMapping, ...], tuple[str, ...]]:
    """The tables in the order of the model, and the files called like a table that are not named.

    Without a [tables] section the files of *folder* that are called like a table are the tables.
    """
    declared = "tables" in root.left()
    section = root.section("tables", "[tables]")
    if not declared:
        return find_tables(folder, style, root), ()
    found = {}
    for name in section.left():
        if name not in TABLES:
            section.take(name)
            section.fault(f"There is no table '{name}'", did_you_mean(name, TABLES))
            continue
        mapping = _read_table(TABLES[name], section.section(name, f"[tables.{name}]"), folder, style)
        if mapping is not None:
            found[name] = mapping
    tables = tuple(found[name] for name in TABLES if name in found)
    if not {"patients", *WHO_IS_THERE} & set(section.taken()):
        section.fault(
            "No table says who is in the programme", f"name a table of patients, {' or '.join(WHO_IS_THERE)}"
        )
    return tables, _unnamed_files(folder, tables)


def _unnamed_files(folder: Path, tables: Iterable[TableMapping]) -> tuple[str, ...]:
    named = {mapping.path.resolve() for mapping in tables}
    likely = [folder / f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".parquet", ".xlsx")]
    return tuple(path.name for path in likely if path.is_file() and path.resolve() not in named)


def _read_table(table: Table, section: Section, folder: Path, style: Style) -> TableMapping | None:
    file = section.text("file", required=True)
    sheet = section.text("sheet")
    own_style = replace(read_style(section, style), header_row=section.whole("header_row") or 1)
    columns, unread = read_sources(table, section.section("columns", f"[tables.{table.name}] columns"))
    wide = _read_wide(table, section, columns)
    codes = _read_codes(table, section.section("codes", f"[tables.{table.name}] codes"))
    section.finish()
    _check_constants(table, section, [columns, *wide])
    if file is None:
        return None
    return TableMapping(table.name, file, folder / file, sheet, columns, wide, codes, unread, own_style)


def _read_wide(
    table: Table, section: Section, shared: Mapping[str, Source]
) -> tuple[Mapping[str, Source], ...]:
    value = section.take("wide")
    if value is None:
        return ()
    if not isinstance(value, list) or not value or not all(isinstance(block, dict) for block in value):
        section.fault(
            "'wide' must be a list with one mapping a visit",
            'write wide = [ { date = "Date_V1", edss = "EDSS_V1" }, ... ]',
            "wide",
        )
        return ()
    blocks = []
    for number, block in enumerate(value, start=1):
        below = Section(f"[tables.{table.name}] wide, entry {number}", block, section.problems)
        blocks.append(read_sources(table, below)[0])
        for name in sorted(set(blocks[-1]) & set(shared)):
            below.fault(f"'{name}' is mapped under columns too", "map it in one of the two places")
    return tuple(blocks)


def _read_codes(table: Table, section: Section) -> dict[str, dict[str, str]]:
    codes = {}
    coded = [column.name for column in table.columns if column.kind not in (Kind.ID, Kind.DATE)]
    for name in section.left():
        if name not in coded:
            section.take(name)
            section.fault(f"'{name}' is not a column of {table.name} with words", did_you_mean(name, coded))
            continue
        words = section.take(name)
        if not isinstance(words, dict) or not words:
            section.fault(
                f"The codes of '{name}' must be pairs",
                f'write codes.{name} = {{ "their word" = "our code" }}',
            )
            continue
        codes[name] = _read_words(table[name], words, section)
    return codes


def _read_words(column: Column, words: Mapping[str, Any], section: Section) -> dict[str, str]:
    read = {}
    for theirs, ours in words.items():
        code = str(ours).lower() if isinstance(ours, bool) else str(ours)
        allowed = _allowed_codes(column)
        if allowed and code and code not in allowed:
            section.fault(f"'{column.name}' has no such code", did_you_mean(code, allowed), column.name)
            continue
        read[theirs.strip().casefold()] = code
    return read


def _allowed_codes(column: Column) -> tuple[str, ...]:
    if column.codes is not None:
        return tuple(code.value for code in column.codes)
    return ("yes", "no", "true", "false") if column.kind is Kind.YES_NO else ()


def _check_constants(table: Table, section: Section, mappings: Iterable[Mapping[str, Source]]) -> None:
    for mapping in mappings:
        for name, source in mapping.items():
            allowed = _allowed_codes(table[name])
            if isinstance(source, Constant) and allowed and source.text not in allowed:
                section.fault(
                    f"'{name}' has no such code", did_you_mean(source.text, allowed), f"columns.{name}"
                )
