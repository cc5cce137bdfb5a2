"""How often relapses come, by age and by the time since the onset of the illness."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.parameters import Parameter, Status, check_parameters

LEAST_GAP_DAYS = 30
"""A relapse begins at least 30 days after the last one began: the usual rule of trials (source S90)."""


EARLY_YEARS = 2.0
"""The years from the onset of the illness in which relapses are most frequent (source S204)."""


@dataclass(frozen=True)
class RelapseLaw:
    """Rate of relapses; multiplied by each patient's own pace."""

    per_year_at_30: Parameter = Parameter(
        0.54,
        "relapses a year at the age of 30 from the third year on",
        Status.DERIVED,
        "between 0.41 a year from year 3 to progression, source S204, and 0.23 over 20 years, source S220",
        lowest=0.0,
        highest=10.0,
    )
    fall_per_5_years: Parameter = Parameter(
        0.17,
        "part by which the rate falls in five years of age",
        Status.SEEN,
        "source S220; 22 to 37 % by a model, source S205",
        lowest=0.0,
        highest=0.9,
    )
    early_ratio: Parameter = Parameter(
        0.88,
        "rate in the first two years as a ratio to the later one at the same age",
        Status.DERIVED,
        "0.93 a year in the first two years, the attack at onset counted, source S204 and source S221",
        lowest=0.0,
        highest=10.0,
    )
    secondary_ratio: Parameter = Parameter(
        0.6,
        "rate once secondary progression has begun as a ratio",
        Status.DERIVED,
        "0.23 a year, source S206, less for age",
        lowest=0.0,
        highest=10.0,
    )
    primary_ratio: Parameter = Parameter(
        0.10, "rate in primary progression as a ratio", Status.ASSUMED, lowest=0.0, highest=10.0
    )

    def __post_init__(self) -> None:
        check_parameters(self, "law of relapses")


@dataclass(frozen=True)
class AttackLaw:
    """What one relapse does: its height, what stays, and how fast the rest recedes.

    The height is a Weibull law. What stays does so by chance, on the scale of log odds, and is then a part
    u^k of the height for a u that is even between 0 and 1.
    """

    peak_shape: Parameter = Parameter(
        1.33,
        "shape of the Weibull law of a relapse's height",
        Status.DERIVED,
        "84, 61 and 17 % rise by 0.5, 1.0 and 2.0 steps, source S207",
        lowest=0.2,
        highest=10.0,
    )
    peak_scale_points: Parameter = Parameter(
        1.37,
        "scale of that law",
        Status.DERIVED,
        "mean recorded height 1.10, source S207; part of it has gone when the patient is seen",
        unit="points",
        lowest=0.0,
        highest=5.0,
    )
    residual_chance: Parameter = Parameter(
        0.060,
        "chance that something stays of a mild relapse before the age of 30",
        Status.ASSUMED,
        "so that 42 % or more are recorded above the visit before after 64 days, source S208",
        lowest=0.001,
        highest=0.999,
    )
    severe_odds_ratio: Parameter = Parameter(
        3.4,
        "odds that something stays of a relapse of 2.0 points or more as a ratio",
        Status.SEEN,
        "source S207",
        lowest=0.01,
        highest=100.0,
    )
    older_odds_ratio: Parameter = Parameter(
        2.9,
        "odds that something stays from the age of 30 on as a ratio",
        Status.SEEN,
        "source S207",
        lowest=0.01,
        highest=100.0,
    )
    residual_power: Parameter = Parameter(
        0.4,
        "k in the part u^k of the height that stays",
        Status.ASSUMED,
        "20.7 % of severe relapses leave 2.0 or more, source S222",
        lowest=0.0,
        highest=20.0,
    )
    recovery_days: Parameter = Parameter(
        40.0,
        "median time constant of recovery",
        Status.ASSUMED,
        "4, 38, 67 and 79 % recovered by 1, 3, 6 and 12 months at visits every 12 weeks, source S17",
        unit="days",
        lowest=1.0,
        highest=1000.0,
    )
    recovery_spread: Parameter = Parameter(
        0.9, "spread of the logarithm of that time between relapses", Status.ASSUMED, lowest=0.0, highest=2.0
    )
    walking_ratio: Parameter = Parameter(
        0.6,
        "height of a relapse as a ratio where walking aids decide, from EDSS 6",
        Status.ASSUMED,
        lowest=0.0,
        highest=1.0,
    )

    def __post_init__(self) -> None:
        check_parameters(self, "law of a relapse")
