"""Who scores whom: several raters, each with a lasting leniency, and pairs who score on the same day."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.definitions.rater_noise import ScoreError
from ranvier.simulate.limits import Limits
from ranvier.simulate.luck import Purpose, luck_of, normal_luck_of
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.scores.recorded import RATERS_AT_MOST, simulate_scores

Floats = NDArray[np.float64]
Raters = NDArray[np.int64]


@dataclass(frozen=True)
class RaterPanel:
    """The raters of a clinic.

    n_raters: how many take part. other_rater: chance that somebody else than a patient's usual rater scores.
    leniency_sd_points: how far raters lean for good, between raters.
    """

    n_raters: int = 3
    other_rater: Parameter = field(
        default=Parameter(0.12, "chance of another rater than the usual one", Status.ASSUMED, "source S255")
    )
    leniency_sd_points: Parameter = field(
        default=Parameter(
            0.10, "spread of a lasting leaning between raters", Status.ASSUMED, "source S255", "points"
        )
    )

    def __post_init__(self) -> None:
        limits = Limits("raters of a clinic")
        limits.whole("n_raters", self.n_raters, 1, RATERS_AT_MOST - 1)
        limits.probability("other_rater", self.other_rater.value)
        limits.between("leniency_sd_points", self.leniency_sd_points.value, 0.0, 2.0)
        limits.finish()

    def leniency_points(self, seed: int) -> Floats:
        """How far each rater leans for good, one number a rater; below 0 for scores that are too good."""
        leaning = normal_luck_of(seed, Purpose.LENIENCY, np.arange(self.n_raters))
        points: Floats = self.leniency_sd_points.value * leaning
        return points


def simulate_raters(number: ArrayLike, visit_day: ArrayLike, panel: RaterPanel, seed: int) -> Raters:
    """The rater of each visit, 0 to n_raters - 1: most often the patient's usual one."""
    usual = np.floor(luck_of(seed, Purpose.USUAL_RATER, number) * panel.n_raters)
    luck = luck_of(seed, Purpose.OTHER_RATER, number, visit_day)
    chance = panel.other_rater.value if panel.n_raters > 1 else 0.0
    # the luck of those below the chance is spread evenly again, over the raters who are left
    step = 1 + np.floor(luck / max(chance, 1e-300) * max(panel.n_raters - 1, 1))
    chosen = np.where(luck < chance, usual + step, usual) % panel.n_raters
    raters: Raters = chosen.astype(np.int64)
    return raters


def simulate_pairs(
    true_points: Floats,
    number: ArrayLike,
    visit_day: ArrayLike,
    *,
    seed: int,
    noise: ScoreError | None = None,
    panel: RaterPanel | None = None,
) -> tuple[Floats, Floats]:
    """The scores of the usual rater and of the next one on the same day, for agreement between raters.

    panel: two raters without a leaning by default.
    """
    raters = panel or RaterPanel(
        2, leniency_sd_points=Parameter(0.0, "no leaning between raters", Status.ASSUMED)
    )
    first = simulate_raters(number, visit_day, raters, seed)
    leaning = raters.leniency_points(seed)
    one, other = (
        simulate_scores(
            true_points, number, visit_day, seed=seed, noise=noise, shift_points=leaning[rater], rater=rater
        )
        for rater in (first, (first + 1) % raters.n_raters)
    )
    return one, other
