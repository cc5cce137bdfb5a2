"""The share of the treated whose EDSS fell by a stated size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.claim import Interpretation
from ranvier.claims.endpoint_names import PERCENT
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.edss_change import change_picture, unseen_reasons
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent, time_zero_columns, unanswered
from ranvier.claims.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.finding import Finding
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


def find_edss_fall_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share whose EDSS fell by at least the stated points, on one visit or confirmed."""
    confirmed = bool(interpretation.parameters.get("confirmed", False))
    return _find(bench, interpretation, confirmed=confirmed)


def find_case_typicality(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share that improved among all treated, against cases that all did.

    Described cases are typical only if about as many of all treated improved as of the cases.
    """
    return _find(bench, interpretation, confirmed=False)


def _find(bench: Workbench, interpretation: Interpretation, *, confirmed: bool) -> Finding:
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    parameters = interpretation.parameters
    points, column = float(parameters["points"]), "confirmed_change" if confirmed else "change"
    frame = bench.records.changes(float(parameters["months"]))
    treated, comparator = of_group(frame, Group.TREATED), of_group(frame, Group.COMPARATOR)
    fell, seen = _counts(treated, column, points)
    unseen = _unseen(treated, column)
    if seen == 0:
        return unanswered(bench, interpretation, reason="No treated patient has an EDSS then.", unseen=unseen)
    bounds = _bounds(fell, seen, treated.height)
    plain = _contrast((fell, seen), _counts(comparator, column, points), bench)
    both = _contrast_bounds(bounds, comparator, column, points) if plain else None
    found = compare(bench, plain, both, *_ways(bench, float(parameters["months"]), column, points))
    null_parameters = {"months": parameters["months"], "points": points, "confirmed": confirmed}
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=in_percent(estimate_share(fell, seen, definition=interpretation.label)),
        bounds=bounds,
        contrast=found.contrast,
        contrast_bounds=found.bounds,
        fair=found.fair,
        null=bench.null("edss_fall_share", null_parameters),
        unseen=unseen,
        hidden=_hidden_sentence(fell, seen, interpretation.asserted),
        picture=change_picture(treated),
    )


def _ways(bench: Workbench, months: float, column: str, points: float) -> tuple[FindRows, Contrast]:
    """The patients who were seen, and the adjusted difference of the shares that fell."""

    def seen(records: Records) -> pl.DataFrame:
        return records.changes(months).filter(pl.col(column).is_not_null())

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        fell = (rows[column] <= -points).to_numpy()
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_difference(
            fell, treated, covariates, conf_level=level, definition=_DIFFERENCE
        )
        return replace(found, contrast=in_percent(found.contrast))

    return seen, contrast


_DIFFERENCE = "difference of shares, treated minus comparator"


def _counts(frame: pl.DataFrame, column: str, points: float) -> tuple[int, int]:
    """How many fell by at least *points*, and how many were seen."""
    changes = frame[column].drop_nulls()
    return int((changes <= -points).sum()), len(changes)


def _unseen(frame: pl.DataFrame, column: str) -> dict[str, int]:
    reasons = unseen_reasons(frame)
    unconfirmable = int(frame.filter(pl.col("unseen").is_null())[column].null_count())
    return {**reasons, "not_confirmable": unconfirmable} if unconfirmable else reasons


def _bounds(fell: int, seen: int, n_all: int) -> Bounds:
    return bounds_in_percent(estimate_share_bounds(fell, seen, n_all - seen))


def _contrast(treated: tuple[int, int], comparator: tuple[int, int], bench: Workbench) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    if min(treated[1], comparator[1]) < bench.rules.least_group:
        return Estimate(
            np.nan, np.nan, np.nan, comparator[1], "too few in a group", "treated minus comparator"
        )
    level = bench.rules.contrast_conf_level
    shares = (estimate_share(*group, level) for group in (treated, comparator))
    return in_percent(estimate_difference_of_shares(*shares))


def _contrast_bounds(treated: Bounds, comparator: pl.DataFrame, column: str, points: float) -> Bounds:
    fell, seen = _counts(comparator, column, points)
    return estimate_contrast_bounds(treated, _bounds(fell, seen, comparator.height))


def _hidden_sentence(fell: int, seen: int, asserted: AssertedSet) -> str:
    def count(way: Crossing) -> int | None:
        return estimate_hidden_for_share(fell, seen, way.edge / 100, hidden_yes=way.upwards, holds=way.holds)

    ways = crossings(100 * fell / seen, asserted, 0, 100)
    return fewest_sentence(ways, count, "all improved", "all not improved")
