"""1,000 bootstrap samples of a curve of 10,000 patients, as a ratio beside other programs in the same run.

    python benchmarks/bootstrap.py
    python benchmarks/bootstrap.py --peer PYTHON --r Rscript

PYTHON: one that has lifelines and scikit-survival. Each program draws patients with replacement and estimates
the curve of each sample; ours draws on the histogram by day. All must agree with Greenwood's standard error
of the share at five years. Seconds are those of one processor; the others are timed on fewer samples, and
their seconds multiplied.
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

N, SAMPLES, PEER_SAMPLES, REPEATS = 10_000, 1_000, 50, 9
FIVE_YEARS, SMALL_VISIT = 1826, 91

R_SCRIPT = """
suppressMessages(library(survival))
d <- read.csv(commandArgs(TRUE)[1]); samples <- as.integer(commandArgs(TRUE)[2]); set.seed(1)
one <- function() {
  p <- d[sample.int(nrow(d), replace = TRUE), ]
  summary(survfit(Surv(exit_day, event) ~ 1, p, se.fit = FALSE), times = 1826)$surv
}
invisible(one()); started <- sum(proc.time()[1:2]); shares <- replicate(samples, one())
cat(sum(proc.time()[1:2]) - started, sd(shares))
"""


def follow_up(every: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Events at 8 % a year, follow-up of up to 15 years, on any day or at visits."""
    rng = np.random.default_rng(7)
    worse, last = rng.exponential(365.25 / 0.08, N), rng.uniform(30, 15 * 365.25, N)
    day = np.ceil(np.minimum(worse, last) / every) * every
    return day.astype(np.int64), worse <= last


def ours(every: int) -> dict[str, float]:
    """The median seconds of 1,000 samples, at five years and of the whole curve."""
    from ranvier.estimates.survival.bootstrap import estimate_survival_by_bootstrap  # noqa: PLC0415 - absent where only the peer is
    from ranvier.estimates.survival.kaplan_meier import estimate_survival  # noqa: PLC0415 - the same

    exit_day, event = follow_up(every)
    curve = estimate_survival(exit_day, event)
    found = {"greenwood": curve.std_error_at(FIVE_YEARS)}
    for name, day in (("five years", FIVE_YEARS), ("whole curve", curve.last_day - 1)):
        seconds = []
        for seed in range(REPEATS):
            start = time.process_time()
            drawn = estimate_survival_by_bootstrap(exit_day, event, day, SAMPLES, seed=seed)
            seconds.append(time.process_time() - start)
        found[name] = float(np.median(seconds))
        found[f"{name}, spread"] = float(drawn.replicates.std())
    return found


def lifelines(exit_day: NDArray[np.int64], event: NDArray[np.bool_]) -> float:
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - only where the peer is

    return float(KaplanMeierFitter().fit(exit_day, event).survival_function_at_times(FIVE_YEARS).iloc[0])


def scikit_survival(exit_day: NDArray[np.int64], event: NDArray[np.bool_]) -> float:
    from sksurv.nonparametric import kaplan_meier_estimator  # noqa: PLC0415 - only where the peer is

    days, shares = kaplan_meier_estimator(event, exit_day.astype(np.float64))
    return float(shares[np.searchsorted(days, FIVE_YEARS, side="right") - 1])


def peers(every: int) -> dict[str, tuple[float, float]]:
    """Seconds of 1,000 samples and the spread of the shares, for each program that is here."""
    exit_day, event = follow_up(every)
    found = {}
    known: dict[str, tuple[str, Callable[..., float]]] = {
        "lifelines": ("lifelines", lifelines),
        "scikit-survival": ("sksurv", scikit_survival),
    }
    for name, (module, estimate) in known.items():
        if not importlib.util.find_spec(module):
            continue
        rng, shares = np.random.default_rng(1), []
        estimate(exit_day, event)
        start = time.process_time()
        for _ in range(PEER_SAMPLES):
            picks = rng.integers(0, N, N)
            shares.append(estimate(exit_day[picks], event[picks]))
        found[name] = ((time.process_time() - start) * SAMPLES / PEER_SAMPLES, float(np.std(shares)))
    return found


def peers_of(python: str, every: int) -> dict[str, tuple[float, float]]:
    """The same in another Python."""
    command = [python, str(Path(__file__)), "--only-peer", str(every)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: (seconds, spread) for name, (seconds, spread) in json.loads(answer).items()}


def in_r(rscript: str, every: int) -> tuple[float, float]:
    """R survfit without standard errors, its quickest."""
    exit_day, event = follow_up(every)
    with tempfile.TemporaryDirectory() as folder:
        rows, script = Path(folder) / "rows.csv", Path(folder) / "samples.R"
        columns = np.column_stack([exit_day, event])
        np.savetxt(rows, columns, fmt="%d", delimiter=",", header="exit_day,event", comments="")
        script.write_text(R_SCRIPT, encoding="utf-8")
        command = [rscript, str(script), str(rows), str(PEER_SAMPLES)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(answer[0]) * SAMPLES / PEER_SAMPLES, float(answer[1])


def main() -> None:
    parser = argparse.ArgumentParser(description="1,000 bootstrap samples of a curve of 10,000 patients")
    parser.add_argument("--peer", help="a Python that has lifelines and scikit-survival")
    parser.add_argument("--r", help="Rscript with the package survival")
    parser.add_argument("--only-peer", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(peers(arguments.only_peer)))
        return
    for every, said in ((1, "events on any day"), (SMALL_VISIT, "visits every 91 days")):
        own = ours(every)
        others = peers_of(arguments.peer, every) if arguments.peer else peers(every)
        if arguments.r:
            others["R survfit"] = in_r(arguments.r, every)
        print(f"{said}: {SAMPLES:,} samples of {N:,} patients; Greenwood {own['greenwood']:.5f}")
        for name in ("five years", "whole curve"):
            print(f"  ranvier, {name:<12} {own[name]:8.3f} s   spread {own[f'{name}, spread']:.5f}")
        if not others:
            print("  no other program here: name a Python that has one with --peer, or Rscript with --r")
        for name, (seconds, spread) in others.items():
            if not np.isclose(spread, own["greenwood"], rtol=0.5):
                sys.exit(f"{name} spreads by {spread}, Greenwood says {own['greenwood']}")
            ratio = seconds / own["whole curve"]
            print(f"  {name:<21} {seconds:8.1f} s   spread {spread:.5f}   ratio {ratio:.0f}")


if __name__ == "__main__":
    main()
