"""A share of patients: worst and best case for those not seen, hidden patients, and the contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.basis.finding import Finding, NullBand
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import (
    bounds_in_percent,
    in_percent,
    too_few_in_a_group,
    unanswered,
    unseen_reasons,
)
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES, PERCENT
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.contrast import estimate_difference_of_shares
from ranvier.estimates.comparison.weighted_contrast import estimate_adjusted_difference
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.bounds import estimate_contrast_bounds, estimate_share_bounds
from ranvier.estimates.unseen.hidden import estimate_hidden_for_share
from ranvier.vocabulary.people import Group

_DIFFERENCE = "difference of shares, treated minus comparator"


@dataclass(frozen=True)
class ShareAsked:
    """What is counted of whom.

    find: records in; patient_id, group, fits (null: not known) and unseen (why it is not) out, one row for
    everybody who counts. nobody: what is said where nobody is known. all_fit, none_fits: what unreported
    patients of either kind are like. null, picture: as in `Finding`.
    """

    find: FindRows
    nobody: str = "No treated patient has an EDSS then."
    all_fit: str = "all improved"
    none_fits: str = "all not improved"
    null: NullBand | None = None
    picture: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def share_finding(bench: Workbench, interpretation: Interpretation, asked: ShareAsked) -> Finding:
    """The share of the treated who fit, of those known, with everything a judgement needs beside it."""
    rows = asked.find(bench.records)
    treated = of_group(rows, Group.TREATED)
    unseen = unseen_reasons(treated)
    draw = _redrawn(bench, interpretation, rows)
    numbers = draw.again(np.arange(rows.height))
    if numbers.found is None:
        return unanswered(bench, interpretation, reason=asked.nobody, unseen=unseen)
    fits, seen = _counts(treated)
    found = compare(bench, numbers.contrast, numbers.contrast_bounds, *_ways(bench, asked))
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=ENDPOINT_NAMES[interpretation.endpoint].higher_is_better,
        n_treated=bench.records.n_treated,
        found=numbers.found,
        bounds=numbers.bounds,
        contrast=found.contrast,
        contrast_bounds=found.bounds,
        fair=found.fair,
        null=asked.null,
        unseen=unseen,
        hidden=hidden_share_sentence(fits, seen, interpretation.asserted, asked.all_fit, asked.none_fits),
        picture=asked.picture,
        redraw=draw,
    )


def _redrawn(bench: Workbench, interpretation: Interpretation, rows: pl.DataFrame) -> Redraw:
    """How the share, its bounds and the plain difference are made from rows of patient_id, group and fits."""
    fits = rows["fits"].cast(pl.Float64).to_numpy()
    is_treated = (rows["group"] == Group.TREATED.value).to_numpy()

    def again(places: Places) -> Numbers:
        drawn, treated = fits[places], is_treated[places]
        ours, theirs = _Count.of(drawn[treated]), _Count.of(drawn[~treated])
        return _numbers(bench, interpretation, ours, theirs)

    return Redraw(rows["patient_id"], again)


@dataclass(frozen=True)
class _Count:
    """Of one group: how many fit, of how many it is known, and how many there are."""

    fits: int
    seen: int
    everyone: int

    @classmethod
    def of(cls, fits: NDArray[np.float64]) -> _Count:
        """The count of 1 (fits), 0 (does not) and NaN (not known)."""
        known = fits[~np.isnan(fits)]
        return cls(int(known.sum()), known.size, fits.size)


def _numbers(bench: Workbench, interpretation: Interpretation, ours: _Count, theirs: _Count) -> Numbers:
    if ours.seen == 0:
        return Numbers(None)
    is_good = ENDPOINT_NAMES[interpretation.endpoint].higher_is_better
    bounds = _bounds(ours, is_good=is_good)
    plain = _contrast(ours, theirs, bench)
    both = estimate_contrast_bounds(bounds, _bounds(theirs, is_good=is_good)) if plain else None
    share = estimate_share(ours.fits, ours.seen, definition=interpretation.label)
    return Numbers(in_percent(share), bounds, plain, both)


def _ways(bench: Workbench, asked: ShareAsked) -> tuple[FindRows, Contrast]:
    """The patients who are known, and the adjusted difference of the shares that fit."""

    def known(records: Records) -> pl.DataFrame:
        return asked.find(records).filter(pl.col("fits").is_not_null())

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        fits = rows["fits"].to_numpy()
        found = estimate_adjusted_difference(
            fits, treated, covariates, conf_level=level, definition=_DIFFERENCE
        )
        return replace(found, contrast=in_percent(found.contrast))

    return known, contrast


def _counts(rows: pl.DataFrame) -> tuple[int, int]:
    """How many fit, and of how many it is known."""
    known = rows["fits"].drop_nulls()
    return int(known.sum()), len(known)


def _bounds(group: _Count, *, is_good: bool) -> Bounds:
    n_unseen = group.everyone - group.seen
    return bounds_in_percent(estimate_share_bounds(group.fits, group.seen, n_unseen, yes_is_good=is_good))


def _contrast(ours: _Count, theirs: _Count, bench: Workbench) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    if min(ours.seen, theirs.seen) < bench.rules.least_group:
        return too_few_in_a_group(theirs.seen)
    level = bench.rules.contrast_conf_level
    shares = (estimate_share(group.fits, group.seen, level) for group in (ours, theirs))
    return in_percent(estimate_difference_of_shares(*shares))


def hidden_share_sentence(
    fits: int, seen: int, asserted: AssertedSet, all_fit: str, none_fits: str, *, what: str = "patient"
) -> str:
    """How many unreported ones would overturn a share, as a sentence; empty where none could.

    all_fit, none_fits: what those are like that raise the share, and that lower it. what: one of them.
    """

    def count(way: Crossing) -> int | None:
        return estimate_hidden_for_share(fits, seen, way.edge / 100, hidden_yes=way.upwards, holds=way.holds)

    ways = crossings(100 * fits / seen, asserted, 0, 100)
    return fewest_sentence(ways, count, all_fit, none_fits, what=what)
