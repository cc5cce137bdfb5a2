"""Mean and variance that do not depend on the order of the patients, to the last digit."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

#: Standard errors up to this share of the mean are rounding; R's t.test then speaks of constant data.
NO_SPREAD = 10 * float(np.finfo(np.float64).eps)


def exact_mean(values: NDArray[np.float64]) -> float:
    """The mean, from a sum that is rounded once."""
    return math.fsum(values) / values.size


def exact_variance(values: NDArray[np.float64]) -> float:
    """The sample variance (n - 1), from a sum that is rounded once; needs two patients."""
    return math.fsum((values - exact_mean(values)) ** 2) / (values.size - 1)
