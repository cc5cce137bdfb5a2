"""Whether a contrast is as good as none."""

from __future__ import annotations

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate


def is_equivalent(contrast: Estimate, margin: float) -> bool:
    """Whether the whole interval of *contrast* lies within plus and minus *margin*.

    For a difference, not a ratio. With a 95 % interval this is stricter than two one-sided tests
    at 5 %. Without an interval: no.
    Raises InputError for a negative margin.
    """
    inputs = Inputs("equivalence")
    inputs.amount("margin", margin)
    inputs.finish()
    return -margin <= contrast.lower and contrast.upper <= margin
