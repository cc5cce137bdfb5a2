"""What an endpoint needs of the records, and the answer when it is not there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES, PERCENT
from ranvier.estimates.result import Bounds, Estimate


def unanswered(
    bench: Workbench,
    interpretation: Interpretation,
    *,
    missing: tuple[str, ...] = (),
    reason: str = "",
    unseen: Mapping[str, int] | None = None,
) -> Finding:
    """A finding without a number, with the columns or the reason that explain it."""
    name = ENDPOINT_NAMES[interpretation.endpoint]
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=name.unit,
        higher_is_better=name.higher_is_better,
        n_treated=bench.records.n_treated,
        missing=missing,
        reason=reason,
        unseen=unseen or {},
    )


def unseen_reasons(rows: pl.DataFrame) -> dict[str, int]:
    """For each reason, how many were not seen."""
    return dict(sorted(Counter(rows["unseen"].drop_nulls().to_list()).items()))


def too_few_in_a_group(n_comparator: int) -> Estimate:
    """What stands for a difference of groups of which one is too small."""
    return Estimate(
        math.nan, math.nan, math.nan, n_comparator, "too few in a group", "treated minus comparator"
    )


def without_contrast(bench: Workbench, why: str) -> Estimate | None:
    """What stands for a difference that is not computed; None where nobody is compared."""
    if bench.records.n_comparator == 0:
        return None
    return Estimate(math.nan, math.nan, math.nan, bench.records.n_comparator, why, "treated minus comparator")


def in_percent(estimate: Estimate) -> Estimate:
    """A share from 0 to 1 as a percentage."""
    return replace(
        estimate,
        estimate=100 * estimate.estimate,
        lower=100 * estimate.lower,
        upper=100 * estimate.upper,
        unit=PERCENT,
    )


def bounds_in_percent(bounds: Bounds) -> Bounds:
    """Bounds of a share as percentages."""
    return Bounds(100 * bounds.worst, 100 * bounds.best, bounds.n_unseen, bounds.how)


def time_zero_columns(bench: Workbench, *columns: str) -> tuple[str, ...]:
    """What every course from time zero needs and these records lack: time zero, and *columns* or the EDSS."""
    declared = bench.cohort.programme.time_zero.treated
    lacking = [] if declared else ["time_zero.treated (in programme.toml)"]
    return (*lacking, *bench.cohort.missing(*(columns or ("visits.edss",))))
