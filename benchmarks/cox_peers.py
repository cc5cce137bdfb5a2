"""Seconds and coefficients of one other program; run by benchmarks/cox.py in an environment that has it.

PYTHON benchmarks/cox_peers.py PROGRAM FOLDER REPEATS    arrays of the folder as .npy; prints JSON

The coefficients stand in the order of the covariates. But for Efron's ties, programs keep their defaults.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

Arrays = dict[str, np.ndarray]


def lifelines(arrays: Arrays) -> Callable[[], list[float]]:
    import pandas as pd  # noqa: PLC0415 - only where the peer is
    from lifelines import CoxPHFitter  # noqa: PLC0415 - only where the peer is

    n_covariates = len(arrays["covariates"])
    frame = pd.DataFrame(arrays["covariates"].T, columns=[f"x{i}" for i in range(n_covariates)])
    frame["exit_day"], frame["event"] = arrays["exit_day"], arrays["event"]
    options: dict[str, object] = {}
    if "weights" in arrays:
        frame["weight"] = arrays["weights"]
        options = {"weights_col": "weight", "robust": True}
    return lambda: list(CoxPHFitter().fit(frame, "exit_day", "event", **options).params_)


def scikit_survival(arrays: Arrays) -> Callable[[], list[float]]:
    from sksurv.linear_model import CoxPHSurvivalAnalysis  # noqa: PLC0415 - only where the peer is
    from sksurv.util import Surv  # noqa: PLC0415 - only where the peer is

    followed = Surv.from_arrays(arrays["event"], arrays["exit_day"])
    covariates = arrays["covariates"].T.copy()
    return lambda: list(CoxPHSurvivalAnalysis(ties="efron").fit(covariates, followed).coef_)


def statsmodels(arrays: Arrays) -> Callable[[], list[float]]:
    from statsmodels.duration.hazard_regression import PHReg  # noqa: PLC0415 - only where the peer is

    days, covariates, event = arrays["exit_day"].astype(float), arrays["covariates"].T.copy(), arrays["event"]
    return lambda: list(PHReg(days, covariates, status=event.astype(int), ties="efron").fit().params)


PEERS = {"lifelines": lifelines, "scikit-survival": scikit_survival, "statsmodels": statsmodels}


def main() -> None:
    program, folder, repeats = sys.argv[1:]
    fit = PEERS[program]({path.stem: np.load(path) for path in Path(folder).glob("*.npy")})
    seconds = []
    for _ in range(int(repeats)):
        start = time.perf_counter()
        coefficients = fit()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": min(seconds), "coefficients": [float(each) for each in coefficients]}))


if __name__ == "__main__":
    main()
