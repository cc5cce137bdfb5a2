"""The true scores behind recorded ones, given how examiners err."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import softmax

from ranvier.definitions.rater_noise import LIVING_EDSS, RaterNoise, ScoreError
from ranvier.estimates.inputs import Inputs, check_kind

Floats = NDArray[np.float64]
SCORES = np.array(LIVING_EDSS)
REFERENCE = "Efron B. Biometrika 2016;103:1-20"

_DEGREES = 4
_RIDGE = 1.0


@dataclass(frozen=True)
class Entry:
    """Which recorded scores let a patient enter: from *lowest* to *highest*, both included."""

    lowest: float = LIVING_EDSS[0]
    highest: float = LIVING_EDSS[-1]

    def admits(self, edss: Floats) -> NDArray[np.bool_]:
        """Whether each score lets a patient enter."""
        return (edss >= self.lowest) & (edss <= self.highest)

    def __str__(self) -> str:
        return f"EDSS {self.lowest:g} to {self.highest:g}"


@dataclass(frozen=True, eq=False)
class TrueScores:
    """How many patients have which true score.

    share (19,): of each true score, as in LIVING_EDSS; share_covariance (19, 19): of sampling. recorded (19,
    19): the chance of each recorded score (columns) at each true one. n: patients it rests on. entry: the
    scores that let them enter. noise: the law of the examiners.
    """

    share: Floats
    share_covariance: Floats
    recorded: Floats
    n: int
    entry: Entry
    noise: ScoreError = field(default_factory=RaterNoise)


def estimate_true_scores(
    recorded: ArrayLike, *, entry: Entry | None = None, noise: ScoreError | None = None
) -> TrueScores:
    """How many patients have which true score, from scores recorded once.

    recorded: EDSS from 0 to 9.5, one a patient. Best of everybody assessed for entry; where only those who
    entered are known, *entry* says which scores let them in, and the shares then are those of all who might
    have been assessed. noise: the law of the examiners, RaterNoise unless given. The logarithm of the shares
    is a polynomial of the fourth degree, lightly drawn to equal shares. Raises InputError.
    Source: Efron B. Biometrika 2016;103:1-20 (g-modelling).
    """
    entry, noise = entry or Entry(), noise or RaterNoise()
    check_kind("true score", "entry", entry, Entry)
    check_kind("true score", "noise", noise, ScoreError)
    values = _checked(recorded, entry)
    counts = np.bincount(score_places(values), minlength=SCORES.size).astype(np.float64)
    chances = noise.chances()
    admitted = entry.admits(SCORES)
    basis = _basis()
    alpha = _most_likely(counts, chances, admitted, basis)
    share = softmax(basis @ alpha)
    slope = (np.diag(share) - np.outer(share, share)) @ basis
    covariance = slope @ _covariance(share, counts.sum(), chances, admitted, basis) @ slope.T
    return TrueScores(share, covariance, chances, values.size, entry, noise)


def score_places(edss: Floats) -> NDArray[np.int64]:
    """The place of each score in LIVING_EDSS."""
    return np.searchsorted(SCORES, edss).astype(np.int64)


def check_scores(inputs: Inputs, name: str, edss: ArrayLike, *, most: float = LIVING_EDSS[-1]) -> Floats:
    """EDSS steps up to *most*, with what is wrong with them added to *inputs*."""
    values = inputs.numbers(name, edss)
    valid = np.isin(values, [*LIVING_EDSS, 10.0]) & (values <= most)
    inputs.each(
        valid,
        f"{name} must be EDSS steps, 0 or 1.0 to {most:g} in half points",
        name,
        "leave out the dead before time zero and correct other scores",
    )
    return values if bool(valid.all()) else np.empty(0)


def _checked(recorded: ArrayLike, entry: Entry) -> Floats:
    inputs = Inputs("true score")
    values = check_scores(inputs, "recorded", recorded)
    inputs.require(
        entry.lowest <= entry.highest, "entry must run upwards", "entry", "give lowest, then highest"
    )
    inputs.each(
        entry.admits(values),
        "recorded must let the patient enter",
        "recorded",
        "name the entry that was used",
    )
    inputs.finish()
    inputs.require(values.size > 0, "nobody was assessed", "recorded", "true scores need recorded ones")
    inputs.finish()
    return values


def _basis() -> Floats:
    """Polynomials of the score without a constant, each of length 1 and at right angles to the others."""
    powers = np.vander((SCORES - SCORES.mean()) / SCORES.std(), _DEGREES + 1, increasing=True)
    basis: Floats = np.linalg.qr(powers)[0][:, 1:] * np.sqrt(SCORES.size)
    return basis


def _most_likely(counts: Floats, chances: Floats, admitted: NDArray[np.bool_], basis: Floats) -> Floats:
    def cost(alpha: Floats) -> tuple[float, Floats]:
        share = softmax(basis @ alpha)
        law = share @ chances
        entered = float(law[admitted].sum())
        seen = counts > 0
        likelihood = float(counts[seen] @ np.log(law[seen])) - counts.sum() * np.log(entered)
        pull = share * (
            chances[:, seen] @ (counts[seen] / law[seen])
            - counts.sum() / entered * chances[:, admitted].sum(axis=1)
        )
        return _RIDGE / 2 * float(alpha @ alpha) - likelihood, _RIDGE * alpha - basis.T @ pull

    found = minimize(cost, np.zeros(basis.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-7})
    return np.asarray(found.x)


def _covariance(
    share: Floats, n: float, chances: Floats, admitted: NDArray[np.bool_], basis: Floats
) -> Floats:
    """Of the coefficients: the inverse of the information of the recorded scores and of the draw together.

    Where the scores say nothing, as when one score alone lets patients enter, the draw's own width remains.
    """
    law = share @ chances[:, admitted]
    entered = float(law.sum())
    pulls = share[:, None] * (
        chances[:, admitted] / law - chances[:, admitted].sum(axis=1)[:, None] / entered
    )
    pulls = basis.T @ pulls
    information = n * (pulls * (law / entered)) @ pulls.T
    return np.asarray(np.linalg.inv(information + _RIDGE * np.eye(basis.shape[1])))
