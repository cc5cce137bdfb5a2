"""Emulated trials whose truth is known: severity makes both the start and the event more probable."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.emulation.clone_censor_weight import estimate_strategies
from ranvier.estimates.emulation.people import People, Records
from ranvier.estimates.emulation.sequential_effect import (
    TrialAdjustment,
    TrialEffect,
    estimate_sequential_trials,
)
from ranvier.estimates.emulation.sequential_trials import find_sequential_trials
from ranvier.estimates.emulation.strategies import StartNever, StartWithin
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase

EVERY_DAYS = 90
N_PERIODS = 5
N_PATIENTS = 400
N_COPIED = 800
RATIO = 0.6
HAZARD_A_PERIOD = 0.12
BY_SEVERITY = 0.5
STRATEGIES = (StartWithin("start within 90 days", 0, EVERY_DAYS), StartNever("never start"))
DAY = 360


def clinic(
    rng: np.random.Generator, *, ratio: float, drifts: bool, n: int = N_PATIENTS
) -> tuple[People, Records]:
    """Visits every 90 days, at each of which the more severe are likelier to start; exits at any time.

    ratio: of the hazard under treatment. drifts: severity changes from visit to visit.
    """
    severity = rng.normal(size=n)
    start = np.full(n, np.nan)
    exit_day = rng.integers(EVERY_DAYS * 2, EVERY_DAYS * N_PERIODS + 1, n)
    event, columns = np.zeros(n, bool), []
    for k in range(N_PERIODS):
        here = np.flatnonzero(exit_day > k * EVERY_DAYS)
        columns.append((here, np.full(here.size, k * EVERY_DAYS), severity[here]))
        starts = np.isnan(start) & (rng.random(n) < 1 / (1 + np.exp(1.6 - 0.7 * severity)))
        start[starts & (exit_day > k * EVERY_DAYS)] = k * EVERY_DAYS
        hazard = HAZARD_A_PERIOD * np.exp(BY_SEVERITY * severity) * np.where(np.isnan(start), 1, ratio)
        day = k * EVERY_DAYS + np.ceil(rng.exponential(EVERY_DAYS / hazard)).astype(int)
        failed = (exit_day > k * EVERY_DAYS) & (day <= np.minimum(exit_day, (k + 1) * EVERY_DAYS))
        exit_day[failed], event[failed] = day[failed], True
        if drifts:
            severity = 0.8 * severity + rng.normal(0, 0.6, n)
    patient, day, measured = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    return People(np.arange(n), exit_day, event, start), Records(patient, day, {"severity": measured})


def true_difference() -> float:
    """By DAY with severity standard normal and constant: the mean over patients, by quadrature.

    In the days of grace those who start at the visit are treated and the others are not; after them all are.
    """
    severity, weight = np.polynomial.hermite_e.hermegauss(80)
    hazard = HAZARD_A_PERIOD * np.exp(BY_SEVERITY * severity)
    starts = 1 / (1 + np.exp(1.6 - 0.7 * severity))
    grace = starts * np.exp(-RATIO * hazard) + (1 - starts) * np.exp(-hazard)
    n_periods = DAY / EVERY_DAYS
    free = grace * np.exp(-RATIO * hazard * (n_periods - 1)) - np.exp(-hazard * n_periods)
    return -float((weight * free).sum() / weight.sum())


def assigned(rng: np.random.Generator) -> Estimate:
    """Intention to treat of a treatment without an effect."""
    trials = find_sequential_trials(*clinic(rng, ratio=1.0, drifts=True), every_days=EVERY_DAYS)
    return estimate_sequential_trials(trials, 180).hazard_ratio


def assigned_weighted(rng: np.random.Generator) -> Estimate:
    """The same by weights."""
    trials = find_sequential_trials(*clinic(rng, ratio=1.0, drifts=True), every_days=EVERY_DAYS)
    return estimate_sequential_trials(trials, 180, adjustment=TrialAdjustment.WEIGHTS).hazard_ratio


def kept(rng: np.random.Generator) -> Estimate:
    """Per protocol of a treatment that works, the model holding what makes patients differ."""
    trials = find_sequential_trials(*clinic(rng, ratio=RATIO, drifts=False), every_days=EVERY_DAYS)
    return estimate_sequential_trials(trials, 180, effect=TrialEffect.PER_PROTOCOL).hazard_ratio


def kept_risks(rng: np.random.Generator) -> Estimate:
    """The difference of risks per protocol of a treatment without an effect."""
    trials = find_sequential_trials(*clinic(rng, ratio=1.0, drifts=True), every_days=EVERY_DAYS)
    return estimate_sequential_trials(trials, 180, effect=TrialEffect.PER_PROTOCOL).risk_difference


def assigned_risks(rng: np.random.Generator) -> Estimate:
    """The difference of risks by intention to treat of a treatment without an effect."""
    trials = find_sequential_trials(*clinic(rng, ratio=1.0, drifts=True), every_days=EVERY_DAYS)
    return estimate_sequential_trials(trials, 180, adjustment=TrialAdjustment.WEIGHTS).risk_difference


def kept_weighted(rng: np.random.Generator) -> Estimate:
    """Per protocol by weights, of a treatment without an effect, severity drifting."""
    trials = find_sequential_trials(*clinic(rng, ratio=1.0, drifts=True), every_days=EVERY_DAYS)
    by_weights = {"effect": TrialEffect.PER_PROTOCOL, "adjustment": TrialAdjustment.WEIGHTS}
    return estimate_sequential_trials(trials, 180, **by_weights).hazard_ratio


def strategies_risks(rng: np.random.Generator) -> Estimate:
    """The difference of risks of starting within 90 days and never."""
    people, records = clinic(rng, ratio=RATIO, drifts=False, n=N_COPIED)
    return estimate_strategies(people, records, STRATEGIES, DAY, every_days=EVERY_DAYS).risk_difference


def strategies_ratio(rng: np.random.Generator) -> Estimate:
    """The hazard ratio of two strategies between which nothing differs, severity drifting."""
    people, records = clinic(rng, ratio=1.0, drifts=True, n=N_COPIED)
    graced = (StartWithin("start within 180 days", 0, 180), StartNever("never start"))
    return estimate_strategies(people, records, graced, DAY, every_days=EVERY_DAYS).hazard_ratio


_COHORTS = "five visits, the more severe start and relapse more often"
_SEQUENCE = f"{N_PATIENTS} patients, {_COHORTS}"
_COPIES = f"{N_COPIED} patients, {_COHORTS}"

CASES = [
    CoverageCase(
        "sequential trials, intention to treat, covariates in the model",
        f"{_SEQUENCE}; no effect",
        1.0,
        assigned,
    ),
    CoverageCase(
        "sequential trials, intention to treat, weighted", f"{_SEQUENCE}; no effect", 1.0, assigned_weighted
    ),
    CoverageCase(
        "sequential trials, per protocol, covariates in the model", f"{_SEQUENCE}; ratio {RATIO}", RATIO, kept
    ),
    CoverageCase(
        "sequential trials, intention to treat, risks", f"{_SEQUENCE}; no effect", 0.0, assigned_risks
    ),
    CoverageCase("sequential trials, per protocol, weighted", f"{_SEQUENCE}; no effect", 1.0, kept_weighted),
    CoverageCase("sequential trials, per protocol, risks", f"{_SEQUENCE}; no effect", 0.0, kept_risks),
    CoverageCase(
        "clone-censor-weight, risks", f"{_COPIES}; ratio {RATIO}", true_difference(), strategies_risks
    ),
    CoverageCase("clone-censor-weight, hazard ratio", f"{_COPIES}; no effect", 1.0, strategies_ratio),
]
