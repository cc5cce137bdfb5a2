"""What makes scores too good without any effect: hope, raters who know, and steroids.

Each bias is a law of its own with numbers of its own; `None` in its place switches it off. The null band has
other laws for the same three things (`claims/`): steps and plateaus there, curves here, so that one does not
examine itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.parameters import Parameter, Status, check_parameters
from ranvier.simulate.scores.steroids import MOST_POINTS, Steroids

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WALKING_AID_EDSS = 6.0
"""From here on a walking aid is seen, and raters agree more."""


@dataclass(frozen=True)
class Expectation:
    """Hope after the first dose: a fall of the score that comes within weeks and fades over months.

    It goes with belief, not with the therapy, and so is as large under a sham procedure that is believed in.
    """

    points: Parameter = field(
        default=Parameter(
            -0.22,
            "shift by hope when it is greatest",
            Status.ASSUMED,
            "source S252: no trial reports it apart from a rater's error",
            "points",
            lowest=-MOST_POINTS,
            highest=0.0,
        )
    )
    comes_days: Parameter = field(
        default=Parameter(
            14.0,
            "time constant with which hope comes",
            Status.ASSUMED,
            "source S252",
            "days",
            lowest=1.0,
            highest=365.0,
        )
    )
    fades_half_days: Parameter = field(
        default=Parameter(
            365.0, "time in which hope halves", Status.ASSUMED, "source S252", "days", lowest=1.0
        )
    )
    believers_if_blinded: Parameter = field(
        default=Parameter(
            0.7,
            "share who believe to have had the therapy, where nobody knows",
            Status.ASSUMED,
            "source S252",
            lowest=0.0,
            highest=1.0,
        )
    )

    def __post_init__(self) -> None:
        check_parameters(self, "expectation of patients")

    def shift_points(self, days_since_dose: ArrayLike, believes: ArrayLike = True) -> Floats:
        """Points that hope adds so many days after the first dose; none before it and without belief."""
        since = np.nan_to_num(np.asarray(days_since_dose, np.float64), nan=-1.0, neginf=-1.0)
        after = np.maximum(since, 0.0)
        comes = -np.expm1(-after / self.comes_days.value)
        stays = np.exp2(-after / self.fades_half_days.value)
        found: Floats = self.points.value * comes * stays * np.asarray(believes, np.float64)
        return found

    def simulate_believers(self, number: ArrayLike, knows: ArrayLike, treated: ArrayLike, seed: int) -> Flags:
        """Which patients believe to have had the therapy: by luck where they do not *know* their group."""
        guess = luck_of(seed, Purpose.BELIEF, number) < self.believers_if_blinded.value
        return np.where(np.asarray(knows, bool), np.asarray(treated, bool), guess)


@dataclass(frozen=True)
class KnowingRater:
    """The leaning of a rater who knows of the treatment, after the first dose; less where an aid is seen."""

    points: Parameter = field(
        default=Parameter(
            -0.25,
            "leaning of a rater who knows of the treatment, below EDSS 6.0",
            Status.ASSUMED,
            "source S253",
            "points",
            lowest=-MOST_POINTS,
            highest=MOST_POINTS,
        )
    )
    points_with_aid: Parameter = field(
        default=Parameter(
            -0.10,
            "the same from EDSS 6.0 on, where an aid is seen",
            Status.ASSUMED,
            "source S253",
            "points",
            lowest=-MOST_POINTS,
            highest=MOST_POINTS,
        )
    )

    def __post_init__(self) -> None:
        check_parameters(self, "rater who knows of the treatment")

    def shift_points(self, days_since_dose: ArrayLike, knows: ArrayLike, true_points: ArrayLike) -> Floats:
        """Points that the rater's leaning adds to each score; none before the dose or by blinded raters."""
        after = np.asarray(days_since_dose, np.float64) > 0  # false for NaN: never dosed
        aided = np.asarray(true_points, np.float64) >= WALKING_AID_EDSS
        leaning = np.where(aided, self.points_with_aid.value, self.points.value)
        found: Floats = np.where(after & np.asarray(knows, bool), leaning, 0.0)
        return found


@dataclass(frozen=True)
class Biases:
    """The biases of a clinic; None where one is switched off."""

    expectation: Expectation | None = field(default_factory=Expectation)
    knowing_rater: KnowingRater | None = field(default_factory=KnowingRater)
    steroids: Steroids | None = field(default_factory=Steroids)

    def assumptions(self) -> tuple[str, ...]:
        """One line for each number of the biases that are switched on, with its status."""
        on = (bias for bias in (self.expectation, self.knowing_rater, self.steroids) if bias is not None)
        return tuple(str(getattr(bias, number.name)) for bias in on for number in fields(bias))


NO_BIASES = Biases(None, None, None)
"""Everything switched off."""
