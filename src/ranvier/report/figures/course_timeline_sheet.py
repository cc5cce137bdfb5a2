"""The sheet of a course: which score and which day lies where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from ranvier.course.explanation import Explanation
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW
from ranvier.report.figures.scale import round_numbers

PLOT_FOOT = 270.0
ROWS_TOP = 300.0
ROW_STEP = 28.0
_TOP = 30.0


@dataclass(frozen=True)
class CourseSheet:
    """A drawing with its scales: days from left to right, scores from the foot up."""

    drawing: Drawing
    explanation: Explanation
    left: float
    right: float
    first: date
    last: date
    lowest: float
    highest: float
    top: float = _TOP

    @property
    def is_wide(self) -> bool:
        """Whether there is room for words beside the marks."""
        return self.drawing.width > NARROW

    def x(self, day: date) -> float:
        """Place of a day; one beyond the sheet is held at its edge."""
        held = min(max(day, self.first), self.last)
        return self.left + (held - self.first).days / (self.last - self.first).days * (self.right - self.left)

    def y(self, score: float) -> float:
        """Place of a score."""
        return PLOT_FOOT - (score - self.lowest) / (self.highest - self.lowest) * (PLOT_FOOT - self.top)

    def holds(self, day: date) -> bool:
        """Whether a day lies on the sheet."""
        return self.first <= day <= self.last

    def anchor(self, x: float) -> str:
        """Where words at a place are to be anchored so that they stay on the sheet."""
        if x < self.left + 40:
            return "start"
        return "end" if x > self.right - 40 else "middle"

    @property
    def score_ticks(self) -> tuple[float, ...]:
        """Round scores."""
        return round_numbers(self.lowest, self.highest, 11)


def course_sheet(drawing: Drawing, explanation: Explanation) -> CourseSheet:
    """The sheet that holds every visit, threshold and end of the course."""
    is_wide = drawing.width > NARROW
    days = [visit.date for visit in explanation.visits]
    days += [day for day in (explanation.zero_date, explanation.exit_date) if day is not None]
    first, last = min(days), max(days)
    room = timedelta(days=max((last - first).days // 40, 15))
    lowest, highest = _score_limits(explanation)
    left, right = (110.0, drawing.width - 120.0) if is_wide else (74.0, drawing.width - 8.0)
    return CourseSheet(drawing, explanation, left, right, first - room, last + room, lowest, highest)


def _score_limits(explanation: Explanation) -> tuple[float, float]:
    """From a little below to a little above all scores and thresholds, within the measure."""
    measure = explanation.definition.measure
    scores = [visit.score for visit in explanation.visits]
    for span in explanation.references:
        scores += [score for score in (span.worse_from, span.better_from) if score is not None]
    low, high = min(scores), max(scores)
    room = max((high - low) * 0.12, 2 / measure.ticks_per_unit, 0.1)
    return max(math.floor(low - room), measure.lowest), min(math.ceil(high + room), measure.highest)
