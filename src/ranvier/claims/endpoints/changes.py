"""A mean or median change: worst and best case for those not seen, hidden patients, and the contrast."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.fair_comparison import Covariates, FindRows, Flags
from ranvier.claims.basis.finding import FEWEST_ALIKE, Finding, NullBand
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.compared import Compared, compare
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import too_few_in_a_group, unanswered, unseen_reasons, without_contrast
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
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
from ranvier.estimates.unseen.hidden import estimate_hidden_for_mean, estimate_hidden_for_median
from ranvier.vocabulary.people import Group

NO_MEDIANS = "a difference of medians is not computed"
FEW_ALIKE = f"no interval: fewer than {FEWEST_ALIKE} patients of a group, who all changed alike"
"""Two comparators who both stayed the same would let chance alone support a claim in 4% of programmes."""

_DIFFERENCE = "difference of mean changes, treated minus comparator"


@dataclass(frozen=True)
class ChangeAsked:
    """Whose change is averaged.

    find: records in; patient_id, group, change (null: not seen) and unseen (why) out, one row for everybody
    who counts. size: the change that a patient not seen is given in the worst and best case. word: of its
    unit. nobody: what is said where nobody was seen. null, picture: as in `Finding`.
    """

    find: FindRows
    size: float
    word: str = "points"
    nobody: str = "No treated patient has an EDSS then."
    median: bool = False
    null: NullBand | None = None
    picture: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def change_finding(bench: Workbench, interpretation: Interpretation, asked: ChangeAsked) -> Finding:
    """The mean or median change of the treated who were seen, with everything a judgement needs beside it."""
    rows = asked.find(bench.records)
    treated = of_group(rows, Group.TREATED)
    changes, unseen = seen_changes(treated), unseen_reasons(treated)
    unit = ENDPOINT_NAMES[interpretation.endpoint].unit
    draw = _redrawn(bench, interpretation, asked, rows)
    numbers = draw.again(np.arange(rows.height))
    if numbers.found is None:
        return unanswered(bench, interpretation, reason=asked.nobody, unseen=unseen)
    found = _compared(bench, numbers, asked, unit)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=unit,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=numbers.found,
        bounds=numbers.bounds,
        contrast=found.contrast,
        contrast_bounds=found.bounds,
        fair=found.fair,
        null=asked.null,
        unseen=unseen,
        hidden=hidden_sentence(changes, interpretation.asserted, asked.size, asked.word, median=asked.median),
        picture=asked.picture,
        redraw=draw,
    )


def _redrawn(
    bench: Workbench, interpretation: Interpretation, asked: ChangeAsked, rows: pl.DataFrame
) -> Redraw:
    """How the mean or median, its bounds and the plain difference are made from rows of group and change."""
    unit = ENDPOINT_NAMES[interpretation.endpoint].unit
    changes = rows["change"].cast(pl.Float64).to_numpy()
    is_treated = (rows["group"] == Group.TREATED.value).to_numpy()

    def again(places: Places) -> Numbers:
        drawn, treated = changes[places], is_treated[places]
        ours, theirs = drawn[treated], drawn[~treated]
        seen, others = ours[~np.isnan(ours)], theirs[~np.isnan(theirs)]
        if seen.size == 0:
            return Numbers(None)
        bounds = _bounds(seen, ours.size - seen.size, asked)
        plain = None if asked.median else _contrast(seen, others, bench, unit)
        their_bounds = _bounds(others, theirs.size - others.size, asked)
        both = None if plain is None else estimate_contrast_bounds(bounds, their_bounds)
        return Numbers(_estimate(seen, interpretation.label, unit, median=asked.median), bounds, plain, both)

    return Redraw(rows["patient_id"], again)


def unseen_size(asserted: AssertedSet, least: float) -> float:
    """The change that a patient not seen is given in the worst and the best case.

    As much as the claim asserts at its far end, and never less than *least*: the best case must not be less
    favourable than the claim itself.
    """
    ends = [abs(end) for end in (asserted.low, asserted.high) if np.isfinite(end)]
    return max([least, *ends])


def seen_changes(rows: pl.DataFrame) -> NDArray[np.float64]:
    """The changes of the patients who were seen."""
    return rows["change"].drop_nulls().to_numpy().astype(np.float64)


def hidden_sentence(
    changes: NDArray[np.float64],
    asserted: AssertedSet,
    size: float,
    word: str = "points",
    *,
    median: bool = False,
) -> str:
    """How many unreported patients would overturn the answer, as a sentence; empty where none could."""

    def count(way: Crossing) -> int | None:
        estimate = estimate_hidden_for_median if median else estimate_hidden_for_mean
        return estimate(changes, way.edge, size if way.upwards else -size, way.holds)

    ways = crossings(float(np.median(changes) if median else changes.mean()), asserted, -size, size)
    each = f"each {size:g} {word}"
    return fewest_sentence(ways, count, f"{each} worse", f"{each} better")


def _compared(bench: Workbench, numbers: Numbers, asked: ChangeAsked, unit: str) -> Compared:
    """The contrast of mean changes, adjusted where lot did not choose the comparators."""
    if asked.median:
        return Compared(without_contrast(bench, NO_MEDIANS), None)

    def seen(records: Records) -> pl.DataFrame:
        return asked.find(records).filter(pl.col("change").is_not_null())

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_difference(
            rows["change"].to_numpy(), treated, covariates, conf_level=level, definition=_DIFFERENCE
        )
        return replace(found, contrast=replace(found.contrast, unit=unit))

    return compare(bench, numbers.contrast, numbers.contrast_bounds, seen, contrast)


def _estimate(changes: NDArray[np.float64], label: str, unit: str, *, median: bool) -> Estimate:
    estimate = (
        estimate_median(changes, definition=label) if median else estimate_mean(changes, definition=label)
    )
    return replace(estimate, unit=unit)


def _bounds(changes: NDArray[np.float64], n_unseen: int, asked: ChangeAsked) -> Bounds:
    estimate = estimate_median_bounds if asked.median else estimate_mean_bounds
    return estimate(changes, n_unseen, worst_change=asked.size, best_change=-asked.size)


def _contrast(
    changes: NDArray[np.float64], others: NDArray[np.float64], bench: Workbench, unit: str
) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    if min(changes.size, others.size) < bench.rules.least_group:
        return too_few_in_a_group(int(others.size))
    level = bench.rules.contrast_conf_level
    found = replace(estimate_difference_of_means(changes, others, level), unit=unit)
    if any(group.size < FEWEST_ALIKE and np.ptp(group) == 0 for group in (changes, others)):
        return replace(found, lower=math.nan, upper=math.nan, method=FEW_ALIKE)
    return found
