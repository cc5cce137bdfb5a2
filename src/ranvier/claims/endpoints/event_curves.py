"""Curves of the first event after time zero: who is lost, worst and best case, and the contrast on a day.

Frames have one row a patient with exit_day, event, last_visit_day and potential_day, as `find_follow_up`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent
from ranvier.claims.endpoints.readable import is_readable
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.contrast import estimate_difference_of_survival
from ranvier.estimates.comparison.weighted_survival import estimate_adjusted_survival_difference
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unseen.bounds import estimate_survival_bounds

VISIT_SLACK_DAYS = 183
"""A patient whose last visit lies at most half a year before the day due was still under observation."""


def arrays_of(frame: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Day of exit and whether it was the event, of each row."""
    exits = frame["exit_day"].to_numpy().astype(np.int64)
    return exits, frame["event"].to_numpy().astype(np.bool_)


def curve_of(frame: pl.DataFrame, label: str, conf_level: float = 0.95) -> SurvivalCurve:
    """The share without the event, by Kaplan and Meier; label: what being without it is called."""
    return estimate_survival(*arrays_of(frame), conf_level=conf_level, definition=label)


def reading_day(due_day: int, window_days: int, curves: Iterable[SurvivalCurve]) -> int:
    """The day at which the curves are read: when the visits due by *due_day* have taken place.

    *due_day* itself where a curve ends before that. See docs/decisions, leaving the risk set.
    """
    later = due_day + window_days
    return later if all(each.at(later, least_at_risk=0).is_known for each in curves) else due_day


def seen_until(horizon: int, slack_days: int = VISIT_SLACK_DAYS) -> pl.Expr:
    """The last day on which a patient could have been confirmably seen: the data date, or the horizon.

    Who was still visited at the horizon, or at most *slack_days* before, is not lost, although the last
    months cannot be confirmed: 0.
    """
    due = pl.min_horizontal(pl.col("potential_day"), pl.lit(horizon))
    return pl.when(pl.col("last_visit_day") >= due - slack_days).then(0).otherwise(due)


def bounds_of(frame: pl.DataFrame, horizon: int, n_all: int, slack_days: int = VISIT_SLACK_DAYS) -> Bounds:
    """The share without the event at *horizon*, in percent, if all who were lost had it, and if none had.

    n_all: the patients of the group, those without any follow-up among them.
    """
    exits, events = arrays_of(frame)
    until = seen_until(horizon, slack_days)
    observed = frame.select(pl.when(until == 0).then(pl.col("exit_day")).otherwise(until))
    due = observed.to_series().to_numpy().astype(np.int64)
    bounds = estimate_survival_bounds(
        exits, events, horizon, n_without_follow_up=n_all - frame.height, due_day=due
    )
    return bounds_in_percent(bounds)


def difference_of(
    treated: pl.DataFrame, comparator: pl.DataFrame, horizon: int, bench: Workbench, label: str
) -> Estimate | None:
    """Treated minus comparator on the day, as they are, in percentage points; None where nobody compares."""
    if bench.records.n_comparator == 0:
        return None
    level = bench.rules.contrast_conf_level
    curve, other = (curve_of(frame, label, level) for frame in (treated, comparator))
    if not is_readable(other, horizon, bench.rules):
        return Estimate(
            np.nan, np.nan, np.nan, other.n, "comparators not followed so long", "treated minus comparator"
        )
    return in_percent(estimate_difference_of_survival(curve, other, horizon, least_at_risk=0))


def adjusted_difference_of(bench: Workbench, find: FindRows, horizon: int) -> tuple[FindRows, Contrast]:
    """The patients followed, and the adjusted difference of the curves on the day, in percentage points."""

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        level = bench.rules.contrast_conf_level
        found = estimate_adjusted_survival_difference(
            *arrays_of(rows), treated, covariates, horizon, conf_level=level, least_at_risk=0
        )
        return replace(found, contrast=in_percent(found.contrast))

    return find, contrast
