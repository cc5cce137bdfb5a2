"""Whether hazard ratios stay the same over time, which Cox regression takes for granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.followed import check_event, check_followed
from ranvier.estimates.survival.hazard_ratio_fit import HazardFit, fit_hazards
from ranvier.estimates.survival.hazard_ratio_model import ChiSquareTest
from ranvier.estimates.survival.hazard_ratio_refusals import LEAST_SHARE_OF_ITS_OWN
from ranvier.estimates.survival.hazard_ratio_rows import HazardRows, ScaledRows, check_rows, scaled_rows
from ranvier.kernels.cox import information, slope
from ranvier.kernels.survival import count_by_day, product_limit

Floats = NDArray[np.float64]


class TimeScale(StrEnum):
    """The clock along which a log hazard ratio may rise or fall."""

    SHARE_WITH_EVENT = "km"
    DAY = "identity"
    RANK = "rank"


@dataclass(frozen=True)
class Proportionality:
    """A test for each covariate by its name, and one for all: a small p-value says the ratio changes."""

    tests: Mapping[str, ChiSquareTest]
    all_covariates: ChiSquareTest
    scale: TimeScale
    n: int
    n_events: int


def estimate_proportionality(
    exit_day: ArrayLike,
    event: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    entry_day: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    scale: str = "km",
) -> Proportionality:
    """Whether each hazard ratio stays the same over time, by the score test of a drift along *scale*.

    Arguments as in estimate_hazard_ratios. scale: "km", the share of all rows with the event so far, which
    late events sway least; "identity", days; "rank", the order of exits with and without the event.
    Raises InputError, also
    where all events are on one day. Source: Grambsch PM, Therneau TM. Biometrika 1994;81:515-526. Equals R
    survival::cox.zph from 3.0 on, which fits the drift beside the ratios instead of approximating it.
    """
    inputs = Inputs("test of proportional hazards")
    inputs.require(
        isinstance(scale, str) and scale in set(TimeScale),
        "scale must be a known clock",
        "scale",
        f"choose one of {', '.join(TimeScale)}",
    )
    followed = check_followed(
        inputs, exit_day, check_event(inputs, event), "event", entry_day=entry_day, weights=weights
    )
    rows = check_rows(inputs, followed, covariates, strata)
    _refuse_one_day(rows)
    scaled = scaled_rows(rows)
    fit = fit_hazards(scaled, rows.names)
    tests, of_all = _drift_tests(scaled, fit, _clock(rows, scaled, TimeScale(scale)), rows.names)
    n_events = int(np.count_nonzero(rows.followed.event))
    return Proportionality(
        dict(zip(rows.names, tests, strict=True)), of_all, TimeScale(scale), rows.n_patients, n_events
    )


def _clock(rows: HazardRows, scaled: ScaledRows, scale: TimeScale) -> Floats:
    """What the clock shows in each slot, from its mean over the events: the tests do not change by that."""
    slots = scaled.rows.slots
    if scale is TimeScale.SHARE_WITH_EVENT:
        shown = _share_with_event_before(rows)[slots.slot_day]
    elif scale is TimeScale.RANK:
        exit_day = rows.followed.exit_day
        shown = np.zeros(exit_day.max() + 1)
        shown[exit_day] = stats.rankdata(exit_day)
        shown = shown[slots.slot_day]
    else:
        shown = slots.slot_day.astype(np.float64)
    shown = shown - shown[slots.event_slot].mean()
    return np.asarray(shown / (np.abs(shown).max() or 1.0), np.float64)


def _share_with_event_before(rows: HazardRows) -> Floats:
    """By day, of all rows whatever their stratum and weight."""
    followed = rows.followed
    counts = count_by_day(followed.exit_day, followed.event, followed.entry_day)
    free = product_limit(counts.n_at_risk, counts.n_events).survival
    return np.asarray(1 - np.concatenate([np.ones(1), free[:-1]]), np.float64)


def _refuse_one_day(rows: HazardRows) -> None:
    """A ratio seen on a single day cannot be seen to change."""
    days = np.unique(rows.followed.exit_day[rows.followed.event])
    inputs = Inputs("test of proportional hazards")
    hint = "nothing can be said of a change over time: report the ratio with that limit"
    inputs.require(days.size > 1, "events are on one day only, so no ratio can change", "event", hint)
    inputs.finish()


def _drift_tests(
    scaled: ScaledRows, fit: HazardFit, clock: Floats, names: tuple[str, ...]
) -> tuple[list[ChiSquareTest], ChiSquareTest]:
    """Each covariate's drift alone, and all at once, beside the ratios that they drift from."""
    drift = slope(scaled.rows, fit.at, clock)
    shared = information(scaled.rows, fit.at, clock)
    whole = information(scaled.rows, fit.at, clock**2)
    left = whole - shared @ fit.covariance @ shared
    _refuse_alike_drifts(whole, left, names)
    each = [ChiSquareTest(float(found**2 / own), 1) for found, own in zip(drift, np.diag(left), strict=True)]
    return each, ChiSquareTest(float(drift @ np.linalg.solve(left, drift)), drift.size)


def _refuse_alike_drifts(whole: Floats, left: Floats, names: tuple[str, ...]) -> None:
    """A drift must be more than the ratio itself, or than the drifts before it, seen on too few days."""
    inputs = Inputs("test of proportional hazards")
    own = np.diag(left) > LEAST_SHARE_OF_ITS_OWN * np.diag(whole)
    hint = "leave it out of the test, or out of the model"
    for name, has_own in zip(names, own, strict=True):
        inputs.require(bool(has_own), f"{name} differs on the days of too few events", name, hint)
    inputs.finish()
    scale = np.sqrt(np.diag(left))
    smallest = float(np.linalg.eigvalsh(left / np.outer(scale, scale))[0])
    problem = "the covariates' changes over time cannot be told apart"
    inputs.require(smallest > LEAST_SHARE_OF_ITS_OWN, problem, ", ".join(names), "use fewer covariates")
    inputs.finish()
