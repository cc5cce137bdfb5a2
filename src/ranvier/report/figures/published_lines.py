"""The lines of a figure beside published groups: what each is, its numbers and how it is drawn."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import BenchmarkRow
from ranvier.estimates.printed import MINUS
from ranvier.estimates.result import Estimate
from ranvier.report.numbers import interval, is_points, is_share, plain, sentence_case
from ranvier.report.rescored import here_words
from ranvier.report.results import null_words
from ranvier.report.small_cells import Sharing

_NUMBER = r"[+\u2212-]?\d+(?:\.\d+)?"
_PRINTED = re.compile(
    rf"^\s*(?P<estimate>{_NUMBER})\s*(?P<percent>%)?"
    rf"(?:[^()]*\((?:95%\s*CI\s*)?(?P<lower>{_NUMBER})\s*%?\s*(?:to|\u2013)\s*(?P<upper>{_NUMBER})\s*%?[^()]*\))?"
)
_UNVERIFIED = ", unverified"


@dataclass(frozen=True)
class Numbers:
    """An estimate with its interval; ends that were not read are NaN."""

    estimate: float
    lower: float
    upper: float

    @property
    def has_interval(self) -> bool:
        """Whether both ends were read."""
        return not (math.isnan(self.lower) or math.isnan(self.upper))


@dataclass(frozen=True)
class Line:
    """One line: its title, what stands below it, its numbers, its look and where they come from.

    look: found, contrast, null, published or unverified. here: this programme scored again under a published
    definition. An interval that was not read is NaN.
    """

    title: str
    below: str
    numbers: Numbers
    look: str
    printed: str
    origin: str
    here: Numbers | None = None
    here_printed: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the number is of this programme's patients."""
        return self.look in ("found", "contrast")


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
            Line(
                "Expected without effect",
                below,
                Numbers(middle, null.lower, null.upper),
                "null",
                words,
                "simulated",
            )
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
        numbers=Numbers(result.estimate, result.lower, result.upper),
        look=look,
        printed=f"{plain(result.estimate, unit, difference=is_difference)} ({ends})",
        origin="computed",
    )


def published_line(row: BenchmarkRow, finding: Finding, sharing: Sharing) -> Line | None:
    """A benchmark with this programme scored again under its definition; None where that was not possible.

    Without a score of its own under the same definition the programme has no place beside the number.
    """
    unit = finding.unit
    there, here = _read(row.there, unit), _read(sharing.text(here_words(row, finding, sharing)), unit)
    if there is None or here is None:
        return None
    return Line(
        title=sentence_case(row.definition),
        below=f"{row.arm} \u00b7 {row.study}",
        numbers=there,
        look="published" if row.verified else "unverified",
        printed=row.there.removesuffix(_UNVERIFIED),
        origin="read at the source" if row.verified else "unverified",
        here=here,
        here_printed=f"here {plain(here.estimate, unit)}",
    )


def _read(words: str, unit: str) -> Numbers | None:
    """A number as printed, read back; None where it is not one of *unit*."""
    found = _PRINTED.match(words)
    if found is None or not (is_share(unit) or is_points(unit)) or bool(found["percent"]) != is_share(unit):
        return None
    return Numbers(_number(found["estimate"]), _number(found["lower"]), _number(found["upper"]))


def _number(text: str | None) -> float:
    return float(text.replace(MINUS, "-")) if text else math.nan
