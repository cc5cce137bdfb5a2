"""A multistate model fitted to visits, beside R's msm.

    python benchmarks/multistate.py
    python benchmarks/multistate.py --no-r     our own seconds only

10,000 patients with 8 visits: on a grid, on any day, and misclassified. Both fit the same visits; the log
likelihoods must agree. R fits once, for it takes long; ours is the quickest of three.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.panel import Panel, panel_of
from ranvier.estimates.natural_history.states import THREE_BANDS
from ranvier.kernels.matrix_exponential import exponentials

PATIENTS, VISITS = 10_000, 8
RATES = np.array([[-0.2, 0.2, 0.0], [0.12, -0.37, 0.25], [0.0, 0.1, -0.1]])
ERRORS = ((0.9, 0.1, 0.0), (0.05, 0.88, 0.07), (0.0, 0.1, 0.9))
FIRST = (0.5, 0.3, 0.2)

R_SCRIPT = """
suppressMessages(library(msm))
visits <- read.csv("{file}")
start <- rbind(c(0, .15, 0), c(.15, 0, .15), c(0, .15, 0))
seconds <- system.time(fit <- msm(state ~ years, subject = patient, data = visits, qmatrix = start, {more}
  control = list(fnscale = 1e4, reltol = 1e-10, maxit = 1000)))[["elapsed"]]
cat(format(c(seconds, -fit$minus2loglik / 2), digits = 12))
"""
HELD = """ematrix = rbind(c(.9, .1, 0), c(.05, .88, .07), c(0, .1, .9)), initprobs = c(.5, .3, .2),
  fixedpars = 5:8,"""


def visits(every_day: bool, errors: bool) -> Panel:
    """Courses under RATES, seen every half year or on any day, with or without a rater's error."""
    rng = np.random.default_rng(11)
    shape = (PATIENTS, VISITS - 1)
    gaps = rng.integers(90, 500, shape) if every_day else np.full(shape, 182)
    state = np.empty((PATIENTS, VISITS), np.int64)
    state[:, 0] = rng.choice(3, PATIENTS, p=FIRST)
    for visit in range(1, VISITS):
        moves = exponentials(np.repeat(RATES[None], PATIENTS, 0), gaps[:, visit - 1] / 365.25)
        chances = moves[np.arange(PATIENTS), state[:, visit - 1]].cumsum(axis=1)
        state[:, visit] = (rng.random((PATIENTS, 1)) > chances).sum(axis=1).clip(0, 2)
    if errors:
        chances = np.array(ERRORS).cumsum(axis=1)[state]
        state = (rng.random((PATIENTS, VISITS, 1)) > chances).sum(axis=2).clip(0, 2)
    days = np.column_stack([np.zeros(PATIENTS, np.int64), gaps.cumsum(axis=1)])
    return panel_of(np.repeat(np.arange(PATIENTS), VISITS), days.ravel(), state.ravel(), THREE_BANDS)


def ours(panel: Panel, errors: bool) -> tuple[float, float]:
    """Quickest of three, and the log likelihood."""
    law = Misclassification(ERRORS, initial=FIRST) if errors else None
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        model = estimate_multistate(panel, THREE_BANDS, misclassification=law)
        seconds.append(time.perf_counter() - start)
    return min(seconds), model.log_likelihood


def theirs(panel: Panel, errors: bool) -> tuple[float, float]:
    """One fit of msm."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "visits.csv"
        table = np.column_stack([panel.patient, panel.day / 365.25, panel.state + 1])
        np.savetxt(file, table, delimiter=",", header="patient,years,state", comments="", fmt="%.17g")
        script = R_SCRIPT.format(file=file, more=HELD if errors else "")
        run = subprocess.run(["Rscript", "-e", script], check=True, capture_output=True, text=True)
    seconds, value = map(float, run.stdout.split())
    return seconds, value


def main() -> None:
    parser = argparse.ArgumentParser(description="multistate model beside R's msm")
    parser.add_argument("--no-r", action="store_true")
    has_r = not parser.parse_args().no_r and shutil.which("Rscript") is not None
    print(f"{PATIENTS:,} patients, {VISITS} visits" + ("" if has_r else "; R is not run: no ratio"))
    for name, every_day, errors in (
        ("visits on a grid", False, False),
        ("visits on any day", True, False),
        ("misclassified", False, True),
    ):
        panel = visits(every_day, errors)
        seconds, value = ours(panel, errors)
        line = f"{name:<18}  ranvier {seconds:7.3f} s"
        if has_r:
            peer_seconds, peer_value = theirs(panel, errors)
            if not np.isclose(value, peer_value, rtol=1e-8):
                sys.exit(f"the two disagree: {value} and {peer_value}")
            line += f"   msm {peer_seconds:8.2f} s   {peer_seconds / seconds:.0f} times"
        print(line, flush=True)


if __name__ == "__main__":
    main()
