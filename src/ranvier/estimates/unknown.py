"""A number that the records cannot give, with the reason."""

from __future__ import annotations

import math

from ranvier.estimates.result import Estimate


def unknown_estimate(
    reason: str, *, definition: str, n: int = 0, unit: str = "", conf_level: float = 0.95
) -> Estimate:
    """An estimate that is not known, *reason* standing where the method would."""
    return Estimate(
        estimate=math.nan,
        lower=math.nan,
        upper=math.nan,
        n=n,
        method=f"not known: {reason}",
        definition=definition,
        unit=unit,
        conf_level=conf_level,
    )
