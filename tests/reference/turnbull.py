"""Turnbull's curve by expectation and maximisation alone, patient by patient: slow twin of turnbull.py."""

import numpy as np


def _may_lie(after_day, until_day, free, seen):
    """(patients, intervals): whether the event of the patient may lie in the interval."""
    return (after_day[None, :] >= free[:, None]) & (until_day[None, :] <= seen[:, None])


def derivatives(after_day, until_day, mass, free, seen):
    """The mean over patients of 1 / chance for each interval in which the event may lie."""
    may_lie = _may_lie(after_day, until_day, free, seen)
    return (may_lie / (may_lie @ mass)[:, None]).mean(axis=0)


def maximise_slowly(after_day, until_day, free, seen, n_steps):
    """The masses after so many steps from equal ones."""
    may_lie = _may_lie(after_day, until_day, free, seen).astype(float)
    mass = np.full(after_day.size, 1 / after_day.size)
    for _ in range(n_steps):
        mass = mass * (may_lie / (may_lie @ mass)[:, None]).mean(axis=0)
    return mass
