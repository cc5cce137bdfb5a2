"""From which day and until when each hypothesis moves each measure; computed from its model."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.language.theory.courses import Floats
from ranvier.claims.language.theory.days import DAYS, HORIZON_DAYS
from ranvier.claims.language.theory.hypothesis import Direction, Hypothesis, Measure, Model, Move, Theory


@dataclass(frozen=True)
class Reached:
    """Share of the full effect by each day from 0 to the horizon: as taken, and at the ends of the ranges."""

    value: Floats
    least: Floats
    most: Floats


@dataclass(frozen=True)
class Prediction:
    """One hypothesis and one measure that it moves.

    from_day: first day on which the share that counts as moved is reached; earliest_day, latest_day: the
    same at the ends of the ranges of the numbers. until_day: last such day. None: not within the horizon, and
    for until_day beyond it. first_visit_day: first usual visit that shows it, None where none does.
    provisional: some number behind it is unverified. also_without_cells: hypotheses that move the measure in
    the same direction at the same time without cells.
    """

    hypothesis: str
    measure: str
    move: Move
    reached: Reached
    from_day: int | None
    earliest_day: int | None
    latest_day: int | None
    until_day: int | None
    first_visit_day: int | None
    provisional: bool
    also_without_cells: tuple[str, ...] = ()

    @property
    def direction(self) -> Direction:
        """In which direction the measure moves."""
        return self.move.direction

    def shows_on(self, moved_share: float) -> NDArray[np.bool_]:
        """Whether the measure has moved, for each day from 0 to the horizon."""
        return np.asarray(self.reached.value >= moved_share)


def predict_all(theory: Theory) -> tuple[Prediction, ...]:
    """One prediction for each hypothesis and measure that it moves, in the order of the theory."""
    moved = theory.settings["moved_share"].value
    found = [
        _predict(hypothesis, theory.measure(move.measure), move, moved)
        for hypothesis in theory.hypotheses
        for move in hypothesis.moves
    ]
    rivals = {one.id for one in theory.hypotheses if not one.needs_cells}
    return tuple(_with_rivals(prediction, found, rivals, moved) for prediction in found)


def find_reached(hypothesis: Hypothesis, measure: Measure, move: Move) -> Reached:
    """How far the hypothesis has moved the measure by each day.

    Every combination of the values and the ends of their ranges is tried.
    """
    numbers = hypothesis.numbers_of(move)
    lags = measure.lag.tried
    windows = measure.window.tried if measure.window is not None else (0.0,)
    rows = []
    for *values, lag, window in itertools.product(*(one.tried for one in numbers.values()), lags, windows):
        course = hypothesis.course(move, dict(zip(numbers, values, strict=True)))
        rows.append(_counted(course.share_by(DAYS, lag), window))
    # the first combination is the one of the values themselves
    return Reached(rows[0], np.min(rows, axis=0), np.max(rows, axis=0))


def _counted(share: Floats, window_days: float) -> Floats:
    """The mean share over the window before each day, where events are counted; none before day 0."""
    width = round(window_days)
    if width < 1:
        return share
    total = np.concatenate([np.zeros(width), np.cumsum(share)])
    return np.asarray((total[width:] - total[:-width]) / width)


def _predict(hypothesis: Hypothesis, measure: Measure, move: Move, moved: float) -> Prediction:
    reached = find_reached(hypothesis, measure, move)
    shows = np.flatnonzero(reached.value >= moved)
    numbers = [*hypothesis.numbers_of(move).values(), *filter(None, [measure.window])]
    if (move.model or hypothesis.model) is not Model.AT_ONCE:
        numbers.append(measure.lag)
    return Prediction(
        hypothesis=hypothesis.id,
        measure=measure.id,
        move=move,
        reached=reached,
        from_day=_first(reached.value, moved),
        earliest_day=_first(reached.most, moved),
        latest_day=_first(reached.least, moved),
        until_day=None if not len(shows) or shows[-1] == HORIZON_DAYS else int(shows[-1]),
        first_visit_day=next((day for day in measure.visit_days if reached.value[day] >= moved), None),
        provisional=not all(number.decides for number in numbers),
    )


def _first(share: Floats, moved: float) -> int | None:
    days = np.flatnonzero(share >= moved)
    return int(days[0]) if len(days) else None


def _with_rivals(
    prediction: Prediction, everything: list[Prediction], rivals: set[str], moved: float
) -> Prediction:
    """The prediction with the hypotheses that would move the same measure without cells, at the same time."""
    also = tuple(
        other.hypothesis
        for other in everything
        if other.hypothesis in rivals
        and other.hypothesis != prediction.hypothesis
        and other.measure == prediction.measure
        and other.direction is prediction.direction
        and bool(np.any(other.shows_on(moved) & prediction.shows_on(moved)))
    )
    return replace(prediction, also_without_cells=also)
