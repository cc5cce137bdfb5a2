"""Which measure, on which days, and in which design, two hypotheses say different things."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ranvier.claims.language.theory.hypothesis import Follows, Hypothesis, Measure, Theory
from ranvier.claims.language.theory.predictions import Prediction


@dataclass(frozen=True)
class Telling:
    """One measure on which two hypotheses differ.

    visit_days: usual visits on which one has clearly moved it and the other has not. sure_days: those on
    which that holds at every end of the ranges of both. moved_by: the hypothesis that has moved it then.
    others: further hypotheses without cells that have moved it on one of these days as well.
    """

    measure: str
    moved_by: str
    visit_days: tuple[int, ...]
    sure_days: tuple[int, ...]
    others: tuple[str, ...]
    provisional: bool


@dataclass(frozen=True)
class Pair:
    """Two hypotheses with everything that tells them apart, the best first; nothing where timing cannot.

    design: what a study has to keep alike, or give to one group only.
    """

    one: str
    other: str
    tellings: tuple[Telling, ...]
    design: tuple[str, ...]


def tell_apart(theory: Theory, predictions: Sequence[Prediction]) -> tuple[Pair, ...]:
    """One pair for each two hypotheses of which at least one says that the cells do something."""
    tell = _Tell(theory, {(one.hypothesis, one.measure): one for one in predictions})
    return tuple(
        Pair(one.id, other.id, tell.between(one, other), _design(one, other))
        for one, other in itertools.combinations(theory.hypotheses, 2)
        if one.needs_cells or other.needs_cells
    )


@dataclass(frozen=True)
class _Tell:
    """Compares two hypotheses measure by measure."""

    theory: Theory
    by_place: Mapping[tuple[str, str], Prediction]

    def between(self, one: Hypothesis, other: Hypothesis) -> tuple[Telling, ...]:
        """Every measure that tells the two apart, each once, the best first."""
        found = [
            telling
            for measure in self.theory.measures
            for first, second in ((one, other), (other, one))
            if not second.adds_to and (telling := self._telling(measure, first, second)) is not None
        ]
        best: dict[str, Telling] = {}
        for telling in sorted(found, key=self._rank):
            best.setdefault(telling.measure, telling)
        return tuple(best.values())

    def _telling(self, measure: Measure, first: Hypothesis, second: Hypothesis) -> Telling | None:
        """The visits on which *first* has clearly moved the measure and *second* has not, if any."""
        moved = self.by_place.get((first.id, measure.id))
        if moved is None:
            return None
        quiet = self.by_place.get((second.id, measure.id))
        if moved.move.follows is Follows.EXPOSURE and quiet is None:
            return None  # that cells are there does not tell what they do
        differ = tuple(
            day for day in measure.visit_days if self._clear(moved, day) and self._quiet(quiet, day)
        )
        if not differ:
            return None
        return Telling(
            measure=measure.id,
            moved_by=first.id,
            visit_days=differ,
            sure_days=tuple(day for day in differ if self._is_sure(moved, quiet, day)),
            others=self._others(measure, (first, second), differ),
            provisional=moved.provisional or (quiet is not None and quiet.provisional),
        )

    def _clear(self, moved: Prediction, day: int) -> bool:
        return bool(moved.reached.value[day] >= self.theory.settings["clear_share"].value)

    def _quiet(self, quiet: Prediction | None, day: int) -> bool:
        return quiet is None or bool(quiet.reached.value[day] <= self.theory.settings["quiet_share"].value)

    def _is_sure(self, moved: Prediction, quiet: Prediction | None, day: int) -> bool:
        clear, low = (self.theory.settings[name].value for name in ("clear_share", "quiet_share"))
        return bool(moved.reached.least[day] >= clear) and (
            quiet is None or bool(quiet.reached.most[day] <= low)
        )

    def _others(
        self, measure: Measure, pair: tuple[Hypothesis, Hypothesis], days: Sequence[int]
    ) -> tuple[str, ...]:
        """Hypotheses without cells, beside the two, that have moved the measure on one of the days."""
        moved = self.theory.settings["moved_share"].value
        return tuple(
            one.id
            for one in self.theory.hypotheses
            if not one.needs_cells
            and one not in pair
            and (prediction := self.by_place.get((one.id, measure.id))) is not None
            and any(prediction.reached.value[day] >= moved for day in days)
        )

    def _rank(self, telling: Telling) -> tuple[bool, bool, bool, int, int, int]:
        """The order of usefulness.

        Those that hold at every end of the ranges; those that what needs cells would move; those that rest on
        nobody's effort; those that least else moves; those with many days; the earliest.
        """
        days = telling.sure_days or telling.visit_days
        moved_by = next(one for one in self.theory.hypotheses if one.id == telling.moved_by)
        return (
            not telling.sure_days,
            not moved_by.needs_cells,
            self.theory.measure(telling.measure).by_effort,
            len(telling.others),
            -len(days),
            days[0],
        )


def _design(one: Hypothesis, other: Hypothesis) -> tuple[str, ...]:
    """What has to be kept alike: of those that need no cells first; what another one includes is left out."""
    both = sorted((one, other), key=lambda hypothesis: hypothesis.needs_cells)
    told = dict.fromkeys(hypothesis.alike for hypothesis in both)
    return tuple(one for one in told if not any(one != more and one in more for more in told))
