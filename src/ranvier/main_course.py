"""The course engine from outside: frames or files in, events out. One short function a use."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ranvier.course import events as course
from ranvier.course.finders import Events
from ranvier.definitions.needs import measures_of, needs_grades
from ranvier.definitions.settings_used import settings_used
from ranvier.errors import RowsSetAside, UsageError
from ranvier.ingest import read_programme
from ranvier.ingest.files import fingerprint
from ranvier.ingest.foreign_frames import columns_of, in_kind_of
from ranvier.ingest.frames import read_frames
from ranvier.ingest.grouped_parquet import BATCH_ROWS
from ranvier.ingest.needed_columns import is_in_days
from ranvier.ingest.rows_left import check_rows_left
from ranvier.ingest.streamed_visits import open_visit_file
from ranvier.tables.cohort import Cohort
from ranvier.tables.faults import Fault, TableCount
from ranvier.tables.merged_faults import merged_counts, merged_faults
from ranvier.tables.write_frame import check_output

Progress = Callable[[str], None]


def silent(_message: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Listener:
    """Who is told of the work while it goes on: how far it is, and what should be known of the file."""

    progress: Progress = silent
    notice: Progress = silent


NOBODY = Listener()


def find_events(
    records: Any,
    definition: Events,
    baselines: pl.DataFrame | None = None,
    *,
    relapses: Any = None,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> Any:
    """Events under *definition*, one row an event, from a cohort or from a frame of visits.

    records: a cohort (`read_programme`, `read_frames`), or visits as Polars, pandas or Arrow with patient_id,
    date or day, and a score; relapses: a frame of the same kind, patient_id and onset_date or onset_day. The
    events of frames come back as a frame of the same kind, counted in days where the visits are. Rows that
    cannot be used are set aside with a warning of class RowsSetAside; `read_frames` says which and why.

    definition: any that has events, of whatever school; one with functional systems finds them in the columns
    of the visits table (fs_pyramidal …, docs/reference/tables.md). The columns, and the other arguments, are
    those of `ranvier.course.events.find_events`. Raises UsageError, DataFaults for missing columns,
    RanvierError for tables that the definition needs and that are not there.
    """
    _check_together(records, baselines, relapses)
    if isinstance(records, Cohort):
        return course.find_events(records, definition, baselines, particulars=particulars, seed=seed)
    cohort = read_frames(records, relapses)
    _warn_of_rows_set_aside(cohort.counts)
    found = course.find_events(cohort, definition, particulars=particulars, seed=seed)
    return in_kind_of(records, in_days(found) if is_in_days(columns_of(records)) else found)


def _check_together(records: Any, baselines: pl.DataFrame | None, relapses: Any) -> None:
    """Refuses what would be left unread: relapses beside a cohort, baselines beside a frame."""
    if isinstance(records, Cohort) and relapses is not None:
        raise UsageError(
            "A cohort has its own relapses", where="relapses=", hint="leave relapses= out, or give frames"
        )
    if not isinstance(records, Cohort) and baselines is not None:
        raise UsageError(
            "Baselines belong to a cohort, and these records are a frame",
            where="the third argument, baselines",
            hint="relapses go in by name, relapses=...; for baselines give read_frames(visits, relapses)",
        )


def in_days(events: pl.DataFrame) -> pl.DataFrame:
    """*events* with days where they have dates, as the visits had."""
    dates = [name for name, dtype in events.schema.items() if dtype == pl.Date]
    return events.with_columns(pl.col(dates).cast(pl.Int32)).rename(
        {name: name.removesuffix("date") + "day" for name in dates}
    )


def _warn_of_rows_set_aside(counts: tuple[TableCount, ...]) -> None:
    told = [str(count) for count in counts if count.n_set_aside]
    if told:
        text = f"{'; '.join(told)}. ranvier.read_frames(...).faults says which rows, and why."
        warnings.warn(text, RowsSetAside, stacklevel=3)


@dataclass(frozen=True)
class CourseFound:
    """What `ranvier course` wrote: how many events of how many patients, and what was set aside."""

    n_events: Mapping[str, int]
    n_patients: int
    out: Path
    n_visits: int
    counts: tuple[TableCount, ...]
    faults: tuple[Fault, ...]


def course_of_file(
    source: Path,
    definition: Events,
    out: Path,
    *,
    relapses: Path | None = None,
    seed: int | None = None,
    batch_rows: int = BATCH_ROWS,
    listener: Listener = NOBODY,
) -> CourseFound:
    """`ranvier course`: the events of a Parquet file of visits or of a programme folder, written to *out*.

    out: Parquet or CSV, by its ending; the settings used are written beside it. A Parquet file may be larger
    than memory: it is read some patients at a time, about *batch_rows* visits. listener: is told how far it
    is, and if the file had to be sorted. Raises DataFaults where no row of a table can be used.
    """
    for read in (source, relapses):
        check_output(out, source=read)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".ranvier-") as place:
        listener.progress("reading the records")
        opened = _opened(source, relapses, definition, batch_rows, listener.notice)
        followed = _follow(opened, definition, seed, Path(place), listener.progress)
        listener.progress("writing the events")
        n_events = _join_events(Path(place) / "events", out, is_sorted=opened.is_sorted)
    found = CourseFound(n_events, opened.n_patients, out, *followed)
    _write_settings(found, definition, seed, [source, *([relapses] if relapses else [])])
    return found


@dataclass(frozen=True)
class _Opened:
    """The records of a file or folder, ready to be followed: cohorts one by one, and their totals."""

    cohorts: Callable[[Path], Iterator[Cohort]]
    n_patients: int
    n_visits: int
    is_sorted: bool
    is_in_days: bool
    counts: tuple[TableCount, ...] = ()
    faults: tuple[Fault, ...] = ()


def _opened(
    source: Path, relapses: Path | None, definition: Events, batch_rows: int, notice: Progress
) -> _Opened:
    if source.is_dir() or source.suffix == ".toml":
        if relapses is not None:
            raise UsageError(
                "A programme names its own relapses", where="--relapses", hint="leave --relapses out"
            )
        cohort = read_programme(source)
        return _Opened(lambda _: iter([cohort]), cohort.patients.height, cohort.visits.height, True, False)
    scores = [measure.name for measure in measures_of(definition)]
    file = open_visit_file(
        source, relapses, scores, with_grades=needs_grades(definition), batch_rows=batch_rows
    )
    layout = file.layout
    return _Opened(
        lambda folder: file.cohorts(folder, batch_rows, notice),
        len(layout.patients),
        layout.n_visits,
        layout.is_sorted or not layout.is_grouped,
        file.is_in_days,
        file.counts,
        file.faults,
    )


def _follow(
    opened: _Opened, definition: Events, seed: int | None, place: Path, progress: Progress
) -> tuple[int, tuple[TableCount, ...], tuple[Fault, ...]]:
    """Writes the events of each cohort into a file of its own; visits read, counts and faults come back."""
    folder = place / "events"
    folder.mkdir()
    told = {count.table for count in opened.counts}
    counts: list[TableCount] = []
    faults: list[Fault] = []
    n_visits = 0
    for number, cohort in enumerate(opened.cohorts(place / "visits")):
        events = course.find_events(cohort, definition, seed=seed)
        (in_days(events) if opened.is_in_days else events).write_parquet(folder / f"{number:06}.parquet")
        counts += [count for count in cohort.counts if count.table not in told]
        faults += cohort.faults
        n_visits += cohort.visits.height
        progress(f"{n_visits:,} of {opened.n_visits:,} visits followed")
    all_counts, all_faults = (
        merged_counts([*counts, *opened.counts]),
        merged_faults([*faults, *opened.faults]),
    )
    check_rows_left(all_counts, all_faults)
    return n_visits, all_counts, all_faults


def _join_events(folder: Path, out: Path, *, is_sorted: bool) -> dict[str, int]:
    """The parts as one file; the number of events by kind and relation to relapses comes back."""
    files = sorted(folder.iterdir())
    rows = pl.scan_parquet(files)
    if not is_sorted:
        rows = rows.sort("patient_id", maintain_order=True)
    if out.suffix.lower() == ".parquet":
        rows.sink_parquet(out)
    else:
        rows.sink_csv(out)
    kinds = pl.scan_parquet(files).group_by("kind", "relation").agg(pl.len()).collect()
    return {
        f"{kind}, {relation}" if relation else kind: n
        for kind, relation, n in kinds.sort("kind", "relation").iter_rows()
    }


def _write_settings(found: CourseFound, definition: Events, seed: int | None, sources: list[Path]) -> None:
    told = {
        **settings_used(definition).as_dict(),
        "seed": seed,
        "patients": found.n_patients,
        "visits": found.n_visits,
        "events": dict(found.n_events),
        "rows": [str(count) for count in found.counts],
        "files": {path.name: fingerprint(path) for path in _files_of(sources)},
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    found.out.with_suffix(".settings.json").write_text(text + "\n", encoding="utf-8")


def _files_of(sources: list[Path]) -> Iterator[Path]:
    for source in sources:
        yield from (
            sorted(path for path in source.iterdir() if path.is_file()) if source.is_dir() else [source]
        )
