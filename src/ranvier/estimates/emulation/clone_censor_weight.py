"""Two strategies from one time zero: each patient copied to both, censored on departing, weighted for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ranvier.estimates.emulation.emulated_trial import EmulatedTrial, TrialFlow
from ranvier.estimates.emulation.keeping import (
    ChangeProbability,
    estimate_change_probability,
    estimate_last_start_probability,
)
from ranvier.estimates.emulation.people import NEVER, Days, Numbers, People, Records, check_records
from ranvier.estimates.emulation.periods import PersonPeriods, find_person_periods
from ranvier.estimates.emulation.protocol import clone_protocol
from ranvier.estimates.emulation.sequential_effect import TREATED, check_truncation
from ranvier.estimates.emulation.sequential_trials import check_periods
from ranvier.estimates.emulation.strategies import StartNever, StartWithin, Strategy
from ranvier.estimates.emulation.weighted_risks import estimate_weighted_risks
from ranvier.estimates.emulation.weighted_rows import (
    Pieces,
    WeightedRows,
    cut_into_periods,
    summarise_weights,
    truncated,
)
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios


def estimate_strategies(
    people: People,
    records: Records,
    strategies: tuple[Strategy, Strategy],
    at_day: int,
    *,
    every_days: int,
    truncate_share: float = 0.0,
    conf_level: float = 0.95,
) -> EmulatedTrial:
    """Hazard ratio and risks by *at_day* of the first strategy beside the second, without immortal time.

    people: days from time zero, which is one day for each patient. records: with one on day 0. every_days:
    the days of a strategy are multiples of it; whether a patient starts is decided once in such a period.
    Follow-up before a departure counts under both strategies. Weights: inverse probability of keeping to
    the strategy; of waiting, from one pooled logistic regression of starting, stabilised by the share in the
    period; of a start in the last days of grace, from a logistic regression among those still waiting.
    Raises InputError. Source S151: Cain LE et al. Int J Biostat 2010;6(2):18; Maringe C et al. Int J
    Epidemiol 2020;49:1719-1729.
    """
    at_day, truncate_share, conf_level = _checked(strategies, at_day, every_days, truncate_share, conf_level)
    rows, most = find_clone_rows(
        people, records, strategies, every_days=every_days, truncate_share=truncate_share
    )
    names, n = ", ".join(records.covariates), rows.n_patients
    ours, theirs = strategies
    told = _told(names, truncate_share)
    model = estimate_hazard_ratios(
        rows.exit_day,
        rows.event,
        {TREATED: rows.treated},
        entry_day=rows.entry_day,
        weights=rows.weights,
        cluster=rows.patient,
        conf_level=conf_level,
        definition=f"hazard ratio, {ours.name} over {theirs.name}",
    )
    ratio = replace(model.ratio(TREATED), n=n, weights=told, definition=model.definition)
    return EmulatedTrial(
        hazard_ratio=replace(ratio, reference=f"{_REFERENCE}; {ratio.reference}"),
        risks=estimate_weighted_risks(rows, at_day, n_patients=n, conf_level=conf_level, weights=told),
        model=model,
        rows=rows,
        weights=summarise_weights(rows.weights, most),
        flow=(_flow(rows),),
        protocol=clone_protocol(ours.name, theirs.name, every_days, names),
    )


def find_clone_rows(
    people: People,
    records: Records,
    strategies: tuple[Strategy, Strategy],
    *,
    every_days: int,
    truncate_share: float = 0.0,
) -> tuple[WeightedRows, float]:
    """The copies of all patients cut where their weight changes, and the largest weight allowed.

    The first strategy's copies are the treated ones. Raises InputError.
    """
    checked = check_records(people, records, "strategies")
    inputs = Inputs("strategies")
    at_zero = np.zeros(checked.n, np.bool_)
    at_zero[checked.record_patient[checked.record_day == 0]] = True
    inputs.each(at_zero, "each patient needs a record on day 0", "record day", "count days from time zero")
    inputs.finish()
    periods = find_person_periods(checked, every_days)
    start = estimate_change_probability(_before_treatment(periods))
    parts = [_copies(periods, start, strategy, i == 0) for i, strategy in enumerate(strategies)]
    for strategy, part in zip(strategies, parts, strict=True):
        hint = "check start_day and the days of the strategy"
        inputs.require(part.copy.size > 0, "nobody keeps to a strategy for a day", strategy.name, hint)
    inputs.finish()
    rows = _joined(parts)
    weights, most = truncated(rows.weights, truncate_share)
    return replace(rows, weights=weights), most


def _before_treatment(periods: PersonPeriods) -> PersonPeriods:
    """Only starts are modelled: what happens after one is nobody's strategy."""
    return replace(periods, treated=np.zeros(periods.treated.size, np.bool_))


