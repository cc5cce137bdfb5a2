"""Early comparisons from counts that the features hold: x_k of x_n beside control_k of control_n."""

from __future__ import annotations

import math
import re

from ranvier.claims.retrodiction.contrast import Contrast
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.standing import are_printed
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.study import PublishedNumber

_CONTROL = re.compile(r"^(control|placebo|sham|comparator|untreated)(_\w+)?_k$")
_BAD = re.compile(r"fail|wors|progress(?!ion_?free)|relapse(?!_?free)|exacerb|event|attack")
_RELAPSE = re.compile(r"relaps|exacerb|attack")
_SCANS = re.compile(r"gd|lesion|scan|mri")


def feature_contrasts(early: EarlyEvidence, numbers: tuple[PublishedNumber, ...]) -> tuple[Contrast, ...]:
    """The comparison of counts in the features, where *numbers* print all four counts one way or another."""
    figures = {name: float(value) for name, value in early.features.items() if not isinstance(value, bool)}
    control = next((name.removesuffix("_k") for name in figures if _CONTROL.match(name)), "")
    treated = next(
        (
            name.removesuffix("_k")
            for name in figures
            if name.endswith("_k") and not _CONTROL.match(name) and f"{name[:-2]}_n" in figures
        ),
        "",
    )
    if not control or not treated or f"{control}_n" not in figures:
        return ()
    k1, n1, k2, n2 = (figures[f"{stem}_{part}"] for stem in (treated, control) for part in ("k", "n"))
    if not (0 <= k1 <= n1 and 0 <= k2 <= n2 and n1 and n2):
        return ()
    if not are_printed((k1, n1, k2, n2), numbers):
        return ()
    return (_contrast(early, treated, (k1, n1, k2, n2), numbers[0]),)


def _contrast(
    early: EarlyEvidence, name: str, counts: tuple[float, float, float, float], number: PublishedNumber
) -> Contrast:
    k1, n1, k2, n2 = counts
    cells = [k1, n1 - k1, k2, n2 - k2]
    a, b, c, d = [cell + 0.5 for cell in cells] if min(cells) == 0 else cells
    sign = -1.0 if _BAD.search(name) else 1.0
    domain = Domain.SCANS if _SCANS.search(name) else Domain.DISABILITY
    domain = Domain.RELAPSE if _RELAPSE.search(name) else domain
    se = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    share = k2 / n2 if sign > 0 else None
    return Contrast(
        number, early.id, domain, sign * math.log(a * d / (b * c)), se, n1 + n2, control_share=share
    )
