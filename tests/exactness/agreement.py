"""What another program computed, number by number, beside what ranvier computes from the same patients.

A room's file `tests/exactness/<room>.py` has a function `comparisons()` that yields one Comparison a number;
`test_agreement.py` checks each, and `python -m tests.exactness.document` prints the largest difference of
each estimator to docs/reference/exactness.md.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import polars as pl

ORACLES = Path(__file__).parents[1] / "oracles"


class Kind(Enum):
    """How closely two programs must agree: a closed form, or a fit each iterates to its own tolerance."""

    CLOSED_FORM = 1e-8
    ITERATED = 1e-6


@dataclass(frozen=True)
class Number:
    """One row of a file under tests/oracles: what *program* in *version* computed."""

    estimator: str
    case: str
    quantity: str
    value: float
    program: str
    version: str


@dataclass(frozen=True)
class Comparison:
    """A number of another program, and ours.

    allowed, because: a larger difference than the kind allows, and why, which is printed in the table;
    without a reason it does not count.
    """

    theirs: Number
    ours: float
    kind: Kind
    allowed: float = 0.0
    because: str = ""

    @property
    def difference(self) -> float:
        """How far apart the two are, as a share of theirs or of 0.01; 0 where both are unknown."""
        theirs = self.theirs.value
        if (math.isnan(theirs) and math.isnan(self.ours)) or theirs == self.ours:
            return 0.0
        if not (math.isfinite(theirs) and math.isfinite(self.ours)):
            return math.inf
        return abs(theirs - self.ours) / max(0.01, abs(theirs))

    @property
    def most(self) -> float:
        """The largest difference that passes."""
        return self.allowed if self.because else self.kind.value


@cache
def numbers_in(file: str) -> tuple[Number, ...]:
    """All rows of a file under tests/oracles."""
    with (ORACLES / file).open(encoding="utf-8", newline="") as lines:
        return tuple(
            Number(
                estimator=row["estimator"],
                case=row["case"],
                quantity=row["quantity"],
                value=float("nan") if row["value"] in {"NA", "NaN"} else float(row["value"]),
                program=row["program"],
                version=row["version"],
            )
            for row in csv.DictReader(lines)
        )


def numbers_of(file: str, estimator: str, case: str) -> Iterator[Number]:
    """The rows of one estimator and case."""
    return (row for row in numbers_in(file) if (row.estimator, row.case) == (estimator, case))


def patients_of(name: str) -> pl.DataFrame:
    """The patients of a case, as the other program had them: tests/oracles/data/<name>.csv."""
    return pl.read_csv(ORACLES / "data" / f"{name}.csv", null_values=["NA", ""], infer_schema_length=None)
