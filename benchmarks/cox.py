"""Cox regression at sizes that matter, as a ratio beside lifelines, scikit-survival, statsmodels and R.

    python benchmarks/cox.py
    python benchmarks/cox.py --peer PYTHON    a Python that has lifelines, scikit-survival and statsmodels
    python benchmarks/cox.py --large          the others at a million rows too: minutes

All get the same follow-up from the same seed and must give the same coefficients. A program that is not there
is said, and has no ratio. R runs where Rscript with the package survival is found.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from ranvier.estimates.survival.hazard_trials import estimate_ratios_of_trials

HERE = Path(__file__).parent
SIZES = (1_000, 100_000, 1_000_000)
MOST_ROWS_OF_PEERS = 100_000
# statsmodels is not run at a million rows: it wants more memory than a small machine has.
PEERS = {"lifelines": 1_000_000, "scikit-survival": 1_000_000, "statsmodels": 100_000, "R coxph": 1_000_000}
WITH_WEIGHTS = ("lifelines", "R coxph")
# lifelines stops its search earlier than the others.
AGREEMENT = {"lifelines": 1e-4}
N_TRIALS, N_PATIENTS, N_TRIALS_OF_PEERS = 10_000, 1_000, 5

Arrays = dict[str, np.ndarray]


def follow_up(n: int, *, weighted: bool = False) -> Arrays:
    """Five covariates, events at about 12 % a year, up to 15 years, half of the patients seen quarterly."""
    rng = np.random.default_rng(11)
    covariates = rng.normal(size=(5, n))
    covariates[0] = covariates[0] > 0
    event_day = rng.exponential(365.25 / 0.12 * np.exp(-np.array([-0.5, 0.2, 0.1, 0.0, -0.1]) @ covariates))
    last_day = rng.uniform(30, 15 * 365.25, n)
    day = np.minimum(event_day, last_day)
    on_grid = rng.random(n) < 0.5
    day = np.where(on_grid, np.ceil(day / 91) * 91, np.ceil(day)).astype(np.int32)
    arrays = {"exit_day": day, "event": event_day <= last_day, "covariates": covariates}
    return {**arrays, "weights": rng.uniform(0.5, 2, n)} if weighted else arrays


def ours(arrays: Arrays) -> dict[str, object]:
    covariates = {f"x{i}": values for i, values in enumerate(arrays["covariates"])}
    options = {name: arrays[name] for name in ("weights",) if name in arrays}

    def fit() -> list[float]:
        model = estimate_hazard_ratios(arrays["exit_day"], arrays["event"], covariates, **options)
        return list(model.coefficients)

    return {"seconds": quickest(fit, arrays["exit_day"].size), "coefficients": fit()}


def quickest(run: Callable[[], object], n: int) -> float:
    seconds = []
    for _ in range(max(3, min(50, 100_000 // n))):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def peer_result(program: str, arrays: Arrays, python: str, repeats: int) -> dict[str, object] | None:
    """What *program* says of the same patients; nothing where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        if program == "R coxph":
            if shutil.which("Rscript") is None:
                return None
            for name, values in arrays.items():
                values.astype(np.float64).tofile(Path(folder) / f"{name}.bin")
            command = ["Rscript", str(HERE / "cox.R"), folder, str(repeats)]
        else:
            for name, values in arrays.items():
                np.save(Path(folder) / f"{name}.npy", values)
            command = [python, str(HERE / "cox_peers.py"), program, folder, str(repeats)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{program} does not run here: {done.stderr.strip().splitlines()[-1]}")
        return None
    return dict(json.loads(done.stdout))


def beside_peers(title: str, arrays: Arrays, programs: list[str], python: str) -> None:
    own = ours(arrays)
    print(f"{title:<32}  {'ranvier':<16} {1000 * own['seconds']:>11,.1f} ms")
    for program in programs:
        found = peer_result(program, arrays, python, 5 if arrays["exit_day"].size <= 1_000 else 1)
        if found is None:
            continue
        if not np.allclose(
            own["coefficients"], found["coefficients"], rtol=0, atol=AGREEMENT.get(program, 1e-6)
        ):
            sys.exit(f"{title}: ranvier gives {own['coefficients']}, {program} {found['coefficients']}")
        ratio = found["seconds"] / own["seconds"]
        print(f"{'':<32}  {program:<16} {1000 * found['seconds']:>11,.1f} ms   ratio {ratio:,.1f}")


def trials(n_trials: int, seed: int) -> Arrays:
    """Two equal arms with a hazard ratio of 0.8, up to five years."""
    rng = np.random.default_rng(seed)
    treated = np.arange(N_PATIENTS) % 2
    event_day = rng.exponential(1500 * 0.8 ** -treated.astype(float), (n_trials, N_PATIENTS))
    last_day = rng.uniform(365, 1826, (n_trials, N_PATIENTS))
    day = np.ceil(np.minimum(event_day, last_day)).astype(np.int64)
    return {"exit_day": day, "event": event_day <= last_day, "treated": treated}


def trials_beside_peers(python: str) -> None:
    """All trials simulated and fitted by ours; the others fit a few, and their seconds are for as many."""
    seconds = quickest(lambda: estimate_ratios_of_trials(**trials(N_TRIALS, 5)), N_TRIALS * N_PATIENTS)
    print(f"{f'{N_TRIALS:,} trials of {N_PATIENTS:,}':<32}  {'ranvier':<16} {seconds:>11,.2f} s")
    few = trials(N_TRIALS_OF_PEERS, 5)
    own = estimate_ratios_of_trials(**few).log_ratios
    for program in WITH_WEIGHTS:
        total = 0.0
        for number in range(N_TRIALS_OF_PEERS):
            arrays = {"exit_day": few["exit_day"][number], "event": few["event"][number]}
            arrays["covariates"] = few["treated"][None, :].astype(float)
            found = peer_result(program, arrays, python, 5)
            if found is None:
                break
            if not np.allclose(own[number], found["coefficients"], atol=AGREEMENT.get(program, 1e-6)):
                sys.exit(f"trial {number}: ranvier gives {own[number]}, {program} {found['coefficients']}")
            total += found["seconds"] * N_TRIALS / N_TRIALS_OF_PEERS
        else:
            print(f"{'':<32}  {program:<16} {total:>11,.1f} s    ratio {total / seconds:,.0f} (fits only)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Cox regression beside other programs")
    parser.add_argument("--peer", default=sys.executable, help="a Python that has the other programs")
    parser.add_argument("--large", action="store_true", help="the others at a million rows too")
    arguments = parser.parse_args()
    most = max(SIZES) if arguments.large else MOST_ROWS_OF_PEERS
    for n in SIZES:
        programs = [name for name, most_rows in PEERS.items() if n <= min(most, most_rows)]
        beside_peers(f"{n:,} rows, 5 covariates", follow_up(n), programs, arguments.peer)
    for n in SIZES[1:]:
        programs = [name for name in WITH_WEIGHTS if n <= MOST_ROWS_OF_PEERS]  # both take minutes beyond
        beside_peers(f"{n:,} rows, weights, robust", follow_up(n, weighted=True), programs, arguments.peer)
    trials_beside_peers(arguments.peer)


if __name__ == "__main__":
    main()
