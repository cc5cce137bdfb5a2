"""Reads frames of visits and relapses: the same checks as for a programme's files, told in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.ingest.foreign_frames import columns_of, read_frame
from ranvier.ingest.frame_rows import (
    DATE_NAMES,
    DAY_NAMES,
    TableRows,
    numbered,
    relapse_rows,
    visit_rows,
)
from ranvier.ingest.frame_words import faults_of_frames
from ranvier.ingest.needed_columns import check_columns
from ranvier.ingest.rows_left import check_rows_left
from ranvier.tables.arrays import Runs, blocks_of, in_order, is_in_order, patient_runs, runs_among
from ranvier.tables.check import check_cells, check_repeats
from ranvier.tables.check_across import check_across
from ranvier.tables.cohort import Cohort, KnownRuns
from ranvier.tables.edss_scores import GRADE_COLUMNS
from ranvier.tables.marks import Mark, count_rows
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme
from ranvier.vocabulary.edss import TICKS_PER_POINT, VALID_EDSS
from ranvier.vocabulary.measures import MEASURES

VISIT_COLUMNS = ("patient_id", *DATE_NAMES, *DAY_NAMES, *MEASURES, *GRADE_COLUMNS)
"""The columns that a frame of visits may have; others are left alone."""

_SORTED_BY = {"visits": "date", "relapses": "onset_date", "measures": "date"}
"""The date of a row in each table that a frame can give."""


_EDSS_GAPS = sorted(
    set(range(round(max(VALID_EDSS) * TICKS_PER_POINT)))
    - {round(score * TICKS_PER_POINT) for score in VALID_EDSS}
)
"""Half points between the lowest and the highest score that are no score."""


@dataclass(frozen=True)
class CheckedRows:
    """The rows of one table that stand, and what was found in the others."""

    frame: pl.DataFrame
    marks: list[Mark]
    runs: Runs | None = None  # of the patients, where the rows are known to be in order with no cell empty

    @property
    def patients(self) -> pl.Series:
        """Everyone with a row that stands."""
        return (self.runs or patient_runs(self.frame["patient_id"]))[0]


def read_frames(visits: Any, relapses: Any = None, *, first_row: int = 0) -> Cohort:
    """A checked cohort from a frame of visits and one of relapses: Polars, pandas or Arrow.

    visits: patient_id, date (or day: whole days from any origin of your own) and at least one measure by its
    name: edss, t25fw, nhpt, sdmt … (ranvier.vocabulary.measures.MEASURES); with functional systems and
    ambulation where their columns (fs_pyramidal …) are there. relapses: patient_id and
    onset_date (or onset_day; date and day are understood); None: not supplied, which never reads as "none".
    Other columns are left alone. first_row: the number of the first row in `cohort.faults`; the rows of a
    frame count from 0.

    Faulty rows are set aside and told of in `cohort.faults` and `cohort.counts`, as for a programme. Raises
    UsageError for what is no frame, DataFaults with every column that is missing, for scores in the place of
    relapses, and where no row of a table can be used.
    """
    given = {"visits": visits} if relapses is None else {"visits": visits, "relapses": relapses}
    check_columns({name: columns_of(frame) for name, frame in given.items()})
    read = visit_rows(read_frame(visits, VISIT_COLUMNS), first_row)
    if relapses is not None:
        frame = read_frame(relapses, ("patient_id", *DATE_NAMES, *DAY_NAMES))
        read["relapses"] = relapse_rows(frame, first_row)
    cohort = _cohort(read)
    check_rows_left(cohort.counts, cohort.faults)
    return cohort


def _cohort(read: Mapping[str, TableRows]) -> Cohort:
    visits = check_alone("visits", read["visits"])
    patients = visits.patients
    others = {table: check_rows(table, rows, patients) for table, rows in read.items() if table != "visits"}
    return cohort_of(patients, {"visits": visits, **others}, read)


def cohort_of(
    patients: pl.Series, checked: Mapping[str, CheckedRows], read: Mapping[str, TableRows]
) -> Cohort:
    """The cohort of checked tables, each with the full schema of its declaration."""
    frames = {table: _complete(table, one.frame) for table, one in checked.items()}
    return Cohort(
        programme=Programme("frames", _latest_date(frames), "the caller"),
        frames=MappingProxyType({"patients": _complete("patients", patients.to_frame()), **frames}),
        supplied=MappingProxyType({table: rows.supplied for table, rows in read.items()}),
        faults=tuple(fault for one in checked.values() for fault in faults_of_frames(one.marks)),
        counts=tuple(
            count_rows(table, table, read[table].frame.height, one.marks) for table, one in checked.items()
        ),
        known_runs=MappingProxyType(
            {table: KnownRuns(frames[table], one.runs) for table, one in checked.items() if one.runs}
        ),
    )


def check_rows(table: str, rows: TableRows, patients: pl.Series) -> CheckedRows:
    """The rows of a table that stand, sorted, all of them of one of *patients*."""
    checked = check_alone(table, rows)
    among = runs_among(checked.runs, patients) if checked.runs else None
    if among is not None:
        return replace(checked, runs=among)
    if checked.patients.is_in(patients.implode()).all():
        return replace(checked, runs=None)
    checked = check_alone(table, replace(rows, frame=numbered(rows.frame, rows.first_row)))
    whole = pl.concat([TABLES[table].empty(), checked.frame], how="diagonal")
    frames = {"patients": _complete("patients", patients.to_frame()), table: whole}
    kept, marks = check_across(frames, _latest_date(frames), files={table: table})
    return CheckedRows(kept[table], [*checked.marks, *marks[table]])


def check_alone(table: str, rows: TableRows) -> CheckedRows:
    """The rows of a table that stand, sorted; looked at one by one only where something is wrong."""
    by = ("patient_id", _SORTED_BY[table])
    if not rows.marks:
        if rows.runs and _is_sound(table, rows.frame, rows.runs):
            return CheckedRows(rows.frame, [], rows.runs)
        ordered = in_order(rows.frame, *by)
        runs = None if "instrument" in ordered.columns else patient_runs(ordered["patient_id"])
        if _is_sound(table, ordered, runs):
            return CheckedRows(ordered, [], runs)
    whole = pl.concat([TABLES[table].empty(), numbered(rows.frame, rows.first_row)], how="diagonal")
    sound, broken = check_cells(TABLES[table], whole, file=table, found=rows.marks)
    kept, repeated = check_repeats(TABLES[table], sound, file=table)
    return CheckedRows(in_order(kept, *by), [*broken, *repeated])


def _is_sound(table: str, ordered: pl.DataFrame, runs: Runs | None = None) -> bool:
    """Whether every row can stand, and stands in order: what the checks would find, seen at a glance."""
    if "instrument" in ordered.columns:
        parts = ordered.partition_by("instrument")
        return all(is_in_order(part, "patient_id", _SORTED_BY[table], strictly=True) for part in parts)
    if set(GRADE_COLUMNS) & set(ordered.columns):
        return False  # grades have bounds, which only the checks of the table know
    is_alone = is_in_order(ordered, "patient_id", _SORTED_BY[table], strictly=True, runs=runs)
    return is_alone and ("edss" not in ordered.columns or _has_sound_edss(ordered["edss"]))


def _has_sound_edss(scores: pl.Series) -> bool:
    points = scores.drop_nulls() if scores.null_count() else scores  # dropping none copies all
    return all(_are_valid_edss(block) for block in blocks_of(points))


def _are_valid_edss(points: NDArray[np.float64]) -> bool:
    """Whether scores are on the scale: half points within its bounds, without its gaps."""
    if not (points.min() >= min(VALID_EDSS) and points.max() <= max(VALID_EDSS)):
        return False
    ticks = points * TICKS_PER_POINT
    whole = ticks.astype(np.int8)
    return bool((whole == ticks).all()) and not any((whole == gap).any() for gap in _EDSS_GAPS)


def _complete(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """*frame* with every column of the model table, empty where none was given."""
    given = set(frame.columns)
    schema = TABLES[table].schema.items()
    return frame.select(name if name in given else pl.lit(None, dtype).alias(name) for name, dtype in schema)


def _latest_date(frames: Mapping[str, pl.DataFrame]) -> date:
    """The latest date on record: frames do not say when their records were closed."""
    found = [frames[table][column].max() for table, column in _SORTED_BY.items() if table in frames]
    return max((day for day in found if isinstance(day, date)), default=date(1970, 1, 1))
