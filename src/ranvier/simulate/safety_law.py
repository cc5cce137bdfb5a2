"""How often harms occur in a simulated programme."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.parameters import Parameter, Status, check_parameters


@dataclass(frozen=True)
class SafetyLaw:
    """Harms after a dose, infections and cancers."""

    meningism_per_dose: Parameter = Parameter(
        0.22, "chance of meningism after an intrathecal dose", Status.ASSUMED, lowest=0.0, highest=1.0
    )
    meningism_days: Parameter = Parameter(
        4.0,
        "mean length of meningism, a day more or less",
        Status.ASSUMED,
        unit="days",
        lowest=2.0,
        highest=60.0,
    )
    headache_per_dose: Parameter = Parameter(
        0.15, "chance of headache after the puncture of a dose", Status.ASSUMED, lowest=0.0, highest=1.0
    )
    infections_per_year: Parameter = Parameter(
        0.15, "infections a year that can reach the records", Status.ASSUMED, lowest=0.0, highest=50.0
    )
    cancers_per_year: Parameter = Parameter(
        0.0069,
        "cancers a patient-year",
        Status.DERIVED,
        "5.8 to 8.0 per 1,000, E51",
        lowest=0.000001,
        highest=1.0,
    )

    def __post_init__(self) -> None:
        check_parameters(self, "harms")
