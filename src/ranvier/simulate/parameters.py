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


@dataclass(frozen=True)
class CourseParameters:
    """How disability moves in a simulated patient whom nothing helps or harms.

    The laws (gamma, exponential) are assumed throughout: they differ on purpose from those behind the
    null band, so that one generator does not examine itself.
    """

    relapses_per_year: Parameter = Parameter(
        0.41,
        "relapses a year, relapsing phenotype",
        Status.SEEN_SECOND_HAND,
        "year 3 to progression, Scalfari 2010",
    )
    relapses_per_year_progressive: Parameter = Parameter(
        0.23,
        "relapses a year, progressive phenotype",
        Status.SEEN_SECOND_HAND,
        "Big MS Data, JNNP 2023;94:23-30",
    )
    peak_points: Parameter = Parameter(
        1.10,
        "mean EDSS rise at the nadir of a relapse",
        Status.SEEN_SECOND_HAND,
        "AFFIRM placebo arm, Lublin 2014",
    )
    peak_points_at_entry: Parameter = Parameter(
        1.45,
        "mean EDSS rise of a relapse that brings a patient to a clinic",
        Status.DERIVED,
        "5.18 - 3.73, E61",
    )
    peak_shape: Parameter = Parameter(1.8, "shape of the gamma law of that rise", Status.ASSUMED)
    residual_chance: Parameter = Parameter(
        0.46, "share of relapses that leave something", Status.DERIVED, "between 42 % (E60) and 49 % (E61)"
    )
    residual_fraction: Parameter = Parameter(
        0.55,
        "mean part of the rise that stays where something stays",
        Status.ASSUMED,
        "mean residual near 0.27, E60",
    )
    recovery_days: Parameter = Parameter(
        70.0,
        "time constant of recovery in days",
        Status.DERIVED,
        "10 weeks, range 7 to 14; DECIDE and CombiRx",
    )
    recovery_spread: Parameter = Parameter(0.35, "spread of its logarithm between relapses", Status.ASSUMED)
    steroid_ratio: Parameter = Parameter(0.6, "recovery time under steroids as a ratio", Status.ASSUMED)
    progression_per_year: Parameter = Parameter(
        0.06,
        "mean EDSS points a year apart from relapses, relapsing phenotype",
        Status.ASSUMED,
        "with the residuals of relapses near 0.12 a year in all, MSBase",
    )
    progression_per_year_progressive: Parameter = Parameter(
        0.35,
        "mean EDSS points a year apart from relapses, progressive phenotype",
        Status.SEEN,
        "MSBase, PPMS, n=597",
    )
    deaths_per_year: Parameter = Parameter(0.003, "deaths a patient-year", Status.ASSUMED)


@dataclass(frozen=True)
class NoiseParameters:
    """How a score departs from the true disability of the day.

    The spread is normal and the result is rounded to a valid step; a worked example (source S7)
    took 0.25 to 0.5 points from visit to visit. Less at 6.0 and above, where a walking aid is seen.
    """

    sd_to_3_5: Parameter = Parameter(
        0.35,
        "spread of a score up to EDSS 3.5, points",
        Status.ASSUMED,
        "0.25 to 0.5 in a worked example, source S7 of docs/reference/sources.md",
    )
    sd_4_to_5_5: Parameter = Parameter(0.28, "spread of a score from EDSS 4.0 to 5.5, points", Status.ASSUMED)
    sd_from_6: Parameter = Parameter(0.20, "spread of a score from EDSS 6.0, points", Status.ASSUMED)
    unblinded_shift: Parameter = Parameter(
        -0.20, "shift of a score by a rater who knows of the treatment, points", Status.ASSUMED
    )
    expectation_shift: Parameter = Parameter(
        -0.10,
        "shift of a score by the hope of a patient who knows of the treatment, points",
        Status.ASSUMED,
        "",
    )


@dataclass(frozen=True)
class SafetyParameters:
    """How often harms occur in a simulated programme."""

    meningism_per_dose: Parameter = Parameter(0.22, "meningism per intrathecal dose", Status.ASSUMED)
    meningism_days: Parameter = Parameter(4.0, "mean length of meningism in days, 3 to 5", Status.ASSUMED)
    headache_per_dose: Parameter = Parameter(0.15, "headache after puncture per dose", Status.ASSUMED)
    infections_per_year: Parameter = Parameter(
        0.15, "infections that reach the records, a year", Status.ASSUMED
    )
    cancers_per_year: Parameter = Parameter(
        0.0069, "cancers a patient-year", Status.DERIVED, "5.8 to 8.0 per 1,000, E51"
    )


def described(
    parameters: CourseParameters | NoiseParameters | SafetyParameters,
) -> dict[str, dict[str, object]]:
    """Every number of *parameters* with its meaning, status and source, for a file beside the data."""
    found: dict[str, dict[str, object]] = {}
    for field in fields(parameters):
        number: Parameter = getattr(parameters, field.name)
        found[field.name] = {
            "value": number.value,
            "meaning": number.meaning,
            "status": number.status.value,
            "source": number.source,
        }
    return found
