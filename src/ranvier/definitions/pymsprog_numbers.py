"""Numbers as a call of pymsprog gives them: single, in pairs or by window; days are whole here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar

from ranvier.definitions.windows import ConfirmWindow, RelapseFreeWindow
from ranvier.errors import RanvierError

T = TypeVar("T")


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


def listed(value: Any) -> list[Any]:
    """The members of *value*, or itself alone."""
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return [value]
    return list(value)


def at_least_days(name: str, days: Any) -> int:
    """Whole days that are at least *days*."""
    return math.ceil(days_of(name, days))


def at_most_days(name: str, days: Any) -> int:
    """Whole days that are at most *days*."""
    return math.floor(days_of(name, days))


def days_of(name: str, days: Any) -> float:
    """*days* as a finite number that is not negative."""
    is_number = isinstance(days, int | float) or hasattr(days, "item")
    if not is_number or not 0 <= float(days) < math.inf:
        raise refused(name, "has days that are negative or no number", "give days from 0 on")
    return float(days)


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
    is_open = isinstance(later, float) and math.isinf(later) and later > 0
    return ConfirmWindow(
        int(day),
        at_most_days("conf_tol_days", earlier),
        None if is_open else at_most_days("conf_tol_days", later),
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
    before, after = (None if end is None else at_most_days("relapse_indep", end) for end in numbers)
    return RelapseFreeWindow(before, after)


def sustained(days: Any) -> dict[str, Any]:
    """sustained_days and sustained_to_end of require_sust_days, which infinity makes the end."""
    if isinstance(days, float) and math.isinf(days) and days > 0:
        return {"sustained_to_end": True}
    return {"sustained_days": at_least_days("require_sust_days", days)}
