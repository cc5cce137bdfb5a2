"""Rate ratios by negative binomial regression beside statsmodels and R, person-years by age beside R.

    python benchmarks/rates.py
    python benchmarks/rates.py --peer PYTHON    a Python that has statsmodels 0.15.0

All get the same counts from the same seed and must give the same rate ratio and theta. statsmodels estimates
its spread together with the coefficients, so its standard errors differ; ours and R's are printed by their
ratio. R (MASS, survival) runs where Rscript is found. A peer that is missing is said.
"""

from __future__ import annotations

import argparse
import importlib.util
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

SIZES = (500, 10_000, 100_000)
PATIENTS = 100_000
AGREE = 1e-4

Columns = dict[str, NDArray[np.float64]]
Found = dict[str, list[float]]
"""By size: seconds, log rate ratio, its standard error, theta."""


def relapses(n: int) -> Columns:
    """Counts of theta 1.2 over half a year to four years, with treatment, age and EDSS."""
    rng = np.random.default_rng(7)
    treated, age = rng.integers(0, 2, n).astype(float), rng.normal(40, 10, n)
    edss, years = rng.integers(0, 14, n) / 2.0, rng.uniform(0.5, 4, n)
    mean = years * np.exp(-0.9 - 0.5 * treated - 0.02 * (age - 40) + 0.05 * edss)
    count = rng.poisson(mean * rng.gamma(1.2, 1 / 1.2, n)).astype(float)
    return {"count": count, "years": years, "treated": treated, "age": age, "edss": edss}


def ours(columns: Columns) -> list[float]:
    from ranvier.estimates.rates.rate_model import estimate_rate_ratios  # noqa: PLC0415 - absent where only the peer is

    covariates = {name: columns[name] for name in ("treated", "age", "edss")}
    model = estimate_rate_ratios(columns["count"], columns["years"], covariates)
    return [float(model.coefficients[1]), float(model.std_errors[1]), model.theta]


def statsmodels(columns: Columns) -> list[float]:
    from statsmodels.discrete.discrete_model import NegativeBinomial  # noqa: PLC0415 - only where the peer is

    names = ("treated", "age", "edss")
    design = np.column_stack([np.ones(len(columns["count"])), *(columns[name] for name in names)])
    model = NegativeBinomial(columns["count"], design, offset=np.log(columns["years"]))
    fit = model.fit(disp=0, maxiter=500, method="bfgs", gtol=1e-6)
    return [float(fit.params[1]), float(fit.bse[1]), 1 / float(fit.params[-1])]


R_REGRESSION = """
suppressMessages(library(MASS)); d <- read.csv(commandArgs(TRUE)[1])
once <- function() fit <<- glm.nb(count ~ treated + age + edss + offset(log(years)), d)
seconds <- replicate(3, system.time(once())[["elapsed"]])
cat(format(c(min(seconds), coef(fit)[2], sqrt(vcov(fit)[2, 2]), fit$theta), digits = 15))
"""

R_YEARS = """
suppressMessages(library(survival)); d <- read.csv(commandArgs(TRUE)[1]); cuts <- c(0:100, 150) * 365.25
once <- function() fit <<- pyears(Surv(days, event) ~ tcut(age, cuts) + sex, d, scale = 365.25)
seconds <- replicate(3, system.time(once())[["elapsed"]])
cat(format(c(min(seconds), sum(fit$pyears)), digits = 15))
"""


def in_r(script: str, columns: dict[str, NDArray[np.generic]]) -> list[float] | None:
    """What *script* prints of *columns*; None without R."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        data, code = Path(folder) / "data.csv", Path(folder) / "code.R"
        header = ",".join(columns)
        np.savetxt(data, np.column_stack(list(columns.values())), "%.17g", ",", header=header, comments="")
        code.write_text(script, encoding="utf-8")
        done = subprocess.run(["Rscript", str(code), str(data)], capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def measured(estimate: Callable[[Columns], list[float]]) -> Found:
    """For each size the quickest of some runs, and what was found."""
    results = {}
    for n in SIZES:
        columns = relapses(n)
        found, seconds = estimate(columns), []
        for _ in range(3):
            start = time.perf_counter()
            estimate(columns)
            seconds.append(time.perf_counter() - start)
        results[str(n)] = [min(seconds), *found]
    return results


def peer_results(peer: str | None) -> Found | None:
    if importlib.util.find_spec("statsmodels"):
        return measured(statsmodels)
    if peer is None:
        return None
    command = [peer, str(Path(__file__)), "--only-peer"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def print_regression(peer: str | None) -> None:
    own, others = measured(ours), {"statsmodels": peer_results(peer)}
    others["R"] = {
        str(n): in_r(R_REGRESSION, dict(relapses(n))) or [] for n in SIZES if shutil.which("Rscript")
    }
    for name, found in others.items():
        if not found:
            print(f"{name} is not here: no ratio")
    print(f"{'patients':>10}  {'ranvier':>10}  {'peer':>24}  {'ratio':>6}  std error, peer to ours")
    for n, (seconds, log_ratio, std_error, theta) in own.items():
        print(f"{int(n):>10,}  {1000 * seconds:>7.1f} ms")
        for name, found in others.items():
            if not found:
                continue
            their_seconds, their_log_ratio, their_error, their_theta = found[n]
            if not np.allclose([log_ratio, theta], [their_log_ratio, their_theta], rtol=AGREE):
                sys.exit(
                    f"{name} disagrees at {n} patients: {log_ratio}, {theta} and "
                    f"{their_log_ratio}, {their_theta}"
                )
            line = f"{name} {1000 * their_seconds:.1f} ms"
            print(f"{'':>24}  {line:>24}  {their_seconds / seconds:>6.1f}  {their_error / std_error:.4f}")


def print_person_years() -> None:
    from ranvier.estimates.rates.life_table import us_life_table  # noqa: PLC0415 - absent where only the peer is
    from ranvier.estimates.rates.person_years import Followed, split_person_years  # noqa: PLC0415 - the same

    rng = np.random.default_rng(7)
    born = rng.integers(-20_000, 2_000, PATIENTS)
    entry = born + rng.integers(7_000, 20_000, PATIENTS)
    end, sex = entry + rng.integers(1, 5_000, PATIENTS), rng.integers(0, 2, PATIENTS)
    followed, table, seconds = Followed(sex, born, entry, end), us_life_table(), []
    for _ in range(5):
        start = time.perf_counter()
        split = split_person_years(followed, table)
        seconds.append(time.perf_counter() - start)
    print(f"person-years by sex and year of age, {PATIENTS:,} patients: {1000 * min(seconds):.0f} ms", end="")
    nought = np.zeros(PATIENTS)
    r = in_r(R_YEARS, {"age": entry - born, "days": end - entry, "event": nought, "sex": sex})
    if r is None:
        print("; R is not here")
        return
    if not np.isclose(split.years.sum(), r[1], rtol=1e-9):
        sys.exit("the two disagree on all years")
    print(f"; R pyears (years of 365.25 days) {1000 * r[0]:.0f} ms, {r[0] / min(seconds):.1f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description="Regression of counts and person-years beside peers")
    parser.add_argument("--peer", help="a Python that has statsmodels")
    parser.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_peer:
        print(json.dumps(measured(statsmodels)))
        return
    print_regression(arguments.peer)
    print_person_years()


if __name__ == "__main__":
    main()
