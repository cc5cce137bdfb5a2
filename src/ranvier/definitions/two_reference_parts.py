"""The groups of settings of a worsening under two references."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import ConfirmWindow


class Needed(StrEnum):
    """What a worsening needs to be confirmed."""

    A_VISIT = "a visit in the window"
    TO_THE_END = "every later visit"
    NOTHING = "nothing"


class ConfirmingScores(StrEnum):
    """Which scores must agree."""

    ALL = "every visit up to the confirming one"
    LAST = "the confirming visit alone"


class Holding(StrEnum):
    """What the confirming scores must reach, and which score the event then has."""

    MINIMUM = "a full step above the reference"  # the event has the lowest of onset and confirmation
    MONOTONIC = "the score of the onset"  # the event has the score of its onset


class DistanceFrom(StrEnum):
    """The visit that a minimal distance is counted from."""

    REFERENCE = "reference"
    PREVIOUS_VISIT = "previous visit"


class UndefinedTested(StrEnum):
    """Where a worsening from the general reference is looked for."""

    REBASELINING = "at the first visit after a relapse"
    NEVER = "never"
    ALL = "at every visit"
    END = "at every visit after the last RAW or PIRA"


class AgainstRelapseReference(StrEnum):
    """How an undefined worsening must stand to the relapse reference, at onset and at confirmation."""

    ANY = "anywhere"
    AT_LEAST = "not below"
    ABOVE = "above"


@dataclass(frozen=True)
class Roving(Definition):
    """How a lower score lowers each reference; any fall counts, however small.

    roves: whether it does at all. confirmed: a fall needs a visit in *window*, counted from the fall; next
    visit: a window from 1 day. scores: which visits must lie below the old reference; the new one is the
    highest of them.
    """

    roves: bool = True
    confirmed: bool = True
    window: ConfirmWindow = ConfirmWindow(30)  # noqa: RUF009 - frozen, safe to share
    scores: ConfirmingScores = ConfirmingScores.ALL


@dataclass(frozen=True)
class Confirmation(Definition):
    """What confirms a worsening.

    window: where the confirming visit lies, counted from onset; next visit: a window from 1 day.
    sustained_at_least_days: with "every later visit", the visits from this many days after onset are
    those that count. last_visit_counts: a worsening at the very last visit needs nothing.
    """

    needed: Needed = Needed.A_VISIT
    window: ConfirmWindow = ConfirmWindow(180)  # noqa: RUF009 - frozen, safe to share
    scores: ConfirmingScores = ConfirmingScores.ALL
    holding: Holding = Holding.MINIMUM
    sustained_at_least_days: int = 0
    last_visit_counts: bool = False

    def __post_init__(self) -> None:
        if self.needed is Needed.TO_THE_END and self.scores is ConfirmingScores.LAST:
            raise ValueError(
                "a worsening that lasts to the end is confirmed by every visit; "
                f"scores must be {ConfirmingScores.ALL.value!r}"
            )
        if self.sustained_at_least_days < 0:
            raise ValueError("sustained_at_least_days must be 0 or more")


@dataclass(frozen=True)
class MinimalDistance(Definition):
    """How many days lie between a worsening and its reference, or the visit before it, at least.

    backtracks: a reference that was lowered too recently gives way to the latest earlier one that is old
    enough and from which the score is still a full step.
    """

    days: int = 0
    counted_from: DistanceFrom = DistanceFrom.REFERENCE
    backtracks: bool = True

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("days must be 0 or more")


@dataclass(frozen=True)
class NearRelapses(Definition):
    """What relapses make of a worsening.

    before_days, after_days: onset at most so many days before or after a relapse makes it RAW.
    may_lie_between: a relapse between onset and a single confirming visit leaves a PIRA what it is.
    """

    before_days: int = 30
    after_days: int = 90
    may_lie_between: bool = False

    def __post_init__(self) -> None:
        if self.before_days < 0 or self.after_days < 0:
            raise ValueError("before_days and after_days must be 0 or more")


@dataclass(frozen=True)
class UndefinedWorsening(Definition):
    """Where the general reference is asked, and how the score must stand to the relapse reference."""

    tested: UndefinedTested = UndefinedTested.REBASELINING
    stands: AgainstRelapseReference = AgainstRelapseReference.ANY


@dataclass(frozen=True)
class Merging(Definition):
    """Whether RAW or PIRA that goes on from visit to visit is one event.

    repetition_days: an equal score so soon after the last rise is a repetition and does not end the event,
    nor does it belong to it unless a rise follows. apart_days: visits further apart are never joined; None:
    no limit.
    """

    merges: bool = False
    repetition_days: int = 30
    apart_days: int | None = None

    def __post_init__(self) -> None:
        if self.repetition_days < 0 or (self.apart_days is not None and self.apart_days < 0):
            raise ValueError("repetition_days and apart_days must be 0 or more")
