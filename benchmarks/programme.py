"""A whole programme: check and examine, beside the time Polars needs to read and sort the same files.

    python benchmarks/programme.py [patients ...]

Each command runs in a process of its own, as a user would start it; the peak of memory is that process's.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from ranvier.simulate.clinic import simulate_clinic, simulate_programme
from ranvier.simulate.plan import NO_EFFECT
from ranvier.tables.write import write_programme

RUNS = 3


def run_command(*arguments: str) -> tuple[float, float]:
    """Wall seconds and peak MiB of one `ranvier` command."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "ranvier.cli", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 21):
        raise SystemExit(f"ranvier {' '.join(arguments)} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def read_and_sort(folder: Path) -> float:
    """Seconds Polars needs to read every table and sort it by patient."""
    start = time.perf_counter()
    for file in sorted(folder.glob("*.csv")):
        pl.read_csv(file).sort("patient_id")
    return time.perf_counter() - start


def measure(n_patients: int, folder: Path) -> None:
    cohort = simulate_clinic(NO_EFFECT, 1) if n_patients == 150 else simulate_programme(n_patients, 6, 1)
    write_programme(cohort, folder)
    checks = [run_command("check", str(folder)) for _ in range(RUNS)]
    examines = [run_command("examine", str(folder), "-o", str(folder / "report")) for _ in range(RUNS)]
    polars = statistics.median(read_and_sort(folder) for _ in range(RUNS))
    check, examine = (statistics.median(seconds for seconds, _ in runs) for runs in (checks, examines))
    peak = max(mib for _, mib in checks + examines)
    print(
        f"{n_patients:,} patients, {cohort.visits.height:,} visits: "
        f"first examine {examines[0][0]:.1f} s, "
        f"median check {check:.1f} s + examine {examine:.1f} s = {check + examine:.1f} s, "
        f"peak {peak:,.0f} MiB; "
        f"Polars reads and sorts the same in {polars:.2f} s, 1 to {(check + examine) / polars:.0f}"
    )


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [150, 10_000]:
        with tempfile.TemporaryDirectory() as place:
            measure(size, Path(place))
