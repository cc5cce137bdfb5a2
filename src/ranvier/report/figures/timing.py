"""When each hypothesis could move what is reported, and when cases are first reported better."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ranvier.claims.language.theory.cases_in_time import REPORTED, DayReported, Standing
from ranvier.claims.language.theory.days import HORIZON_DAYS
from ranvier.claims.language.theory.hypothesis import Hypothesis, Origin
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.claims.language.theory.predictions import Prediction
from ranvier.claims.language.theory.wording import from_words, inside, listed, until_words, visit_words
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure

NAME = "timing"
_WHAT = (
    "From which day each hypothesis could move what is reported, and until when. Filled: offered by the "
    "source of the claims. Hollow: from published measurements, unverified. Hatched: without any cells. Thin "
    "capped line: the first day at the ends of the ranges of its numbers. Upright lines: described cases."
)
_NOTE = (
    "Time is compressed: the further right, the more days lie in the same space. A band says when, never how "
    "much, and never that a hypothesis is true."
)
_BEND_DAYS = 3.0
"""About up to this day the axis is even; beyond it each step is a multiple of days."""

_TICKS = ((0, "0"), (1, "1"), (3, "3"), (10, "10"), (30, "30 d"), (91, "3 mo"), (183, "6 mo"), (365, "1 y"))
_LAST_TICK = (730, "2 y")
_LOOKS = {Origin.ASSERTED: "asserted", Origin.PUBLISHED: "square open", Origin.WITHOUT_CELLS: "hatch"}
_MOVED = (Standing.COULD, Standing.IN_SOME)
_ROW, _BAND, _LINE = 38.0, 16.0, 15.0


@dataclass(frozen=True)
class _Sheet:
    drawing: Drawing
    left: float
    right: float
    top: float

    @property
    def is_wide(self) -> bool:
        return self.drawing.width > NARROW

    @property
    def row(self) -> float:
        """Height of a row; below its words where there is no room beside them."""
        return _ROW if self.is_wide else _ROW + 2 * _LINE

    @property
    def band(self) -> float:
        """From the head of a row to its band."""
        return 7.0 if self.is_wide else 36.0

    def x(self, day: float) -> float:
        """Place of a day: even at first, then ever denser."""
        held = min(max(day, 0.0), float(HORIZON_DAYS))
        return self.left + math.asinh(held / _BEND_DAYS) / math.asinh(HORIZON_DAYS / _BEND_DAYS) * (
            self.right - self.left
        )


def draw_timing(judged: JudgedTheory) -> Figure:
    """One band a hypothesis, from the day on which what is reported could move; lines where cases are."""
    shown = [(one, _shown(judged, one)) for one in judged.theory.hypotheses]
    words = "; ".join(f"{inside(one.name)}: {_band_words(judged, found)}" for one, found in shown)
    cases = "; ".join(f"{listed(day.cases)} first reported better on day {day.day}" for day in judged.days)
    description = f"{words}. {cases}." if cases else f"{words}."
    title = finding_words(judged)
    sheets = [_draw(judged, shown, width) for width in (WIDE, NARROW)]
    return Figure(
        name=NAME,
        finding=title,
        what=_WHAT,
        wide=sheets[0].svg(title, description, f"{NAME}-w", plain=True, plain_title=True),
        narrow=sheets[1].svg_named_by(f"{NAME}-w"),
        data=_data(judged, shown),
        note=_NOTE,
        counts_people=False,
    )


def finding_words(judged: JudgedTheory) -> str:
    """The finding of the chart: how many hypotheses could have moved function by the first day of a case."""
    without = sum(not one.needs_cells for one in judged.theory.hypotheses)
    if not judged.days:
        return f"{without} hypotheses need no cells; no described case names the day of its improvement."
    first = judged.days[0]
    moved = {stand.hypothesis for stand in first.stands if stand.standing in _MOVED}
    in_some = sum(stand.standing is Standing.IN_SOME for stand in first.stands)
    some = f" ({in_some} of them in some patients only, which no bar shows)" if in_some else ""
    free = sum(not one.needs_cells for one in judged.theory.hypotheses if one.id in moved)
    return (
        f"By day {first.day}, when {listed(first.cases)} {'is' if len(first.cases) == 1 else 'are'} first "
        f"reported better, {len(moved)} of {len(judged.theory.hypotheses)} hypotheses could have moved "
        f"function{some}; {free} of these need no cells."
    )


def _shown(judged: JudgedTheory, hypothesis: Hypothesis) -> Prediction:
    """What stands for a hypothesis: function where it moves it, otherwise the first measure it names."""
    function = judged.prediction(hypothesis.id, REPORTED)
    if function is not None:
        return function
    found = judged.prediction(hypothesis.id, hypothesis.moves[0].measure)
    assert found is not None  # every move has its prediction
    return found


def _band_words(judged: JudgedTheory, found: Prediction) -> str:
    measure = judged.theory.measure(found.measure).name
    until = until_words(found)
    return f"{measure} from {from_words(found)}, {until if found.until_day is None else f'until {until}'}"


def _draw(judged: JudgedTheory, shown: list[tuple[Hypothesis, Prediction]], width: float) -> Drawing:
    wide = width > NARROW
    top = 12 + _LINE * max(len(judged.days), 1)
    height = top + (_ROW if wide else _ROW + 2 * _LINE) * len(shown) + 56
    drawing = Drawing(width, height)
    sheet = _Sheet(drawing, 380.0 if wide else 8.0, width - 20.0, top)
    _draw_axis(sheet, len(shown))
    for place, (hypothesis, found) in enumerate(shown):
        _draw_band(sheet, judged, hypothesis, found, place)
    for place, day in enumerate(judged.days):
        _draw_cases(sheet, day, 12 + _LINE * place, len(shown))
    return drawing


def _draw_axis(sheet: _Sheet, rows: int) -> None:
    drawing, foot = sheet.drawing, sheet.top + sheet.row * rows
    ticks = [tick for tick in (*_TICKS, _LAST_TICK) if sheet.is_wide or tick[0] != 1]
    for day, words in ticks:
        x = sheet.x(day)
        drawing.line(x, sheet.top, x, foot, "grid")
        drawing.text(x, foot + 16, words, "s", anchor="middle", plain=True)
    drawing.line(sheet.left, foot, sheet.right, foot, "axis")
    words = "days (d), months (mo) and years (y) since the first dose, ever denser"
    if not sheet.is_wide:
        words = "since the first dose, ever denser"
    drawing.text(sheet.right, foot + 34, words, "s", anchor="end")


def _draw_band(
    sheet: _Sheet, judged: JudgedTheory, hypothesis: Hypothesis, found: Prediction, place: int
) -> None:
    drawing, y = sheet.drawing, sheet.top + sheet.row * place
    drawing.text(0, y + 14, hypothesis.name, "k")
    drawing.text(0, y + 28, _band_words(judged, found), "s", plain=True)
    band = y + sheet.band
    if found.from_day is None:
        return
    start, end = (
        sheet.x(found.from_day),
        sheet.x(HORIZON_DAYS if found.until_day is None else found.until_day),
    )
    drawing.rect(start, band, max(end - start, 3), _BAND, _LOOKS[hypothesis.origin])
    if found.until_day is None:
        drawing.text(end + 4, band + 12, "\u2192", "s")
    if found.earliest_day != found.latest_day and found.earliest_day is not None:
        last = HORIZON_DAYS if found.latest_day is None else found.latest_day
        drawing.capped(sheet.x(found.earliest_day), sheet.x(last), band + _BAND + 5, "ink")


def _draw_cases(sheet: _Sheet, day: DayReported, y: float, rows: int) -> None:
    """An upright line with the cases above it; in a narrow drawing it is left out where words stand."""
    x, drawing = sheet.x(day.day), sheet.drawing
    if sheet.is_wide:
        drawing.line(x, y + 4, x, sheet.top + sheet.row * rows, "asserted-line")
    else:
        drawing.line(x, y + 4, x, sheet.top, "asserted-line")
        for place in range(rows):
            band = sheet.top + sheet.row * place + sheet.band
            drawing.line(x, band - 4, x, band + _BAND + 8, "asserted-line")
    to_the_left = x > (sheet.left + sheet.right) / 2
    words = f"{listed(day.cases)}: day {day.day}"
    drawing.text(x, y, words, "a", anchor="end" if to_the_left else "start", plain=True)


def _data(judged: JudgedTheory, shown: list[tuple[Hypothesis, Prediction]]) -> DataTable:
    head = ("hypothesis or case", "measure", "from day", "until", "first usual visit")
    rows = [
        (
            one.name,
            judged.theory.measure(found.measure).name,
            from_words(found),
            until_words(found),
            visit_words(found),
        )
        for one, found in shown
    ]
    rows += [(listed(day.cases), "first reported better", f"day {day.day}", "", "") for day in judged.days]
    return DataTable(head, tuple(rows), plain=frozenset(range(len(head))))
