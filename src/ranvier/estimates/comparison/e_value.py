"""How strong something unmeasured must be to explain a contrast away, beside the strongest measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from ranvier.estimates.comparison.covariate_strength import CovariateStrength
from ranvier.estimates.inputs import Inputs, chosen, expect
from ranvier.estimates.printed import number_words
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


class ContrastKind(Enum):
    """What kind of number a contrast is, which says how it becomes a ratio of risks."""

    RISK_RATIO = "risk ratio"
    RATE_RATIO = "ratio of rates"
    RARE_HAZARD_RATIO = "hazard ratio, outcome in fewer than 15 of 100"
    COMMON_HAZARD_RATIO = "hazard ratio, common outcome"
    RARE_ODDS_RATIO = "odds ratio, outcome in fewer than 15 of 100"
    COMMON_ODDS_RATIO = "odds ratio, common outcome"
    STANDARDIZED_MEAN_DIFFERENCE = "difference of means in standard deviations"


@dataclass(frozen=True)
class EValue:
    """The least association with both treatment and outcome, on the scale of risk ratios, that explains all.

    point: for the estimate itself; limit: for the end of its interval nearer to no difference, 1 where the
    interval holds no difference. strengths: how strongly each measured covariate acts, the strongest first.
    Never printed alone: its line says what the strongest covariate could explain, or that none was given.
    """

    point: float
    limit: float
    contrast: Estimate
    strengths: tuple[CovariateStrength, ...]

    @property
    def strongest(self) -> CovariateStrength | None:
        """The measured covariate that could explain most; None where none was given or known."""
        return next((one for one in self.strengths if one.is_known), None)

    @property
    def beside(self) -> str:
        """The measured covariate beside which it is to be read."""
        if self.strongest is None:
            return "no covariate was measured to compare it with"
        return f"the strongest measured covariate, {self.strongest.words}"

    def estimates(self) -> tuple[Estimate, ...]:
        """The E-value as an estimate: its lower end is that of the limit, and it has no upper one."""
        definition = f"E-value of the {self.contrast.definition} (beside it: {self.beside})"
        if math.isnan(self.point):
            reason = self.contrast.method.removeprefix("not known: ")
            return (unknown_estimate(reason, definition=definition, n=self.contrast.n, unit="ratio"),)
        return (
            Estimate(
                estimate=self.point,
                lower=self.limit,
                upper=math.inf,
                n=self.contrast.n,
                method="least association of something unmeasured that explains the estimate away, "
                "its lower end that of the limit nearer to no difference",
                definition=definition,
                unit="ratio",
                n_events=self.contrast.n_events,
                conf_level=self.contrast.conf_level,
                reference=REFERENCE,
            ),
        )

    def __str__(self) -> str:
        """Both E-values and the covariate beside them, and what they cannot say."""
        if math.isnan(self.point):
            return f"E-value {self.contrast.method}; {self.beside}"
        numbers = " and ".join(number_words(value, "ratio") for value in (self.point, self.limit))
        return f"E-value {numbers} (estimate and limit nearer to no difference); {self.beside}. {CAVEAT}"


def estimate_e_value(
    contrast: Estimate, kind: ContrastKind, *, strengths: Sequence[CovariateStrength] = ()
) -> EValue:
    """How strong something unmeasured must be to explain *contrast* away, and its interval.

    contrast: with an interval; a ratio, or a difference in standard deviations, as *kind* says. strengths:
    from `weigh_covariates`, what was measured acts so strongly. Conversions of hazard and odds ratios with a
    common outcome and of differences are approximate. A contrast that is not known has none. Raises
    InputError for a ratio below or at 0 and for one without an interval.
    Source: VanderWeele TJ, Ding P. Ann Intern Med 2017;167:268-274, with its table 2 for the conversions.
    """
    expect("E-value", "contrast", contrast, Estimate, _ESTIMATE)
    ordered = tuple(sorted(strengths, key=lambda one: -one.bound if one.is_known else math.inf))
    if not contrast.is_known:
        return EValue(math.nan, math.nan, contrast, ordered)
    kind = chosen("E-value", "kind", kind, ContrastKind)
    _check(contrast, kind)
    point, lower, upper = (
        _AS_RISK_RATIO[kind](end) for end in (contrast.estimate, contrast.lower, contrast.upper)
    )
    nearer = 1.0 if lower <= 1 <= upper else lower if lower > 1 else upper
    return EValue(e_value_of(point), e_value_of(nearer), contrast, ordered)


def e_value_of(risk_ratio: float) -> float:
    """The E-value of a ratio of risks, the same for a ratio and its inverse.

    >>> round(e_value_of(3.9), 2), round(e_value_of(1 / 1.8), 9), e_value_of(1.0)
    (7.26, 3.0, 1.0)
    """
    ratio = max(risk_ratio, 1 / risk_ratio) if risk_ratio > 0 else math.inf
    return ratio * (1 + math.sqrt(1 - 1 / ratio)) if math.isfinite(ratio) else math.inf


def _check(contrast: Estimate, kind: ContrastKind) -> None:
    inputs = Inputs("E-value")
    is_ratio = kind is not ContrastKind.STANDARDIZED_MEAN_DIFFERENCE
    inputs.require(contrast.has_interval, "the contrast must have an interval", "contrast", _ESTIMATE)
    ordered = contrast.lower <= contrast.estimate <= contrast.upper
    inputs.require(
        ordered or not contrast.has_interval, "limits must enclose the estimate", "contrast", _ESTIMATE
    )
    inputs.require(
        not is_ratio or (contrast.estimate > 0 and not contrast.lower < 0),
        f"a {kind.value.split(',')[0]} must be above 0",
        "contrast",
        "hand over the ratio itself, not its logarithm",
    )
    expected = "ratio" if is_ratio else "standard deviations"
    inputs.require(
        contrast.unit in ("", expected),
        f"a {kind.value.split(',')[0]} is in {expected}, the contrast in {contrast.unit}",
        "contrast",
        "divide a difference by its standard deviation, or name the kind that the contrast is of",
    )
    inputs.finish()


def _same(ratio: float) -> float:
    return ratio


def _from_common_hazard(ratio: float) -> float:
    if ratio in (0, math.inf):
        return ratio
    return -math.expm1(-math.log(2) * math.sqrt(ratio)) / -math.expm1(-math.log(2) * math.sqrt(1 / ratio))


def _from_difference(difference: float) -> float:
    return math.exp(0.91 * difference) if difference < _LARGEST_DIFFERENCE else math.inf


_LARGEST_DIFFERENCE = 700  # standard deviations; the ratio would not be a number any more
_AS_RISK_RATIO: dict[ContrastKind, Callable[[float], float]] = {
    ContrastKind.RISK_RATIO: _same,
    ContrastKind.RATE_RATIO: _same,
    ContrastKind.RARE_HAZARD_RATIO: _same,
    ContrastKind.COMMON_HAZARD_RATIO: _from_common_hazard,
    ContrastKind.RARE_ODDS_RATIO: _same,
    ContrastKind.COMMON_ODDS_RATIO: math.sqrt,
    ContrastKind.STANDARDIZED_MEAN_DIFFERENCE: _from_difference,
}
_ESTIMATE = "hand over what an estimate of a contrast gives"
REFERENCE = (
    "VanderWeele TJ, Ding P. Ann Intern Med 2017;167:268-274; "
    "Sjölander A, Greenland S. Int J Epidemiol 2022;51:355-363"
)
CAVEAT = (
    "It takes one unmeasured cause, equally strong on treatment and outcome; several weak ones can do as "
    "much, and those tied to measured covariates do less (Sjölander and Greenland, Int J Epidemiol 2022). "
    "It says nothing of other errors."
)
