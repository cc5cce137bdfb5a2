"""Synthetic courses for the benchmarks: quarterly visits with a drifting EDSS, relapses at any time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from ranvier.kernels.arrays import RelapseArrays, VisitArrays

VISITS_PER_PATIENT = 16
RELAPSES_PER_PATIENT = 1.5
FIRST_DAY = 14_000
"""Days from 1970 to the first possible visit."""


def courses(n_patients: int) -> tuple[VisitArrays, RelapseArrays]:
    """Visits and relapses as kernels take them, always the same for one number of patients."""
    rng = np.random.default_rng(7)
    shape = (n_patients, VISITS_PER_PATIENT)
    day = np.cumsum(rng.integers(70, 113, shape, dtype=np.int32), axis=1, dtype=np.int32)
    ticks = rng.integers(0, 12, (n_patients, 1), dtype=np.int32)
    ticks = ticks + np.cumsum(
        rng.choice(np.array([-1, 0, 0, 0, 0, 0, 1, 1], np.int32), shape), axis=1, dtype=np.int32
    )
    np.clip(ticks, 0, 20, out=ticks)
    ticks[ticks == 1] = 2
    visits = VisitArrays(
        np.arange(n_patients + 1, dtype=np.int64) * VISITS_PER_PATIENT, day.ravel(), ticks.ravel()
    )
    count = rng.poisson(RELAPSES_PER_PATIENT, n_patients)
    offset = np.concatenate([[0], np.cumsum(count)])
    keyed = np.repeat(np.arange(n_patients) * 10_000, count) + rng.integers(0, 1_500, offset[-1])
    return visits, RelapseArrays(offset, (np.sort(keyed) % 10_000).astype(np.int32))


def frames(visits: VisitArrays, relapses: RelapseArrays) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same as frames of visits and of relapses, the latter one a day."""
    ids = pl.Series("patient_id", [f"P{number:07}" for number in range(len(visits.offset) - 1)])
    seen, fell_ill = (np.repeat(np.arange(len(ids)), np.diff(each.offset)) for each in (visits, relapses))
    return (
        pl.DataFrame([ids.gather(seen), _dates("date", visits.day), pl.Series("edss", visits.score / 2)]),
        pl.DataFrame([ids.gather(fell_ill), _dates("onset_date", relapses.day)]).unique(maintain_order=True),
    )


def _dates(name: str, days: np.ndarray) -> pl.Series:
    return pl.Series(name, days + FIRST_DAY, pl.Int32).cast(pl.Date)


def write(folder: Path, visits: pl.DataFrame, relapses: pl.DataFrame, name: str = "") -> tuple[Path, Path]:
    """Both frames as Parquet; their paths."""
    paths = folder / f"visits{name}.parquet", folder / f"relapses{name}.parquet"
    for frame, path in zip((visits, relapses), paths, strict=True):
        frame.write_parquet(path)
    return paths
