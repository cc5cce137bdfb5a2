"""Patients of a folder of pymsprog results, as visits and days of relapses."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from tests.properties.courses import relapse_arrays_of, visit_arrays_of

INF = float("inf")


class Patient(NamedTuple):
    """Visits as (day, EDSS) by day, the last row of a day standing, and days of relapses, sorted."""

    visits: list[tuple[int, float]]
    relapses: list[int]


class Row(NamedTuple):
    """One cell: what was compared, under which defect of the peer if any, and whether it is the same."""

    kind: str
    cell: str
    deviation: str
    is_identical: bool


def edss_patients(folder: Path) -> dict[tuple[str, str], Patient]:
    """Every patient with EDSS in *folder*, by cohort and id; visits without a score are left out."""
    visits = pl.read_parquet(folder / "visits.parquet").sort("row").filter(pl.col("edss").is_not_nan())
    scores: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for cohort, who, day, edss in visits.select("cohort", "id", "day", "edss").drop_nulls().rows():
        scores[cohort, who][int(day)] = edss
    onsets: dict[tuple[str, str], list[int]] = defaultdict(list)
    relapses = pl.read_parquet(folder / "relapses.parquet").select("cohort", "id", "day").drop_nulls()
    for cohort, who, day in relapses.rows():
        onsets[cohort, who].append(int(day))
    return {who: Patient(sorted(own.items()), sorted(onsets[who])) for who, own in scores.items()}


def failures(folder: Path) -> set[tuple[str, str, str]]:
    """The cells on which the peer itself failed: configuration, cohort, id."""
    lines = (folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    return {(row["config"], row["cohort"], row["id"]) for row in rows}


def kernel_arrays(patients: Sequence[Patient]) -> tuple[VisitArrays, RelapseArrays]:
    """*patients* as a kernel takes them."""
    return visit_arrays_of(patients), relapse_arrays_of(patients)
