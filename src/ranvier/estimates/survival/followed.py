"""Follow-up as the estimates of time to an event take it: checked, in whole days, one entry a patient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs

WEIGHTS_TEXT = "weights as given, taken as known"


class Interval(StrEnum):
    """The scale on which an interval around a share is symmetric."""

    LOG_LOG = "log-log"
    LOG = "log"
    PLAIN = "plain"


@dataclass(frozen=True, eq=False)
class Followed:
    """From when to when each patient was followed, and how it ended.

    kind: 0 for the end of follow-up, 1, 2, ... for an event. entry_day: None where everybody is under
    observation from day 0. weights: None where everybody counts once. cluster: 0, 1, ...; None without.
    """

    exit_day: NDArray[np.int64]
    kind: NDArray[np.int64]
    entry_day: NDArray[np.int64] | None = None
    weights: NDArray[np.float64] | None = None
    cluster: NDArray[np.int64] | None = None

    @property
    def n(self) -> int:
        """Patients, or rows where a patient has several."""
        return self.exit_day.size

    @property
    def event(self) -> NDArray[np.bool_]:
        """Whether the follow-up ended with an event of any kind."""
        return self.kind > 0

    @property
    def is_robust(self) -> bool:
        """Whether the variance must come from each patient's influence."""
        return self.weights is not None or self.cluster is not None

    @property
    def each_weight(self) -> NDArray[np.float64]:
        """The weight of each, 1 where everybody counts once."""
        return np.ones(self.n) if self.weights is None else self.weights

    @property
    def weights_text(self) -> str:
        """How patients were weighted, for an Estimate."""
        return "" if self.weights is None else WEIGHTS_TEXT


def check_followed(
    inputs: Inputs,
    exit_day: ArrayLike,
    kind: NDArray[np.int64],
    name_of_kind: str,
    *,
    entry_day: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
) -> Followed:
    """The follow-up in arrays; what is wrong with it is added to *inputs*."""
    exits = inputs.days("exit_day", exit_day)
    entries = None if entry_day is None else inputs.days("entry_day", entry_day)
    heavy = None if weights is None else check_weights(inputs, weights)
    clusters = None if cluster is None else check_labels(inputs, "cluster", cluster)
    given = {
        "exit_day": exits,
        name_of_kind: kind,
        "entry_day": entries,
        "weights": heavy,
        "cluster": clusters,
    }
    inputs.same_length(*((name, array.size) for name, array in given.items() if array is not None))
    if entries is not None and entries.size == exits.size:
        inputs.each(
            entries < exits,
            "entry_day must be before exit_day",
            "entry_day",
            "leave out patients who were never under observation and count them as unseen",
        )
    return Followed(exits, kind, entries, heavy, clusters)


def check_event(inputs: Inputs, event: ArrayLike) -> NDArray[np.int64]:
    """1 for an event, 0 for none."""
    return inputs.flags("event", event).astype(np.int64)


def check_weights(inputs: Inputs, weights: ArrayLike) -> NDArray[np.float64]:
    """One finite weight a patient, 0 or more, not all of them 0."""
    heavy = inputs.numbers("weights", weights)
    hint = "a weight says how often a patient counts; 0 leaves one out"
    inputs.each(heavy >= 0, "weights must be 0 or more", "weights", hint)
    some = heavy.size == 0 or bool((heavy > 0).any())
    inputs.require(some, "weights must not all be 0", "weights", "look at how they were made")
    return heavy


def check_labels(inputs: Inputs, name: str, labels: ArrayLike) -> NDArray[np.int64]:
    """Each label as its number in the order of the labels: 0, 1, ..."""
    return number_labels(inputs, name, labels)[1]


def number_labels(inputs: Inputs, name: str, labels: ArrayLike) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The different labels, sorted, and each label as its number among them."""
    array = np.asarray(labels)
    flat = array.ndim == 1
    inputs.require(flat, f"{name} must be a list of labels", name, "hand over a one-dimensional array")
    if not flat:
        return (), np.empty(0, np.int64)
    known = ~_is_missing(array)
    if not known.all():
        inputs.each(known, f"{name} must be known", name, "leave out rows without one, or name them")
        return (), np.empty(0, np.int64)
    if array.dtype.kind == "O":
        array = array.astype(str)
    names, numbers = np.unique(array, return_inverse=True)
    return tuple(str(label) for label in names.tolist()), numbers.astype(np.int64)


def _is_missing(array: NDArray[np.generic]) -> NDArray[np.bool_]:
    if array.dtype.kind == "f":
        return np.asarray(np.isnan(array), np.bool_)
    if array.dtype.kind == "O":
        return np.array([label is None or str(label) == "nan" for label in array], np.bool_)
    return np.zeros(array.size, np.bool_)


def check_interval(inputs: Inputs, interval: str) -> Interval:
    """The scale of the interval."""
    known = interval in set(Interval)
    hint = f"choose one of {', '.join(Interval)}"
    inputs.require(known, "interval must be a known scale", "interval", hint)
    return Interval(interval) if known else Interval.LOG_LOG
