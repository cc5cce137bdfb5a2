"""How disability grows apart from relapses, and how people with it die."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.parameters import Parameter, Status, check_parameters

SILENT_STEP_POINTS = 0.5
"""Progression comes in half points, the step of the scale."""


@dataclass(frozen=True)
class ProgressionLaw:
    """Half-point steps apart from relapses, in EDSS points a year; multiplied by each patient's own pace."""

    points_per_year: Parameter = Parameter(
        0.012,
        "progression before secondary progression has begun",
        Status.ASSUMED,
        "so that worsening apart from relapses comes near source S223; most of that is raters' errors",
        unit="points a year",
        lowest=0.0,
        highest=5.0,
    )
    secondary_points_per_year: Parameter = Parameter(
        0.60,
        "progression once secondary progression has begun",
        Status.ASSUMED,
        "EDSS 3 to 6 in 7.0 to 7.4 years, source S211; patients of the mean pace are faster than the median",
        unit="points a year",
        lowest=0.0,
        highest=5.0,
    )
    primary_points_per_year: Parameter = Parameter(
        0.35,
        "progression in primary progression",
        Status.SEEN,
        "source S210",
        unit="points a year",
        lowest=0.0,
        highest=5.0,
    )
    walking_ratio: Parameter = Parameter(
        0.25,
        "progression from EDSS 6 to below 8 as a ratio",
        Status.ASSUMED,
        "EDSS 6 at 54.7 and 7 at 63.1 years of age, source S229; source S202 would make it 0.6",
        lowest=0.0,
        highest=1.0,
    )
    bed_ratio: Parameter = Parameter(
        0.02,
        "progression from EDSS 8 on as a ratio",
        Status.ASSUMED,
        "so that age at death comes near source S235; no published time from EDSS 8 to 9 was found",
        lowest=0.0,
        highest=1.0,
    )
    secondary_per_year: Parameter = Parameter(
        0.064,
        "onsets of secondary progression of men a year at the age at which they are most frequent",
        Status.DERIVED,
        "0.046 of men and women in all years, source S212",
        lowest=0.0,
        highest=5.0,
    )
    secondary_women_ratio: Parameter = Parameter(
        0.77,
        "onsets of secondary progression in women as a ratio to men",
        Status.SEEN,
        "0.67 to 0.90, source S21",
        lowest=0.01,
        highest=10.0,
    )
    secondary_age_years: Parameter = Parameter(
        33.0, "that age", Status.SEEN, "source S212", unit="years", lowest=10.0, highest=90.0
    )
    secondary_spread_years: Parameter = Parameter(
        25.0, "spread of the bell around that age", Status.ASSUMED, unit="years", lowest=1.0, highest=1000.0
    )

    def __post_init__(self) -> None:
        check_parameters(self, "law of progression")


@dataclass(frozen=True)
class DeathLaw:
    """Deaths beside those of people of the same age and sex, by the step nearest to the lasting EDSS."""

    ratio_below_7: Parameter = Parameter(
        1.0,
        "deaths as a ratio below EDSS 7",
        Status.SEEN,
        "no excess, source S213",
        lowest=0.0,
        highest=1000.0,
    )
    ratio_7: Parameter = Parameter(
        2.1, "deaths as a ratio from EDSS 7.0 to 7.5", Status.SEEN, "source S213", lowest=0.0, highest=1000.0
    )
    ratio_8: Parameter = Parameter(
        3.4, "deaths as a ratio from EDSS 8.0 to 8.5", Status.SEEN, "source S213", lowest=0.0, highest=1000.0
    )
    ratio_9: Parameter = Parameter(
        39.5, "deaths as a ratio from EDSS 9.0", Status.SEEN, "source S213", lowest=0.0, highest=1000.0
    )

    def __post_init__(self) -> None:
        check_parameters(self, "law of deaths")
