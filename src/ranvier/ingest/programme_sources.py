"""Reads where the columns of a table come from: a header, a constant, or a date counted from another."""

from __future__ import annotations

from typing import Any

from ranvier.ingest.sources import Constant, Header, Shifted, Source, YearOf
from ranvier.ingest.toml_section import Section, did_you_mean
from ranvier.tables.declaration import Kind, Table

FORMS = 'their header in quotes, or { constant = "..." }'
DATE_FORMS = f'{FORMS}, or {{ date = "header", plus_days = "header" }}'
YEAR_FORMS = f'{FORMS}, or {{ year_of = "header of a date" }}'
"""How a source is written, by the kind of column."""

YEARS = ("birth_year",)
"""Columns that may be the year of a date in the file."""


def read_sources(table: Table, section: Section) -> tuple[dict[str, Source], frozenset[str]]:
    """Source by model column, and the columns with an empty header, which are not read."""
    sources: dict[str, Source] = {}
    unread = set()
    for name in section.left():
        value = section.take(name)
        if name not in table.names:
            section.fault(f"The table {table.name} has no column '{name}'", did_you_mean(name, table.names))
        elif value == "":
            unread.add(name)
        elif (source := _read_source(table, name, value, section)) is not None:
            sources[name] = source
    return sources, frozenset(unread)


def _read_source(table: Table, name: str, value: Any, section: Section) -> Source | None:
    if isinstance(value, str) and value.strip():
        return Header(value)
    if not isinstance(value, dict):
        _unreadable(table, name, section)
        return None
    below = Section(section.name, value, section.problems)
    if "constant" in value:
        constant = below.take("constant")
        below.finish()
        return Constant(str(constant).lower() if isinstance(constant, bool) else str(constant))
    if name in YEARS:
        date = below.text("year_of", required=True)
        below.finish()
        return None if date is None else YearOf(date)
    return _read_shifted(table, name, below)


def _unreadable(table: Table, name: str, section: Section) -> None:
    forms = DATE_FORMS if table[name].kind is Kind.DATE else YEAR_FORMS if name in YEARS else FORMS
    section.fault(f"The source of '{name}' is not readable", f"write {forms}", name)


def _read_shifted(table: Table, name: str, section: Section) -> Shifted | None:
    anchor = section.text("date")
    days, minus_days = section.take("plus_days"), section.take("minus_days")
    months = section.take("plus_months")
    section.finish()
    if table[name].kind is not Kind.DATE or anchor is None:
        _unreadable(table, name, section)
        return None
    good = _is_a(days, str | int) and _is_a(minus_days, str | int) and _is_a(months, int)
    if not good or [days, minus_days, months].count(None) != 2:
        section.fault(
            f"The date '{name}' needs one of plus_days, minus_days and plus_months",
            "days are a whole number or a header, plus_months is a whole number",
            name,
        )
        return None
    counted = minus_days if days is None else days
    return Shifted(anchor, counted or 0, months or 0, minus=minus_days is not None)


def _is_a(value: Any, kind: Any) -> bool:
    return value is None or (isinstance(value, kind) and not isinstance(value, bool))
