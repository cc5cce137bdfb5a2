"""How studies are pooled: spread between them, interval of their mean, scale of analysis."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from ranvier.estimates.inputs import chosen

Numbers = NDArray[np.float64]


class SpreadMethod(Enum):
    """How the spread between the studies' true values (tau squared) is estimated."""

    NONE = "common effect"
    DERSIMONIAN_LAIRD = "random effects, DerSimonian-Laird"
    REML = "random effects, restricted maximum likelihood"
    PAULE_MANDEL = "random effects, Paule-Mandel"

    @property
    def reference(self) -> str:
        """Where it was published."""
        return _SPREAD_SOURCES[self]


class MeanInterval(Enum):
    """How the interval of the studies' mean is made."""

    NORMAL = "normal interval"
    HARTUNG_KNAPP = "Hartung-Knapp interval"
    HARTUNG_KNAPP_GUARDED = "Hartung-Knapp interval, its factor at least 1"

    @property
    def reference(self) -> str:
        """Where it was published; the normal one needs no source."""
        return _INTERVAL_SOURCES[self]


class PredictionInterval(Enum):
    """From which distribution the interval for a further study is taken."""

    FEWER_BY_TWO = "Student's t with two degrees of freedom less than studies"
    AS_MEAN = "the distribution of the mean's interval"  # R metafor's predict

    @property
    def reference(self) -> str:
        """Where it was published."""
        return _PREDICTION_SOURCES[self]


class PoolingScale(Enum):
    """The scale on which studies are pooled; numbers are given back on the natural one."""

    PLAIN = "plain"
    LOG = "log"  # ratios: hand over logarithms
    LOGIT = "logit"  # shares: hand over logits

    def back(self, value: float) -> float:
        """A value of the scale as a person reads it.

        >>> PoolingScale.LOG.back(0.0), PoolingScale.LOGIT.back(0.0), PoolingScale.PLAIN.back(-0.5)
        (1.0, 0.5, -0.5)
        """
        match self:
            case PoolingScale.LOG:
                return math.exp(value) if value < _LARGEST_LOG else math.inf
            case PoolingScale.LOGIT:
                return float(expit(value))
            case PoolingScale.PLAIN:
                return value

    def of(self, value: float) -> float:
        """A natural value on the scale; NaN where the scale has none, as for a ratio of 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = float(_FORWARD[self](np.float64(value)))
        return scaled if math.isfinite(scaled) else math.nan

    @property
    def unit(self) -> str:
        """The unit that its numbers have in any case."""
        return {PoolingScale.PLAIN: "", PoolingScale.LOG: "ratio", PoolingScale.LOGIT: "share"}[self]


def _logit(value: np.float64) -> np.float64:
    return np.float64(np.log(value) - np.log1p(-value))


def _same(value: np.float64) -> np.float64:
    return value


@dataclass(frozen=True)
class Pooling:
    """How studies are pooled.

    interval: of the mean; a common effect has the normal one. scale: on which the numbers are handed over.
    prediction: of a further study; AS_MEAN has one degree of freedom less than studies after Hartung and
    Knapp, and is normal beside a normal interval.
    """

    spread: SpreadMethod = SpreadMethod.REML
    interval: MeanInterval = MeanInterval.HARTUNG_KNAPP_GUARDED
    scale: PoolingScale = PoolingScale.PLAIN
    prediction: PredictionInterval = PredictionInterval.FEWER_BY_TWO

    def __post_init__(self) -> None:
        kinds = (SpreadMethod, MeanInterval, PoolingScale, PredictionInterval)
        for name, kind in zip(("spread", "interval", "scale", "prediction"), kinds, strict=True):
            object.__setattr__(self, name, chosen("mean of studies", name, getattr(self, name), kind))

    @property
    def words(self) -> str:
        """How the mean is made, without its interval."""
        on_scale = "" if self.scale is PoolingScale.PLAIN else f" on the {self.scale.value} scale"
        return f"{self.spread.value}{on_scale}"

    @property
    def reference(self) -> str:
        """Where spread and interval were published."""
        return "; ".join(part for part in (self.spread.reference, self.interval.reference) if part)


RANDOM_EFFECTS = Pooling()
COMMON_EFFECT = Pooling(SpreadMethod.NONE, MeanInterval.NORMAL)


_FORWARD: dict[PoolingScale, Callable[[np.float64], np.float64]] = {
    PoolingScale.PLAIN: _same,
    PoolingScale.LOG: np.log,
    PoolingScale.LOGIT: _logit,
}
_LARGEST_LOG = math.log(np.finfo(np.float64).max)

_SPREAD_SOURCES = {
    SpreadMethod.NONE: "Hedges LV, Vevea JL. Psychol Methods 1998;3:486-504",
    SpreadMethod.DERSIMONIAN_LAIRD: "DerSimonian R, Laird N. Control Clin Trials 1986;7:177-188",
    SpreadMethod.REML: "Viechtbauer W. J Educ Behav Stat 2005;30:261-293",
    SpreadMethod.PAULE_MANDEL: "Paule RC, Mandel J. J Res Natl Bur Stand 1982;87:377-385",
}
_PREDICTION_SOURCES = {
    PredictionInterval.FEWER_BY_TWO: (
        "Higgins JPT, Thompson SG, Spiegelhalter DJ. J R Stat Soc A 2009;172:137-159"
    ),
    PredictionInterval.AS_MEAN: "Viechtbauer W. J Stat Softw 2010;36(3):1-48",
}
_INTERVAL_SOURCES = {
    MeanInterval.NORMAL: "",
    MeanInterval.HARTUNG_KNAPP: "Knapp G, Hartung J. Stat Med 2003;22:2693-2710",
    MeanInterval.HARTUNG_KNAPP_GUARDED: (
        "Knapp G, Hartung J. Stat Med 2003;22:2693-2710; "
        "Röver C, Knapp G, Friede T. BMC Med Res Methodol 2015;15:99"
    ),
}
