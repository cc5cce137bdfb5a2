"""Reads a table of severity scores that a user supplies, such as a published one under its own licence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.errors import FileError, FileFaults, RanvierError
from ranvier.ingest.cells import by_distinct
from ranvier.ingest.csv_file import read_csv_file
from ranvier.ingest.files import check_file
from ranvier.ingest.header_match import loose
from ranvier.ingest.limits import LIMITS
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Style
from ranvier.vocabulary.scales.severity_score import SCORED_EDSS, Clock, SeverityTable

FORMAT = "see 'A table of your own' in docs/reference/scales.md"


def read_severity_table(path: Path, source: str, *, decimal_mark: str = ".") -> SeverityTable:
    """The table in the CSV *path*; source says whose population it is.

    The first header is `disease_years` or `age`: whole years, row 4 for 4.00 to 4.99 years, rising by one
    from row to row. The others are `edss_0`, `edss_1`, `edss_1.5` to `edss_9.5`, in any order. Cells hold
    scores from 0 to 10 or nothing.
    Rows need not rise with the EDSS: published tables do not always. Raises the error of the file, or
    FileFaults with everything that is wrong.
    """
    check_file(path, LIMITS)
    style = Style(decimal_mark=decimal_mark)
    raw = read_csv_file(path, path.name, style, LIMITS)
    problems: list[RanvierError] = []
    clock = _clock(raw, path.name, problems)
    columns = _columns(raw, path.name, problems)
    _raise(problems)
    parse = number_parser(decimal_mark, typed_cells=False)
    numbers = {
        place: by_distinct(_cells(raw.frame[place]), parse, pl.Float64())
        for place in ("0", *columns.values())
    }
    first = _first_row(raw, numbers["0"], path.name, problems)
    scores = np.column_stack([numbers[columns[edss]].fill_null(np.nan).to_numpy() for edss in SCORED_EDSS])
    _check_scores(raw, numbers, columns, path.name, problems)
    _raise(problems)
    return SeverityTable(clock, first, scores, np.zeros(scores.shape[0], np.int64), source)


def _cells(column: pl.Series) -> pl.Series:
    trimmed = column.str.strip_chars()
    return trimmed.set((trimmed == "").fill_null(False), None)


def _clock(raw: RawTable, label: str, problems: list[RanvierError]) -> Clock:
    word = raw.headers[0].strip().casefold()
    if word in list(Clock):
        return Clock(word)
    words = " or ".join(Clock)
    problems.append(FileError(f"The first header must be {words}", where=label, hint=FORMAT))
    return Clock.DISEASE_YEARS


def _columns(raw: RawTable, label: str, problems: list[RanvierError]) -> dict[float, str]:
    """Which column holds which EDSS."""
    parse = number_parser(".", typed_cells=True)
    found: dict[float, str] = {}
    for place, header in list(enumerate(raw.headers))[1:]:
        edss = parse(loose(header).removeprefix("edss_").replace(",", "."))
        if edss not in SCORED_EDSS or edss in found:
            problem = (
                f"Column {place + 1} must be headed edss_ and a score from 0 to 9.5 that no other column has"
            )
            problems.append(FileError(problem, where=label, hint=FORMAT))
        else:
            found[edss] = str(place)
    absent = [f"{edss:g}" for edss in SCORED_EDSS if edss not in found]
    if absent:
        problems.append(FileError(f"No column for EDSS {', '.join(absent)}", where=label, hint=FORMAT))
    return found


def _first_row(raw: RawTable, years: pl.Series, label: str, problems: list[RanvierError]) -> int:
    rows: NDArray[np.float64] = years.fill_null(np.nan).to_numpy()
    if raw.frame.is_empty() or not np.array_equal(rows, np.round(rows[0]) + np.arange(rows.size)):
        problem = "The first column must hold whole years that rise by one from row to row"
        problems.append(FileError(problem, where=label, hint=FORMAT))
        return 0
    return int(rows[0])


def _check_scores(
    raw: RawTable,
    numbers: dict[str, pl.Series],
    columns: dict[float, str],
    label: str,
    problems: list[RanvierError],
) -> None:
    for edss, place in columns.items():
        filled = _cells(raw.frame[place]).is_not_null()
        sound = numbers[place].is_between(0, 10).fill_null(False)
        bad = int((filled & ~sound).sum())
        if bad:
            cells = "1 cell is" if bad == 1 else f"{bad} cells are"
            problem = f"Scores must be from 0 to 10, but under EDSS {edss:g} {cells} not"
            problems.append(FileError(problem, where=label, hint=FORMAT))


def _raise(problems: list[RanvierError]) -> None:
    if problems:
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        raise FileFaults(problems, headline=f"The table of severity scores cannot be used: {faults}")
