"""By how many percent confirmed worsening is less likely at any moment in the treated than in comparators."""

from __future__ import annotations

import numpy as np
import polars as pl

from ranvier.claims.basis.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.event_curves import arrays_of, seen_until
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.percent_lower import (
    NOBODY_COMPARED,
    of_phenotype,
    percent_lower,
    phenotype_column,
    reduction_finding,
    refused,
    unknown_lower,
)
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import DEFINITION
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.weighted_hazard import estimate_adjusted_hazard_ratio
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import days_from_months

WHAT = "hazard of confirmed worsening, percent lower in the treated than in the comparators"

_HOW = "left before the end: worst all of the treated worsened then and no comparator, best the other way"


def find_worsening_hazard_reduction(bench: Workbench, interpretation: Interpretation) -> Finding:
    """By how many percent the hazard of confirmed worsening is lower in the treated, up to so many months.

    Cox regression from time zero; weighted where lot did not choose the comparators. Above 0: less in the
    treated. Without comparators there is no answer.
    """
    missing = time_zero_columns(bench, "visits.edss", *phenotype_column(interpretation))
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    if bench.records.n_comparator == 0:
        return unanswered(bench, interpretation, reason=NOBODY_COMPARED)
    horizon = days_from_months(float(interpretation.parameters["months"]))

    def everyone(records: Records) -> pl.DataFrame:
        found = records.follow_up(definition=interpretation.parameters.get(DEFINITION))
        return of_phenotype(records, _until(found, horizon), interpretation)

    rows = everyone(bench.records)
    try:
        plain = _plain(rows, 0.95), _plain(rows, bench.rules.contrast_conf_level)
    except InputError as error:
        return refused(bench, interpretation, error)
    n_lost = rows.filter(pl.col("is_lost"), pl.col("group") == Group.TREATED.value).height
    unseen = {"left_before": n_lost} if n_lost else {}
    return reduction_finding(bench, interpretation, plain, _bounds(rows), _ways(bench, everyone), unseen)


def _until(followed: pl.DataFrame, horizon: int) -> pl.DataFrame:
    """Follow-up up to the day of the claim; is_lost: left earlier without worsening, though due."""
    cut = pl.col("exit_day") > horizon
    lost = ~pl.col("event") & (pl.col("exit_day") < seen_until(horizon))
    return (
        followed.with_columns(lost.alias("is_lost"))
        .with_columns(
            pl.when(cut).then(pl.lit(value=False)).otherwise("event").alias("event"),
            pl.min_horizontal("exit_day", pl.lit(horizon)).alias("exit_day"),
        )
        .filter(pl.col("exit_day") > 0)
    )


def _plain(rows: pl.DataFrame, conf_level: float) -> Estimate:
    treated = (rows["group"] == Group.TREATED.value).to_numpy().astype(np.float64)
    model = estimate_hazard_ratios(*arrays_of(rows), {"treated": treated}, conf_level=conf_level)
    return percent_lower(model.ratio("treated"), WHAT)


def _ways(bench: Workbench, everyone: FindRows) -> tuple[FindRows, Contrast]:
    """The patients followed, and the adjusted fall."""

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_hazard_ratio(*arrays_of(rows), treated, covariates, conf_level=level)
        nan = float("nan")  # a hazard has no level of its own
        return AdjustedContrast(
            percent_lower(found.contrast, WHAT), nan, nan, found.balance, found.positivity, found.weights
        )

    return everyone, contrast


def _bounds(rows: pl.DataFrame) -> Bounds:
    """The fall if all lost treated worsened as they left, and if all lost comparators did."""
    ends = [_with_lost(rows, group).estimate for group in (Group.TREATED, Group.COMPARATOR)]
    return Bounds(ends[0], ends[1], rows.filter("is_lost").height, _HOW)


def _with_lost(rows: pl.DataFrame, group: Group) -> Estimate:
    worsened = pl.col("is_lost") & (pl.col("group") == group.value)
    try:
        return _plain(rows.with_columns(event=pl.col("event") | worsened), 0.95)
    except InputError as error:
        return unknown_lower(error, rows.height, WHAT)
