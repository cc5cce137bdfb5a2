"""Treated beside comparators over a sequence of trials: hazard ratio and risks."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.emulation.curve_rows import find_curve_rows, told_of_curves
from ranvier.estimates.emulation.emulated_trial import EmulatedTrial
from ranvier.estimates.emulation.keeping import estimate_change_probability, estimate_start_probability
from ranvier.estimates.emulation.people import Numbers
from ranvier.estimates.emulation.protocol import sequential_protocol
from ranvier.estimates.emulation.sequential_trials import SequentialTrials
from ranvier.estimates.emulation.weighted_risks import check_at_day, estimate_weighted_risks
from ranvier.estimates.emulation.weighted_rows import (
    WeightedRows,
    cut_into_periods,
    summarise_weights,
    truncated,
)
from ranvier.estimates.inputs import Inputs, chosen
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios


class TrialEffect(Enum):
    """Of being assigned, or of keeping to the assignment."""

    INTENTION_TO_TREAT = "intention to treat"
    PER_PROTOCOL = "per protocol"


class TrialAdjustment(Enum):
    """How the hazard ratio takes out differences at time zero; the curves always do it by weights."""

    REGRESSION = "covariates in the Cox model"
    WEIGHTS = "inverse probability of treatment"


def estimate_sequential_trials(
    trials: SequentialTrials,
    at_day: int,
    *,
    effect: TrialEffect = TrialEffect.INTENTION_TO_TREAT,
    adjustment: TrialAdjustment = TrialAdjustment.REGRESSION,
    truncate_share: float = 0.0,
    conf_level: float = 0.95,
) -> EmulatedTrial:
    """Hazard ratio and risks by *at_day* of those who start and those who do not, trials pooled.

    Cox model with a baseline a trial and a variance clustered by patient. Per protocol, follow-up ends when a
    patient departs from the group, and the rest is weighted by the stabilised inverse probability of not
    having departed, pooled logistic over the periods after the first. Curves have no baseline a trial, so
    their weights are not stabilised: both groups stand for everybody who joined a trial that had both.
    truncate_share: of the rows, whose weights are the largest, set to the largest of the others; 0 for none.
    Raises InputError.
    Source S150: Danaei G et al. Stat Methods Med Res 2013;22:70-96.
    """
    truncate_share, conf_level = _checked(trials, truncate_share, conf_level)
    at_day = check_at_day(at_day)
    effect = chosen("sequence of trials", "effect", effect, TrialEffect)
    adjustment = chosen("sequence of trials", "adjustment", adjustment, TrialAdjustment)
    per_protocol, by_weights = effect is TrialEffect.PER_PROTOCOL, adjustment is TrialAdjustment.WEIGHTS
    _refuse_late_starts(trials, per_protocol=per_protocol)
    rows, keeping = find_trial_rows(trials, per_protocol=per_protocol)
    weights, most = truncated(rows.weights, truncate_share)
    rows = replace(rows, weights=weights)
    keeping = None if keeping is None else truncated(keeping, truncate_share)[0]
    curve_rows = find_curve_rows(trials, rows, per_protocol=per_protocol, truncate_share=truncate_share)
    model = estimate_hazard_ratios(
        rows.exit_day,
        rows.event,
        {TREATED: rows.treated, **({} if by_weights else rows.covariates)},
        entry_day=rows.entry_day if per_protocol else None,
        strata=rows.stratum,
        weights=rows.weights if by_weights else keeping,
        cluster=rows.patient,
        conf_level=conf_level,
        definition=f"hazard ratio, treated over comparator, {effect.value}",
    )
    names, n, flow = ", ".join(rows.covariates), rows.n_patients, trials.flow
    told = _told(names, per_protocol, truncate_share)
    across = told_of_curves(names, per_protocol, truncate_share)
    ratio = replace(model.ratio(TREATED), n=n, n_events=rows.n_patients_with_event)
    ratio = replace(ratio, definition=model.definition, reference=f"{_REFERENCE}; {ratio.reference}")
    every_days = trials.periods.every_days
    return EmulatedTrial(
        hazard_ratio=replace(ratio, weights=told) if by_weights or per_protocol else ratio,
        risks=estimate_weighted_risks(
            curve_rows, at_day, n_patients=n, conf_level=conf_level, weights=across
        ),
        model=model,
        rows=rows,
        curve_rows=curve_rows,
        weights=summarise_weights(rows.weights, most),
        flow=flow,
        protocol=sequential_protocol(
            every_days,
            len(flow),
            per_protocol=per_protocol,
            adjusted_for=names,
            waits_days=trials.waits_days,
        ),
    )


def _checked(trials: SequentialTrials, truncate_share: float, conf_level: float) -> tuple[float, float]:
    inputs = Inputs("effect over a sequence of trials")
    conf_level = inputs.conf_level(conf_level)
    truncate_share = check_truncation(inputs, truncate_share)
    named = TREATED in trials.periods.people.covariates
    inputs.require(not named, f"a covariate is called {TREATED}, as the group is", TREATED, "rename it")
    inputs.finish()
    return truncate_share, conf_level


def _refuse_late_starts(trials: SequentialTrials, *, per_protocol: bool) -> None:
    """Weights of keeping count from the day of the decision, which lies within the period here."""
    inputs = Inputs("effect over a sequence of trials")
    inputs.require(
        not (per_protocol and trials.waits_days),
        "per protocol, time zero must be the first day of a period, on which starts fall",
        "start_day, every_days",
        "choose every_days as the visits lie, ask for intention to treat, or use estimate_strategies",
    )
    inputs.finish()


def find_trial_rows(trials: SequentialTrials, *, per_protocol: bool) -> tuple[WeightedRows, Numbers | None]:
    """The rows of the analysis with both weights multiplied, and, per protocol, those of keeping alone."""
    entry, leave, copy, event, keeping = _intention(trials) if not per_protocol else _kept(trials)
    begun = _treatment_weights(trials)[copy]
    covariates = trials.covariates
    rows = WeightedRows(
        patient=trials.patient[copy],
        stratum=trials.trial[copy],
        copy=copy,
        treated=trials.treated[copy],
        entry_day=entry,
        exit_day=leave,
        event=event,
        weights=begun if keeping is None else begun * keeping,
        covariates={name: values[copy] for name, values in covariates.items()},
    )
    return rows, keeping


_Cut = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], "Numbers | None"]


def _intention(trials: SequentialTrials) -> _Cut:
    n = trials.row.size
    return np.zeros(n, np.int64), trials.exit_day, np.arange(n), trials.event, None


def _kept(trials: SequentialTrials) -> _Cut:
    """Follow-up up to the first departure, cut where the weight changes."""
    periods = trials.periods
    log_kept = estimate_change_probability(periods).log_kept
    end_day = np.minimum(trials.exit_day, trials.deviates_day)
    event = trials.event & (end_day == trials.exit_day)
    is_cut = ~trials.treated | bool((periods.treated & periods.changes).any())
    pieces = cut_into_periods(end_day, is_cut, periods.every_days)
    so_far = np.cumsum(log_kept)
    first = trials.row[pieces.copy]
    weights = np.exp(so_far[first + pieces.step] - so_far[first])
    return pieces.entry_day, pieces.exit_day, pieces.copy, event[pieces.copy] & pieces.is_last, weights


def _treatment_weights(trials: SequentialTrials) -> Numbers:
    """Stabilised inverse probability of what the patient did at time zero; 1 without covariates."""
    if not trials.periods.people.covariates:
        return np.ones(trials.row.size)
    start = estimate_start_probability(trials.periods, trials.row)
    given = np.where(trials.treated, start.modelled, 1 - start.modelled)
    return np.asarray(np.where(trials.treated, start.marginal, 1 - start.marginal) / given, np.float64)


def check_truncation(inputs: Inputs, share: float) -> float:
    """A share below one half."""
    share = inputs.share("truncate_share", share)
    inputs.require(
        not share >= 0.5, "truncate_share must be below 0.5", "truncate_share", "0.01 cuts the largest 1 %"
    )
    return share


def _told(names: str, per_protocol: bool, truncate_share: float) -> str:
    parts = [f"stabilised inverse probability of treatment given {names}"] if names else []
    if per_protocol:
        parts.append("stabilised inverse probability of keeping to the group")
    if truncate_share:
        parts.append(f"largest {100 * truncate_share:g} % truncated")
    return "; ".join(parts)


TREATED = "treated"
_REFERENCE = "Danaei G, et al. Stat Methods Med Res 2013;22:70-96"
