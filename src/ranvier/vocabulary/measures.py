"""Measures of disability: which way is worse, and the smallest step a kernel counts in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.errors import UsageError
from ranvier.vocabulary.steps import (
    EDSS_STEPS_TO_5_0,
    FSS_STEPS,
    MFIS_STEPS,
    SDMT_STEPS,
    TWENTY_PERCENT,
    NoAgreedSteps,
    StepRule,
)


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

PASAT = Measure(
    "pasat",
    "Paced auditory serial addition test",
    "correct",
    Direction.LOWER_IS_WORSE,
    0.0,
    60.0,
    1,
    NoAgreedSteps("paced auditory serial addition test"),
)
MSIS29_PHYSICAL = Measure(
    "msis29_physical",
    "MSIS-29, physical",
    "points",
    Direction.HIGHER_IS_WORSE,
    20.0,
    80.0,
    1,
    NoAgreedSteps("MSIS-29, physical", "whether the published 8 points are of the raw sum is not known"),
)
MSIS29_PSYCHOLOGICAL = Measure(
    "msis29_psychological",
    "MSIS-29, psychological",
    "points",
    Direction.HIGHER_IS_WORSE,
    9.0,
    36.0,
    1,
    NoAgreedSteps("MSIS-29, psychological"),
)
MFIS = Measure(
    "mfis", "Modified fatigue impact scale", "points", Direction.HIGHER_IS_WORSE, 0.0, 84.0, 1, MFIS_STEPS
)
FSS = Measure(
    "fss", "Fatigue severity scale, mean", "points", Direction.HIGHER_IS_WORSE, 1.0, 7.0, 9, FSS_STEPS
)
HADS_ANXIETY = Measure(
    "hads_anxiety",
    "HADS, anxiety",
    "points",
    Direction.HIGHER_IS_WORSE,
    0.0,
    21.0,
    1,
    NoAgreedSteps("HADS, anxiety"),
)
HADS_DEPRESSION = Measure(
    "hads_depression",
    "HADS, depression",
    "points",
    Direction.HIGHER_IS_WORSE,
    0.0,
    21.0,
    1,
    NoAgreedSteps("HADS, depression"),
)
PSS10 = Measure(
    "pss10",
    "Perceived stress scale, 10 answers",
    "points",
    Direction.HIGHER_IS_WORSE,
    0.0,
    40.0,
    1,
    NoAgreedSteps("perceived stress scale"),
)
PDDS = Measure(
    "pdds",
    "Patient-determined disease steps",
    "steps",
    Direction.HIGHER_IS_WORSE,
    0.0,
    8.0,
    1,
    NoAgreedSteps("patient-determined disease steps"),
)

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        EDSS,
        T25FW,
        NHPT,
        SDMT,
        PASAT,
        MSIS29_PHYSICAL,
        MSIS29_PSYCHOLOGICAL,
        MFIS,
        FSS,
        HADS_ANXIETY,
        HADS_DEPRESSION,
        PSS10,
        PDDS,
    )
}
"""Every measure by its name; letters on a chart need their chart. Bounds: sources S35, S48, S49, S51, S53,
S54, S55 and S56 (docs/reference/sources.md)."""


def low_contrast_acuity(chart_letters: int) -> Measure:
    """Low-contrast letter acuity (LCLA) on a chart of so many letters; fewer letters read are worse.

    Charts differ, so no number is assumed. Raises UsageError unless *chart_letters* is a whole number from 1.

    >>> low_contrast_acuity(60).highest
    60.0
    """
    if isinstance(chart_letters, bool) or not isinstance(chart_letters, int) or chart_letters < 1:
        raise UsageError(
            "A chart has a whole number of letters, at least 1",
            hint="count the letters of the chart that is used",
        )
    label = f"Low-contrast letter acuity, {chart_letters} letters"
    steps = NoAgreedSteps("low-contrast letter acuity")
    return Measure("lcla", label, "letters", Direction.LOWER_IS_WORSE, 0.0, float(chart_letters), 1, steps)
