"""The reference page of the tables, written from their declarations.

To write it anew: python -m ranvier.tables.document docs/reference/tables.md
"""

from __future__ import annotations

import sys
from pathlib import Path

from ranvier.tables.check import bounds_phrase
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.tables.model import TABLES

HEAD = """# The tables of a programme

This page is written from the declarations in `src/ranvier/tables/` by `python -m
ranvier.tables.document`; a test fails when it is out of date. How your own headers and words become
these is described in [Read your own files](../how-to/read-your-files.md).

- A column with a star is required: it must be there and filled in every row. Every table but one is
  optional; one of `patients`, `visits` and `administrations` must say who is in the programme.
- **set aside**: a fault in this column sets the whole row aside. Elsewhere a fault empties the
  cell. Both are counted and reported, with the rows.
- **known at least to**: the least exact date that is accepted. A month ("06.2004") is dated on the 15th, a
  year ("2004") on 1 July; a companion column `<date>_precision` (day, month or year) keeps how
  exactly a date is known.
- A patient's id is text. It is trimmed and put into Unicode form NFKC, and the ".0" that
  spreadsheets append to whole numbers is removed. Capital letters, leading zeros, inner spaces and
  punctuation count.
- In every table a row is set aside, or a cell emptied where the date is not required, if a date
  lies after the data date, before the patient's birth year or after the patient's death (adverse
  events and safety follow-up may be recorded after a death), and a row of an unknown patient is set
  aside.
"""


def tables_page() -> str:
    """The text of the page: one section a table, one line a column."""
    return "\n".join([HEAD, *(_table_section(table) for table in TABLES.values())])


def _table_section(table: Table) -> str:
    lines = [f"## `{table.name}`", "", f"{table.meaning[:1].upper()}{table.meaning[1:]}.", ""]
    if table.one_per:
        named = " and ".join(f"`{name}`" for name in table.one_per)
        lines += [f"One row for each {named}: {table.duplicates}.", ""]
    else:
        lines += [f"Rows may repeat a patient and a date: {table.duplicates}.", ""]
    lines += ["| column | holds | values | a fault |", "|---|---|---|---|"]
    lines += [_column_line(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _column_line(column: Column) -> str:
    star = "\\*" if column.required else ""
    effect = "row set aside" if column.sets_row_aside else "cell emptied"
    return f"| `{column.name}`{star} | {column.meaning} | {_values(column)} | {effect} |"


def _values(column: Column) -> str:
    if column.codes is not None:
        return ", ".join(f"`{code.value}`" for code in column.codes)
    if column.kind is Kind.DATE:
        text = (
            "date"
            if column.coarsest is Precision.DAY
            else f"date, known at least to the {column.coarsest.value}"
        )
        return f"{text}; not before `{column.not_before}`" if column.not_before else text
    if column.kind is Kind.EDSS:
        return "0 or 1.0 to 10.0 in half points"
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        bounds = bounds_phrase(column)
        return column.kind.value if bounds == "a number" else f"{column.kind.value}, {bounds}"
    return f"{column.kind.value}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(tables_page(), encoding="utf-8", newline="\n")
