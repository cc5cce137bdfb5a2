"""Numbers as a call of pymsprog gives them: single, in pairs or by window; days are whole here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import Any, TypeVar

from ranvier.definitions.windows import ConfirmWindow, RelapseFreeWindow
from ranvier.errors import RanvierError

T = TypeVar("T")

MOST_DAYS = 100_000
"""Longer than any record; what lies beyond is a slip, or means no limit."""


def refused(name: str, what: str, hint: str) -> RanvierError:
    """The error that the argument *name* of a call cannot be said as a definition."""
    return RanvierError(f"the argument {name} {what}", where=f"from_pymsprog, {name}=", hint=hint)


def choice(name: str, value: Any, options: Mapping[str, T]) -> T:
    """What *value* stands for among *options*; raises RanvierError naming the argument."""
    if not isinstance(value, str) or value not in options:
        raise refused(name, "has a value that it does not take", f"use one of {', '.join(options)}")
    return options[value]


def pair(name: str, value: Any) -> tuple[Any, Any]:
    """The left and right days of a value that is one number (left, and 0 on the right) or two."""
    numbers = listed(value)
    if len(numbers) not in (1, 2):
        raise refused(name, "is neither one number nor two", "give days after and, second, days before")
    return numbers[0], numbers[1] if len(numbers) == 2 else 0


def switch(name: str, value: Any) -> bool:
    """*value*, which must be true or false; 1 and 0 say the same."""
    said = value.item() if is_single(value) else value
    if not isinstance(said, bool | int) or said not in (0, 1):
        raise refused(name, "is neither true nor false", "give True or False")
    return bool(said)


def listed(value: Any) -> list[Any]:
    """The members of a list, a tuple or an array of one dimension, or the value alone."""
    if isinstance(value, list | tuple) or getattr(value, "ndim", 0) == 1:
        return list(value)
    return [value]


def at_least_days(name: str, days: Any) -> int:
    """Whole days that are at least *days*."""
    return math.ceil(days_of(name, days))


def at_most_days(name: str, days: Any) -> int:
    """Whole days that are at most *days*."""
    return math.floor(days_of(name, days))


def days_of(name: str, days: Any) -> float:
    """*days* as a number from 0 to MOST_DAYS."""
    if not is_number(days) or not days >= 0:
        raise refused(name, "has days that are negative or no number", "give days from 0 on")
    if days > MOST_DAYS:
        raise refused(name, "has days beyond any record", f"give at most {MOST_DAYS:,} days")
    return float(days)


def is_number(value: Any) -> bool:
    """Whether *value* is a single number; true and false are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def is_single(value: Any) -> bool:
    """Whether *value* is a single value of an array."""
    return hasattr(value, "item") and getattr(value, "ndim", 1) == 0


def is_infinite(value: Any) -> bool:
    """Whether *value* is infinity: no limit."""
    return is_number(value) and value == math.inf


def confirm_windows(conf_days: Any, conf_tol_days: Any) -> tuple[ConfirmWindow, ...]:
    """The windows of conf_days with the tolerance of each, in the order given."""
    days = listed(conf_days)
    if not days:
        raise refused("conf_days", "is empty", "give the days to a confirming visit, such as 84")
    return tuple(_window(day, _tolerance(day, conf_tol_days)) for day in days)


def _window(day: Any, tolerance: Any) -> ConfirmWindow:
    if days_of("conf_days", day) != int(day):
        raise refused("conf_days", "has a part of a day", "give whole days")
    numbers = listed(tolerance)
    if len(numbers) not in (1, 2):
        raise refused("conf_tol_days", "is neither one number nor two", "give days earlier and days later")
    earlier, later = numbers[0], numbers[-1]
    return ConfirmWindow(
        int(day),
        at_most_days("conf_tol_days", earlier),
        None if is_infinite(later) else at_most_days("conf_tol_days", later),
    )


def _tolerance(day: Any, conf_tol_days: Any) -> Any:
    if not isinstance(conf_tol_days, Mapping):
        return conf_tol_days
    for key in (day, str(day)):
        if key in conf_tol_days:
            return conf_tol_days[key]
    raise refused("conf_tol_days", "lacks the tolerance of a window", "name every one of conf_days in it")


def free_window(ends: Any) -> RelapseFreeWindow:
    """The relapse-free window of one checkpoint; None joins the neighbouring one."""
    numbers = listed(ends)
    if len(numbers) != 2:
        raise refused("relapse_indep", "has a checkpoint without two ends", "give days before and after")
    before, after = (None if end is None else days_of("relapse_indep", end) for end in numbers)
    if any(days is not None and days % 1 for days in (before, after)):
        raise refused("relapse_indep", "has a part of a day", "give whole days")
    return RelapseFreeWindow(
        None if before is None else int(before),
        None if after is None else int(after),
    )


def sustained(days: Any) -> dict[str, Any]:
    """sustained_days and sustained_to_end of require_sust_days, which infinity makes the end."""
    if is_infinite(days):
        return {"sustained_to_end": True}
    return {"sustained_days": at_least_days("require_sust_days", days)}
