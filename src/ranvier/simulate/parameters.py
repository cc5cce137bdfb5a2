"""The numbers a simulated cohort is made from, each with where it comes from.

Full citations, and the rows called "source S8" and so on, are in docs/reference/sources.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from ranvier.simulate.limits import Limits


class Status(StrEnum):
    """How a number became known to us."""

    SEEN = "seen"  # read at its source
    SEEN_SECOND_HAND = "seen second hand"  # read in a compilation that cites the source
    DERIVED = "derived"  # arithmetic on numbers that were read
    ASSUMED = "assumed"  # nobody's measurement: a choice of this project


@dataclass(frozen=True)
class Parameter:
    """One number, what it measures, and how it became known.

    meaning: in words. source: study the number is from, if any. lowest, highest: permitted in its place.
    """

    value: float
    meaning: str
    status: Status
    source: str = ""
    unit: str = ""
    lowest: float = -math.inf
    highest: float = math.inf

    def at(self, value: float) -> Parameter:
        """The parameter set to another value, which is then nobody's measurement."""
        return replace(self, value=value, status=Status.ASSUMED, source="set for this simulation")

    def __str__(self) -> str:
        number = f"{self.value:g}".replace("-", "\N{MINUS SIGN}")
        known = f"{self.status.value}, {self.source}" if self.source else self.status.value
        return f"{' '.join(part for part in (self.meaning, number, self.unit) if part)} ({known})"


def check_parameters(law: object, of: str) -> None:
    """Refuse a *law* of parameters in which one is outside what its own default permits.

    of: what the law is called. ImpossiblePlan: all such parameters by name, each with the permitted range.
    """
    limits = Limits(of)
    for field in fields(law):  # type: ignore[arg-type]
        number, usual = getattr(law, field.name), field.default
        if isinstance(usual, Parameter):
            value = number.value if isinstance(number, Parameter) else number
            limits.between(field.name, value, usual.lowest, usual.highest)
    limits.finish()
