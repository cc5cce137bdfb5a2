"""What examiners' errors let expect of a next score, by the score recorded at entry."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.change.true_scores import SCORES, TrueScores, check_scores
from ranvier.estimates.inputs import Inputs

Floats = NDArray[np.float64]
HOW = "exact law of the examiners' errors, true scores by g-modelling"
NOBODY = "nobody was seen"


def expected_by_recorded(true_scores: TrueScores, per_true: Floats) -> tuple[Floats, Floats]:
    """What *per_true* (true, recorded) is on average at each recorded score, and its slope in each share.

    Entry by the recorded score changes nothing here: which true scores lie behind a recorded one does not
    depend on who else was let in.
    """
    joint = true_scores.share[:, None] * true_scores.recorded
    law = joint.sum(axis=0)
    expected = (joint * per_true).sum(axis=0) / law
    return expected, true_scores.recorded * (per_true - expected) / law


def chance_of_change(true_scores: TrueScores, by: float, *, worse: bool) -> Floats:
    """At each true score (rows): the chance that a next score is better than a recorded one (columns)."""
    change = SCORES[:, None] - SCORES[None, :]  # later minus recorded
    reached = (change >= by) if worse else (change <= -by)
    chance: Floats = true_scores.noise.chances() @ reached
    return chance


def check_baseline(inputs: Inputs, baseline: ArrayLike, true_scores: TrueScores) -> Floats:
    """Scores at entry, with what is wrong with them added to *inputs*."""
    values = check_scores(inputs, "baseline", baseline)
    inputs.each(
        true_scores.entry.admits(values),
        f"baseline must lie within the entry of the true scores, {true_scores.entry}",
        "baseline",
        "estimate the true scores with the entry of these patients",
    )
    return values


def check_change(inputs: Inputs, conf_level: float, by: float) -> float:
    """The level of confidence, with what is wrong with it and with the size of a change added to *inputs*."""
    above = inputs.number("by", by) > 0
    inputs.require(above, "by must be above 0", "by", "say how large a change counts, without a sign")
    return inputs.conf_level(conf_level)
