"""Scores in whole points: the habit of writing the grade of the older scale in place of its upper half."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.parameters import Parameter, Status, check_parameters

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WholePoints:
    """How many patients are scored in whole points for good, as by a rater who keeps to the older DSS."""

    share: Parameter = field(
        default=Parameter(
            0.5,
            "share of patients whose score is written in whole points",
            Status.ASSUMED,
            "chosen with the yearly changes of S231; the EDSS halves the grades of the DSS",
            lowest=0.0,
            highest=1.0,
        )
    )

    def __post_init__(self) -> None:
        check_parameters(self, "scores in whole points")

    def written(self, edss: Floats, number: ArrayLike, seed: int) -> Floats:
        """*edss* as written down: the whole point below, for the patients with this habit; NaN stays.

        number: of the patient, broadcast to the scores. All scores of a patient are written in one way.
        """
        in_whole_points = luck_of(seed, Purpose.WHOLE_POINTS, number) < self.share.value
        found: Floats = np.where(in_whole_points, np.floor(edss), edss)
        return found
