"""Measures of disability: which way is worse, and the smallest step a kernel counts in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, SDMT_STEPS, TWENTY_PERCENT, StepRule


class Direction(StrEnum):
    """Which way a measure moves when a patient gets worse."""

    HIGHER_IS_WORSE = "higher_is_worse"
    LOWER_IS_WORSE = "lower_is_worse"


@dataclass(frozen=True)
class Measure:
    """One instrument, its bounds, its tick and the change that counts.

    ticks_per_unit: scores are held as whole ticks inside kernels, so thresholds are exact
    (0.5 EDSS points, a thousandth of a second, one correct answer). steps: how far a score must move; a
    definition may state its own.
    """

    name: str
    label: str
    unit: str
    direction: Direction
    lowest: float
    highest: float
    ticks_per_unit: int
    steps: StepRule

    def __str__(self) -> str:
        return self.label


EDSS = Measure("edss", "EDSS", "points", Direction.HIGHER_IS_WORSE, 0.0, 10.0, 2, EDSS_STEPS_TO_5_0)
T25FW = Measure(
    "t25fw", "Timed 25-foot walk", "seconds", Direction.HIGHER_IS_WORSE, 0.0, 180.0, 1000, TWENTY_PERCENT
)
NHPT = Measure(
    "nhpt", "Nine-hole peg test", "seconds", Direction.HIGHER_IS_WORSE, 0.0, 300.0, 1000, TWENTY_PERCENT
)
SDMT = Measure(
    "sdmt", "Symbol digit modalities test", "correct", Direction.LOWER_IS_WORSE, 0.0, 110.0, 1, SDMT_STEPS
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in (EDSS, T25FW, NHPT, SDMT)}
"""Every measure by its name; bounds: source S35 (docs/reference/sources.md)."""
