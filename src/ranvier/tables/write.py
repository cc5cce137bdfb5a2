"""Writes a cohort as a programme folder that `read_programme` reads back unchanged."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Kind, Precision, Table
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme


def write_table(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write the rows of *frame* as CSV with the columns of *table* that hold anything."""
    frame.select(_column_as_text(table, name) for name in _filled(table, frame)).write_csv(path)


def write_programme(cohort: Cohort, folder: Path) -> Path:
    """Write *cohort* as `programme.toml` and one CSV a table; returns the path of the former."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for name in TABLES if name in cohort.frames]
    for name in names:
        write_table(TABLES[name], cohort.frames[name], folder / f"{name}.csv")
    path = folder / "programme.toml"
    path.write_text(programme_text(cohort.programme, names), encoding="utf-8")
    return path


def _filled(table: Table, frame: pl.DataFrame) -> list[str]:
    return [
        name
        for name in table.names
        if name in frame.columns and (name in table.required or frame[name].null_count() < frame.height)
    ]


def _column_as_text(table: Table, name: str) -> pl.Expr:
    if table[name].kind is not Kind.DATE:
        return pl.col(name)
    precision = pl.col(f"{name}_precision")
    return (
        pl.when(precision == Precision.YEAR)
        .then(pl.col(name).dt.strftime("%Y"))
        .when(precision == Precision.MONTH)
        .then(pl.col(name).dt.strftime("%Y-%m"))
        .otherwise(pl.col(name).dt.strftime("%Y-%m-%d"))
        .alias(name)
    )


def programme_text(programme: Programme, tables: list[str]) -> str:
    """The text of programme.toml for *programme* with *tables* as CSV files of the same name."""
    lines = [
        "[programme]",
        f"name = {_quoted(programme.name)}",
        f"data_date = {programme.data_date.isoformat()}",
    ]
    lines.append(f"supplied_by = {_quoted(programme.supplied_by)}")
    lines.append(f"synthetic = {_truth(programme.synthetic)}")
    lines.append(f"audited = {_truth(programme.audited)}")
    if programme.claims_fixed is not None:
        lines.append(f"claims_fixed = {programme.claims_fixed.isoformat()}")
    if programme.entry_edss_at_least is not None:
        lines.append(f"entry_edss_at_least = {programme.entry_edss_at_least}")
    lines += ["", "[time_zero]"]
    for group, source in (
        ("treated", programme.time_zero.treated),
        ("comparator", programme.time_zero.comparator),
    ):
        if source is not None:
            lines.append(f"{group} = {_quoted(source)}")
    lines += ["", "[groups]", *_group_lines(programme)]
    for name in tables:
        lines += ["", f"[tables.{name}]", f'file = "{name}.csv"']
    return "\n".join(lines) + "\n"


def _group_lines(programme: Programme) -> list[str]:
    groups = programme.groups
    lines = []
    if groups.treated:
        lines.append(f"treated = [{', '.join(_quoted(word) for word in groups.treated)}]")
    if groups.comparator:
        lines.append(f"comparator = [{', '.join(_quoted(word) for word in groups.comparator)}]")
    lines.append(f'assignment = "{groups.assignment.value}"')
    if groups.comparator_kind is not None:
        lines.append(f'comparator_kind = "{groups.comparator_kind.value}"')
    if groups.assessor_blinded is not None:
        lines.append(f"assessor_blinded = {_truth(groups.assessor_blinded)}")
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _truth(value: bool) -> str:
    return "true" if value else "false"
