"""Emulated trials beside R: loops over patients and periods, glm, coxph and survfit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ranvier.estimates.emulation.clone_censor_weight import estimate_strategies
from ranvier.estimates.emulation.emulated_trial import EmulatedTrial
from ranvier.estimates.emulation.people import People, Records
from ranvier.estimates.emulation.sequential_effect import (
    TrialAdjustment,
    TrialEffect,
    estimate_sequential_trials,
    find_trial_rows,
)
from ranvier.estimates.emulation.sequential_trials import (
    SequentialTrials,
    TrialTimeZero,
    find_sequential_trials,
)
from ranvier.estimates.emulation.strategies import StartNever, StartWithin
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

FILE = "target_trial.csv"
PEER = "target_trial_peer.csv"
EVERY_DAYS = 90
DAY = 180
STRATEGIES = {
    "early": (StartWithin("start within 180 days", 0, 180), StartNever("never start")),
    "late": (StartWithin("start on day 90 to 269", 90, 270), StartNever("no start before day 270", 270)),
}


def tables_of(case: str) -> tuple[People, Records]:
    """The patients and records of a case."""
    people, records = (patients_of(f"target_trial_{case}_{table}") for table in ("people", "records"))
    days = {name: people[name].to_numpy().astype(float) for name in ("start_day", "stop_day")}
    return (
        People(
            people["patient"].to_numpy(), people["exit_day"].to_numpy(), people["event"].to_numpy(), **days
        ),
        Records(
            records["patient"].to_numpy(),
            records["day"].to_numpy(),
            {"severity": records["severity"].to_numpy()},
            records["eligible"].to_numpy(),
        ),
    )


def comparisons() -> Iterator[Comparison]:
    """Counts exactly, hazard ratios and risks to 1e-6: all rest on an iterated fit of the weights."""
    for number in (*numbers_in(FILE), *numbers_in(PEER)):
        case, _, strategies = number.case.partition(" ")
        if strategies:
            yield Comparison(number, _of(_copied(case, strategies), number.quantity), Kind.ITERATED)
        else:
            yield _sequential(case, number)


@cache
def _copied(case: str, strategies: str) -> EmulatedTrial:
    people, records = tables_of(case)
    return estimate_strategies(people, records, STRATEGIES[strategies], DAY + 90, every_days=EVERY_DAYS)


@cache
def _trials(case: str) -> SequentialTrials:
    return find_sequential_trials(*tables_of(case), every_days=EVERY_DAYS, time_zero=TrialTimeZero.FIRST)


@cache
def _pooled(case: str, effect: TrialEffect, adjustment: TrialAdjustment) -> EmulatedTrial:
    return estimate_sequential_trials(_trials(case), DAY, effect=effect, adjustment=adjustment)


def _sequential(case: str, number: Number) -> Comparison:
    if number.estimator.startswith("who joins which trial"):
        return Comparison(number, _joined(_trials(case), number.quantity), Kind.CLOSED_FORM)
    if number.estimator == "pieces of follow-up":
        return Comparison(number, _pieces(_trials(case), number.quantity), Kind.CLOSED_FORM)
    effect = next(each for each in TrialEffect if each.value in number.estimator)
    by_model = number.estimator.endswith("covariates in the model")
    adjustment = TrialAdjustment.REGRESSION if by_model else TrialAdjustment.WEIGHTS
    return Comparison(number, _of(_pooled(case, effect, adjustment), number.quantity), Kind.ITERATED)


def _joined(trials: SequentialTrials, quantity: str) -> float:
    name, _, trial = quantity.rstrip("]").partition("[")
    flow = trials.flow[int(trial)]
    counts = {
        "joined": flow.n_eligible,
        "treated": flow.n_treated,
        "comparators": flow.n_comparators,
        "events": flow.n_events_treated + flow.n_events_comparators,
    }
    return float(counts[name])


def _pieces(trials: SequentialTrials, quantity: str) -> float:
    """Rows as R cuts them: ours leave pieces of one weight together."""
    rows, _ = find_trial_rows(trials, per_protocol=True)
    if quantity == "sum[days]":
        return float((rows.exit_day - rows.entry_day).sum())
    first = rows.entry_day // EVERY_DAYS
    return float((-(-rows.exit_day // EVERY_DAYS) - first).sum())


def _of(found: EmulatedTrial, quantity: str) -> float:
    kind, _, name = quantity.rstrip("]").partition("[")
    if kind == "hazard":
        return float(getattr(found.hazard_ratio, "estimate" if name == "ratio" else name))
    if name in {"treated", "comparator"}:
        return float(getattr(found.risks, name).estimate)
    return float(getattr(found.risk_difference, "estimate" if name == "difference" else name))
