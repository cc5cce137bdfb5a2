"""The mean of the studies without each of them in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from ranvier.estimates.inputs import Inputs, as_array
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import RANDOM_EFFECTS, Pooling
from ranvier.estimates.result import Estimate


def estimate_without_each(
    estimates: ArrayLike,
    std_errors: ArrayLike,
    *,
    labels: tuple[str, ...] = (),
    method: Pooling = RANDOM_EFFECTS,
    conf_level: float = 0.95,
) -> tuple[Estimate, ...]:
    """The studies' mean without the first study, without the second, and so on.

    estimates, std_errors: as `estimate_pooled` takes them; labels: the studies' names. Raises InputError for
    fewer than three studies. Equals R metafor leave1out.
    """
    inputs = Inputs("mean without each study")
    values, errors = inputs.numbers("estimates", estimates), inputs.numbers("std_errors", std_errors)
    inputs.same_length(("estimates", values.size), ("std_errors", errors.size))
    inputs.require(
        as_array(estimates).size >= 3,
        "leaving one out needs three studies",
        "estimates",
        "print both studies",
    )
    inputs.require(
        len(labels) in (0, values.size), "labels must name each study", "labels", "one label a study"
    )
    inputs.finish()
    names = labels or tuple(f"study {number}" for number in range(1, values.size + 1))

    def without(left_out: int) -> Estimate:
        kept = np.arange(values.size) != left_out
        found = estimate_pooled(values[kept], errors[kept], method=method, conf_level=conf_level)
        return replace(found.pooled, definition=f"mean of the studies without {names[left_out]}")

    return tuple(without(left_out) for left_out in range(values.size))
