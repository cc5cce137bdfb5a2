"""EDSS change at a time from time zero: mean and median, with everyone treated as the denominator."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.claim import Interpretation
from ranvier.claims.endpoint_names import EDSS_POINTS
from ranvier.claims.endpoints.compared import Compared, compare
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, without_contrast
from ranvier.claims.fair_comparison import Covariates, Flags
from ranvier.claims.finding import Finding
from ranvier.claims.records import Records, of_group
from ranvier.claims.workbench import Workbench
from ranvier.estimates.change.change import estimate_mean, estimate_median
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.contrast import estimate_difference_of_means
from ranvier.estimates.comparison.weighted_contrast import estimate_adjusted_difference
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.bounds import (
    estimate_contrast_bounds,
    estimate_mean_bounds,
    estimate_median_bounds,
)
from ranvier.estimates.unseen.hidden import estimate_hidden_for_mean
from ranvier.vocabulary.people import Group

NO_MEDIANS = "a difference of medians is not computed"


def find_edss_change_mean(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The mean change of EDSS in the treated, beside what the patients not seen could make of it."""
    return _find(bench, interpretation, median=False)


def find_edss_change_median(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The median change of EDSS in the treated; worst and best case put the patients not seen at the ends."""
    return _find(bench, interpretation, median=True)


def _find(bench: Workbench, interpretation: Interpretation, *, median: bool) -> Finding:
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    frame = bench.records.changes(float(interpretation.parameters["months"]))
    treated, comparator = of_group(frame, Group.TREATED), of_group(frame, Group.COMPARATOR)
    changes, unseen = seen_changes(treated), unseen_reasons(treated)
    if changes.size == 0:
        return unanswered(bench, interpretation, reason="No treated patient has an EDSS then.", unseen=unseen)
    size = unseen_size(interpretation.asserted, bench)
    bounds = _bounds(changes, sum(unseen.values()), size, median=median)
    others = seen_changes(comparator)
    if median:
        found = Compared(without_contrast(bench, NO_MEDIANS), None)
    else:
        plain = _contrast(changes, others, bench)
        found = _compared(bench, float(interpretation.parameters["months"]), plain, bounds, size)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=EDSS_POINTS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=_estimate(changes, interpretation.label, median=median),
        bounds=bounds,
        contrast=found.contrast,
        contrast_bounds=found.bounds,
        fair=found.fair,
        null=bench.null(interpretation.endpoint, interpretation.parameters),
        unseen=unseen,
        hidden="" if median else hidden_sentence(changes, interpretation.asserted, size),
        picture=change_picture(treated),
    )


def _compared(
    bench: Workbench, months: float, plain: Estimate | None, bounds: Bounds, size: float
) -> Compared:
    """The contrast of mean changes, adjusted where lot did not choose the comparators."""

    def seen(records: Records) -> pl.DataFrame:
        return records.changes(months).filter(pl.col("change").is_not_null())

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_difference(
            rows["change"].to_numpy(), treated, covariates, conf_level=level, definition=_DIFFERENCE
        )
        return replace(found, contrast=_in_edss_points(found.contrast))

    comparator = of_group(bench.records.changes(months), Group.COMPARATOR)
    both = _contrast_bounds(bounds, comparator, size) if plain is not None else None
    return compare(bench, plain, both, seen, contrast)


_DIFFERENCE = "difference of mean changes, treated minus comparator"


def seen_changes(frame: pl.DataFrame) -> NDArray[np.float64]:
    """The changes of the patients who were seen."""
    return frame["change"].drop_nulls().to_numpy().astype(np.float64)


def unseen_reasons(frame: pl.DataFrame) -> dict[str, int]:
    """For each reason, how many were not seen."""
    return dict(sorted(Counter(frame["unseen"].drop_nulls().to_list()).items()))


def unseen_size(asserted: AssertedSet, bench: Workbench) -> float:
    """The change, in points, that a patient not seen is given in the worst and the best case.

    As much as the claim asserts at its far end, and never less than the printed rule: the best case must
    not be less favourable than the claim itself.
    """
    ends = [abs(end) for end in (asserted.low, asserted.high) if np.isfinite(end)]
    return max([bench.rules.unseen_points, *ends])


def change_picture(frame: pl.DataFrame) -> dict[str, Any]:
    """How many patients changed by how much, for the figure; each patient, for an internal report only."""
    seen = frame.filter(pl.col("change").is_not_null())
    counts = seen["change"].value_counts().sort("change")
    return {
        "changes": tuple(zip(counts["change"].to_list(), counts["count"].to_list(), strict=True)),
        "patients": tuple(zip(seen["patient_id"].to_list(), seen["change"].to_list(), strict=True)),
    }


def hidden_sentence(changes: NDArray[np.float64], asserted: AssertedSet, size: float) -> str:
    """How many unreported patients would overturn the answer, as a sentence; empty where none could."""

    def count(way: Crossing) -> int | None:
        return estimate_hidden_for_mean(changes, way.edge, size if way.upwards else -size, way.holds)

    ways = crossings(float(changes.mean()), asserted, -size, size)
    return fewest_sentence(ways, count, f"each {size:g} points worse", f"each {size:g} points better")


def _estimate(changes: NDArray[np.float64], label: str, *, median: bool) -> Estimate:
    estimate = (
        estimate_median(changes, definition=label) if median else estimate_mean(changes, definition=label)
    )
    return _in_edss_points(estimate)


def _in_edss_points(estimate: Estimate) -> Estimate:
    return replace(estimate, unit=EDSS_POINTS)


def _bounds(changes: NDArray[np.float64], n_unseen: int, size: float, *, median: bool) -> Bounds:
    bounds = estimate_median_bounds if median else estimate_mean_bounds
    return bounds(changes, n_unseen, worst_change=size, best_change=-size)


def _contrast(changes: NDArray[np.float64], others: NDArray[np.float64], bench: Workbench) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    if min(changes.size, others.size) < bench.rules.least_group:
        return Estimate(
            np.nan, np.nan, np.nan, int(others.size), "too few in a group", "treated minus comparator"
        )
    level = bench.rules.contrast_conf_level
    return _in_edss_points(estimate_difference_of_means(changes, others, level))


def _contrast_bounds(treated: Bounds, comparator: pl.DataFrame, size: float) -> Bounds:
    n_unseen = comparator.height - seen_changes(comparator).size
    other = estimate_mean_bounds(seen_changes(comparator), n_unseen, worst_change=size, best_change=-size)
    return estimate_contrast_bounds(treated, other)
