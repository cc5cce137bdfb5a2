"""Whether both groups have patients of each kind, and how many patients the weights leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.refusals import NoOverlap, refuse
from ranvier.estimates.comparison.weights import USE_OVERLAP, GroupWeights, WeightTarget
from ranvier.estimates.inputs import Inputs

Floats = NDArray[np.float64]

#: Bins of the probability of treatment, of equal width, that the overlap is counted in.
BINS = 20


class Support(Enum):
    """Whether enough patients stand behind the comparison."""

    ENOUGH = "enough"
    THIN = "thin"
    TOO_THIN = "too thin"


@dataclass(frozen=True)
class PositivityLimits:
    """Shares of effective patients below which a comparison is flagged, or refused."""

    flag_ess_share: float = 0.5
    least_ess_share: float = 0.2


@dataclass(frozen=True)
class Positivity:
    """How much the groups overlap.

    ess_treated, ess_comparator: effective numbers of patients (Kish). ess_share: the smaller of both groups'
    effective share; where the weights speak for the treated or the overlap, of the smaller group's number.
    outside_support: share of patients whose probability of treatment the other group does not reach.
    overlap: common area of the two distributions of the probability of treatment, 0 to 1.
    largest_share: the largest share that one patient has of the weight of the group.
    """

    n_treated: int
    n_comparator: int
    ess_treated: float
    ess_comparator: float
    ess_share: float
    outside_support: float
    overlap: float
    largest_share: float
    limits: PositivityLimits

    @property
    def support(self) -> Support:
        """Enough, thin (flagged) or too thin (refused), by the limits."""
        if self.ess_share < self.limits.least_ess_share or self.outside_support == 1:
            return Support.TOO_THIN
        return Support.THIN if self.ess_share < self.limits.flag_ess_share else Support.ENOUGH


def weigh_effective_size(weights: ArrayLike) -> float:
    """How many equally weighted patients would be as informative: (sum of weights)² / sum of their squares.

    Raises InputError. Source: Kish L. Survey sampling. 1965.
    """
    inputs = Inputs("effective number of patients")
    numbers = inputs.numbers("weights", weights)
    inputs.each(numbers >= 0, "weights must be 0 or more", "weights", "leave out patients who do not count")
    inputs.require(bool(numbers.any()), "somebody must count", "weights", "hand over a weight above 0")
    inputs.finish()
    return effective_size(numbers)


def effective_size(weights: Floats) -> float:
    """The same, of weights already read."""
    shares = weights / weights.max()  # else the squares of very large or small weights are no numbers
    return float(shares.sum() ** 2 / np.square(shares).sum())


def weigh_positivity(
    scores: ArrayLike, weights: GroupWeights, *, limits: PositivityLimits | None = None
) -> Positivity:
    """Overlap of the groups, and how many patients the weights leave.

    scores: probability of treatment, a patient. Raises InputError.
    """
    inputs = Inputs("overlap")
    numbers = inputs.numbers("scores", scores)
    inputs.same_length(("scores", numbers.size), ("weights", weights.n))
    inputs.finish()
    treated = weights.treated
    ours, theirs = weights.weights[treated], weights.weights[~treated]
    sizes = effective_size(ours), effective_size(theirs)
    return Positivity(
        n_treated=ours.size,
        n_comparator=theirs.size,
        ess_treated=sizes[0],
        ess_comparator=sizes[1],
        ess_share=_smaller_share(sizes, (ours.size, theirs.size), weights.target),
        outside_support=_outside(numbers[treated], numbers[~treated]),
        overlap=_common_area(numbers[treated], numbers[~treated]),
        largest_share=float(max(ours.max() / ours.sum(), theirs.max() / theirs.sum())),
        limits=limits or PositivityLimits(),
    )


def refuse_too_thin(of: str, positivity: Positivity, weights: GroupWeights) -> None:
    """Raise NoOverlap where the weights asked for leave too few effective patients."""
    if positivity.support is not Support.TOO_THIN:
        return
    problem = (
        f"{weights.label} leave {100 * positivity.ess_share:.0f} % effective patients, "
        f"{100 * positivity.limits.least_ess_share:.0f} % are needed"
    )
    overlapping = weights.target in (WeightTarget.OVERLAP, WeightTarget.MATCHING)
    hint = "keep only patients of whom both groups have some" if overlapping else USE_OVERLAP
    refuse(NoOverlap, of, problem, where="treated and covariates", hint=hint)


def _smaller_share(sizes: tuple[float, float], n: tuple[int, int], target: WeightTarget) -> float:
    # Weighted to the treated, or to the overlap, a large group of comparators cannot keep its size and need
    # not; what counts is whether it matches the smaller group.
    of = n if target is WeightTarget.EVERYONE else (min(n), min(n))
    return min(1.0, sizes[0] / of[0], sizes[1] / of[1])


def _outside(ours: Floats, theirs: Floats) -> float:
    low, high = max(ours.min(), theirs.min()), min(ours.max(), theirs.max())
    scores = np.concatenate([ours, theirs])
    return float(((scores < low) | (scores > high)).mean())


def _common_area(ours: Floats, theirs: Floats) -> float:
    shares = [np.histogram(group, BINS, (0, 1))[0] / group.size for group in (ours, theirs)]
    return float(np.minimum(*shares).sum())
