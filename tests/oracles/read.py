"""What R computed, from the files in this folder; each says program, versions and script at its head."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

#: R writes 15 digits; its own quantile functions agree with others to about 1e-12.
RELATIVE = 1e-9


def read_oracle(file: str) -> dict[str, Any]:
    return json.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["cases"]


def as_number(value: float | str | None) -> float:
    if value is None or value == "NA":
        return math.nan
    return float(value)


def as_numbers(values: list[float | str | None]) -> np.ndarray:
    return np.array([as_number(value) for value in values])


def assert_limits(estimate, expected: dict[str, Any]) -> None:
    """The estimate and its limits are R's."""
    ours = [estimate.estimate, estimate.lower, estimate.upper]
    theirs = as_numbers([expected[name] for name in ("estimate", "lower", "upper")])
    np.testing.assert_allclose(ours, theirs, rtol=RELATIVE, atol=1e-12)
