"""Simulated patient-years a second, visits and recorded scores included, beside msclinical.sim.

    python benchmarks/simulation.py
    python benchmarks/simulation.py --peer PYTHON    a Python that has msclinical 0.1.0
    python benchmarks/simulation.py --null-band      and the null band of 300 patients, all endpoints

Ours: from the onset of the illness, true course with relapses, silent steps and death, true EDSS at four
visits a year and the score a rater writes down. Theirs: its whole two-year trial, as it comes. Without
msclinical only our own seconds are printed, and the missing peer is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

REPEATS = 5
PATIENTS, YEARS, VISITS_A_YEAR = 60_000, 10, 4
PART = 5_000
PEER_PATIENTS, PEER_YEARS = 500, 2
NULL_PATIENTS, NULL_PROGRAMMES = 300, 1_000


def simulated(first: int, n: int) -> float:
    """The mean recorded score of some patients."""
    from ranvier.simulate.natural_history.courses import simulate_courses  # noqa: PLC0415 - absent where only the peer is
    from ranvier.simulate.natural_history.law import UNTREATED  # noqa: PLC0415 - the same
    from ranvier.simulate.natural_history.patients import simulate_patients  # noqa: PLC0415 - the same
    from ranvier.simulate.scores.recorded import simulate_scores  # noqa: PLC0415 - the same

    patients = simulate_patients(n, UNTREATED, 1, first_number=first)
    courses = simulate_courses(patients, UNTREATED, 1, until_day=round(YEARS * 365.25), n_threads=1)
    days = np.rint(np.arange(1, YEARS * VISITS_A_YEAR + 1) * 365.25 / VISITS_A_YEAR)
    day = np.tile(days, n)
    true = courses.true_points(np.arange(0, len(day) + 1, len(days)), day)
    scores = simulate_scores(true.reshape(n, -1), patients.number[:, None], days[None, :], seed=1)
    return float(scores.mean())


def ours(n_threads: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Patient-years a second of the clock."""
    start = clock()
    with ThreadPoolExecutor(n_threads) as pool:
        list(pool.map(lambda first: simulated(first, PART), range(0, PATIENTS, PART)))
    return PATIENTS * YEARS / (clock() - start)


def plain_seconds() -> float:
    """A clinic of 1,000 candidates over 25 years in a process that has no compiled form."""
    code = (
        "import time, ranvier.kernels.compiled as k; k.PLAIN_VISITS = k.PLAIN_VISITS_UNKEPT = 10**12\n"
        "from ranvier.simulate.natural_history.courses import simulate_courses\n"
        "from ranvier.simulate.natural_history.law import UNTREATED\n"
        "from ranvier.simulate.natural_history.patients import simulate_patients\n"
        "start = time.perf_counter()\n"
        "simulate_courses(simulate_patients(1000, UNTREATED, 1), UNTREATED, 1, until_day=9131)\n"
        "print(time.perf_counter() - start)"
    )
    return float(
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    )


def theirs(clock: Callable[[], float] = time.perf_counter) -> float:
    """Patient-years a second of msclinical.sim."""
    from msclinical.sim.core import Model, simulate  # noqa: PLC0415 - only where the peer is

    start = clock()
    simulate(Model(n_per_arm=PEER_PATIENTS, years=PEER_YEARS))
    return 2 * PEER_PATIENTS * PEER_YEARS / (clock() - start)


def median_of(run: Callable[[], float]) -> float:
    return statistics.median(run() for _ in range(REPEATS))


def peer_speed(peer: str | None) -> float | None:
    if importlib.util.find_spec("msclinical"):
        return median_of(theirs)
    if peer is None:
        return None
    command = [peer, str(Path(__file__)), "--only-peer"]
    return float(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def null_band_seconds() -> float:
    """The null band of one programme, every endpoint that has one."""
    from ranvier.claims.basis.records import find_records  # noqa: PLC0415 - the same
    from ranvier.claims.null.band import NullSource  # noqa: PLC0415 - absent where only the peer is
    from ranvier.claims.null.endpoints import WITH_NULL  # noqa: PLC0415 - the same
    from ranvier.simulate.clinic import simulate_programme  # noqa: PLC0415 - the same

    records = find_records(simulate_programme(NULL_PATIENTS, 5.0, 1))
    start = time.perf_counter()
    source = NullSource(records, 1, NULL_PROGRAMMES)
    for endpoint in WITH_NULL:
        source(endpoint, {"months": 12, "points": 1.0})
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="simulated patient-years a second beside msclinical.sim")
    parser.add_argument("--peer", help="a Python that has msclinical")
    parser.add_argument("--null-band", action="store_true", help="time the null band as well")
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(median_of(theirs)))
        return
    ours(2)  # compiled forms are loaded or made
    speeds = {n_threads: median_of(lambda n=n_threads: ours(n)) for n_threads in (1, 2)}
    for n_threads, speed in speeds.items():
        print(
            f"ranvier, {n_threads} thread(s)   {speed:>12,.0f} patient-years a second (median of {REPEATS})"
        )
    speed = median_of(lambda: ours(1, time.process_time))
    print(f"ranvier, one core       {speed:>12,.0f} patient-years a second of processor time")
    print(f"ranvier, plain Python, 1,000 patients x 25 years   {plain_seconds():.2f} s")
    peer = peer_speed(arguments.peer)
    if peer is None:
        print("msclinical is not installed here: no ratio (name a Python that has it with --peer)")
    else:
        print(f"msclinical.sim          {peer:>12,.0f} patient-years a second")
        print(f"ratio, 2 threads        {speeds[2] / peer:>12,.0f}")
    if arguments.null_band:
        seconds = null_band_seconds()
        print(f"null band, {NULL_PATIENTS} patients x {NULL_PROGRAMMES:,} programmes   {seconds:.1f} s")


if __name__ == "__main__":
    main()
