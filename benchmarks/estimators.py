"""Estimates that a claim rests on, beside what is true: bias, how often the interval holds the truth, bounds.

    python benchmarks/estimators.py --programmes 200 --processes 2

Programmes of half-point steps with raters of heavy tails (tests/worlds/estimands.py), under four ways to lose
patients. The table goes into docs/reference/honesty.md when that page is written (verdicts.py --page).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ["POLARS_MAX_THREADS"] = "1"  # each process has one of the cores

from benchmarks.estimators_page import ESTIMATORS  # noqa: E402 - after the number of threads
from tests.worlds.estimands import LEAVING, NOBODY, Found, estimates, truths  # noqa: E402

Task = tuple[str, int]
SAYS = (
    "{n:,} simulated programmes of 120 treated and 120 comparators for each way to leave, with an "
    "effect of −1.0 point. *Truth*: what continuous observation without error of all whom such a "
    "programme could take would give. Changes and falls (of 1.0 or more) are at 12 months, shares free "
    "of confirmed worsening at five years; in points, percent, relapses a year. *Worst to best case*: "
    "how often the bounds for the patients not seen hold what the same programme shows where nobody "
    "leaves. *Seen*: of the treated, on average."
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Estimates beside the truth")
    parser.add_argument("--programmes", type=int, default=200, help="for each way to leave")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, default=ESTIMATORS)
    arguments = parser.parse_args()
    tasks = [(who, seed) for who in LEAVING for seed in range(arguments.programmes)]
    found = list(_told(_estimates_of(tasks, arguments.processes), len(tasks)))
    by_leaving = {
        who: [one for (of, _), one in zip(tasks, found, strict=True) if of == who] for who in LEAVING
    }
    results = {
        "says": SAYS.format(n=arguments.programmes),
        "estimates": [_scored(who, name, by_leaving) for name in found[0] for who in LEAVING],
    }
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _estimates_of(tasks: Sequence[Task], processes: int) -> Iterator[dict[str, Found]]:
    if processes <= 1:
        yield from map(_one, tasks)
        return
    # spawned: a forked process would share the threads that polars and numba have begun
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(_one, tasks, chunksize=4)


def _one(task: Task) -> dict[str, Found]:
    who, seed = task
    return estimates(seed, LEAVING[who])


def _told(found: Iterator[dict[str, Found]], total: int) -> Iterator[dict[str, Found]]:
    start, told = time.monotonic(), 0.0
    for number, one in enumerate(found, 1):
        spent = time.monotonic() - start
        if spent - told > 5:
            told = spent
            rest = spent / number * (total - number) / 60
            print(f"{number:,} of {total:,} programmes, {rest:.0f} minutes left", file=sys.stderr)
        yield one


def _scored(who: str, name: str, by_leaving: Mapping[str, Sequence[Mapping[str, Found]]]) -> dict[str, Any]:
    """One line of the table; bounds beside what the same programme shows where nobody leaves."""
    truth, found = truths()[name], [one[name] for one in by_leaving[who]]
    complete = np.array([one[name].estimate for one in by_leaving[NOBODY]])
    estimate, lower, upper, worst, best, seen = np.array([list(vars(one).values()) for one in found]).T
    bounded = ~np.isnan(worst)
    held = (np.minimum(worst, best) <= complete + 1e-9) & (complete - 1e-9 <= np.maximum(worst, best))
    return {
        "leaving": who,
        "estimate": name,
        "truth": round(truth, 4),
        "mean": round(float(np.nanmean(estimate)), 4),
        "error": round(float(1.96 * np.nanstd(estimate, ddof=1) / np.sqrt(len(found))), 4),
        "interval_holds": round(100 * float(((lower <= truth) & (truth <= upper)).mean()), 1),
        "bounds_hold": round(100 * float(held[bounded].mean()), 1) if bounded.any() else None,
        "seen": round(float(seen.mean()), 1),
    }


if __name__ == "__main__":
    main()
