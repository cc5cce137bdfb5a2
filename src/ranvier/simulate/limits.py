"""What a simulation is asked for and cannot be: every impossible value at once, with the permitted range."""

from __future__ import annotations

import math
from typing import Any

from ranvier.errors import ManyProblems, UsageError


class ImpossiblePlan(ManyProblems):
    """A simulation is asked for with values that no clinic and no illness can have."""

    exit_code = UsageError.exit_code


class Limits:
    """Collects what is wrong with the values of the thing *of*, which is to be *made*, until `finish`."""

    def __init__(self, of: str, made: str = "simulated") -> None:
        self._of = of
        self._made = made
        self._problems: list[UsageError] = []

    def probability(self, name: str, value: Any) -> None:
        """A chance or a share."""
        self.between(name, value, 0.0, 1.0)

    def rate(self, name: str, value: Any, highest: float = math.inf) -> None:
        """Events a year, points a year, a ratio of rates, or a spread: 0 or more."""
        self.between(name, value, 0.0, highest)

    def between(self, name: str, value: Any, lowest: float, highest: float) -> None:
        """A number from *lowest* to *highest*, both permitted; infinite only where *highest* is."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or math.isnan(value) or not lowest <= value <= highest:
            self.refuse(name, f"{name} is not possible", f"permitted: {_range_text(lowest, highest)}")

    def whole(self, name: str, value: Any, lowest: int, highest: int) -> None:
        """A whole number from *lowest* to *highest*, both permitted."""
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_whole or not lowest <= value <= highest:
            self.refuse(
                name, f"{name} is not possible", f"permitted: whole numbers from {lowest:,} to {highest:,}"
            )

    def refuse(self, name: str, problem: str, hint: str) -> None:
        """Note that the value of *name* cannot be used."""
        self._problems.append(UsageError(problem, where=f"{self._of}, {name}=", hint=hint))

    def finish(self) -> None:
        """Raise ImpossiblePlan with all problems, if there is any."""
        if self._problems:
            raise ImpossiblePlan(
                self._problems, headline=f"The {self._of} cannot be {self._made} with these values"
            )


def _range_text(lowest: float, highest: float) -> str:
    low = f"{lowest:g}".replace("-", "\N{MINUS SIGN}")
    if lowest == -math.inf:
        return "any number" if highest == math.inf else f"up to {highest:g}"
    return f"{low} or more" if highest == math.inf else f"{low} to {highest:g}"
