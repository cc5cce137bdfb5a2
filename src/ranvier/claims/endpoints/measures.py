"""Timed tests, questionnaires and a programme's own measures: who got better by so many percent."""

from __future__ import annotations

import math

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.edss_fall import NOT_CONFIRMABLE
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.other_scores import measure_changes
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import BETTER_HIGHER, BETTER_LOWER
from ranvier.vocabulary.measures import MEASURES, Direction, Measure
from ranvier.vocabulary.steps import NoAgreedSteps

ROUNDING = 1e-9
"""Part of a baseline: far below any test's resolution, far above the rounding of a mean of trials."""

BASELINE_IS_ZERO = "baseline_is_zero"
"""No part of a baseline of 0 can be told."""

_DIRECTIONS = {BETTER_LOWER: Direction.HIGHER_IS_WORSE, BETTER_HIGHER: Direction.LOWER_IS_WORSE}


def find_measure_improved_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the treated whose result got better by at least so many percent of their baseline.

    Everyone treated is the denominator; who was never tested, before or then, is worst and best case.
    """
    parameters = interpretation.parameters
    missing = time_zero_columns(bench, "measures.instrument", "measures.value")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    measure, why_not = _measure(bench, interpretation)
    if measure is None:
        return unanswered(bench, interpretation, reason=why_not)
    percent, months = float(parameters["percent"]), float(parameters["months"])
    confirmed = bool(parameters.get("confirmed", False))

    def find(records: Records) -> pl.DataFrame:
        return _improved(measure_changes(records, measure, months), percent, confirmed=confirmed)

    nobody = f"No treated patient has a result of {measure.label} before the first dose and then."
    return share_finding(bench, interpretation, ShareAsked(find, nobody=nobody))


def _measure(bench: Workbench, interpretation: Interpretation) -> tuple[Measure | None, str]:
    """The measure of the claim; none, and why, where nobody recorded it or its better side is another."""
    name = str(interpretation.parameters["instrument"])
    direction = _DIRECTIONS[str(interpretation.parameters["better"])]
    if name not in bench.cohort.table("measures")["instrument"]:
        return None, f"The table measures has no instrument “{name}”."
    known = MEASURES.get(name)
    if known is None:
        own = Measure(name, name, "", direction, -math.inf, math.inf, 1, NoAgreedSteps(name))
        return own, ""
    if known.direction is not direction:
        side = BETTER_LOWER if known.direction is Direction.HIGHER_IS_WORSE else BETTER_HIGHER
        return None, f"A {side} result of {known.label} is better, not the other way round."
    return known, ""


def _improved(changes: pl.DataFrame, percent: float, *, confirmed: bool) -> pl.DataFrame:
    """*changes* with fits: whether a result got better by the part of its baseline; null where not known."""
    change = pl.col("confirmed_change" if confirmed else "change")
    size = pl.col("baseline").abs()
    enough = change <= size * (ROUNDING - percent / 100)
    is_zero = (size == 0).fill_null(value=False)
    why = pl.when(is_zero).then(pl.lit(BASELINE_IS_ZERO)).when(change.is_null()).then(pl.lit(NOT_CONFIRMABLE))
    return changes.with_columns(
        pl.when(~is_zero).then(enough).alias("fits"), pl.coalesce("unseen", why).alias("unseen")
    )
