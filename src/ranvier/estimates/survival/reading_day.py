"""The day at which a curve is read."""

from __future__ import annotations

import math

from ranvier.estimates.inputs import Inputs


def check_day(day: int) -> int:
    """A whole day, which may lie before time zero or beyond all follow-up. Raises InputError."""
    inputs = Inputs("share at a day")
    number = inputs.number("day", day)
    whole = math.isnan(number) or number.is_integer()
    inputs.require(whole, "day must be a whole number", "day", "round it to the day before")
    inputs.finish()
    return int(number)
