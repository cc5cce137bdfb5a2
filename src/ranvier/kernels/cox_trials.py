"""Two groups in many trials at once: each trial is a stratum of the risk sets, with a coefficient of its own.

With two groups a risk set is two counts. Of one event's term, Efron's share of the tied ones left out,
`others` and `treated` are at risk; at a ratio r it is a treated one with probability r treated / (others +
r treated).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.cox_slots import (
    EventTerms,
    Integers,
    RiskSlots,
    by_slot,
    efron_terms,
    lay_out,
    no_changes,
    note_changes,
    sums_from_changes,
)

Floats = NDArray[np.float64]

MOST_STEPS = 100
LARGEST_STEP = 2.0
"""On the log scale: a step from far out would else overshoot."""

LARGEST_LAST_STEP = 1e-7
"""The step after it would be its square."""


class TwoGroupTerms(NamedTuple):
    """For each event its trial, and how many of each group are at risk; for each trial its treated events."""

    trial: Integers
    others: Floats
    treated: Floats
    n_treated_events: Floats


class TrialFits(NamedTuple):
    """For each trial the log hazard ratio and the information there; NaN and 0 where it has no end."""

    log_ratio: Floats
    information: Floats


def fit_trials(
    exit_day: Integers, event: NDArray[np.bool_], treated: NDArray[np.bool_], trial: Integers, n_trials: int
) -> TrialFits:
    """The fit of each trial 0, 1, ... n_trials - 1, one entry a patient in the other arrays."""
    terms = two_group_terms(exit_day, event, treated, trial, n_trials)
    has_end = _has_end(terms)
    log_ratio = np.zeros(n_trials)
    for _ in range(MOST_STEPS):
        expected, information = _at(terms, log_ratio)
        slope = np.where(has_end, terms.n_treated_events - expected, 0.0)
        step = np.clip(slope / np.where(has_end, information, 1.0), -LARGEST_STEP, LARGEST_STEP)
        log_ratio += step
        if np.abs(step).max() < LARGEST_LAST_STEP:
            break
    information = _at(terms, log_ratio)[1]
    return TrialFits(np.where(has_end, log_ratio, np.nan), np.where(has_end, information, 0.0))


def two_group_terms(
    exit_day: Integers, event: NDArray[np.bool_], treated: NDArray[np.bool_], trial: Integers, n_trials: int
) -> TwoGroupTerms:
    """What the fits of all trials rest on."""
    if not event.any():
        nothing = np.empty(0)
        return TwoGroupTerms(np.empty(0, np.int64), nothing, nothing, np.zeros(n_trials))
    slots = lay_out(exit_day, event, None, trial)
    terms = efron_terms(slots, np.ones(slots.row.size))
    of_rows = treated[slots.row].astype(np.float64)
    others, of_treated = (_at_risk(slots, terms, group) for group in (1 - of_rows, of_rows))
    trial_of_event = trial[slots.row[slots.event]]
    n_treated = _by_trial(trial_of_event, of_rows[slots.event], n_trials)
    trial_of_slot = np.empty(slots.slot_day.size, np.int64)
    trial_of_slot[slots.event_slot] = trial_of_event
    return TwoGroupTerms(trial_of_slot[terms.slot], others, of_treated, n_treated)


def _at_risk(slots: RiskSlots, terms: EventTerms, group: Floats) -> Floats:
    """How many of a group are at risk at each term."""
    changes = no_changes(slots, 1)
    note_changes(slots, changes[0], group, slice(None))
    at_risk = sums_from_changes(slots, changes)[0]
    tied = by_slot(slots, slots.event_slot, group[slots.event])
    return np.asarray(at_risk[terms.slot] - terms.fraction * tied[terms.slot], np.float64)


def _has_end(terms: TwoGroupTerms) -> NDArray[np.bool_]:
    """Whether the events leave each ratio between 0 and infinity.

    There is no end upwards if all events that a treated one could have had are theirs, none downwards if they
    have those only at which nobody else is at risk.
    """
    n_trials = terms.n_treated_events.size
    most = np.bincount(terms.trial[terms.treated > 0], minlength=n_trials)
    least = np.bincount(terms.trial[terms.others <= 0], minlength=n_trials)
    return np.asarray((terms.n_treated_events < most) & (terms.n_treated_events > least), np.bool_)


def _at(terms: TwoGroupTerms, log_ratio: Floats) -> tuple[Floats, Floats]:
    """Treated events expected in each trial at its ratio, and their variance: the information."""
    risk = np.exp(log_ratio)[terms.trial] * terms.treated
    share = risk / (terms.others + risk)
    n_trials = log_ratio.size
    expected = _by_trial(terms.trial, share, n_trials)
    return expected, _by_trial(terms.trial, share * (1 - share), n_trials)


def _by_trial(trial: Integers, values: Floats, n_trials: int) -> Floats:
    return np.asarray(np.bincount(trial, weights=values, minlength=n_trials), np.float64)
