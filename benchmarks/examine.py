"""Examining every claim of the cell-therapy set: programmes of three sizes, and the reading of pages.

    python benchmarks/examine.py                 12, 300 and 20,000 patients, then pages of 12 and 184 kB
    python benchmarks/examine.py 300             one size

Each command runs in a process of its own, as a user would start it. Memory is what it and all that it
started hold at once, at the highest of 20 readings a second. Beside each time stands what Polars needs to
read and sort the same files, for machines differ.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.write import write_programme

RUNS = 3
REPLICATES = {12: 1_000, 300: 1_000, 20_000: 100}
"""Programmes without effect that are drawn, by patients."""

PAGE = (
    "After the cells the EDSS falls by two to three points in three quarters of patients. "
    "The nerve forms new tissue. No tumours were seen in {n} years. Our clinic has a garden. "
    "In {n} of 100 patients the bladder works again within ten days. What is sclerosis? "
)


@dataclass(frozen=True)
class Run:
    """One command: seconds of the clock and of the processors, and the most memory held at once."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def run(*arguments: str) -> Run:
    """Start `ranvier` and watch it and its children until it ends."""
    start, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(
        [sys.executable, "-m", "ranvier.cli", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        peak = max(peak, _held_mib(process.pid))
        time.sleep(0.05)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 21):
        raise SystemExit(f"ranvier {' '.join(arguments)} failed")
    return Run(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / 1024))


def _held_mib(pid: int) -> float:
    """Resident memory of a process and all that it started, in MiB; 0 where it has just ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20 + sum(_held_mib(int(child)) for child in children)


def examine(n_patients: int, folder: Path) -> None:
    """One line of figures for a programme of *n_patients* with comparators drawn by lot."""
    hidden = replace(TRUE_EFFECT.follow_up, hidden_patients=0)
    cohort = simulate_clinic(replace(TRUE_EFFECT, n_patients=n_patients, follow_up=hidden), 1)
    clinic, report = folder / "clinic", folder / "report"
    write_programme(cohort, clinic)
    replicates = str(REPLICATES.get(n_patients, 1_000))
    asked = (
        "examine",
        str(clinic),
        "--claims",
        "cell-therapy",
        "--replicates",
        replicates,
        "-o",
        str(report),
    )
    runs = [run(*asked) for _ in range(RUNS)]
    size_kb = (report / "report.html").stat().st_size / 1000
    start = time.perf_counter()
    for file in sorted(clinic.glob("*.csv")):
        pl.read_csv(file).sort("patient_id")
    polars = time.perf_counter() - start
    wall = statistics.median(one.wall_s for one in runs[1:])
    print(
        f"{n_patients:,} patients, {cohort.visits.height:,} visits, {replicates} programmes without effect: "
        f"first {runs[0].wall_s:.1f} s, then {wall:.1f} s "
        f"({statistics.median(one.cpu_s for one in runs):.1f} s of processor), "
        f"{max(one.peak_mib for one in runs):,.0f} MiB at once, report {size_kb:,.0f} kB; "
        f"Polars reads and sorts the same in {polars:.2f} s, 1 to {wall / polars:,.0f}"
    )


def read_page(kilobytes: int, folder: Path) -> None:
    """One line of figures for a page of claims from end to end."""
    page = folder / "page.txt"
    sentences = (PAGE.format(n=2 + n % 90) for n in range(10**6))
    text = ""
    while len(text) < kilobytes * 1000:
        text += next(sentences) + ("\n\n" if len(text) % 5 == 0 else "")
    page.write_text(text[: kilobytes * 1000], encoding="utf-8")
    runs = [run("claims", "read", str(page), "--json") for _ in range(RUNS)]
    wall = statistics.median(one.wall_s for one in runs)
    help_s = statistics.median(run("claims", "--help").wall_s for _ in range(RUNS))
    print(f"a page of {kilobytes} kB: {wall:.2f} s; `ranvier claims --help` {help_s:.2f} s")


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or sorted(REPLICATES):
        with tempfile.TemporaryDirectory() as place:
            examine(size, Path(place))
    if not sys.argv[1:]:
        for kilobytes in (12, 184):
            with tempfile.TemporaryDirectory() as place:
                read_page(kilobytes, Path(place))
