"""Counts by day and kind of event, and the Aalen-Johansen curves with their influences, on integer days."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.influence import Changes, changes_of
from ranvier.kernels.survival import weigh_by_day, weighted_limit

Days = NDArray[np.int64]
Floats = NDArray[np.float64]


class Incidence(NamedTuple):
    """What the curves of all causes are made of, by day.

    at_risk: (days,) weight at risk. events: (days, causes) weight. free: (days,) the share without any event
    after the day. by_cause: (days, causes) the share that had the event of that cause by the day. hazard_sum:
    (days,) the sum d / (r (r - d)). per_event: (days,) 1 / (r - d), 0 where nobody is left.
    """

    at_risk: Floats
    events: Floats
    free: Floats
    by_cause: Floats
    hazard_sum: Floats
    per_event: Floats


def count_by_kind(exit_day: Days, kind: Days, n_causes: int) -> Days:
    """(days, causes + 1) how many leave on each day, by kind; column 0 are those without an event."""
    last = int(exit_day.max(initial=-1))
    keys = exit_day * (n_causes + 1) + kind
    counts = np.bincount(keys, minlength=(last + 1) * (n_causes + 1))
    return counts.reshape(last + 1, n_causes + 1)


def cumulate_incidence(
    exit_day: Days, kind: Days, n_causes: int, weights: Floats, entry_day: Days | None = None
) -> Incidence:
    """The Aalen-Johansen curves: each day those free the day before have events as those at risk do."""
    weighed = weigh_by_day(exit_day, kind > 0, weights, entry_day)
    limit = weighted_limit(*weighed)
    n_days = weighed.at_risk.size
    keys = exit_day * (n_causes + 1) + kind
    by_kind = np.bincount(keys, weights=weights, minlength=n_days * (n_causes + 1)).astype(np.float64)
    events: Floats = by_kind.reshape(n_days, n_causes + 1)[:, 1:]
    left = weighed.at_risk - weighed.events
    per_event = np.divide(1.0, left, out=np.zeros(n_days), where=left > 0)
    by_cause = np.cumsum(before(limit.survival, 1.0)[:, None] * hazards(events, weighed.at_risk), axis=0)
    return Incidence(weighed.at_risk, events, limit.survival, by_cause, limit.greenwood_sum, per_event)


def influence_on_cause(
    found: Incidence,
    cause: int,
    exit_day: Days,
    kind: Days,
    weights: Floats,
    entry_day: Days | None,
    cluster: Days | None,
) -> tuple[Changes, Floats]:
    """How each patient moves the curve of *cause* (1, 2, ...), as changes, and the functions of the day.

    The functions are 1, M and F: F the curve, M the sum of (g - 1 / r) dF with g the hazard sum of the day
    before. From entry on day a an influence is M(t) - M(a) - g(a) (F(t) - F(a)); after the exit on day b it
    only shrinks, as F rises, by what the patient did to the share free of all events.
    """
    curve = found.by_cause[:, cause - 1]
    free_before, gained = before(found.free, 1.0), np.diff(curve, prepend=0.0)
    one_more = np.divide(free_before, found.at_risk, out=np.zeros_like(curve), where=found.at_risk > 0)
    lost = np.divide(gained, found.at_risk, out=np.zeros_like(curve), where=found.at_risk > 0)
    moved = np.cumsum(before(found.hazard_sum, 0.0) * gained - lost)
    at_free = np.where(kind > 0, found.per_event[exit_day], 0.0) - found.hazard_sum[exit_day]
    own = np.where(kind == cause, one_more[exit_day], 0.0)
    at_exit = [moved[exit_day] + own + at_free * curve[exit_day], -np.ones_like(weights), -at_free]
    at_entry = [np.zeros_like(weights), np.ones_like(weights), np.zeros_like(weights)]
    if entry_day is not None:
        hazard = found.hazard_sum[entry_day]
        at_entry = [hazard * curve[entry_day] - moved[entry_day], np.ones_like(weights), -hazard]
    heavy = weights[:, None]
    changes = changes_of(
        entry_day, exit_day, heavy * np.stack(at_entry, axis=1), heavy * np.stack(at_exit, axis=1), cluster
    )
    return changes, np.stack([np.ones_like(curve), moved, curve], axis=1)


def hazards(events: Floats, at_risk: Floats) -> Floats:
    """(days, causes) the share of those at risk who have the event that day."""
    return np.divide(events, at_risk[:, None], out=np.zeros_like(events), where=events > 0)


def before(values: Floats, at_first: float) -> Floats:
    """The value of the day before."""
    return np.append(at_first, values)[:-1]
