"""Parquet in, every event out: beside pymsprog, a plain loop, and Polars reading and sorting the same file.

    python benchmarks/course.py
    python benchmarks/course.py --peer-python PYTHON    a Python with pymsprog 1.0.7, pandas and pyarrow
    python benchmarks/course.py --patients 10000 --kernels

One run measures all, warm and in one process, in turns so that a busy machine is busy for everybody: medians
and ratios. The definition is one call of pymsprog (OPTIONS); it and the plain loop get a sample of the same
patients and must find the same number of events. Memory is measured in a process of its own. The path of
pymsprog's Python may also stand in RANVIER_PEER_PYTHON.

The plain loop is what a person would write: it reads the same Parquet, follows lists of visits patient by
patient, and writes Parquet. It does more than the kernel, as it notes every decision on the way, and less: it
checks no row, sorts no visits, and writes five columns of an event where ours has twelve. It runs on one
core, ours on as many as there are: on a busy machine the ratio falls. A line of its own says how far such a
loop alone would take those who use pymsprog.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))  # the plain loop is the slow twin of the tests

from benchmarks import course_kernels
from benchmarks.course_cohort import courses, frames, write
from tests.reference import events as plain_events

from ranvier.definitions.pymsprog import definition_from_pymsprog
from ranvier.main_course import find_events

OPTIONS = {"event": "multiple", "baseline": "roving", "RAW_PIRA": True, "conf_days": 168}
EVERY_EVENT = definition_from_pymsprog(**OPTIONS)
SAMPLE = 1_000
RUNS = 9
PEER_FLOOR, LOOP_FLOOR, SORT_CEILING, MEMORY_CEILING = 1_500, 100, 3, 3

MEMORY = """
import sys
from pathlib import Path
from benchmarks.course import ours
from ranvier.kernels.events import search_courses
def status(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith(name)))
search_courses.n_plain_visits = 1 << 40  # the compiled form from the first call on
ours(*sys.argv[1:3], sys.argv[5])
before = status("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # the highest so far is forgotten
ours(*sys.argv[3:5], sys.argv[5])
print(status("VmHWM") - before)
"""
"""Linux says the highest memory of a process since a moment that can be chosen."""


@dataclass(frozen=True)
class Files:
    """Visits and relapses in order, the same visits shuffled, and a sample of the patients."""

    ordered: tuple[Path, Path]
    shuffled: tuple[Path, Path]
    sample: tuple[Path, Path]
    out: Path


def ours(visits: Path | str, relapses: Path | str, out: Path | str) -> pl.DataFrame:
    """Parquet in, events as Parquet out."""
    events = find_events(pl.read_parquet(visits), EVERY_EVENT, relapses=pl.read_parquet(relapses))
    events.write_parquet(out, compression="lz4", row_group_size=25_000, statistics=False)  # on every core
    return events


def read_and_sort(visits: Path) -> pl.DataFrame:
    return pl.read_parquet(visits).sort("patient_id", "date")


def plain_loop(visits: Path, relapses: Path, out: Path) -> int:
    """The same with the slow twin over lists: Parquet in, events as Parquet out; how many there are."""
    rows = [
        (name, *event)
        for name, *patient in as_lists(visits, relapses)
        for event in map(_row, plain_events.find_events(*patient, EVERY_EVENT))
    ]
    pl.DataFrame(rows, ["patient_id", "onset", "worse", "relation", "score"], orient="row").write_parquet(out)
    return len(rows)


def _row(event: plain_events.Event) -> tuple[int, bool, str, float]:
    return event.onset, event.worse, event.relation, event.reference_score


def as_lists(visits: Path, relapses: Path) -> list[tuple[str, list[tuple[int, float]], list[int]]]:
    """The patients as a plain loop wants them."""
    onsets = {
        patient: days
        for patient, days in pl.read_parquet(relapses)
        .group_by("patient_id")
        .agg(pl.col("onset_date").cast(pl.Int32).sort())
        .iter_rows()
    }
    rows = pl.read_parquet(visits).group_by("patient_id", maintain_order=True)
    grouped = rows.agg(pl.col("date").cast(pl.Int32), "edss")
    return [
        (patient, list(zip(days, scores, strict=True)), onsets.get(patient, []))
        for patient, days, scores in grouped.iter_rows()
    ]


def in_turns(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each, after one round that compiles."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(RUNS + 1):
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in seconds.items()}


def peer_seconds(python: str | None, files: Files, found: pl.DataFrame) -> float | None:
    """Seconds of pymsprog on the sample; None, with a note, where it is not to be had."""
    if not python:
        print("pymsprog is left out: name a Python that has it with --peer-python")
        return None
    command = [python, str(Path(__file__).parent / "course_peer.py"), *map(str, files.sample)]
    done = subprocess.run([*command, json.dumps(OPTIONS)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"pymsprog is left out: {(done.stderr.strip().splitlines() or ['it did not run'])[-1]}")
        return None
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    kinds = dict(found.group_by("kind").len().iter_rows())
    theirs = {"worsening": answer["columns"]["CDW"], "improvement": answer["columns"]["CDI"]}
    print(f"events in the sample, ours and theirs: {kinds} and {theirs}")
    return float(answer["seconds"])


def memory_growth(files: Files) -> int:
    """Bytes that a process grows by while it finds the events, its libraries and kernels being loaded."""
    command = [sys.executable, "-c", MEMORY, *map(str, [*files.sample, *files.ordered, files.out])]
    root = Path(__file__).parents[1]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    return int(subprocess.run(command, capture_output=True, text=True, check=True, env=place).stdout)


def column_bytes(frame: pl.DataFrame) -> int:
    """What the columns take in memory: a text of up to 12 bytes lies in a view of 16."""
    return sum(16 * len(column) if column.dtype == pl.String else column.estimated_size() for column in frame)


def make_files(folder: Path, n: int) -> Files:
    visits, relapses = frames(*courses(n))
    mixed = visits.sample(fraction=1, shuffle=True, seed=1), relapses.sample(fraction=1, shuffle=True, seed=1)
    some = frames(*courses(min(SAMPLE, n)))
    return Files(
        write(folder, visits, relapses),
        write(folder, *mixed, "_shuffled"),
        write(folder, *some, "_sample"),
        folder / "events.parquet",
    )


def verdict(ratio: float, *, floor: float | None = None, ceiling: float | None = None) -> str:
    target = f"target at least {floor:,}" if floor is not None else f"target at most {ceiling:,}"
    is_met = ratio >= floor if floor is not None else ceiling is not None and ratio <= ceiling
    return f"{ratio:>10,.1f}x   {target}: {'met' if is_met else 'NOT MET'}"


def measure(n: int, python: str | None, folder: Path) -> None:
    files = make_files(folder, n)
    found = ours(*files.sample, files.out)
    if plain_loop(*files.sample, files.out) != found.height:
        raise SystemExit("ranvier and the plain loop disagree on the sample")
    seconds = in_turns(
        {
            "ours": lambda: ours(*files.ordered, files.out),
            "sort": lambda: read_and_sort(files.ordered[0]),
            "ours, shuffled": lambda: ours(*files.shuffled, files.out),
            "sort, shuffled": lambda: read_and_sort(files.shuffled[0]),
            "loop": lambda: plain_loop(*files.sample, files.out),
        }
    )
    peer = peer_seconds(python, files, found)
    report(n, min(SAMPLE, n), seconds, peer)
    columns = [pl.read_parquet(path) for path in files.ordered]
    growth, used = memory_growth(files), sum(map(column_bytes, columns))
    print(f"memory grows by{'':21}{verdict(growth / used, ceiling=MEMORY_CEILING)}")
    print(f"{'':36}of the {used / 1e6:.0f} MB of the columns used")
    estimate = sum(frame.estimated_size() for frame in columns)
    print(f"{'':20}or{growth / estimate:>24,.1f}x   of the {estimate / 1e6:.0f} MB that Polars estimates")


def report(n: int, n_sample: int, seconds: dict[str, float], peer: float | None) -> None:
    rate = n / seconds["ours"]
    print(f"{n:,} patients: Parquet to events in {seconds['ours']:.3f} s, {rate:,.0f} patients a second")
    for name, order in (("sort", ""), ("sort, shuffled", ", shuffled")):
        ratio = seconds[f"ours{order}"] / seconds[name]
        print(f"{'beside Polars read and sort' + order:36}{verdict(ratio, ceiling=SORT_CEILING)}")
    loop = n_sample / seconds["loop"]
    print(f"{f'a plain loop: {loop:,.0f} a second':36}{verdict(rate / loop, floor=LOOP_FLOOR)}")
    if peer is not None:
        theirs = n_sample / peer
        print(f"{f'pymsprog: {theirs:,.0f} a second':36}{verdict(rate / theirs, floor=PEER_FLOOR)}")
        print(f"{'the plain loop beside pymsprog':36}{loop / theirs:>10,.1f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--peer-python", default=os.environ.get("RANVIER_PEER_PYTHON"), metavar="PYTHON")
    parser.add_argument(
        "--kernels", action="store_true", help="the kernels alone as well, on a million patients"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.patients, options.peer_python, Path(folder))
    if options.kernels:
        course_kernels.measure(1_000_000)


if __name__ == "__main__":
    main()
