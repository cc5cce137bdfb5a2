"""How far an examiner's EDSS lies from the patient's true score."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import RanvierError
from ranvier.vocabulary.edss import VALID_EDSS

LIVING_EDSS: tuple[float, ...] = VALID_EDSS[:-1]
"""The 19 scores an examiner can give; 10 is death."""


class Basis(StrEnum):
    """What the size of an error rests on."""

    DERIVED = "derived"  # chosen between values that follow from published agreement
    JUDGEMENT = "judgement"  # nobody's measurement


@runtime_checkable
class ScoreError(Protocol):
    """A law of examiners' errors."""

    def chances(self) -> NDArray[np.float64]:
        """The chance of each recorded score (columns) at each true one (rows), both as in LIVING_EDSS."""
        ...


@runtime_checkable
class SmoothError(ScoreError, Protocol):
    """A law whose errors are normal before a score is rounded to a step."""

    def spread_points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The standard deviation of an error, in points, at each true disability in *points*."""
        ...


@dataclass(frozen=True)
class NoiseBand:
    """The error of half a point up to one EDSS.

    chance_each_way: of a score half a point too high, and as often one too low. basis, source: what it rests
    on.
    """

    highest_edss: float
    chance_each_way: float
    basis: Basis
    source: str


@dataclass(frozen=True)
class RaterNoise:
    """Each examiner errs by half a point up or down, less often where a walking aid decides the score.

    Two examiners then agree exactly with a chance of 1 - 4 q + 6 q^2, q the chance each way: 69% agreement
    means q = 0.089, 36.6% means 0.26. An error that would give 0.5, which does not exist, or a score outside
    0 to 9.5, is turned round; at 0 neither direction exists and the score stays. Source S140 of
    docs/reference/sources.md.
    """

    bands: tuple[NoiseBand, ...] = (
        NoiseBand(
            3.5,
            0.20,
            Basis.DERIVED,
            "between 0.089 (69% of 545 paired examinations agree, Noseworthy 1990) and 0.26 (36.6% of 80 at "
            "EDSS 0 to 3.5, Rev Neurol 1996, PubMed 8653604)",
        ),
        NoiseBand(5.5, 0.10, Basis.DERIVED, "near 0.089 (Noseworthy 1990: 69% agreement)"),
        NoiseBand(9.5, 0.05, Basis.JUDGEMENT, "walking aids are seen; no measurement was found"),
    )

    def __post_init__(self) -> None:
        _require_bands([band.highest_edss for band in self.bands], "RaterNoise.bands")
        for band in self.bands:
            good = 0 <= band.chance_each_way <= 0.5
            _require(good, "a chance each way lies from 0 to 0.5", "chance_each_way", "0.2 is 20% each way")

    def chances(self) -> NDArray[np.float64]:
        """The chance of each recorded score (columns) at each true one (rows), both as in LIVING_EDSS."""
        found = np.zeros((len(LIVING_EDSS), len(LIVING_EDSS)))
        for row, edss in enumerate(LIVING_EDSS):
            q = self.band_of(edss).chance_each_way
            there = [other for other in (edss - 0.5, edss + 0.5) if other in LIVING_EDSS]
            for other in there:
                found[row, LIVING_EDSS.index(other)] = 2 * q / len(there)
            found[row, row] = 1 - 2 * q if there else 1.0
        return found

    def band_of(self, edss: float) -> NoiseBand:
        """The band in which *edss* lies."""
        return next(band for band in self.bands if edss <= band.highest_edss)


@dataclass(frozen=True)
class SpreadNoise:
    """Each examiner errs by a normal law with *sd_points* everywhere and writes down the nearest valid step.

    For an own measurement of the spread. From visit to visit 0.25 to 0.5 points are taken (source S7 of
    docs/reference/sources.md).
    """

    sd_points: float

    def __post_init__(self) -> None:
        _require_spread(self.sd_points, "SpreadNoise.sd_points")

    def chances(self) -> NDArray[np.float64]:
        """The chance of each recorded score (columns) at each true one (rows), both as in LIVING_EDSS."""
        return _normal_chances([self.sd_points] * len(LIVING_EDSS))

    def spread_points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The standard deviation of an error: the same at each of *points*."""
        return np.full(np.shape(points), float(self.sd_points))


@dataclass(frozen=True)
class SpreadBand:
    """The spread of errors up to one EDSS.

    sd_points: standard deviation of a normal law. basis, source: what it rests on.
    """

    highest_edss: float
    sd_points: float
    basis: Basis
    source: str


@dataclass(frozen=True)
class BandedSpread:
    """Each examiner errs by a normal law and writes the nearest step; less where a walking aid is seen.

    Apart from `RaterNoise` on purpose: errors of a full point and more occur, and a disability between two
    steps is scored as either. Source S6 of docs/reference/sources.md.
    """

    bands: tuple[SpreadBand, ...] = (
        SpreadBand(3.5, 0.35, Basis.JUDGEMENT, "within 0.25 to 0.5 points of a worked example, source S7"),
        SpreadBand(5.5, 0.28, Basis.JUDGEMENT, "within the same range"),
        SpreadBand(9.5, 0.20, Basis.JUDGEMENT, "walking aids are seen; no measurement was found"),
    )

    def __post_init__(self) -> None:
        _require_bands([band.highest_edss for band in self.bands], "BandedSpread.bands")
        for band in self.bands:
            _require_spread(band.sd_points, "SpreadBand.sd_points")

    def chances(self) -> NDArray[np.float64]:
        """The chance of each recorded score (columns) at each true one (rows), both as in LIVING_EDSS."""
        return _normal_chances(self.spread_points(np.array(LIVING_EDSS)))

    def spread_points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The standard deviation of an error at each of *points*: that of the band of the nearest step."""
        borders = [band.highest_edss + 0.25 for band in self.bands[:-1]]  # halfway to the next step
        spreads = np.array([band.sd_points for band in self.bands])
        found: NDArray[np.float64] = spreads[np.searchsorted(borders, points, side="right")]
        return found


def _normal_chances(sd_points: Iterable[float]) -> NDArray[np.float64]:
    """The chance of each score at each true one, for a normal error with one spread for each true score."""
    scores = np.array(LIVING_EDSS)
    cuts = (scores[1:] + scores[:-1]) / 2
    below = [[_normal((cut - edss) / sd) for cut in cuts] for edss, sd in zip(scores, sd_points, strict=True)]
    padded = np.pad(np.array(below), ((0, 0), (1, 1)), constant_values=((0, 0), (0, 1)))
    return np.diff(padded, axis=1)


def _normal(z: float) -> float:
    return math.erfc(-z / math.sqrt(2)) / 2


def _require_bands(ends: list[float], where: str) -> None:
    good = ends == sorted(set(ends)) and bool(ends) and ends[-1] == LIVING_EDSS[-1]
    _require(good, "the bands must rise and end at 9.5", where, "name each band's highest EDSS")


def _require_spread(sd_points: float, where: str) -> None:
    good = isinstance(sd_points, float | int) and 0 < sd_points < math.inf
    _require(good, "sd_points must be above 0", where, "hand over EDSS points")


def _require(good: bool, problem: str, where: str, hint: str) -> None:
    if not good:
        raise RanvierError(problem, where=where, hint=hint)
