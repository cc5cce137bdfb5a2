"""Who falls ill: sex, age at onset, phenotype, and how patients differ in pace."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ranvier.simulate.limits import Limits
from ranvier.simulate.parameters import Parameter, Status, check_parameters

ONSET_POINTS = ((0.0, 0.12), (1.0, 0.24), (1.5, 0.28), (2.0, 0.22), (2.5, 0.09), (3.0, 0.04), (3.5, 0.01))
"""EDSS once the first attack has receded, and the share of patients with it: assumed, with the median at 1.5,
half a point below the 2.0 (1.0 to 2.5) seen at the first attack (source S203)."""


@dataclass(frozen=True)
class PatientLaw:
    """Sex, age at onset, phenotype and paces of simulated patients.

    Ages are normal, drawn again outside the youngest and the oldest. Paces are gamma with mean 1: what a
    patient's rates are multiplied by for life. onset_points: pairs of EDSS and share.
    """

    women: Parameter = Parameter(0.725, "share of women", Status.SEEN, "source S201", lowest=0.0, highest=1.0)
    primary: Parameter = Parameter(
        0.12,
        "share whose illness progresses from its onset",
        Status.ASSUMED,
        "between the 19.8 % of an old cohort and some 10 % of newer ones, source S202",
        lowest=0.0,
        highest=1.0,
    )
    women_primary: Parameter = Parameter(
        0.53, "share of women among them", Status.SEEN, "source S233", lowest=0.0, highest=1.0
    )
    onset_age_years: Parameter = Parameter(
        29.7,
        "mean age at onset with relapses",
        Status.DERIVED,
        "between 29.4 and 30.1, source S201",
        unit="years",
        lowest=10.0,
        highest=70.0,
    )
    onset_age_primary_years: Parameter = Parameter(
        40.1,
        "mean age at onset without relapses",
        Status.SEEN,
        "source S233",
        unit="years",
        lowest=10.0,
        highest=70.0,
    )
    onset_age_sd_years: Parameter = Parameter(
        10.1, "spread of the age at onset", Status.SEEN, "source S201", unit="years", lowest=0.0, highest=30.0
    )
    youngest_years: Parameter = Parameter(
        10.0, "youngest age at onset", Status.ASSUMED, unit="years", lowest=0.0, highest=30.0
    )
    oldest_years: Parameter = Parameter(
        70.0, "oldest age at onset", Status.ASSUMED, unit="years", lowest=50.0, highest=90.0
    )
    relapse_pace_variance: Parameter = Parameter(
        1.2,
        "variance between patients of the pace of relapses",
        Status.ASSUMED,
        "three attacks or more in two years in 21.6 %, source S221",
        lowest=0.0,
        highest=10.0,
    )
    progression_pace_variance: Parameter = Parameter(
        0.8, "variance between patients of the pace of progression", Status.ASSUMED, lowest=0.0, highest=10.0
    )
    onset_points_primary_more: Parameter = Parameter(
        1.5,
        "EDSS more after an onset without relapses",
        Status.DERIVED,
        "4.0 (2.5 to 5.5) after 2.4 years, less 0.35 a year, source S232",
        unit="points",
        lowest=0.0,
        highest=5.0,
    )
    onset_points: tuple[tuple[float, float], ...] = ONSET_POINTS

    def __post_init__(self) -> None:
        check_parameters(self, "law of who falls ill")
        limits = Limits("law of who falls ill")
        for points, share in self.onset_points:
            limits.between("onset_points", points, 0.0, 9.5)
            limits.probability("share in onset_points", share)
        if not math.isclose(sum(share for _, share in self.onset_points), 1.0):
            limits.refuse(
                "onset_points", "shares in onset_points do not add up to 1", "permitted: a sum of 1"
            )
        limits.finish()
