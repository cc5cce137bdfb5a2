"""Clinics for the tests of emulated trials: seeds and truths are arguments."""

import numpy as np

from ranvier.estimates.emulation.people import People, Records


def guarantee_time(seed, n=3_000, *, hazard_a_day=1 / 400, start_by=540, every_days=30):
    """A treatment without an effect, which some start on a random day if the event lets them.

    Severity makes the start, but not the event, more probable; everybody is followed for 720 days.
    """
    rng = np.random.default_rng(seed)
    severity = rng.normal(size=n)
    event_day = np.ceil(rng.exponential(1 / hazard_a_day, n)).astype(int)
    planned = every_days * rng.integers(0, start_by // every_days, n)
    start_day = np.where(rng.random(n) < 1 / (1 + np.exp(-0.5 * severity)), planned, np.nan)
    exit_day = np.minimum(event_day, 720)
    start_day[start_day >= exit_day] = np.nan
    people = People(np.arange(n), exit_day, event_day <= 720, start_day)
    return people, Records(np.arange(n), np.zeros(n, int), {"severity": severity})


def three_patients():
    """One treated from day 30, one never, one with the event on day 45; records on day 0 only."""
    people = People(["a", "b", "c"], [90, 90, 45], [False, True, True], [30, np.nan, np.nan])
    return people, Records(["a", "b", "c"], [0, 0, 0], {})
