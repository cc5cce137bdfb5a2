"""Kaplan-Meier with limits at sizes that matter, as a ratio beside lifelines.

    python benchmarks/survival.py
    python benchmarks/survival.py --peer PYTHON    a Python that has lifelines (pip install lifelines==0.30.3)

Both get the same follow-up from the same seed and must give the same share at five years. Without lifelines
only our own seconds are printed, and the missing peer is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIZES = (150, 10_000, 1_000_000)
FIVE_YEARS = 1826
FEWEST_REPEATS = 5


def follow_up(n: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Events at 8 % a year, follow-up of up to 15 years, quarterly visits for half of the patients."""
    rng = np.random.default_rng(7)
    event_day = rng.exponential(365.25 / 0.08, n)
    exit_day = rng.uniform(30, 15 * 365.25, n)
    event = event_day <= exit_day
    day = np.minimum(event_day, exit_day)
    on_grid = rng.random(n) < 0.5
    return np.where(on_grid, np.ceil(day / 91) * 91, np.floor(day)).astype(np.int32), event


def ours(exit_day: NDArray[np.int32], event: NDArray[np.bool_]) -> float:
    from ranvier.estimates.survival.kaplan_meier import estimate_survival  # noqa: PLC0415 - absent where only the peer is

    return estimate_survival(exit_day, event).at(FIVE_YEARS).estimate


def lifelines(exit_day: NDArray[np.int32], event: NDArray[np.bool_]) -> float:
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - only where the peer is

    fit = KaplanMeierFitter().fit(exit_day, event)
    return float(fit.survival_function_at_times(FIVE_YEARS).iloc[0])


def measured(estimate: Callable[..., float]) -> dict[str, list[float]]:
    """For each size the quickest run in seconds, and the share at five years."""
    results = {}
    for n in SIZES:
        arrays = follow_up(n)
        share = estimate(*arrays)
        seconds = []
        for _ in range(max(FEWEST_REPEATS, min(200, 100_000 // n))):
            start = time.perf_counter()
            estimate(*arrays)
            seconds.append(time.perf_counter() - start)
        results[str(n)] = [min(seconds), share]
    return results


def peer_results(peer: str | None) -> dict[str, list[float]] | None:
    if importlib.util.find_spec("lifelines"):
        return measured(lifelines)
    if peer is None:
        return None
    command = [peer, str(Path(__file__)), "--only-peer"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description="Kaplan-Meier beside lifelines")
    parser.add_argument("--peer", help="a Python that has lifelines")
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(measured(lifelines)))
        return
    own, peer = measured(ours), peer_results(arguments.peer)
    if peer is None:
        print("lifelines is not installed here: no ratio (name a Python that has it with --peer)")
    print(f"{'patients':>10}  {'ranvier':>11}  {'lifelines':>11}  ratio")
    for n, (seconds, share) in own.items():
        line = f"{int(n):>10,}  {1000 * seconds:>8.3f} ms"
        if peer:
            peer_seconds, peer_share = peer[n]
            if not np.isclose(share, peer_share, rtol=1e-9):
                sys.exit(f"the two disagree at {n} patients: {share} and {peer_share}")
            line += f"  {1000 * peer_seconds:>8.3f} ms  {peer_seconds / seconds:.0f}"
        print(line)


if __name__ == "__main__":
    main()
