"""The contrast of an endpoint as it is judged: plain where lot chose the comparators, adjusted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.fair_comparison import (
    Contrast,
    FairComparison,
    FindRows,
    find_fair_comparison,
    moved_bounds,
)
from ranvier.claims.basis.workbench import Workbench
from ranvier.estimates.result import Bounds, Estimate


@dataclass(frozen=True)
class Compared:
    """Treated minus comparator, its worst and best case, and how it was adjusted; None where nobody is."""

    contrast: Estimate | None
    bounds: Bounds | None
    fair: FairComparison | None = None


def compare(
    bench: Workbench, plain: Estimate | None, bounds: Bounds | None, find_rows: FindRows, contrast: Contrast
) -> Compared:
    """The contrast that is judged.

    plain: treated minus comparator as they are, None where nobody is compared; bounds: its worst and best
    case. find_rows, contrast: the patients with an outcome, and the adjusted contrast of them.
    """
    if plain is None or bounds is None:
        return Compared(plain, None)
    if bench.records.is_randomised or not plain.is_known:
        return Compared(plain, bounds)
    fair = find_fair_comparison(bench.records, bench.rules, plain, find_rows, contrast)
    return Compared(fair.contrast, moved_bounds(bounds, fair), fair)
