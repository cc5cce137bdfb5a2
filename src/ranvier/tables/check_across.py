"""Checks between tables: unknown patients, dates after the data date, before birth and after death."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from ranvier.tables.date_bounds import earliest, latest
from ranvier.tables.declaration import Column, Table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import Mark, apply_marks, mark, number_records, rows_are, rows_do
from ranvier.tables.model import TABLES
from ranvier.vocabulary.people import VitalStatus

KNOWN_AFTER_DEATH = ("patients", "adverse_events", "safety_followup")
"""Tables whose dates may follow a death: an autopsy or a register reports later."""

WHO_IS_THERE = ("visits", "administrations")
"""The tables that say who is in a programme without a table of patients."""


def patients_of(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row a patient: the patients table, or else everyone with a visit or a dose, other columns empty."""
    if "patients" in frames:
        return frames["patients"]
    ids = [frames[name].select("patient_id") for name in WHO_IS_THERE if name in frames]
    found = pl.concat([TABLES["patients"].empty(), *ids], how="diagonal")
    return found.unique("patient_id", maintain_order=True).sort("patient_id")


def check_across(
    frames: Mapping[str, pl.DataFrame], data_date: date, *, files: Mapping[str, str]
) -> tuple[dict[str, pl.DataFrame], dict[str, list[Mark]]]:
    """Rows of each table that agree with the other tables, and what was wrong in the rest, by table.

    frames: checked tables with their companion columns. data_date: the day the records were closed.
    files: the name that faults carry, by table.
    """
    kept: dict[str, pl.DataFrame] = dict(frames)
    marks: dict[str, list[Mark]] = {}
    for name in sorted(frames, key=lambda name: name != "patients"):
        everyone = patients_of(kept)
        kept[name], marks[name] = _check_one(
            TABLES[name], frames[name], everyone, data_date, files.get(name, "")
        )
    return kept, marks


def _check_one(
    table: Table, frame: pl.DataFrame, patients: pl.DataFrame, data_date: date, file: str
) -> tuple[pl.DataFrame, list[Mark]]:
    frame = number_records(frame)
    lives = _lives(patients)
    beside = frame.join(lives, on="patient_id", how="left", maintain_order="left")
    marks = [*_unknown_patients(table, beside, lives, file), *_born_later(table, beside, data_date, file)]
    marks += _contradicted_lives(table, beside, file)
    for column in table.dates:
        marks += _impossible_dates(table, column, beside, data_date, file)
    return apply_marks(table, frame, marks), marks


def _lives(patients: pl.DataFrame) -> pl.DataFrame:
    """Birth and death of each patient, under names that no table uses."""
    return patients.select(
        "patient_id",
        pl.lit(True).alias("known_"),
        pl.date(pl.col("birth_year"), 1, 1).alias("born_"),
        latest("death_date").alias("died_"),
    )


def _unknown_patients(table: Table, beside: pl.DataFrame, lives: pl.DataFrame, file: str) -> list[Mark]:
    unknown = beside["known_"].is_null()
    if not unknown.any():
        return []
    near = _near_misses(beside.filter(unknown)["patient_id"], lives["patient_id"])
    hint = "add the patients to the patients table, or correct the ids"
    if near:
        hint += f"; {rows_are(near)} off by capital letters or leading zeros only, and these count in an id"
    count = int(unknown.sum())
    rows = "1 row names" if count == 1 else f"{count:,} rows name"
    source = "the patients of the programme" if len(lives) else "a patient"
    fault = Fault(
        f"Every row must belong to one of {source}, but {rows} somebody else",
        "of an unknown patient",
        table.name,
        file,
        "patient_id",
        (),
        hint,
        Effect.ROW_SET_ASIDE,
    )
    return [mark(beside, unknown, fault)]


def _near_misses(ids: pl.Series, known: pl.Series) -> int:
    """How many of *ids* equal a known one but for capital letters and leading zeros."""

    return int(loose_ids(ids).is_in(loose_ids(known).implode()).sum())


def loose_ids(ids: pl.Series) -> pl.Series:
    """*ids* without capital letters and leading zeros, by which slips of the pen show."""
    return ids.str.to_lowercase().str.replace(r"^0+", "")


def _born_later(table: Table, beside: pl.DataFrame, data_date: date, file: str) -> list[Mark]:
    if "birth_year" not in table.names:
        return []
    mask = (beside["birth_year"] > data_date.year).fill_null(False)
    if not mask.any():
        return []
    problem = f"Nobody is born after the data date, but {rows_are(int(mask.sum()))}"
    return [
        mark(beside, mask, _date_fault(table, table["birth_year"], file, problem, "born after the data date"))
    ]


def _contradicted_lives(table: Table, beside: pl.DataFrame, file: str) -> list[Mark]:
    """Patients whose cells say two things about their death; noted, since either may be the wrong one."""
    if table.name != "patients":
        return []
    dead = pl.col("died_").is_not_null()
    contradictions = (
        (
            "vital_status",
            dead & (pl.col("vital_status") == VitalStatus.ALIVE),
            "says alive beside a date of death",
        ),
        ("last_contact_date", earliest("last_contact_date") > pl.col("died_"), "lies after death"),
    )
    marks = []
    for name, broken, words in contradictions:
        mask = beside.select(broken.fill_null(False).alias("broken"))["broken"]
        if mask.any():
            rows = "1 row" if mask.sum() == 1 else f"{mask.sum():,} rows"
            problem = f"'{name}' {words} in {rows}"
            fault = _date_fault(
                table, table[name], file, problem, f"whose {name} {words}", "correct one of the two"
            )
            marks.append(mark(beside, mask, replace(fault, effect=Effect.NOTED)))
    return marks


def _impossible_dates(
    table: Table, column: Column, beside: pl.DataFrame, data_date: date, file: str
) -> list[Mark]:
    rules = [
        (
            earliest(column.name) > data_date,
            "after the data date",
            "data_date in programme.toml or the dates",
        ),
        (latest(column.name) < pl.col("born_"), "before birth", "birth_year in patients or the dates"),
    ]
    if table.name not in KNOWN_AFTER_DEATH:
        rules.append(
            (earliest(column.name) > pl.col("died_"), "after death", "death_date in patients or the dates")
        )
    marks = []
    for broken, words, where_to_look in rules:
        mask = beside.select(broken.fill_null(False).alias("broken"))["broken"]
        if mask.any():
            problem = f"No '{column.name}' may lie {words}, but {rows_do(int(mask.sum()))}"
            fault = _date_fault(table, column, file, problem, words, f"correct {where_to_look}")
            marks.append(mark(beside, mask, fault))
    return marks


def _date_fault(
    table: Table, column: Column, file: str, problem: str, reason: str, hint: str = "correct the cells"
) -> Fault:
    effect = Effect.ROW_SET_ASIDE if column.sets_row_aside else Effect.CELL_EMPTIED
    return Fault(problem, reason, table.name, file, column.name, (), hint, effect)
