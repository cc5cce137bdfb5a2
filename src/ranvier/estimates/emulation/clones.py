"""Each patient copied to both strategies: how long a copy keeps to its own, and what it then counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ranvier.estimates.emulation.keeping import (
    ChangeProbability,
    estimate_change_probability,
    estimate_last_start_probability,
)
from ranvier.estimates.emulation.people import Days, Numbers, People, Records, check_records
from ranvier.estimates.emulation.periods import PersonPeriods, find_person_periods
from ranvier.estimates.emulation.strategies import StartNever, StartWithin, Strategy
from ranvier.estimates.emulation.weighted_rows import (
    Pieces,
    WeightedRows,
    cut_into_periods,
    truncated,
)
from ranvier.estimates.inputs import Inputs


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
