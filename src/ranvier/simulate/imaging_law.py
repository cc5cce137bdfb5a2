"""How lesions go with relapses in simulated MRI."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.parameters import Parameter, Status, check_parameters


@dataclass(frozen=True)
class ImagingLaw:
    """Lesions of the brain: silent ones by the pace of a patient's relapses, and some with each relapse."""

    silent_per_relapse: Parameter = Parameter(
        3.0,
        "silent new T2 lesions for each relapse that is expected of a patient",
        Status.ASSUMED,
        lowest=0.0,
        highest=100.0,
    )
    at_relapse: Parameter = Parameter(
        1.5, "mean new T2 lesions that come with a relapse", Status.ASSUMED, lowest=0.0, highest=100.0
    )
    shows_contrast_days: Parameter = Parameter(
        28.0,
        "how long a new lesion takes up contrast",
        Status.ASSUMED,
        "below a month as a rule, source S282",
        unit="days",
        lowest=1.0,
        highest=365.0,
    )
    relapse_exponent: Parameter = Parameter(
        0.52,
        "the ratio of relapse rates under a drug is that of lesions to the power of",
        Status.SEEN_SECOND_HAND,
        "source S240",
        lowest=0.05,
        highest=1.0,
    )

    def __post_init__(self) -> None:
        check_parameters(self, "imaging")
