"""Two strategies from one time zero: each patient copied to both, censored on departing, weighted for it."""

from __future__ import annotations

from dataclasses import replace

from ranvier.estimates.emulation.clones import find_clone_rows
from ranvier.estimates.emulation.emulated_trial import EmulatedTrial, TrialFlow
from ranvier.estimates.emulation.people import NEVER, People, Records
from ranvier.estimates.emulation.protocol import clone_protocol
from ranvier.estimates.emulation.sequential_effect import TREATED, check_truncation
from ranvier.estimates.emulation.sequential_trials import check_periods
from ranvier.estimates.emulation.strategies import StartNever, StartWithin, Strategy
from ranvier.estimates.emulation.weighted_risks import estimate_weighted_risks
from ranvier.estimates.emulation.weighted_rows import WeightedRows, summarise_weights
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
    every_days = int(every_days)
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
    ratio = replace(model.ratio(TREATED), n=n, n_events=rows.n_patients_with_event, weights=told)
    ratio = replace(ratio, definition=model.definition)
    return EmulatedTrial(
        hazard_ratio=replace(ratio, reference=f"{_REFERENCE}; {ratio.reference}"),
        risks=estimate_weighted_risks(rows, at_day, n_patients=n, conf_level=conf_level, weights=told),
        model=model,
        rows=rows,
        curve_rows=rows,
        weights=summarise_weights(rows.weights, most),
        flow=(_flow(rows),),
        protocol=clone_protocol(ours.name, theirs.name, every_days, names),
    )


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
