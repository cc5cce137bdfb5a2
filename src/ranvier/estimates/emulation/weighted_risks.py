"""Risk by a day under each strategy, from weighted curves whose variance knows a patient has many rows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ranvier.estimates.emulation.people import Days, Numbers
from ranvier.estimates.emulation.weighted_rows import WeightedRows
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

_METHOD = "weighted Kaplan-Meier, robust variance clustered by patient, weights taken as known"
_REFERENCE = (
    "Therneau TM, Grambsch PM. Modeling survival data. Springer 2000, section 2.2 (infinitesimal jackknife)"
)
_FEWEST_AT_RISK = 10  # source S154


@dataclass(frozen=True)
class WeightedRisks:
    """Share with the event by a day: of the treated, of the comparator, and the first minus the second."""

    treated: Estimate
    comparator: Estimate
    difference: Estimate


@dataclass(frozen=True, eq=False)
class ArmCurve:
    """The weighted curve of one arm up to a day, and what each row moves it by.

    survival: after each day from 0 to the last. influence: of each row on the last, times its weight.
    with_event: the patients who had it.
    """

    survival: Numbers
    influence: Numbers
    with_event: Days
    n_at_risk: int

    @property
    def n_events(self) -> int:
        """Patients, each counted once."""
        return int(self.with_event.size)


def estimate_weighted_risks(
    rows: WeightedRows, at_day: int, *, n_patients: int, conf_level: float = 0.95, weights: str = ""
) -> WeightedRisks:
    """The risk by *at_day* in each arm and their difference.

    Not known with fewer than 10 patients at risk on the day, or where all had the event before; no interval
    without an event in an arm. Equals R survfit(weights, cluster, robust=TRUE); the difference counts that a
    patient can be in both arms. n_events: patients with the event by then, in however many trials they were.
    Raises InputError where *at_day* is no day from 1 to 150 years.
    """
    at_day = check_at_day(at_day)
    base = Estimate(
        estimate=math.nan,
        lower=math.nan,
        upper=math.nan,
        n=n_patients,
        method=_METHOD,
        definition="",
        unit=SHARE,
        conf_level=conf_level,
        weights=weights,
        reference=_REFERENCE,
    )
    ours, theirs = (find_arm_curve(rows, rows.treated == arm, at_day) for arm in (True, False))
    treated = _risk(rows, ours, replace(base, definition=f"risk by day {at_day}, treated"))
    comparator = _risk(rows, theirs, replace(base, definition=f"risk by day {at_day}, comparator"))
    base = replace(base, definition=f"difference of risks by day {at_day}, treated minus comparator")
    return WeightedRisks(treated, comparator, _difference(rows, (ours, theirs), (treated, comparator), base))


def check_at_day(at_day: int) -> int:
    """The day at which risks are read; raises InputError."""
    inputs = Inputs("risks by a day")
    day = inputs.day("at_day", at_day)
    inputs.finish()
    inputs.require(day > 0, "at_day must be 1 or more", "at_day", "count in days from time zero")
    inputs.finish()
    return day


def find_arm_curve(rows: WeightedRows, arm: NDArray[np.bool_], at_day: int) -> ArmCurve:
    """Product of 1 - (weight of events / weight at risk) over days, and each row's influence on its end.

    arm: which rows count. The influence of a row is the derivative by its weight, times the weight.
    """
    weight = np.where(arm, rows.weights, 0.0)
    entry, leave = np.minimum(rows.entry_day, at_day), np.minimum(rows.exit_day, at_day)
    event = rows.event & (rows.exit_day <= at_day)
    at_risk = _at_risk(entry, leave, weight, at_day)
    events = np.bincount(leave[event], weights=weight[event], minlength=at_day + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(events > 0, events / at_risk, 0.0)
        per_event = np.where(at_risk > 0, 1 / (at_risk * (1 - hazard)), 0.0)
        per_day = np.cumsum(hazard * per_event)
    survival = np.cumprod(1 - hazard)
    with np.errstate(invalid="ignore"):
        moved = np.where(event, per_event[leave], 0.0) - (per_day[leave] - per_day[entry])
    last = (rows.entry_day < at_day) & (rows.exit_day >= at_day) & (weight > 0)
    return ArmCurve(
        survival=survival,
        influence=np.where(weight > 0, -survival[-1] * weight * moved, 0.0),
        with_event=np.unique(rows.patient[event & (weight > 0)]),
        n_at_risk=int(np.unique(rows.patient[last]).size),
    )


def _at_risk(entry: Days, leave: Days, weight: Numbers, at_day: int) -> Numbers:
    entered = np.bincount(entry, weights=weight, minlength=at_day + 1)
    left = np.bincount(leave, weights=weight, minlength=at_day + 1)
    before = np.concatenate([[0.0], np.cumsum(entered - left)[:-1]])
    # Sums of weights that cancel leave a trace of rounding, which is nobody at risk.
    return np.asarray(np.where(before > 1e-12 * max(1.0, weight.sum()), before, 0.0), np.float64)


def _risk(rows: WeightedRows, curve: ArmCurve, base: Estimate) -> Estimate:
    reason = ""
    if curve.n_at_risk < _FEWEST_AT_RISK:
        reason = f"fewer than {_FEWEST_AT_RISK} patients are at risk on the day; choose an earlier one"
    elif not np.isfinite(curve.influence).all():
        reason = "everybody at risk had the event before the day"
    if reason:
        return _unknown(reason, base)
    value, error = 1 - float(curve.survival[-1]), _clustered(rows.patient, curve.influence)
    return _with_interval(replace(base, estimate=value, n_events=curve.n_events), error, 0.0)


def _difference(
    rows: WeightedRows, arms: tuple[ArmCurve, ArmCurve], risks: tuple[Estimate, Estimate], base: Estimate
) -> Estimate:
    for name, risk in zip(("treated", "comparator"), risks, strict=True):
        if not risk.is_known:
            return _unknown(f"{name}: {risk.method.removeprefix('not known: ')}", base)
    error = _clustered(rows.patient, arms[1].influence - arms[0].influence)
    value = risks[0].estimate - risks[1].estimate
    found = replace(base, estimate=value, n_events=np.union1d(*(arm.with_event for arm in arms)).size)
    return _with_interval(found, error if all(arm.n_events for arm in arms) else 0.0, -1.0)


def _with_interval(found: Estimate, error: float, least: float) -> Estimate:
    """Wald's, within *least* and 1. Without an event nothing moves the curve, which is not certainty."""
    if error == 0:
        return replace(found, method=f"{_METHOD}; no interval, as a group has no event")
    width = float(ndtri((1 + found.conf_level) / 2)) * error
    return replace(found, lower=max(least, found.estimate - width), upper=min(1.0, found.estimate + width))


def _unknown(reason: str, base: Estimate) -> Estimate:
    return unknown_estimate(
        reason, definition=base.definition, n=base.n, unit=base.unit, conf_level=base.conf_level
    )


def _clustered(patient: Days, influence: Numbers) -> float:
    return math.sqrt(float((np.bincount(patient, weights=influence) ** 2).sum()))
