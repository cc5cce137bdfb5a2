"""Courses of msclinical.sim, another author's generator: from the sample kept here, or fresh."""

from __future__ import annotations

import gzip
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.worlds.courses import Courses, Floats, Rng, by_lot, people_like

DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "msclinical_sample.csv.gz"
SCRIPT = DATA / "msclinical_patients.py"
PYTHON_VARIABLE = "RANVIER_MSCLINICAL"
"""Environment variable with a Python that has msclinical; without it the sample is used."""

VISIT_DAYS = 6 * 30.44
"""Of the generator: visits of every sixth month, each month 30.44 days."""

PLANNED = 12
"""Half-yearly visits after the baseline: six years."""

FRESH_PER_ARM = 400


@dataclass(frozen=True)
class Pool:
    """Patients of the generator: scores at half-yearly visits, onsets padded with NaN, and the arm."""

    faster: NDArray[np.bool_]
    edss: Floats
    onset_day: Floats

    @classmethod
    def read(cls, text: str) -> Pool:
        """From the lines that the script writes."""
        rows = [line.split(",") for line in text.splitlines() if line and not line.startswith("#")][1:]
        onsets = [np.array(row[2].split(), dtype=float) for row in rows]
        width = max(map(len, onsets))
        padded = [np.pad(days, (0, width - len(days)), constant_values=np.nan) for days in onsets]
        edss = np.array([row[1].split() for row in rows], dtype=float)
        return cls(np.array([row[0] == "faster" for row in rows]), edss, np.array(padded))


@cache
def sample_pool() -> Pool:
    """The sample kept in this folder."""
    return Pool.read(gzip.decompress(SAMPLE.read_bytes()).decode())


def pool_of(rng: Rng) -> Pool:
    """Fresh patients where a Python with msclinical is named, else the sample."""
    python = os.environ.get(PYTHON_VARIABLE)
    if not python:
        return sample_pool()
    seed = str(rng.integers(2**31))
    command = [python, str(SCRIPT), "--per-arm", str(FRESH_PER_ARM), "--seed", seed]
    return Pool.read(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def msclinical_courses(n: int, rng: Rng, *, faster: bool = False, after_relapse: bool = False) -> Courses:
    """*n* patients of one arm, day 0 at one of their visits of the first two years.

    after_relapse: at the first of them that follows a relapse by at most 90 days, where there is one.
    """
    pool = pool_of(rng)
    rows = rng.permutation(np.flatnonzero(pool.faster == faster))[:n]
    first = rng.integers(0, pool.edss.shape[1] - PLANNED, n)
    if after_relapse:
        first = _after_relapse(pool, rows, first)
    columns = first[:, None] + np.arange(PLANNED + 1)
    points = np.take_along_axis(pool.edss[rows], columns, axis=1)
    start_day = np.trunc(first * VISIT_DAYS)
    day = np.trunc(columns * VISIT_DAYS) - start_day[:, None]
    day[:, 1:] += rng.integers(-10, 11, size=(n, PLANNED))
    people = people_like(n, rng)
    return Courses(
        treated=by_lot(n, rng),
        progressive=people["years_since_onset"] > 18,
        relapse_day=pool.onset_day[rows] - start_day[:, None],
        day=day,
        points=points,
        **people,
    )


def _after_relapse(pool: Pool, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    starts = np.arange(pool.edss.shape[1] - PLANNED)
    since = np.trunc(starts * VISIT_DAYS)[None, :, None] - pool.onset_day[rows][:, None, :]
    near = ((since >= 0) & (since <= 90)).any(axis=2)
    return np.where(near.any(axis=1), near.argmax(axis=1), first)
