"""What was given: the product and the dose of every administration, as recorded."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.census import census_finding
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation

_COLUMNS = {"cells": "cells", "volume_ml": "volume_ml", "route": "route", "concomitant": "concomitant"}


def find_product_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of doses that are of the stated product."""
    fits = pl.col("product") == str(interpretation.parameters["product"])
    return _find(bench, interpretation, ("administrations.product",), fits)


def find_dose(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of doses with the stated cells, volume, route and company.

    A dose that departs in one respect does not fit, whatever else is not recorded of it.
    """
    stated = [name for name in _COLUMNS if name in interpretation.parameters]
    needed = tuple(f"administrations.{_COLUMNS[name]}" for name in stated)
    parts = [_part_fits(name, interpretation) for name in stated]
    return _find(bench, interpretation, needed, pl.all_horizontal(parts))


def _find(
    bench: Workbench, interpretation: Interpretation, needed: tuple[str, ...], fits: pl.Expr
) -> Finding:
    missing = bench.cohort.missing(*needed)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    answers = bench.cohort.administrations.select(fits.alias("fits"))["fits"]
    n_known = len(answers.drop_nulls())
    if n_known == 0:
        return unanswered(bench, interpretation, reason="No dose says what was given.")
    return census_finding(bench, interpretation, int(answers.sum()), n_known, answers.null_count(), "doses")


def _part_fits(name: str, interpretation: Interpretation) -> pl.Expr:
    stated = interpretation.parameters[name]
    column = pl.col(_COLUMNS[name])
    if name in ("cells", "volume_ml"):
        slack = float(stated) * float(interpretation.parameters.get("tolerance_percent", 0.0)) / 100
        return (column - float(stated)).abs() <= slack
    if name == "route":
        return column == str(stated)
    words = [word.strip().lower() for word in str(stated).split(",")]
    text = column.str.to_lowercase()
    return pl.all_horizontal([text.str.contains(word, literal=True) for word in words])
