"""A mixed model with a random intercept and slope, as a ratio beside statsmodels, with R where it runs.

    python benchmarks/mixed_model.py
    python benchmarks/mixed_model.py --peer PYTHON    a Python that has statsmodels
    python benchmarks/mixed_model.py --r Rscript      an R that has lme4

All get the same 2,000 patients with 8 visits each from the same seed and must give the same difference of
slopes. Where a peer is missing it is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

N_PATIENTS, N_VISITS, REPEATS = 2_000, 8, 7
Visits = dict[str, NDArray[np.float64]]


def visits() -> Visits:
    """Scores in half points, half a year apart, half of the patients treated."""
    rng = np.random.default_rng(7)
    patient = np.repeat(np.arange(N_PATIENTS), N_VISITS)
    years = np.tile(np.arange(N_VISITS) / 2, N_PATIENTS)
    treated = patient % 2
    level, slope = rng.normal(3, 1.2, N_PATIENTS), rng.normal(0.1, 0.2, N_PATIENTS)
    score = level[patient] + (slope[patient] - 0.05 * treated) * years + rng.normal(0, 0.5, patient.size)
    return {
        "score": np.round(2 * score) / 2,
        "patient": patient.astype(float),
        "years": years,
        "treated": treated.astype(float),
    }


def ours(rows: Visits) -> float:
    # Absent where only the peer is.
    from ranvier.estimates.change.mixed_model import estimate_slope_difference  # noqa: PLC0415

    found = estimate_slope_difference(rows["score"], rows["patient"], rows["years"], rows["treated"])
    return found.estimate


def statsmodels(rows: Visits) -> float:
    from statsmodels.regression.mixed_linear_model import MixedLM  # noqa: PLC0415 - only where the peer is

    ones, years, treated = np.ones(rows["years"].size), rows["years"], rows["treated"]
    design = np.column_stack([ones, years, treated, years * treated])
    random = np.column_stack([ones, years])
    return float(MixedLM(rows["score"], design, rows["patient"], random).fit(reml=True).fe_params[3])


def measured(estimate: Callable[[Visits], float], repeats: int) -> list[float]:
    """The quickest run in seconds, and the difference of slopes."""
    rows = visits()
    seconds, found = [], 0.0
    for _ in range(repeats):
        start = time.perf_counter()
        found = estimate(rows)
        seconds.append(time.perf_counter() - start)
    return [min(seconds), found]


def peer_results(peer: str | None) -> list[float] | None:
    if importlib.util.find_spec("statsmodels"):
        return measured(statsmodels, 1)
    if peer is None:
        return None
    command = [peer, str(Path(__file__)), "--only-peer"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


def lme4_results(rscript: str) -> list[float] | None:
    """Seconds and the difference of slopes by lmer, or None where R or lme4 is missing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "visits.csv"
        rows = visits()
        table = np.column_stack(list(rows.values()))
        np.savetxt(file, table, delimiter=",", header=",".join(rows), comments="")
        script = (
            f"suppressMessages(library(lme4)); d <- read.csv('{file}'); "
            "fit <- function(i) lmer(score ~ years * treated + (years | patient), d); "
            "s <- sapply(1:3, function(i) system.time(fit(i))[3]); "
            "cat(min(s), fixef(fit(0))[4], sep = ' ')"
        )
        try:
            done = subprocess.run([rscript, "-e", script], check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    return [float(number) for number in done.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description="Mixed model beside statsmodels and lme4")
    parser.add_argument("--peer", help="a Python that has statsmodels")
    parser.add_argument("--r", default="Rscript", help="an R that has lme4")
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(measured(statsmodels, 1)))
        return
    seconds, slopes = measured(ours, REPEATS)
    print(f"{N_PATIENTS:,} patients, {N_VISITS} visits: ranvier {1000 * seconds:.0f} ms")
    for name, found in (("statsmodels", peer_results(arguments.peer)), ("lme4", lme4_results(arguments.r))):
        if found is None:
            print(f"{name} does not run here: no ratio")
            continue
        if not np.isclose(slopes, found[1], rtol=1e-4):
            sys.exit(f"{name} disagrees: {found[1]} and {slopes}")
        print(f"{name} {1000 * found[0]:.0f} ms, {found[0] / seconds:.0f} times as long")


if __name__ == "__main__":
    main()
