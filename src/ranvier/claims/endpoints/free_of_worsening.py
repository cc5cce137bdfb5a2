"""The share of the treated free of confirmed worsening at a time, with both bounds of the curve."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.claim import Interpretation
from ranvier.claims.endpoint_names import DEFINITION, PERCENT
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent, time_zero_columns, unanswered
from ranvier.claims.endpoints.readable import is_readable
from ranvier.claims.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.finding import Finding
from ranvier.claims.records import Records
from ranvier.claims.workbench import Workbench
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.contrast import estimate_difference_of_survival
from ranvier.estimates.comparison.weighted_survival import estimate_adjusted_survival_difference
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.unconfirmed import estimate_unconfirmed_curves
from ranvier.estimates.unseen.bounds import estimate_contrast_bounds, estimate_survival_bounds
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
    horizon = _reading_day(due_day, curve, comparator)
    unseen = _unseen(bench, treated, horizon)
    found = in_percent(curve.at(horizon, least_at_risk=0))
    if not is_readable(curve, horizon, bench.rules):
        who = f"Fewer than {bench.rules.least_at_risk:g} were" if found.is_known else "Nobody was"
        reason = f"{who} followed, and confirmable, for {interpretation.parameters['months']:g} months."
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    bounds = _bounds(treated, horizon, bench.records.n_treated)
    plain = _contrast(treated, comparator, horizon, bench)
    both = _contrast_bounds(bounds, comparator, horizon, bench) if plain else None
    compared = compare(bench, plain, both, *_ways(bench, definition, horizon))
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=found,
        bounds=bounds,
        contrast=compared.contrast,
        contrast_bounds=compared.bounds,
        fair=compared.fair,
        null=bench.null(interpretation.endpoint, {**interpretation.parameters, "reading_day": horizon}),
        unseen=unseen,
        hidden=_hidden_sentence(treated, horizon, found, interpretation.asserted),
        picture=_picture(treated, comparator, curve, horizon) | {"horizon_day": due_day},
    )


def _ways(bench: Workbench, definition: object, horizon: int) -> tuple[FindRows, Contrast]:
    """The patients followed, and the adjusted difference of the curves on the day that is read."""

    def followed(records: Records) -> pl.DataFrame:
        return records.follow_up(definition=definition)

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_survival_difference(
            *_arrays(rows), treated, covariates, horizon, conf_level=level, least_at_risk=0
        )
        return replace(found, contrast=in_percent(found.contrast))

    return followed, contrast


def _reading_day(due_day: int, curve: SurvivalCurve, comparator: pl.DataFrame) -> int:
    """The day at which the curves are read: when the visits due by *due_day* have taken place.

    *due_day* itself where a curve ends before that. See docs/decisions, leaving the risk set.
    """
    later = due_day + FreeOfWorsening().reading_window_days
    curves = [curve, *([_curve(comparator)] if comparator.height else [])]
    return later if all(each.at(later, least_at_risk=0).is_known for each in curves) else due_day


def _arrays(frame: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    exits = frame["exit_day"].to_numpy().astype(np.int64)
    return exits, frame["event"].to_numpy().astype(np.bool_)


def _curve(frame: pl.DataFrame, conf_level: float = 0.95) -> SurvivalCurve:
    return estimate_survival(*_arrays(frame), conf_level=conf_level, definition=LABEL)


def _unseen(bench: Workbench, treated: pl.DataFrame, horizon: int) -> dict[str, int]:
    """Treated without any follow-up, and those lost before the horizon although they were due."""
    without = bench.records.n_treated - treated.height
    lost = treated.filter(~pl.col("event") & (pl.col("exit_day") < seen_until(horizon))).height
    reasons = {"no_baseline": without, "left_before": lost}
    return {reason: n for reason, n in reasons.items() if n}


def seen_until(horizon: int) -> pl.Expr:
    """The last day on which a patient could have been confirmably seen: the data date, or the horizon.

    Who was still visited at the horizon is not lost, although the last months cannot be confirmed.
    """
    due = pl.min_horizontal(pl.col("potential_day"), pl.lit(horizon))
    return pl.when(pl.col("last_visit_day") >= due - _VISIT_SLACK_DAYS).then(0).otherwise(due)


_VISIT_SLACK_DAYS = 183
"""A patient whose last visit lies at most half a year before the day due was still under observation."""


def _bounds(frame: pl.DataFrame, horizon: int, n_all: int) -> Bounds:
    exits, events = _arrays(frame)
    observed = frame.select(
        pl.when(seen_until(horizon) == 0).then(pl.col("exit_day")).otherwise(seen_until(horizon))
    )
    due = observed.to_series().to_numpy().astype(np.int64)
    bounds = estimate_survival_bounds(
        exits, events, horizon, n_without_follow_up=n_all - frame.height, due_day=due
    )
    return bounds_in_percent(bounds)


def _contrast(
    treated: pl.DataFrame, comparator: pl.DataFrame, horizon: int, bench: Workbench
) -> Estimate | None:
    if bench.records.n_comparator == 0:
        return None
    level = bench.rules.contrast_conf_level
    curve, other = _curve(treated, level), _curve(comparator, level)
    if not is_readable(other, horizon, bench.rules):
        return Estimate(
            np.nan, np.nan, np.nan, other.n, "comparators not followed so long", "treated minus comparator"
        )
    return in_percent(estimate_difference_of_survival(curve, other, horizon, least_at_risk=0))


def _contrast_bounds(treated: Bounds, comparator: pl.DataFrame, horizon: int, bench: Workbench) -> Bounds:
    return estimate_contrast_bounds(treated, _bounds(comparator, horizon, bench.records.n_comparator))


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
        *_arrays(treated), treated["last_visit_day"].to_numpy(), treated["unconfirmed_day"].to_numpy()
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
