"""Reads a file of a population's rates by sex and age, such as cancers of a registry; all faults at once.

The format is described in docs/reference/rate-files.md.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ranvier.errors import FileError, FileFaults, RanvierError
from ranvier.ingest.csv_file import read_csv_file
from ranvier.ingest.files import check_file, fingerprint
from ranvier.ingest.limits import LIMITS, Limits
from ranvier.ingest.rate_bands import band_faults
from ranvier.ingest.rate_columns import RateRows, rate_rows
from ranvier.ingest.sources import Style
from ranvier.tables.rate_table import RateTable

FORMAT = "see docs/reference/rate-files.md"


def read_rate_file(path: Path, *, population: str | None = None, limits: Limits = LIMITS) -> RateTable:
    """The rates in the CSV *path*, one row a band of sex and age (and calendar years).

    population: which one of the column `population`, where the file holds several. Raises the error of the
    file, or FileFaults with everything that is wrong in it.
    """
    check_file(path, limits)
    raw = read_csv_file(path, path.name, Style(), limits)
    problems: list[RanvierError] = []
    rows = rate_rows(raw, population, path.name, problems)
    _raise(problems)
    problems += band_faults(rows.frame, path.name)
    _raise(problems)
    return _table(rows, path)


def _table(rows: RateRows, path: Path) -> RateTable:
    frame = rows.frame.sort("sex", "age_from", "year_from")
    whole = {name: frame[name].to_numpy().astype(np.int64) for name in _WHOLE}
    return RateTable(
        **whole,
        rate_per_year=frame["rate"].to_numpy(),
        cases=frame["cases"].fill_null(np.nan).to_numpy(),
        source=f"{path.name}, {rows.population}" if rows.population else path.name,
        sha256=fingerprint(path),
    )


_WHOLE = ("sex", "age_from", "age_to", "year_from", "year_to")


def _raise(problems: list[RanvierError]) -> None:
    if problems:
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        told = [FileError(one.problem, where=one.where, hint=one.hint or FORMAT) for one in problems]
        raise FileFaults(told, headline=f"The file of rates cannot be used: {faults}")
