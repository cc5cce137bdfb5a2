"""A result as it is, as errors alone would move it, and with errors and chance together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ranvier.estimates.bias.distributions import Numbers
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate, HasEstimates

#: Fewer draws leave the ends of an interval to chance.
FEWEST_DRAWS, MOST_DRAWS = 1_000, 10_000_000
REFERENCE = "Lash TL et al. Int J Epidemiol 2014;43:1969-1985"


@dataclass(frozen=True)
class BiasAdjusted(HasEstimates):
    """The result as recorded and after the stated errors.

    conventional: as recorded. errors_only: the middle and the ends of what the errors alone allow. total:
    with chance as well. impossible_percent: draws under which the records could not have come about, left
    out. stated: what was believed, as a paper states it.
    """

    conventional: Estimate
    errors_only: Estimate
    total: Estimate
    impossible_percent: float
    n_draws: int
    seed: int
    stated: tuple[str, ...]

    def estimates(self) -> tuple[Estimate, ...]:
        """As recorded, with the errors, and with errors and chance."""
        return self.conventional, self.errors_only, self.total


@dataclass(frozen=True)
class Drawn:
    """What errors alone give in each draw and what chance adds to it, on the scale of the interval."""

    values: Numbers
    chance: Numbers
    is_ratio: bool

    def summary(
        self, conventional: Estimate, *, stated: tuple[str, ...], seed: int, most_impossible: float
    ) -> BiasAdjusted:
        """The result of the draws that are possible. Raises InputError when too many are not."""
        possible = np.isfinite(self.values)
        impossible = 1 - float(possible.mean())
        _refuse_impossible(impossible, most_impossible)
        values, total = self.values[possible], (self.values + self.chance)[possible]
        return BiasAdjusted(
            conventional=conventional,
            errors_only=self._middle(conventional, values, "errors alone"),
            total=self._middle(conventional, total, "errors and chance"),
            impossible_percent=100 * impossible,
            n_draws=self.values.size,
            seed=seed,
            stated=stated,
        )

    def _middle(self, conventional: Estimate, values: Numbers, what: str) -> Estimate:
        tail = (1 - conventional.conf_level) / 2
        lower, middle, upper = (float(end) for end in np.quantile(values, [tail, 0.5, 1 - tail]))
        if self.is_ratio:
            lower, middle, upper = math.exp(lower), math.exp(middle), math.exp(upper)
        return Estimate(
            estimate=middle,
            lower=lower,
            upper=upper,
            n=conventional.n,
            method=f"median and simulation interval of {self.values.size:,} draws of the stated errors",
            definition=f"{conventional.definition}, after {what}",
            unit=conventional.unit,
            n_events=conventional.n_events,
            conf_level=conventional.conf_level,
            weights=conventional.weights,
            reference=REFERENCE,
        )


def check_draws(inputs: Inputs, n_draws: int, most_impossible: float, seed: int) -> None:
    """Add to *inputs* what is wrong with how often is drawn, and from where."""
    usable = FEWEST_DRAWS <= inputs.count("n_draws", n_draws) <= MOST_DRAWS
    inputs.seed(seed)
    inputs.require(usable, "n_draws must lie from 1,000 to 10 million", "n_draws", "100,000 is usual")
    inputs.share("most_impossible", most_impossible)


def _refuse_impossible(impossible: float, most: float) -> None:
    inputs = Inputs("bias analysis")
    inputs.require(
        impossible <= most and impossible < 1,
        f"the records could not have come about under {100 * impossible:.0f} of 100 draws; "
        f"at most {min(100 * most, 99):.0f} may be left out",
        "the stated errors",
        "state errors that fit what was recorded: sensitivity above the recorded share, specificity above "
        "1 minus it, and both together above 1",
    )
    inputs.finish()