def _copies(
    periods: PersonPeriods, start: ChangeProbability, strategy: Strategy, is_treated: bool
) -> WeightedRows:
    people = periods.people
    departs = strategy.departs_on(people.start_day)
    end_day = np.minimum(people.exit_day, departs)
    event = people.event & (end_day == people.exit_day)
    pieces = cut_into_periods(end_day, np.ones(people.n, np.bool_), periods.every_days)
    log_weight = _log_weight(periods, start, strategy)[periods.first_row[pieces.copy] + pieces.step]
    merged, entry_day = _where_weight_changes(pieces, log_weight)
    copy = pieces.copy[merged]
    return WeightedRows(
        patient=copy,
        stratum=np.zeros(copy.size, np.int64),
        copy=2 * copy + (not is_treated),
        treated=np.full(copy.size, is_treated),
        entry_day=entry_day,
        exit_day=pieces.exit_day[merged],
        event=event[copy] & pieces.is_last[merged],
        weights=np.exp(log_weight[merged]),
        covariates={},
    )


def _log_weight(periods: PersonPeriods, start: ChangeProbability, strategy: Strategy) -> Numbers:
    """Of each period of a patient who keeps to the strategy up to its end."""
    day, started = periods.day, np.zeros(periods.patient.size)
    match strategy:
        case StartWithin():
            must_wait = day < strategy.from_day
            # Not stabilised: who starts last stands for all who had waited, departed ones included.
            started = np.where(
                periods.changes, -np.log(estimate_last_start_probability(periods, strategy.before_day)), 0.0
            )
        case StartNever():
            must_wait = day < strategy.until_day
    waits = np.where(must_wait & periods.untreated, start.log_kept, 0.0)
    so_far = np.cumsum(waits + started) - started  # a start in the last days counts from their end on
    first = periods.first_row[periods.patient]
    return np.asarray(so_far - (so_far - waits)[first], np.float64)


def _where_weight_changes(pieces: Pieces, log_weight: Numbers) -> tuple[Days, Days]:
    """The last of each run of pieces of a copy with one weight, and the day the run begins."""
    n = pieces.copy.size
    begins = np.ones(n, np.bool_)
    if not n:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    begins[1:] = (pieces.step[1:] == 0) | (np.abs(np.diff(log_weight)) > 1e-14)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], n) - 1
    return last, pieces.entry_day[first]


def _joined(parts: list[WeightedRows]) -> WeightedRows:
    names = ("patient", "stratum", "copy", "treated", "entry_day", "exit_day", "event", "weights")
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return WeightedRows(**columns, covariates={})


def _checked(
    strategies: tuple[Strategy, Strategy],
    at_day: int,
    every_days: int,
    truncate_share: float,
    conf_level: float,
) -> tuple[int, float, float]:
    inputs = Inputs("strategies")
    check_periods(inputs, every_days, at_day)
    inputs.require(len(strategies) == 2, "two strategies are compared", "strategies", "hand over two")
    for strategy in strategies:
        _check_strategy(inputs, strategy, max(1, every_days))
    share, conf_level = check_truncation(inputs, truncate_share), inputs.conf_level(conf_level)
    inputs.finish()
    return int(at_day), share, conf_level


def _check_strategy(inputs: Inputs, strategy: Strategy, every_days: int) -> None:
    days = (0, NEVER)
    match strategy:
        case StartWithin():
            days = (strategy.from_day, strategy.before_day)
        case StartNever():
            days = (0, strategy.until_day)
    whole = all(day % every_days == 0 for day in days if day < NEVER)
    hint = "choose every_days so that it divides the days of the strategies"
    inputs.require(whole, "days of a strategy must be multiples of every_days", strategy.name, hint)
    inputs.require(0 <= days[0] < days[1], "a strategy's days must end after they begin", strategy.name, hint)


def _flow(rows: WeightedRows) -> TrialFlow:
    n = rows.n_patients
    events = [int(rows.event[rows.treated == arm].sum()) for arm in (True, False)]
    return TrialFlow(0, n, n, n, *events)


def _told(names: str, truncate_share: float) -> str:
    told = f"inverse probability of keeping to the strategy given {names or 'the period'}, waiting stabilised"
    return told + (f"; largest {100 * truncate_share:g} % truncated" if truncate_share else "")


_REFERENCE = "Maringe C, et al. Int J Epidemiol 2020;49:1719-1729"
