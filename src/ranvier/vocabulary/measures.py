"""Measures of disability: which way is worse, and the smallest step a kernel counts in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way a measure moves when a patient gets worse."""

    HIGHER_IS_WORSE = "higher_is_worse"
    LOWER_IS_WORSE = "lower_is_worse"


@dataclass(frozen=True)
class Measure:
    """One instrument, its bounds and its tick.

    ticks_per_unit: scores are held as whole ticks inside kernels, so thresholds are exact
    (0.5 EDSS points, a hundredth of a second, one correct answer).
    """

    name: str
    label: str
    unit: str
    direction: Direction
    lowest: float
    highest: float
    ticks_per_unit: int


EDSS = Measure("edss", "EDSS", "points", Direction.HIGHER_IS_WORSE, 0.0, 10.0, 2)
T25FW = Measure("t25fw", "Timed 25-foot walk", "seconds", Direction.HIGHER_IS_WORSE, 0.0, 180.0, 100)
NHPT = Measure("nhpt", "Nine-hole peg test", "seconds", Direction.HIGHER_IS_WORSE, 0.0, 300.0, 100)
SDMT = Measure("sdmt", "Symbol digit modalities test", "correct", Direction.LOWER_IS_WORSE, 0.0, 110.0, 1)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in (EDSS, T25FW, NHPT, SDMT)}
"""Every measure by its name; bounds: source S35 (docs/reference/sources.md)."""
