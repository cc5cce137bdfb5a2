"""The days that are predicted: from the first dose to two years after it."""

from __future__ import annotations

import numpy as np

HORIZON_DAYS = 731
"""Two years: the last day that is predicted."""

DAYS = np.arange(HORIZON_DAYS + 1, dtype=float)
