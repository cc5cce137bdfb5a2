"""What the patients not seen would have to show for an estimate to reach a threshold."""

from __future__ import annotations

import math

from ranvier.estimates.exact import as_printed
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import check_share


def estimate_tipping_mean(mean: float, n_seen: int, n_unseen: int, threshold: float) -> float:
    """The mean change of the unseen at which the mean of all equals *threshold*; NaN when nobody is unseen.

    Raises InputError.
    """
    inputs = Inputs("tipping point")
    n_seen, n_unseen = inputs.count("n_seen", n_seen), inputs.count("n_unseen", n_unseen)
    threshold = inputs.number("threshold", threshold)
    total = n_seen * inputs.number("mean", mean) if n_seen else 0.0
    inputs.finish()
    if n_unseen == 0:
        return math.nan
    return (threshold * (n_seen + n_unseen) - total) / n_unseen


def estimate_tipping_count(n_yes: int, n_seen: int, n_unseen: int, threshold: float) -> int | None:
    """The fewest of the unseen who would have to be a yes for the share of all to reach *threshold*.

    0 when it is reached without them; None when it is not reached even with all. Raises InputError.
    """
    inputs = Inputs("tipping point")
    n_yes, n_seen = check_share(inputs, n_yes, n_seen, ("n_yes", "n_seen"))
    n_unseen, threshold = inputs.count("n_unseen", n_unseen), inputs.share("threshold", threshold)
    inputs.finish()
    if n_seen + n_unseen == 0:
        return None
    needed = max(0, math.ceil(as_printed(threshold) * (n_seen + n_unseen)) - n_yes)
    return needed if needed <= n_unseen else None
