"""How much each patient counts so that treated and comparators resemble each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.refusals import NoOverlap, refuse
from ranvier.estimates.inputs import Inputs, chosen

Floats = NDArray[np.float64]


class WeightTarget(Enum):
    """For which patients the comparison speaks."""

    EVERYONE = "everyone"
    TREATED = "treated"
    OVERLAP = "overlap"
    MATCHING = "matching"

    @property
    def label(self) -> str:
        """What the weights are called in print."""
        return _LABELS[self]

    @property
    def reference(self) -> str:
        """Where the weights were published."""
        return _REFERENCES[self]


@dataclass(frozen=True)
class GroupWeights:
    """One weight a patient.

    weights: (n,). slopes: (n,), the change of each weight for a change of the logit of the score, which the
    variance needs; 0 where truncated. truncated_at: the largest weight allowed, none where it is infinite.
    """

    weights: Floats
    slopes: Floats
    treated: NDArray[np.bool_]
    target: WeightTarget
    stabilised: bool
    truncated_at: float
    n_truncated: int

    @property
    def n(self) -> int:
        """Patients."""
        return int(self.weights.size)

    @property
    def label(self) -> str:
        """What the weights are called in print, truncation included."""
        truncated = f", truncated in {self.n_truncated:,} patients" if self.n_truncated else ""
        stabilised = "stabilised " if self.stabilised else ""
        return f"{stabilised}{self.target.label}{truncated}"


def weigh_groups(
    treated: ArrayLike,
    scores: ArrayLike,
    target: WeightTarget = WeightTarget.OVERLAP,
    *,
    stabilised: bool = False,
    truncate_above: float = 1.0,
) -> GroupWeights:
    """The weight of each patient, from the probability of treatment.

    everyone: 1 / probability of the treatment received (stabilised: times the share of the group).
    treated: 1 for the treated, the odds of treatment for comparators. overlap: the probability of the other
    treatment. matching: the smaller of both probabilities / that of the treatment received.
    truncate_above: the share of weights left as they are; larger ones are cut to that quantile.
    Raises InputError; NoOverlap where a probability of 0 or 1 makes a weight infinite.
    Source: Hernán MA, Robins JM. J Epidemiol Community Health 2006;60:578-586; Li F, Morgan KL, Zaslavsky AM.
    J Am Stat Assoc 2018;113:390-400; Li L, Greene T. Int J Biostat 2013;9:215-234.
    """
    target = chosen("weights", "target", target, WeightTarget)
    flags, numbers = _checked(treated, scores, truncate_above)
    _refuse_infinite(flags, numbers, target)
    weights, slopes = _weights_and_slopes(flags, numbers, target)
    stabilised = stabilised and target is WeightTarget.EVERYONE
    if stabilised:
        share = np.where(flags, flags.mean(), 1 - flags.mean())
        weights, slopes = weights * share, slopes * share
    limit = float(np.quantile(weights, truncate_above)) if truncate_above < 1 else np.inf
    cut = weights > limit
    return GroupWeights(
        weights=np.minimum(weights, limit),
        slopes=np.where(cut, 0.0, slopes),
        treated=flags,
        target=target,
        stabilised=stabilised,
        truncated_at=limit,
        n_truncated=int(np.count_nonzero(cut)),
    )


_LABELS = {
    WeightTarget.EVERYONE: "inverse-probability weights",
    WeightTarget.TREATED: "weights to the treated",
    WeightTarget.OVERLAP: "overlap weights",
    WeightTarget.MATCHING: "matching weights",
}
_INVERSE = "Hernán MA, Robins JM. J Epidemiol Community Health 2006;60:578-586"
_REFERENCES = {
    WeightTarget.EVERYONE: _INVERSE,
    WeightTarget.TREATED: _INVERSE,
    WeightTarget.OVERLAP: "Li F, Morgan KL, Zaslavsky AM. J Am Stat Assoc 2018;113:390-400",
    WeightTarget.MATCHING: "Li L, Greene T. Int J Biostat 2013;9:215-234",
}


def _checked(
    treated: ArrayLike, scores: ArrayLike, truncate_above: float
) -> tuple[NDArray[np.bool_], Floats]:
    inputs = Inputs("weights")
    flags = inputs.flags("treated", treated)
    numbers = inputs.numbers("scores", scores)
    inputs.same_length(("treated", flags.size), ("scores", numbers.size))
    inputs.each(
        (numbers >= 0) & (numbers <= 1), "scores must lie from 0 to 1", "scores", "give probabilities"
    )
    inputs.share("truncate_above", truncate_above)
    both = bool(flags.any() and not flags.all())
    hint = "a comparison needs patients of both kinds"
    inputs.require(both, "there must be treated patients and comparators", "treated", hint)
    inputs.finish()
    return flags, numbers


def _refuse_infinite(treated: NDArray[np.bool_], scores: Floats, target: WeightTarget) -> None:
    if target in (WeightTarget.OVERLAP, WeightTarget.MATCHING):
        return
    impossible = ~treated & (scores == 1)
    if target is WeightTarget.EVERYONE:
        impossible |= treated & (scores == 0)
    if impossible.any():
        problem = "a patient had no chance of the treatment received, so that the weight is infinite"
        refuse(NoOverlap, "weights", problem, where="scores", hint=USE_OVERLAP)


USE_OVERLAP = "use overlap weights, or keep only patients of whom both groups have some"


def _weights_and_slopes(
    treated: NDArray[np.bool_], scores: Floats, target: WeightTarget
) -> tuple[Floats, Floats]:
    """The weight of each patient, and its derivative by the logit of the score."""
    received = np.where(treated, scores, 1 - scores)
    other = 1 - received
    sign = np.where(treated, -1.0, 1.0)
    if target is WeightTarget.OVERLAP:
        return other, sign * received * other
    if target is WeightTarget.MATCHING:
        rare = received <= other
        odds = np.where(rare, 1.0, other / np.where(rare, 1.0, received))
        return odds, np.where(rare, 0.0, sign * odds)
    odds = other / received
    if target is WeightTarget.TREATED:
        return np.where(treated, 1.0, odds), np.where(treated, 0.0, odds)
    return 1 / received, sign * odds
