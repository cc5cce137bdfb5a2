"""Who is at risk on which days of events: rows laid out by slots, so that sums over risk sets are histograms.

A slot is a day on which an event happens in a stratum; slots are ordered by stratum and day. A row is at
risk in neighbouring slots, from its first up to the one before its end, so a sum over all at risk in a slot
is a histogram over the ends, added up from the last slot backwards. No row is ever sorted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class RiskSlots(NamedTuple):
    """The rows that are at risk in some slot, and the slots.

    row: their places among all rows. first, end: each is at risk in slots first to end - 1. event: places,
    among these rows, of those with the event. event_slot: the slot of each event. comes_late: which rows
    begin after their stratum's first slot; empty where none does. slot_day: each slot's day. next_stratum:
    for each slot the first slot of the next stratum.
    """

    row: Integers
    first: Integers
    end: Integers
    event: Integers
    event_slot: Integers
    comes_late: NDArray[np.bool_]
    slot_day: Integers
    next_stratum: Integers


class EventTerms(NamedTuple):
    """The terms of Efron's likelihood: one an event; those of one day share the mean of their weights.

    slot: of each term. fraction: how much of those with the event on that day has left the risk set, 0, 1/d,
    2/d ... weight: of the term.
    """

    slot: Integers
    fraction: Floats
    weight: Floats


def lay_out(
    exit_day: Integers, event: NDArray[np.bool_], entry_day: Integers | None, stratum: Integers
) -> RiskSlots:
    """Rows and slots of follow-up to *exit_day*, at risk on the days after *entry_day*; stratum 0, 1, ..."""
    n_days = int(exit_day.max()) + 1
    key = stratum * n_days + exit_day
    entry_key = key[:0] if entry_day is None else stratum * n_days + entry_day
    slots, (end, after_entry) = _slots_up_to(key[event], (key, entry_key), (int(stratum.max()) + 1) * n_days)
    slot_stratum = slots // n_days
    first_of = np.searchsorted(slot_stratum, np.arange(int(stratum.max()) + 2))
    from_start = first_of[stratum]
    first = from_start if entry_day is None else after_entry
    row = np.flatnonzero(first < end)
    first, end, comes_late = first[row], end[row], (first > from_start)[row]
    event_row = np.flatnonzero(event[row])
    return RiskSlots(
        row=row,
        first=first,
        end=end,
        event=event_row,
        event_slot=end[event_row] - 1,
        comes_late=comes_late if comes_late.any() else comes_late[:0],
        slot_day=slots % n_days,
        next_stratum=first_of[slot_stratum + 1],
    )


def efron_terms(slots: RiskSlots, weight: Floats) -> EventTerms:
    """The terms of the events, *weight* being that of each row of *slots*."""
    event_slot = slots.event_slot
    n_slots = slots.slot_day.size
    n_tied = np.bincount(event_slot, minlength=n_slots)
    mean_weight = np.bincount(event_slot, weights=weight[slots.event], minlength=n_slots) / n_tied
    slot = np.repeat(np.arange(n_slots), n_tied)
    place = np.arange(slot.size) - np.repeat(np.cumsum(n_tied) - n_tied, n_tied)
    return EventTerms(slot, place / n_tied[slot], mean_weight[slot])


def no_changes(slots: RiskSlots, n: int) -> Floats:
    """Room for what *n* sums over those at risk lose after each slot, less what they gain, (n, n_slots)."""
    return np.zeros((n, slots.slot_day.size))


def note_changes(slots: RiskSlots, changes: Floats, values: Floats, rows: slice) -> None:
    """Add *values*, those of the neighbouring *rows*, to the *changes* of one sum."""
    changes += by_slot(slots, slots.end[rows] - 1, values)
    if slots.comes_late.size:
        late = slots.comes_late[rows]
        changes -= by_slot(slots, slots.first[rows][late] - 1, values[late])


def sums_from_changes(slots: RiskSlots, changes: Floats) -> Floats:
    """The sums over those at risk in each slot, (n, n_slots)."""
    from_last = np.zeros((changes.shape[0], changes.shape[1] + 1))
    from_last[:, :-1] = np.cumsum(changes[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(from_last[:, :-1] - from_last[:, slots.next_stratum], np.float64)


def by_slot(slots: RiskSlots, slot: Integers, values: Floats) -> Floats:
    """The sum of *values* in each slot, *slot* being that of each value."""
    return np.asarray(np.bincount(slot, weights=values, minlength=slots.slot_day.size), np.float64)


def sums_over_slots(slots: RiskSlots, values: Floats) -> Floats:
    """For each row the sum of *values*, one a slot, over the slots in which it is at risk."""
    so_far = np.concatenate([np.zeros(1), np.cumsum(values)])
    return np.asarray(so_far[slots.end] - so_far[slots.first], np.float64)


def _slots_up_to(
    event_key: Integers, keys: tuple[Integers, ...], n_keys: int
) -> tuple[Integers, list[Integers]]:
    """The slots, and for each entry of each of *keys* how many slots lie at or before it."""
    if n_keys > max(4 * keys[0].size, 100_000):  # a table of all keys would be larger than what it saves
        slots = np.unique(event_key)
        return slots, [np.searchsorted(slots, key, side="right") for key in keys]
    is_slot = np.zeros(n_keys, np.bool_)
    is_slot[event_key] = True
    up_to = np.cumsum(is_slot, dtype=np.int64)
    return np.flatnonzero(is_slot), [up_to[key] for key in keys]
