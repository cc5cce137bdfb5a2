"""Power in closed form: as R has it (designs.csv, written by validation/designs.R), and for any numbers."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from scipy.stats import nct, norm, t

LEVEL = 0.01
"""Two-sided, as the 99 % interval of a comparison."""

_NAMES = {"means": ("difference", "sd"), "shares": ("treated", "comparator")}


def r_powers(kind: str) -> list[dict[str, float]]:
    """Rows of one kind: n per arm, its two numbers by name, and the power."""
    with (Path(__file__).parent / "designs.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    first, second = _NAMES[kind]
    return [
        {
            "n": float(row["n"]),
            first: float(row["first"]),
            second: float(row["second"]),
            "power": float(row["power"]),
        }
        for row in rows
    ]


def power_of_means(n_per_arm: int, difference: float, sd: float, other_sd: float) -> float:
    """Of Student's t on both sides; with two spreads, of their mean variance."""
    error = math.sqrt((sd**2 + other_sd**2) / n_per_arm)
    degrees, centre = 2 * n_per_arm - 2, abs(difference) / error
    edge = t.ppf(1 - LEVEL / 2, degrees)
    wrong_side = nct.cdf(-edge, degrees, centre)  # NaN where it is too small for SciPy
    return float(nct.sf(edge, degrees, centre) + (0.0 if math.isnan(wrong_side) else wrong_side))


def power_of_shares_on_a_day(n_per_arm: int, treated: float, comparator: float) -> float:
    """Of a difference of two shares by the variances of both, on the better side."""
    error = math.sqrt((treated * (1 - treated) + comparator * (1 - comparator)) / n_per_arm)
    return float(norm.cdf((treated - comparator) / error - norm.ppf(1 - LEVEL / 2)))
