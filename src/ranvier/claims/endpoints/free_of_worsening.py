"""The share of the treated free of confirmed worsening at a time, with both bounds of the curve."""

from __future__ import annotations

from typing import Any

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.event_curves import (
    adjusted_difference_of,
    arrays_of,
    bounds_of,
    curve_of,
    difference_of,
    reading_day,
    seen_until,
)
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import in_percent, time_zero_columns, unanswered
from ranvier.claims.endpoints.readable import is_readable
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import DEFINITION, PERCENT
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.unconfirmed import estimate_unconfirmed_curves
from ranvier.estimates.unseen.bounds import estimate_contrast_bounds
from ranvier.estimates.unseen.hidden import estimate_hidden_for_survival
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_YEAR, days_from_months

LABEL = "free of confirmed worsening"


def find_free_of_worsening(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share free of confirmed worsening at the stated months (Kaplan–Meier, last confirmable visit)."""
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    due_day = days_from_months(float(interpretation.parameters["months"]))
    definition = interpretation.parameters.get(DEFINITION)
    treated = bench.records.follow_up(Group.TREATED, definition)
    comparator = bench.records.follow_up(Group.COMPARATOR, definition)
    curve = _curve(treated)
    curves = [curve, *([_curve(comparator)] if comparator.height else [])]
    horizon = reading_day(due_day, FreeOfWorsening().reading_window_days, curves)
    unseen = _unseen(bench, treated, horizon)
    found = in_percent(curve.at(horizon, least_at_risk=0))
    if not is_readable(curve, horizon, bench.rules):
        who = f"Fewer than {bench.rules.least_at_risk:g} were" if found.is_known else "Nobody was"
        reason = f"{who} followed, and confirmable, for {interpretation.parameters['months']:g} months."
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)

    def followed(records: Records) -> pl.DataFrame:
        return records.follow_up(definition=definition)

    numbers = _numbers(bench, treated, comparator, horizon)
    ways = adjusted_difference_of(bench, followed, horizon)
    compared = compare(bench, numbers.contrast, numbers.contrast_bounds, *ways)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=numbers.found,
        bounds=numbers.bounds,
        contrast=compared.contrast,
        contrast_bounds=compared.bounds,
        fair=compared.fair,
        null=bench.null(interpretation.endpoint, {**interpretation.parameters, "reading_day": horizon}),
        unseen=unseen,
        hidden=_hidden_sentence(treated, horizon, found, interpretation.asserted),
        picture=_picture(treated, comparator, curve, horizon) | {"horizon_day": due_day},
        redraw=_redrawn(bench, followed(bench.records), horizon),
    )


def _numbers(bench: Workbench, treated: pl.DataFrame, comparator: pl.DataFrame, horizon: int) -> Numbers:
    """The share on the day, its bounds, and the plain difference; no number where the curve ends before."""
    curve = _curve(treated)
    if not is_readable(curve, horizon, bench.rules):
        return Numbers(None)
    bounds = bounds_of(treated, horizon, bench.records.n_treated)
    plain = difference_of(treated, comparator, horizon, bench, LABEL)
    both = _contrast_bounds(bounds, comparator, horizon, bench) if plain else None
    return Numbers(in_percent(curve.at(horizon, least_at_risk=0)), bounds, plain, both)


def _redrawn(bench: Workbench, rows: pl.DataFrame, horizon: int) -> Redraw:
    """How the numbers are made again; who has no follow-up is drawn too, and not seen."""

    def again(places: Places) -> Numbers:
        drawn = rows[places]
        treated, comparator = of_group(drawn, Group.TREATED), of_group(drawn, Group.COMPARATOR)
        return _numbers(bench, treated, comparator, horizon)

    return Redraw(rows["patient_id"], again)


def _curve(frame: pl.DataFrame) -> SurvivalCurve:
    return curve_of(frame, LABEL)


def _unseen(bench: Workbench, treated: pl.DataFrame, horizon: int) -> dict[str, int]:
    """Treated without any follow-up, and those lost before the horizon although they were due."""
    without = bench.records.n_treated - treated.height
    lost = treated.filter(~pl.col("event") & (pl.col("exit_day") < seen_until(horizon))).height
    reasons = {"no_baseline": without, "left_before": lost}
    return {reason: n for reason, n in reasons.items() if n}


def _contrast_bounds(treated: Bounds, comparator: pl.DataFrame, horizon: int, bench: Workbench) -> Bounds:
    return estimate_contrast_bounds(treated, bounds_of(comparator, horizon, bench.records.n_comparator))


def _hidden_sentence(frame: pl.DataFrame, horizon: int, found: Estimate, asserted: AssertedSet) -> str:
    curve = _curve(frame)

    def count(way: Crossing) -> int | None:
        event_day = None if way.upwards else 0
        return estimate_hidden_for_survival(
            curve, horizon, way.edge / 100, hidden_event_day=event_day, holds=way.holds
        )

    ways = crossings(found.estimate, asserted, 0, 100)
    return fewest_sentence(ways, count, "free of worsening throughout", "worsened at once")


def _picture(
    treated: pl.DataFrame, comparator: pl.DataFrame, curve: SurvivalCurve, horizon: int
) -> dict[str, Any]:
    last_year = int(min(curve.last_day, max(horizon, 1)) // DAYS_PER_YEAR) + 1
    years = [round(year * DAYS_PER_YEAR) for year in range(last_year + 1)]
    unconfirmed = estimate_unconfirmed_curves(
        *arrays_of(treated), treated["last_visit_day"].to_numpy(), treated["unconfirmed_day"].to_numpy()
    )
    return {
        "curve": _steps(curve),
        "unconfirmed_counted": _plain_steps(unconfirmed.counted),
        "unconfirmed_not_counted": _plain_steps(unconfirmed.not_counted),
        "at_risk": tuple((row.day, row.n_at_risk, row.n_events) for row in curve.table(years)),
        "reading_day": horizon,
        "comparator_curve": _steps(_curve(comparator)) if comparator.height else (),
        "naive_at_horizon": 100 * unconfirmed.not_counted.at(horizon, least_at_risk=0).estimate,
        "counted_at_horizon": 100 * unconfirmed.counted.at(horizon, least_at_risk=0).estimate,
    }


def _steps(curve: SurvivalCurve) -> tuple[tuple[int, float, float, float], ...]:
    rows = zip(curve.day, curve.survival, curve.lower, curve.upper, strict=True)
    return tuple((int(day), float(share), float(low), float(high)) for day, share, low, high in rows)


def _plain_steps(curve: SurvivalCurve) -> tuple[tuple[int, float], ...]:
    return tuple((int(day), float(share)) for day, share in zip(curve.day, curve.survival, strict=True))
