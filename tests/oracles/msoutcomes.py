"""The files of validation/msoutcomes.R: courses of patients, and what MSoutcomes 0.2.1 found in them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

FOLDER = Path(__file__).parent
SOURCES = ("sample", "random")
SYSTEMS = {
    "FSpyr": "fs_pyramidal",
    "FScrbl": "fs_cerebellar",
    "FSbstem": "fs_brainstem",
    "FSsens": "fs_sensory",
    "FSsph": "fs_bowel_bladder",
    "FSvis": "fs_visual",
    "FScereb": "fs_cerebral",
    "FSamb": "ambulation",
}
"""Columns of the package and of the table visits, in the order in which the package asks them."""


def read(name: str) -> pl.DataFrame:
    """One of the files, its first line left out."""
    return pl.read_csv(
        FOLDER / f"msoutcomes_{name}.csv", skip_rows=1, null_values=["NA", ""], infer_schema_length=None
    )


def day_of(text: str) -> int:
    """A date as days since 1970."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


@cache
def visits_with_edss(source: str) -> dict[str, list[dict[str, Any]]]:
    """Visits of each patient with an EDSS, by day: day, edss, since (days after a relapse), systems."""
    courses: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(source).sort("ID", "dateEDSS").iter_rows(named=True):
        own = courses[row["ID"]]
        if row["EDSS"] is None:
            continue
        since = row["daysPostRelapse"]
        own.append(
            {
                "day": day_of(row["dateEDSS"]),
                "edss": float(row["EDSS"]),
                "since": None if since is None else abs(int(since)),
                "systems": tuple(row[name] for name in SYSTEMS),
            }
        )
    return courses
