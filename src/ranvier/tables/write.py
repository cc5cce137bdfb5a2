"""Writes a cohort as a programme folder that `read_programme` reads back unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from ranvier.tables.check_across import patients_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Kind, Precision, Table
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme


def write_table(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write the rows of *frame* as CSV with the columns of *table* that hold anything."""
    _write(table, frame, _filled(table, frame), path)


def write_programme(cohort: Cohort, folder: Path) -> Path:
    """Write *cohort* as `programme.toml` and one CSV a table; returns the path of the former.

    A column that was supplied is written even where it is empty, and a table even without rows: "asked and
    none" stays different from "not asked". Patients who were only found in other tables get no table of their
    own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for name in TABLES if _is_written(cohort, name)]
    for name in names:
        table, frame = TABLES[name], cohort.frames[name]
        supplied = cohort.supplied.get(name, frozenset()) | set(_filled(table, frame))
        _write(table, frame, [column for column in table.names if column in supplied], folder / f"{name}.csv")
    path = folder / "programme.toml"
    path.write_text(programme_text(cohort.programme, names), encoding="utf-8", newline="\n")
    return path


def _is_written(cohort: Cohort, name: str) -> bool:
    if name in cohort.supplied or name not in cohort.frames:
        return name in cohort.frames
    if name != "patients":
        return not cohort.frames[name].is_empty()
    found = patients_of({key: frame for key, frame in cohort.frames.items() if key != "patients"})
    return (
        not cohort.patients["patient_id"].equals(found["patient_id"])
        or len(_filled(TABLES[name], cohort.patients)) > 1
    )


def _write(table: Table, frame: pl.DataFrame, names: list[str], path: Path) -> None:
    frame.select(_column_as_text(table, name) for name in names).write_csv(path)


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
    if programme.protocol is not None:
        lines.append(f"protocol = {_quoted(programme.protocol)}")
    if programme.entry_edss_at_least is not None:
        lines.append(f"entry_edss_at_least = {programme.entry_edss_at_least}")
    if programme.doses_released is not None:
        lines.append(f"doses_released = {programme.doses_released}")
    lines += ["missing = []  # only an empty cell is one", "", "[time_zero]"]
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
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _truth(value: bool) -> str:
    return "true" if value else "false"
