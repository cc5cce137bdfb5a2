"""A Parquet file of visits as checked cohorts of some patients each; it may be larger than memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ranvier.errors import EmptyFile, UnreadableFile
from ranvier.ingest.files import check_file
from ranvier.ingest.foreign_errors import damage_reported
from ranvier.ingest.frame_rows import DATE_NAMES, DAY_NAMES, TableRows, relapse_rows, visit_rows
from ranvier.ingest.frame_words import faults_of_frames
from ranvier.ingest.frames import (
    CheckedRows,
    check_alone,
    check_rows,
    cohort_of,
)
from ranvier.ingest.grouped_parquet import (
    BATCH_ROWS,
    FIRST_FILE_ROW,
    Layout,
    batches_of_patients,
    read_layout,
)
from ranvier.ingest.limits import LIMITS
from ranvier.ingest.needed_columns import check_columns, is_in_days
from ranvier.ingest.rows_left import check_rows_left
from ranvier.tables.cohort import Cohort
from ranvier.tables.edss_scores import GRADE_COLUMNS
from ranvier.tables.faults import Fault, TableCount
from ranvier.tables.marks import count_rows

Told = Callable[[str], None]

_ANY_SIZE = replace(LIMITS, parquet_bytes=1 << 62)
_DAMAGED = {"problem": "The Parquet file is damaged", "hint": "write it again as Parquet, and copy it whole"}


@dataclass(frozen=True)
class VisitFile:
    """A Parquet file of visits that has been looked over, and the relapses that belong to it.

    columns: those that are read. relapses: checked and sorted; None where none were supplied. faults, counts:
    of the relapses; those of the visits come with each cohort.
    """

    path: Path
    layout: Layout
    columns: tuple[str, ...]
    relapses: TableRows | None
    faults: tuple[Fault, ...] = ()
    counts: tuple[TableCount, ...] = ()

    @property
    def is_in_days(self) -> bool:
        """Whether the file counts whole days instead of naming dates."""
        return is_in_days(list(self.columns))

    def cohorts(
        self, folder: Path, batch_rows: int = BATCH_ROWS, tell: Told = lambda _: None
    ) -> Iterator[Cohort]:
        """Checked cohorts of about *batch_rows* visits, each with all visits of its patients.

        folder: for temporary files; tell: is told if the file must be sorted first.
        """
        for frame in batches_of_patients(self.path, self.columns, self.layout, folder, batch_rows, tell):
            cohort = _cohort(frame, self.relapses)
            yield replace(cohort, faults=tuple(replace(one, file=self.path.name) for one in cohort.faults))


def open_visit_file(
    path: Path,
    relapses: Path | None,
    scores: Sequence[str],
    *,
    with_grades: bool = False,
    batch_rows: int = BATCH_ROWS,
) -> VisitFile:
    """The Parquet files of visits and of relapses, looked over: their columns, patients and order of rows.

    Columns are called as for `read_frames`; of the measures only *scores* are read, one of which must be
    there, and functional systems with *with_grades*. Raises MissingFile, EmptyFile, UnreadableFile, and
    DataFaults with every column that is missing, and where no row of the relapses can be used.
    """
    names = {"visits": _column_names(path)} | ({"relapses": _column_names(relapses)} if relapses else {})
    files = {"visits": path.name} | ({"relapses": relapses.name} if relapses else {})
    check_columns(names, scores, files)
    wanted = ("patient_id", *DATE_NAMES, *DAY_NAMES, *scores, *(GRADE_COLUMNS if with_grades else ()))
    columns = tuple(name for name in wanted if name in names["visits"])
    with damage_reported(where=path.name, **_DAMAGED):
        layout = read_layout(path, batch_rows)
    if layout.n_visits == 0:
        raise EmptyFile("The file has no visits", where=path.name, hint="write it again, with its rows")
    if relapses is None:
        return VisitFile(path, layout, columns, None)
    return _with_relapses(VisitFile(path, layout, columns, None), relapses)


def _column_names(path: Path) -> list[str]:
    if path.suffix.lower() != ".parquet" and path.is_file():
        raise UnreadableFile(
            f"Visits and relapses are read from Parquet, and this file ends in '{path.suffix}'",
            where=path.name,
            hint="write it as Parquet; or make a programme of it: ranvier new DIR --from FILE",
        )
    check_file(path, _ANY_SIZE)
    with damage_reported(where=path.name, **_DAMAGED):
        return pl.scan_parquet(path).collect_schema().names()


def _with_relapses(visits: VisitFile, path: Path) -> VisitFile:
    wanted = [name for name in ("patient_id", *DATE_NAMES, *DAY_NAMES)]
    with damage_reported(where=path.name, **_DAMAGED):
        scan = pl.scan_parquet(path)
        frame = scan.select(name for name in scan.collect_schema().names() if name in wanted).collect()
    rows = relapse_rows(frame, FIRST_FILE_ROW)
    checked = check_rows("relapses", rows, visits.layout.patients)
    faults = tuple(replace(fault, file=path.name) for fault in faults_of_frames(checked.marks))
    counts = (count_rows("relapses", path.name, frame.height, checked.marks),)
    check_rows_left(counts, faults)
    known = TableRows(checked.frame, (), rows.supplied)
    return replace(visits, relapses=known, faults=faults, counts=counts)


def _cohort(frame: pl.DataFrame, relapses: TableRows | None) -> Cohort:
    read: dict[str, TableRows] = visit_rows(frame, FIRST_FILE_ROW)
    visits = check_alone("visits", read["visits"])
    patients = visits.patients
    checked = {"visits": visits}
    if "measures" in read:
        checked["measures"] = check_rows("measures", read["measures"], patients)
    if relapses is not None:
        read["relapses"] = replace(relapses, frame=_of_patients(relapses.frame, patients))
        checked["relapses"] = CheckedRows(read["relapses"].frame, [])
    return cohort_of(patients, checked, read)


def _of_patients(rows: pl.DataFrame, patients: pl.Series) -> pl.DataFrame:
    """Those of the sorted *rows* that lie between the first and the last of *patients*."""
    ends = (pl.lit(patients.min(), pl.String), pl.lit(patients.max(), pl.String))
    return rows.filter(pl.col("patient_id").is_between(*ends)) if len(patients) else rows.clear()
