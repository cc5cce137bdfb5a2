"""A published number to hold a programme's own result against, under its own definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Arm(StrEnum):
    """Whom a benchmark was measured in; it caps what a comparison may say (verdict rule 5)."""

    UNTREATED = "untreated"
    SHAM = "sham"
    ACTIVE = "active"
    EXPERIMENTAL = "experimental"
    BACKGROUND = "background"
    MEASUREMENT = "measurement"


@dataclass(frozen=True)
class BenchmarkDefinition:
    """What was measured, in words and, where ranvier can do the same, as endpoint and parameters.

    endpoint: empty where the programme cannot be re-scored; not_rescored then says what that would need.
    differs: what our endpoint does otherwise; such a benchmark is shown but decides nothing.
    """

    text: str
    endpoint: str = ""
    parameters: Mapping[str, float | str | bool] = field(default_factory=lambda: MappingProxyType({}))
    not_rescored: str = ""
    differs: str = ""


@dataclass(frozen=True)
class Benchmark:
    """One published number with its arm and definition.

    value: as printed. low, high: the same in `unit`, equal for a single number. figures: keys of the study
    numbers it rests on; studies: their studies. may_decide: whether all of these may decide and nothing is
    withheld. withheld: why it decides nothing although its figures may.
    """

    key: str
    arm: Arm
    value: str
    low: float
    high: float
    unit: str
    definition: BenchmarkDefinition
    figures: tuple[str, ...]
    studies: tuple[str, ...]
    may_decide: bool
    withheld: str = ""

    @property
    def printed(self) -> str:
        """The value, marked where it is unverified."""
        return self.value if self.may_decide or self.withheld else f"{self.value}, unverified"
