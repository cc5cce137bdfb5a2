"""A hypothesis, the measures it moves, and the measures themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ranvier.claims.language.theory.courses import AtOnce, Course, Exposure, RecedingRelapse, Repair
from ranvier.claims.language.theory.number import TheoryNumber


class Origin(StrEnum):
    """Where a hypothesis comes from."""

    ASSERTED = "asserted"  # by the source of the claims
    PUBLISHED = "published"  # by measurements that others published
    WITHOUT_CELLS = "without_cells"  # what would be seen without any cells


class Model(StrEnum):
    """The small models that a hypothesis can be read as."""

    EXPOSURE = "exposure"
    REPAIR = "repair"
    RECEDING_RELAPSE = "receding_relapse"
    AT_ONCE = "at_once"


class Direction(StrEnum):
    """In which direction a measure moves: towards less illness, more, or more of what is counted."""

    BETTER = "better"
    WORSE = "worse"

    @property
    def sign(self) -> int:
        """1 for better, −1 for worse."""
        return 1 if self is Direction.BETTER else -1


class Follows(StrEnum):
    """What of a hypothesis a measure follows."""

    STATE = "state"  # what the exposure brings about in the body
    EXPOSURE = "exposure"  # the exposure itself, such as the presence of the cells


NUMBERS: Mapping[Model, tuple[str, ...]] = MappingProxyType(
    {
        Model.EXPOSURE: ("begins_days", "lasts_days", "half_life_days"),
        Model.REPAIR: ("complete_days", "complete_share"),
        Model.RECEDING_RELAPSE: ("onset_before_days",),
        Model.AT_ONCE: ("begins_days",),
    }
)
"""The numbers that each model needs."""


@dataclass(frozen=True)
class Measure:
    """Something that can be measured in patients.

    goes: how it reads when it moves to the better, such as "falls". lag: mean days by which it follows what
    happens. window: days over which events are counted, None for what is read at a moment. visit_days: days
    since the first dose on which trials usually take it. by_effort: whether it rests on what a patient tries
    or an examiner judges.
    """

    id: str
    name: str
    goes: str
    comes: str
    lag: TheoryNumber
    window: TheoryNumber | None
    visit_days: tuple[int, ...]
    by_effort: bool = False


@dataclass(frozen=True)
class Move:
    """One measure that a hypothesis moves.

    only: in whom, where not in everybody. why: one sentence. model, numbers: where this measure takes another
    course than the hypothesis as a whole.
    """

    measure: str
    direction: Direction
    follows: Follows
    why: str
    only: str = ""
    model: Model | None = None
    numbers: Mapping[str, TheoryNumber] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Hypothesis:
    """One hypothesis in own words, its model and what it moves.

    counts_patients: its course is the share of patients in whom it is complete, so that one described case
    may be among the first of them. alike: what a study would have to keep alike in both groups, or give to
    one only. co_treatment: word stems by which a described case states the treatment it needs. adds_to: the
    hypothesis on top of which it comes, so that quiet days of its own prove nothing.
    """

    id: str
    name: str
    statement: str
    origin: Origin
    model: Model
    numbers: Mapping[str, TheoryNumber]
    moves: tuple[Move, ...]
    alike: str
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    counts_patients: bool = False
    co_treatment: tuple[str, ...] = ()
    adds_to: str = ""

    @property
    def needs_cells(self) -> bool:
        """Whether it says that the cells do something."""
        return self.origin is not Origin.WITHOUT_CELLS

    def move_of(self, measure: str) -> Move | None:
        """What it says of a measure; None where it says nothing."""
        return next((move for move in self.moves if move.measure == measure), None)

    def numbers_of(self, move: Move) -> dict[str, TheoryNumber]:
        """The numbers behind one of its moves."""
        found = dict(move.numbers if move.model is not None else self.numbers)
        if move.follows is Follows.EXPOSURE:
            found.pop("half_life_days", None)
        return found

    def course(self, move: Move, values: Mapping[str, float]) -> Course:
        """The course of one of its moves with these numbers. Raises ImpossiblePlan for impossible ones."""
        return _BUILD[move.model or self.model](values)


@dataclass(frozen=True)
class Theory:
    """All hypotheses of a claim set with those that need no cells, and every measure."""

    hypotheses: tuple[Hypothesis, ...]
    measures: tuple[Measure, ...]
    settings: Mapping[str, TheoryNumber]

    @property
    def unverified(self) -> tuple[str, ...]:
        """Every number that was not read at a source, as a line each, once."""
        found = [(one.name, number) for one in self.measures for number in (one.lag, one.window) if number]
        for one in self.hypotheses:
            found += [(one.name, number) for number in one.numbers.values()]
            found += [(one.name, number) for move in one.moves for number in move.numbers.values()]
        lines = [f"{of}: {number}" for of, number in found if not number.decides]
        return tuple(dict.fromkeys(lines))

    def measure(self, name: str) -> Measure:
        """The measure of that identifier."""
        return next(one for one in self.measures if one.id == name)


def _exposure(values: Mapping[str, float]) -> Course:
    begins = values["begins_days"]
    return Exposure(begins, begins + values["lasts_days"], values.get("half_life_days", 0.0))


_BUILD: Mapping[Model, Callable[[Mapping[str, float]], Course]] = MappingProxyType(
    {
        Model.EXPOSURE: _exposure,
        Model.REPAIR: lambda values: Repair(values["complete_days"], values["complete_share"]),
        Model.RECEDING_RELAPSE: lambda values: RecedingRelapse(values["onset_before_days"]),
        Model.AT_ONCE: lambda values: AtOnce(values["begins_days"]),
    }
)
