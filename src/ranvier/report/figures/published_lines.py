"""The lines of a figure beside published groups: what each is, its numbers and how it is drawn."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ranvier.claims.finding import Finding
from ranvier.claims.verdict import BenchmarkRow
from ranvier.claims.wording import MINUS
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import interval, is_share, plain, sentence_case
from ranvier.report.results import null_words
from ranvier.report.small_cells import Sharing

_NUMBER = r"[+\u2212-]?\d+(?:\.\d+)?"
_PRINTED = re.compile(
    rf"^\s*(?P<estimate>{_NUMBER})\s*(?P<percent>%)?"
    rf"(?:[^()]*\((?:95%\s*CI\s*)?(?P<lower>{_NUMBER})\s*%?\s*(?:to|\u2013)\s*(?P<upper>{_NUMBER})\s*%?\))?"
)
_UNVERIFIED = ", unverified"


@dataclass(frozen=True)
class Line:
    """One line: its title, what stands below it, its numbers, its look and where they come from.

    look: found, contrast, null, published or unverified. An interval that was not read is NaN.
    """

    title: str
    below: str
    estimate: float
    lower: float
    upper: float
    look: str
    printed: str
    origin: str

    @property
    def is_own(self) -> bool:
        """Whether the number is of this programme's patients."""
        return self.look in ("found", "contrast")

    @property
    def has_interval(self) -> bool:
        """Whether both ends of the interval were read."""
        return not (math.isnan(self.lower) or math.isnan(self.upper))


def own_lines(finding: Finding, sharing: Sharing) -> list[Line]:
    """This programme, and what is expected of it without an effect."""
    found, null = finding.found, finding.null
    if found is None:
        return []
    lines = [_own("This programme", found, finding.unit, sharing, "found")]
    if null is not None:
        middle = (null.lower + null.upper) / 2
        below = f"envelope of {len(null.variants)} ways, {null.n_programmes:,} programmes each"
        words = null_words(finding)
        lines.append(
            Line("Expected without effect", below, middle, null.lower, null.upper, "null", words, "simulated")
        )
    return lines


def contrast_line(finding: Finding, sharing: Sharing) -> Line | None:
    """The difference between this programme's groups; None where there is none to show."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or sharing.is_small(contrast.n):
        return None
    return _own("Treated minus comparison group", contrast, finding.unit, sharing, "contrast")


def _own(title: str, result: Estimate, unit: str, sharing: Sharing, look: str) -> Line:
    is_difference = look == "contrast"
    ends = interval(result, unit, difference=is_difference).replace("95% CI ", "")
    return Line(
        title=title,
        below=f"n {sharing.total(result.n)}",
        estimate=result.estimate,
        lower=result.lower,
        upper=result.upper,
        look=look,
        printed=f"{plain(result.estimate, unit, difference=is_difference)} ({ends})",
        origin="computed",
    )


def published_line(row: BenchmarkRow, unit: str) -> Line | None:
    """A benchmark as printed, read back into numbers; None where it is not on a scale of *unit*."""
    found = _PRINTED.match(row.there)
    if found is None or bool(found["percent"]) != is_share(unit):
        return None
    return Line(
        title=sentence_case(row.definition),
        below=f"{row.arm} \u00b7 {row.study}",
        estimate=_number(found["estimate"]),
        lower=_number(found["lower"]),
        upper=_number(found["upper"]),
        look="published" if row.decides else "unverified",
        printed=row.there.removesuffix(_UNVERIFIED),
        origin="read at the source" if row.decides else "unverified",
    )


def _number(text: str | None) -> float:
    return float(text.replace(MINUS, "-")) if text else math.nan
