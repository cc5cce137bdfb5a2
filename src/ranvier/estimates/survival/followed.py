"""Follow-up as the estimates of time to an event take it: checked, in whole days, one entry a patient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import number_labels

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
    clusters = None if cluster is None else _check_clusters(inputs, cluster)
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
    usual = (heavy <= 0) | ((heavy >= _LIGHTEST) & (heavy <= _HEAVIEST))
    hint = "divide them all by their mean: only their ratios count"
    inputs.each(usual, "weights must be numbers of a usual size", "weights", hint)
    return heavy


#: Between these the square of a weight is still a number that a computer can hold.
_LIGHTEST, _HEAVIEST = 1e-100, 1e100


def _check_clusters(inputs: Inputs, cluster: ArrayLike) -> NDArray[np.int64]:
    """Clusters as numbers. A single one has nothing to differ from: its robust variance would be 0."""
    names, numbers = number_labels(inputs, "cluster", cluster)
    several = len(names) > 1 or numbers.size < 2
    hint = "say whose rows belong together; leave cluster out where each row is another patient"
    inputs.require(several, "cluster must name two clusters or more", "cluster", hint)
    return numbers


def check_interval(inputs: Inputs, interval: str) -> Interval:
    """The scale of the interval."""
    known = isinstance(interval, str) and interval in set(Interval)
    hint = f"choose one of {', '.join(Interval)}"
    inputs.require(known, "interval must be a known scale", "interval", hint)
    return Interval(interval) if known else Interval.LOG_LOG
