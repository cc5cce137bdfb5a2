"""Propensity scores and matching at sizes that matter, as ratios beside scikit-learn, statsmodels and R.

    python benchmarks/weighting.py
    python benchmarks/weighting.py --peer PYTHON    a Python that has scikit-learn and statsmodels

Everybody gets the same patients; coefficients must agree to 1e-4 (scikit-learn stops early).
R runs where Rscript, and for matching MatchIt, are found. What is missing is said.
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
from numpy.typing import NDArray

N = 100_000
N_MATCHIT = 10_000
REPEATS = 7
NAMES = ("age", "edss", "relapses", "duration")


def patients(n: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Four covariates in deviations, a third treated."""
    rng = np.random.default_rng(7)
    values = rng.normal(size=(n, 4))
    chance = 1 / (1 + np.exp(0.8 - values @ [0.5, -0.3, 0.2, 0.1]))
    return values, rng.random(n) < chance


def quickest(run: Callable[[], object], repeats: int = REPEATS) -> float:
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def ours() -> dict[str, float]:
    from ranvier.estimates.comparison.matching import match_nearest  # noqa: PLC0415 - absent where only the peer is
    from ranvier.estimates.comparison.propensity import estimate_propensity  # noqa: PLC0415
    from ranvier.estimates.comparison.weighted_contrast import estimate_adjusted_difference  # noqa: PLC0415

    found = {}
    for n in (N, N_MATCHIT):
        values, treated = patients(n)
        columns = dict(zip(NAMES, values.T, strict=True))
        propensity = estimate_propensity(treated, columns)
        match_nearest(propensity)  # the kernel is loaded once a process
        found[f"scores {n}"] = quickest(lambda c=columns, t=treated: estimate_propensity(t, c))
        found[f"matching {n}"] = quickest(lambda p=propensity: match_nearest(p))
        change = values[:, 1]
        found[f"contrast {n}"] = quickest(
            lambda c=columns, t=treated, y=change: estimate_adjusted_difference(y, t, c)
        )
        found[f"coefficient {n}"] = float(propensity.model.coefficients[1])
    return found


def peers() -> dict[str, float]:
    import statsmodels.api as sm  # noqa: PLC0415 - only where the peer is
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    values, treated = patients(N)
    design = sm.add_constant(values)
    learn = LogisticRegression(C=np.inf, tol=1e-6)
    fit = learn.fit(values, treated)
    assert abs(float(fit.coef_[0, 0]) - float(sm.Logit(treated, design).fit(disp=0).params[1])) < 1e-4
    return {
        "scikit-learn": quickest(lambda: learn.fit(values, treated)),
        "statsmodels Logit": quickest(lambda: sm.Logit(treated, design).fit(disp=0), 3),
        "coefficient": float(fit.coef_[0, 0]),
    }


R_SCRIPT = """
d <- read.csv(commandArgs(TRUE)[1]); d$treated <- d$treated == 1
run <- function(f) min(sapply(1:3, function(i) system.time(f())[["elapsed"]]))
cat(run(function() glm(treated ~ ., binomial, d)), "\\n")
few <- d[seq_len(as.integer(commandArgs(TRUE)[2])), ]
if (requireNamespace("MatchIt", quietly = TRUE)) {
  s <- glm(treated ~ ., binomial, few)$linear.predictors
  cat(system.time(MatchIt::matchit(treated ~ ., few, distance = s, caliper = 0.2))[["elapsed"]], "\\n")
}
"""


def in_r() -> list[float]:
    """Seconds of glm at the larger size and, where it is installed, of MatchIt at the smaller."""
    if shutil.which("Rscript") is None:
        return []
    values, treated = patients(N)
    with tempfile.TemporaryDirectory() as folder:
        table, script = Path(folder) / "patients.csv", Path(folder) / "run.R"
        header = ",".join((*NAMES, "treated"))
        np.savetxt(table, np.column_stack([values, treated]), delimiter=",", header=header, comments="")
        script.write_text(R_SCRIPT, encoding="utf-8")
        command = ["Rscript", str(script), str(table), str(N_MATCHIT)]
        return [
            float(x)
            for x in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        ]


def beside(what: str, own: float, name: str, seconds: float) -> None:
    print(f"{what:<28}  {1000 * own:>8.1f} ms  {name:<18} {1000 * seconds:>9.1f} ms  {seconds / own:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Propensity scores and matching beside others")
    parser.add_argument("--peer", help="a Python that has scikit-learn and statsmodels")
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(peers()))
        return
    own = ours()
    scores = f"scores, {N:,} patients"
    if arguments.peer:
        command = [arguments.peer, str(Path(__file__)), "--only-peer"]
        theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if abs(theirs.pop("coefficient") - own[f"coefficient {N}"]) > 1e-4:
            sys.exit("the coefficients disagree")
        for name, seconds in theirs.items():
            beside(scores, own[f"scores {N}"], name, seconds)
    else:
        print("no ratio beside scikit-learn and statsmodels: name a Python that has them with --peer")
    r_seconds = in_r()
    rows = (
        (scores, f"scores {N}", "R glm"),
        (f"matching, {N_MATCHIT:,}", f"matching {N_MATCHIT}", "R MatchIt"),
    )
    for (what, key, name), seconds in zip(rows, r_seconds, strict=False):
        beside(what, own[key], name, seconds)
    if len(r_seconds) < len(rows):
        print("R or MatchIt is not installed here: no ratio beside it")
    print(f"{f'matching, {N:,} patients':<28}  {1000 * own[f'matching {N}']:>8.1f} ms")
    print(f"{f'adjusted difference, {N:,}':<28}  {1000 * own[f'contrast {N}']:>8.1f} ms")


if __name__ == "__main__":
    main()
