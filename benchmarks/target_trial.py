"""Emulated trials at a size that matters: expansion, weights and Cox regression of 100,000 patients.

    python benchmarks/target_trial.py
    python benchmarks/target_trial.py --peer PYTHON    one that has pySEQTarget (0.14.3)
    python benchmarks/target_trial.py --r Rscript        coxph of the same rows, with R's survival

Each analysis runs in a process of its own, so that its largest memory is its own; the time is the quickest of
three. The peer expands and weighs fewer patients, because it fits pooled logistic regressions instead.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

N_PATIENTS = 100_000
N_PEER = 20_000
EVERY_DAYS = 90
N_PERIODS = 8
REPEATS = 3
ANALYSES = ("assigned", "weighted", "kept", "strategies")

Clinic = tuple[dict[str, NDArray[np.float64]], dict[str, NDArray[np.float64]]]


def clinic(n: int) -> Clinic:
    """Visits every 90 days for two years; the more severe start and relapse more often; five covariates."""
    rng = np.random.default_rng(11)
    fixed = rng.normal(size=(4, n))
    severity, start = rng.normal(size=n), np.full(n, np.nan)
    exit_day, event, columns = rng.integers(200, EVERY_DAYS * N_PERIODS + 1, n), np.zeros(n, bool), []
    for k in range(N_PERIODS):
        here = np.flatnonzero(exit_day > k * EVERY_DAYS)
        columns.append((here, np.full(here.size, k * EVERY_DAYS), severity[here]))
        starts = np.isnan(start) & (rng.random(n) < 1 / (1 + np.exp(2.2 - 0.7 * severity)))
        start[starts & (exit_day > k * EVERY_DAYS)] = k * EVERY_DAYS
        hazard = 0.05 * np.exp(0.5 * severity + 0.1 * fixed.sum(axis=0)) * np.where(np.isnan(start), 1, 0.7)
        day = k * EVERY_DAYS + np.ceil(rng.exponential(EVERY_DAYS / hazard)).astype(int)
        failed = (exit_day > k * EVERY_DAYS) & (day <= np.minimum(exit_day, (k + 1) * EVERY_DAYS))
        exit_day[failed], event[failed] = day[failed], True
        severity = 0.8 * severity + rng.normal(0, 0.6, n)
    patient, day, measured = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    covariates = {f"fixed{i + 1}": fixed[i][patient] for i in range(4)}
    people = {"patient": np.arange(n), "exit_day": exit_day, "event": event, "start_day": start}
    return people, {"patient": patient, "day": day, "severity": measured, **covariates}


def ours(analysis: str, made: Clinic) -> dict[str, float]:
    from ranvier.estimates.emulation.clone_censor_weight import estimate_strategies  # noqa: PLC0415 - absent where only the peer is
    from ranvier.estimates.emulation.people import People, Records  # noqa: PLC0415 - the same
    from ranvier.estimates.emulation.sequential_effect import (  # noqa: PLC0415 - the same
        TrialAdjustment,
        TrialEffect,
        estimate_sequential_trials,
    )
    from ranvier.estimates.emulation.sequential_trials import find_sequential_trials  # noqa: PLC0415 - the same
    from ranvier.estimates.emulation.strategies import StartNever, StartWithin  # noqa: PLC0415 - the same

    columns = dict(made[1])
    people = People(**made[0])
    records = Records(columns.pop("patient"), columns.pop("day"), columns)
    if analysis == "strategies":
        pair = (StartWithin("start within 180 days", 0, 180), StartNever("never start"))
        found = estimate_strategies(people, records, pair, 360, every_days=EVERY_DAYS)
    else:
        trials = find_sequential_trials(people, records, every_days=EVERY_DAYS)
        effect = TrialEffect.PER_PROTOCOL if analysis == "kept" else TrialEffect.INTENTION_TO_TREAT
        by = TrialAdjustment.REGRESSION if analysis == "assigned" else TrialAdjustment.WEIGHTS
        found = estimate_sequential_trials(trials, 360, effect=effect, adjustment=by)
    return {"ratio": found.hazard_ratio.estimate, "rows": float(found.rows.exit_day.size)}


def run_one(analysis: str, n: int) -> None:
    """Prints seconds, ratio, rows and the largest memory of this process."""
    made, seconds = clinic(n), []
    for _ in range(REPEATS):
        start = time.perf_counter()
        found = ours(analysis, made)
        seconds.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": min(seconds), "first": seconds[0], "gib": memory, **found}))


def run_peer(n: int) -> None:
    """Prints pySEQTarget's seconds for expansion and with its intention-to-treat fit, and the rows."""
    import polars as pl  # noqa: PLC0415 - only where the peer is
    from pySEQTarget import SEQopts, SEQuential  # noqa: PLC0415 - only where the peer is

    people, records = clinic(n)
    owner, day = records["patient"], records["day"]
    start = np.nan_to_num(people["start_day"], nan=1e9)[owner]
    ends = (people["exit_day"][owner] <= day + EVERY_DAYS) & people["event"][owner]
    rows = pl.DataFrame(records).sort("patient", "day")
    order = np.lexsort((day, owner))
    rows = rows.with_columns(
        (pl.col("day") // EVERY_DAYS).alias("visit"),
        pl.Series("eligible", (start >= day)[order].astype(int)),
        pl.Series("treatment", (start <= day)[order].astype(int)),
        pl.Series("outcome", ends[order].astype(int)),
    )
    names = [name for name in records if name not in {"patient", "day"}]
    begin = time.perf_counter()
    trial = SEQuential(
        rows, "patient", "visit", "eligible", "treatment", "outcome", time_varying_cols=names, fixed_cols=[],
        method="ITT", parameters=SEQopts(hazard_estimate=True),
    )  # fmt: skip
    trial.expand()
    expanded = time.perf_counter() - begin
    trial.fit()
    fitted = time.perf_counter() - begin
    print(json.dumps({"seconds": fitted, "expansion": expanded, "rows": float(trial.DT.height)}))


def in_own_process(*arguments: str, python: str = sys.executable) -> dict[str, float]:
    command = [python, str(Path(__file__)), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def r_seconds(rscript: str) -> dict[str, float]:
    """Seconds and ratio of R's coxph on the rows of the intention-to-treat analysis by weights."""
    from ranvier.estimates.emulation.people import People, Records  # noqa: PLC0415 - absent where only the peer is
    from ranvier.estimates.emulation.sequential_effect import find_trial_rows  # noqa: PLC0415 - the same
    from ranvier.estimates.emulation.sequential_trials import find_sequential_trials  # noqa: PLC0415 - the same

    people, records = clinic(N_PATIENTS)
    owner, day = records.pop("patient"), records.pop("day")
    trials = find_sequential_trials(People(**people), Records(owner, day, records), every_days=EVERY_DAYS)
    rows, _ = find_trial_rows(trials, per_protocol=False)
    script = (
        "suppressMessages(library(survival)); d <- "
        "read.csv(commandArgs(TRUE)[1]); s <- system.time(f <- coxph("
        "Surv(exit, event) ~ treated + strata(trial), d, weights = w, cluster = patient, robust = TRUE));"
        'cat(sprintf("{\\"seconds\\": %f, \\"ratio\\": %.12f}\\n", s[["elapsed"]], exp(coef(f))))'
    )
    columns = (rows.exit_day, rows.event, rows.treated, rows.stratum, rows.patient, rows.weights)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        table = np.column_stack([column.astype(np.float64) for column in columns])
        np.savetxt(file, table, "%.17g", ",", header="exit,event,treated,trial,patient,w", comments="")
        done = subprocess.run([rscript, "-e", script, str(file)], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description="emulated trials of 100,000 patients")
    parser.add_argument("--peer", help="a Python that has pySEQTarget")
    parser.add_argument("--r", help="Rscript with the package survival")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--patients", type=int, default=N_PATIENTS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        run_peer(arguments.patients)
        return
    if arguments.one:
        run_one(arguments.one, arguments.patients)
        return
    print(f"{'analysis':>12}  {'rows':>10}  {'seconds':>8}  {'first':>8}  {'memory':>9}  ratio")
    for analysis in ANALYSES:
        one = in_own_process("--one", analysis, "--patients", str(arguments.patients))
        print(
            f"{analysis:>12}  {one['rows']:>10,.0f}  {one['seconds']:>8.2f}  {one['first']:>8.2f}"
            f"  {one['gib']:>5.2f} GiB  {one['ratio']:.6f}"
        )
    if arguments.peer:
        peer = in_own_process("--only-peer", "--patients", str(N_PEER), python=arguments.peer)
        print(
            f"pySEQTarget, {N_PEER:,} patients, expansion to periods: {peer['rows']:,.0f} rows in "
            f"{peer['expansion']:.2f} s; with its pooled logistic regression {peer['seconds']:.2f} s"
        )
    if arguments.r:
        theirs = r_seconds(arguments.r)
        print(
            f"coxph of the rows of 'weighted' alone: {theirs['seconds']:.2f} s, ratio {theirs['ratio']:.6f}"
        )


if __name__ == "__main__":
    main()
