"""The share of the treated whose EDSS fell by a stated size."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.edss_change import change_picture
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.people import Group

NOT_CONFIRMABLE = "not_confirmable"
"""Seen at the time, but no later visit could confirm the change."""


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
    points, months = float(parameters["points"]), float(parameters["months"])

    def find(records: Records) -> pl.DataFrame:
        return fallen(records.changes(months), points, confirmed=confirmed)

    asked = ShareAsked(
        find,
        null=bench.null("edss_fall_share", {"months": months, "points": points, "confirmed": confirmed}),
        picture=change_picture(bench.records.changes(months, Group.TREATED)),
    )
    return share_finding(bench, interpretation, asked)


def fallen(changes: pl.DataFrame, by: float, *, confirmed: bool) -> pl.DataFrame:
    """*changes* with fits: whether a score fell by at least *by*; null, with the reason, where not known."""
    change = pl.col("confirmed_change" if confirmed else "change")
    unconfirmed = pl.when(change.is_null()).then(pl.lit(NOT_CONFIRMABLE))
    return changes.with_columns(
        (change <= -by).alias("fits"), pl.coalesce("unseen", unconfirmed).alias("unseen")
    )
