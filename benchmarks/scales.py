"""The EDSS of every raw input, and of a table of visits, as ratios beside a plain Python loop.

    python benchmarks/scales.py

Every raw input: 518,616 sets of grades by 17 grades of ambulation, 8,816,472 in all. The plain loop tests the
rule's conditions one by one on a sample and must find the same scores; it is the slow twin of the tests.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from ranvier.tables.edss_scores import add_edss_scores
from ranvier.vocabulary.scales.edss_arrays import edss_arrays
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding

sys.path.insert(0, str(Path(__file__).parents[1]))  # the plain loop is the slow twin of the tests

from tests.reference import edss as plain

VISITS = 1_000_000
SAMPLE = 50_000
REPEATS = 5


def seconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median of some warm runs."""
    run()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def every_input() -> int:
    """Every raw input scored, one grade of ambulation after the other; how many come back."""
    grades = np.indices([system.highest_raw + 1 for system in SYSTEMS], np.int8).reshape(7, -1)
    n = grades.shape[1]
    coding = np.zeros(n, np.int8)
    return sum(edss_arrays(grades, np.full(n, walk, np.int8), coding).ticks.size for walk in range(17))


def random_visits(n: int) -> pl.DataFrame:
    """Visits with any grades."""
    rng = np.random.default_rng(5)
    columns = {system.column: rng.integers(0, system.highest_raw + 1, n).astype(float) for system in SYSTEMS}
    return pl.DataFrame({**columns, "ambulation": rng.integers(0, 17, n).astype(float)})


def score(visits: pl.DataFrame) -> pl.Series:
    """The EDSS of each visit."""
    return add_edss_scores(visits, coding=AmbulationCoding.NEUROSTATUS_16)["edss_computed"]


def plain_loop(rows: list[tuple[int, ...]]) -> list[float]:
    """The same, one visit at a time."""
    return [plain.edss(raw, walk, "neurostatus_16") for *raw, walk in rows]


def main() -> None:
    n_inputs = every_input()
    all_inputs = seconds(every_input)
    print(
        f"every raw input       {n_inputs:>10,} in {all_inputs:.2f} s, {n_inputs / all_inputs / 1e6:.1f} M/s"
    )
    visits = random_visits(VISITS)
    frame = seconds(lambda: score(visits))
    print(f"a table of visits     {VISITS:>10,} in {frame:.2f} s, {VISITS / frame / 1e6:.1f} M/s")
    rows = [tuple(int(grade) for grade in row) for row in visits.head(SAMPLE).rows()]
    loop = seconds(lambda: plain_loop(rows), 3)
    assert plain_loop(rows) == score(visits.head(SAMPLE)).to_list(), "the plain loop finds other scores"
    print(f"a plain loop          {SAMPLE:>10,} in {loop:.2f} s, {SAMPLE / loop / 1e6:.2f} M/s")
    per_visit = loop / SAMPLE
    print(
        f"ratio to the loop     arrays {per_visit * n_inputs / all_inputs:,.0f}, "
        f"table {per_visit * VISITS / frame:,.0f}"
    )


if __name__ == "__main__":
    main()
