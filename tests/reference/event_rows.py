"""What the slow twin of the search for events takes beside scores, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Extras:
    """What a course carries beyond its scores; None: nothing is said of any visit."""

    step_score: Sequence[float] | None = None
    may_confirm: Sequence[bool] | None = None
    last_counts: bool = True


NO_EXTRAS = Extras()


@dataclass(frozen=True)
class Decided:
    """One decision: its name, where the reference stands and at which score, the visits it concerns.

    size: 2 for a full step, 1 for a slight change, negative for an improvement; 0 for no change.
    """

    decision: str
    reference: int
    reference_score: float
    visit: int | None
    other: int | None
    size: int


@dataclass(frozen=True)
class Event:
    """One event, its visits numbered from the patient's first."""

    onset: int
    worse: bool
    relation: str
    reference: int
    reference_score: float
    last_lower: int
    held_until: int
    lasts: bool
    confirmed: int | None
    by_window: tuple[int | None, ...]
    by_window_pira: tuple[int | None, ...]
