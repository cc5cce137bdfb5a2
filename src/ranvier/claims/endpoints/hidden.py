"""How many unreported patients would overturn an answer, told for the nearest edge of the claim."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ranvier.claims.language.asserted import AssertedSet
from ranvier.estimates.unseen.hidden import Holds

ONE_EVENT = "1 unreported event would overturn that there was none."
NOTHING_OVERTURNS = "No number of unreported patients would overturn this."


@dataclass(frozen=True)
class Crossing:
    """One edge of an asserted set that a number could be carried across; upwards: by larger results."""

    edge: float
    upwards: bool
    holds: Holds


Counter = Callable[[Crossing], int | None]
"""The fewest unreported patients who carry the number across; None where no number of them does."""


def crossings(number: float, asserted: AssertedSet, lowest: float, highest: float) -> tuple[Crossing, ...]:
    """The edges in reach of results from *lowest* to *highest*: the nearer one from outside, else both."""
    low, high = asserted.low, asserted.high
    has_low = math.isfinite(low) and lowest <= low <= highest
    has_high = math.isfinite(high) and lowest <= high <= highest
    if number < low:
        return (Crossing(low, True, Holds.AT_LEAST),) if has_low else ()
    if number > high:
        return (Crossing(high, False, Holds.AT_MOST),) if has_high else ()
    below = (Crossing(low, False, Holds.AT_LEAST),) if has_low else ()
    above = (Crossing(high, True, Holds.AT_MOST),) if has_high else ()
    return below + above


def fewest_sentence(
    ways: tuple[Crossing, ...], count: Counter, upwards: str, downwards: str, *, what: str = "patient"
) -> str:
    """That so many patients would overturn the answer; empty where no edge lies in reach of any result.

    upwards, downwards: what such patients are like, as "each 3 points worse". what: one of those counted.
    """
    if not ways:
        return ""
    counted = [(n, way.upwards) for way in ways if (n := count(way)) is not None]
    if not counted:
        return NOTHING_OVERTURNS.replace("patients", f"{_plural(what)}")
    n, is_up = min(counted)
    who = f"{n} unreported {what if n == 1 else _plural(what)}"
    return f"{who}, {upwards if is_up else downwards}, would overturn this."


def _plural(what: str) -> str:
    """ "patients of the first group" for "patient of the first group"."""
    first, _, rest = what.partition(" ")
    return f"{first}s {rest}".rstrip()


def hidden_events_sentence(n_events: int) -> str:
    """How many unreported events would overturn "never": one, where there is none."""
    return NOTHING_OVERTURNS.replace("patients", "events") if n_events else ONE_EVENT
