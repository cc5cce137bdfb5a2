"""A share of patients: worst and best case for those not seen, hidden patients, and the contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import polars as pl

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.claim import Interpretation
from ranvier.claims.endpoint_names import ENDPOINT_NAMES, PERCENT
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import (
    bounds_in_percent,
    in_percent,
    too_few_in_a_group,
    unanswered,
    unseen_reasons,
)
from ranvier.claims.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.finding import Finding, NullBand
from ranvier.claims.records import Records, of_group
from ranvier.claims.workbench import Workbench
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
    treated, comparator = of_group(rows, Group.TREATED), of_group(rows, Group.COMPARATOR)
    fits, seen = _counts(treated)
    unseen = unseen_reasons(treated)
    if seen == 0:
        return unanswered(bench, interpretation, reason=asked.nobody, unseen=unseen)
    is_good = ENDPOINT_NAMES[interpretation.endpoint].higher_is_better
    bounds = _bounds(treated, is_good=is_good)
    plain = _contrast((fits, seen), _counts(comparator), bench)
    both = estimate_contrast_bounds(bounds, _bounds(comparator, is_good=is_good)) if plain else None
    found = compare(bench, plain, both, *_ways(bench, asked))
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=is_good,
        n_treated=bench.records.n_treated,
        found=in_percent(estimate_share(fits, seen, definition=interpretation.label)),
        bounds=bounds,
        contrast=found.contrast,
        contrast_bounds=found.bounds,
        fair=found.fair,
        null=asked.null,
        unseen=unseen,
        hidden=hidden_share_sentence(fits, seen, interpretation.asserted, asked.all_fit, asked.none_fits),
        picture=asked.picture,
    )


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


def _bounds(rows: pl.DataFrame, *, is_good: bool) -> Bounds:
    fits, seen = _counts(rows)
    return bounds_in_percent(estimate_share_bounds(fits, seen, rows.height - seen, yes_is_good=is_good))


def _contrast(treated: tuple[int, int], comparator: tuple[int, int], bench: Workbench) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    if min(treated[1], comparator[1]) < bench.rules.least_group:
        return too_few_in_a_group(comparator[1])
    level = bench.rules.contrast_conf_level
    shares = (estimate_share(*group, level) for group in (treated, comparator))
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
