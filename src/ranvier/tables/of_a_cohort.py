"""Functions that take a cohort refuse frames with a word on how to make one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from ranvier.errors import UsageError
from ranvier.tables.cohort import Cohort

P = ParamSpec("P")
R = TypeVar("R")


def of_a_cohort(function: Callable[P, R]) -> Callable[P, R]:
    """*function*, whose first argument is called cohort, with that argument checked.

    Raises UsageError for anything but a Cohort.
    """

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        given = args[0] if args else kwargs.get("cohort")
        if (args or "cohort" in kwargs) and not isinstance(given, Cohort):
            raise UsageError(
                f"{function.__name__} needs a cohort",
                where=f"cohort, which is a {type(given).__name__}",
                hint="make one first: cohort = read_frames(visits, relapses); only find_events takes frames",
            )
        return function(*args, **kwargs)

    return checked
