"""How strong something unrecorded must be to explain a difference away, in one sentence."""

from __future__ import annotations

import math

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.basis.finding import Finding
from ranvier.estimates.comparison.e_value import ContrastKind, estimate_e_value
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import is_points, is_share


def e_value_words(finding: Finding) -> str:
    """The E-value of the adjusted difference; nothing where lot chose, or where no difference is shown.

    It stands beside the strongest covariate that was recorded, never alone.
    """
    fair = finding.fair
    if fair is None or not fair.shows_a_difference or not fair.moved_by:
        return ""
    asked = _as_ratio(fair) if is_share(finding.unit) else _in_deviations(finding, fair)
    if asked is None:
        return ""
    found = estimate_e_value(*asked)
    if not math.isfinite(found.point):
        return ""
    return (
        "To explain all of it, something unrecorded would have to make treatment and outcome each "
        f"{found.point:.1f} times as likely ({found.limit:.1f} times for the end of the interval nearer to "
        "no difference; E-value, approximate). It says nothing of other errors."
    )


def _as_ratio(fair: FairComparison) -> tuple[Estimate, ContrastKind] | None:
    """The weighted share of the treated over that of the comparators, which is taken as it stands."""
    contrast = fair.contrast
    other = 100 * fair.adjusted.comparator if fair.adjusted is not None else 0.0
    if other <= 0:
        return None
    ends = [max((other + by) / other, 0.0) for by in (contrast.estimate, contrast.lower, contrast.upper)]
    return (_beside(contrast, ends, "ratio"), ContrastKind.RISK_RATIO) if ends[0] > 0 else None


def _in_deviations(finding: Finding, fair: FairComparison) -> tuple[Estimate, ContrastKind] | None:
    """The difference of means in standard deviations of the changes of the treated."""
    spread = _spread(finding)
    if not is_points(finding.unit) or spread <= 0:
        return None
    contrast = fair.contrast
    ends = [end / spread for end in (contrast.estimate, contrast.lower, contrast.upper)]
    return _beside(contrast, ends, "standard deviations"), ContrastKind.STANDARDIZED_MEAN_DIFFERENCE


def _spread(finding: Finding) -> float:
    """The standard deviation of the changes, from how many patients had each; 0 where they are not known."""
    changes = finding.picture.get("changes", ())
    n = sum(count for _, count in changes)
    if n < 2:
        return 0.0
    mean = sum(change * count for change, count in changes) / n
    return math.sqrt(sum(count * (change - mean) ** 2 for change, count in changes) / (n - 1))


def _beside(contrast: Estimate, ends: list[float], unit: str) -> Estimate:
    estimate, lower, upper = ends
    return Estimate(
        estimate, lower, upper, contrast.n, contrast.method, contrast.definition, unit,
        conf_level=contrast.conf_level,
    )  # fmt: skip
