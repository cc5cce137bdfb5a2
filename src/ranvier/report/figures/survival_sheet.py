"""The drawing of a curve of those free of worsening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.claims.language.wording import asserted_text, percent_number
from ranvier.report.figures.curve_points import CurvePoint, line_at, value_at
from ranvier.report.figures.curves import Curves, years_words
from ranvier.report.figures.drawing import Drawing, steps
from ranvier.report.figures.figure import NARROW
from ranvier.report.figures.scale import Scale
from ranvier.report.numbers import span
from ranvier.vocabulary.time import DAYS_PER_YEAR

_LINE = 14.0


@dataclass(frozen=True)
class _Sheet:
    """Where things stand."""

    drawing: Drawing
    years: Scale
    percent: Scale
    foot: float

    @property
    def is_wide(self) -> bool:
        return self.drawing.width > NARROW

    def point(self, day: float, share: float) -> tuple[float, float]:
        return self.years.at(day / DAYS_PER_YEAR), self.percent.at(share)


@dataclass(frozen=True)
class _Label:
    """Two lines of words at a height in percent."""

    share: float
    look: str
    first: str
    second: str


def draw_sheet(curves: Curves, width: float, plot: float) -> Drawing:
    """The curves with labels beside them (wide) or below them (narrow), and the numbers at risk."""
    wide = width > NARROW
    labels = sorted(_labels(curves), key=lambda label: -label.share)
    below = 0 if wide else 2 * _LINE * len(labels) + 10
    drawing = Drawing(
        width, plot + 50 + below + (52 if curves.at_risk and wide else 76 if curves.at_risk else 0)
    )
    last = max(curves.treated[-1].day, curves.reading_day) / DAYS_PER_YEAR
    start, end = (90.0, 755.0) if wide else (36.0, 344.0)
    sheet = _Sheet(drawing, Scale(0, last, start, end), Scale(100, curves.lowest, 10, plot), plot)
    _draw_grid(sheet)
    _draw_asserted(sheet, curves)
    _draw_curve(sheet, curves.comparator, "other-band", "other")
    _draw_curve(sheet, curves.treated, "band", "found")
    for _, line in curves.dashed:
        drawing.path(steps([sheet.point(day, share) for day, share in line]), "dashed")
    horizon = value_at(curves.treated, curves.reading_day)
    if horizon is not None:
        drawing.disc(*sheet.point(horizon.day, horizon.share), 4.5, "dot")
    _draw_labels(sheet, labels)
    _draw_at_risk(sheet, curves, plot + 56 + below)
    return drawing


def _draw_grid(sheet: _Sheet) -> None:
    drawing, start, end = sheet.drawing, sheet.years.start, sheet.years.end
    for share in sheet.percent.ticks(6):
        y = sheet.percent.at(share)
        drawing.line(start, y, end, y, "grid")
        words = f"{share:.0f}%" if share == 100 else f"{share:.0f}"
        drawing.text(start - 6, y + 4, words, "s", anchor="end", plain=True)
    drawing.line(start, sheet.foot, end, sheet.foot, "axis")
    for year in range(int(sheet.years.last + 0.01) + 1):
        x = sheet.years.at(year)
        drawing.line(x, sheet.foot, x, sheet.foot + 4, "axis")
        drawing.text(x, sheet.foot + 17, f"{year}", "s", anchor="middle", plain=True)
    drawing.text(end, sheet.foot + 33, "years since time zero", "s", anchor="end")


def _draw_asserted(sheet: _Sheet, curves: Curves) -> None:
    low, high = max(curves.asserted.low, curves.lowest), min(curves.asserted.high, 100.0)
    if low > high:
        return
    (x, top), (_, foot) = sheet.point(curves.horizon_day, high), sheet.point(curves.horizon_day, low)
    x = min(x, sheet.years.end - 6)
    sheet.drawing.rect(x, top, sheet.years.end - x, foot - top, "asserted soft")
    sheet.drawing.line(x, foot, sheet.years.end, foot, "asserted-line")


def _draw_curve(sheet: _Sheet, points: Sequence[CurvePoint], band: str, line: str) -> None:
    if len(points) < 2:
        return
    lower = steps([sheet.point(point.day, point.lower) for point in points])
    upper = steps([sheet.point(point.day, point.upper) for point in points])
    sheet.drawing.path([*lower, *reversed(upper)], band, closed=True)
    sheet.drawing.path(steps([sheet.point(point.day, point.share) for point in points]), line)


def _labels(curves: Curves) -> list[_Label]:
    middle = (max(curves.asserted.low, curves.lowest) + min(curves.asserted.high, 100.0)) / 2
    when = f"at {years_words(curves.horizon_day)}"
    labels = [_Label(middle, "a", f"Asserted: {asserted_text(curves.asserted)}", when)]
    groups = (("This programme", "f", curves.treated), ("Comparison group", "k", curves.comparator))
    for words, look, points in groups:
        if points:
            end = value_at(points, curves.reading_day) or points[-1]
            numbers = f"{percent_number(end.share)}%, {span(end.lower, end.upper, PERCENT)}"
            labels.append(
                _Label(
                    points[-1].share,
                    look,
                    words,
                    f"{when if end.day >= curves.horizon_day else f'at {years_words(end.day)}'}: {numbers}",
                )
            )
    if curves.dashed:
        texts = [
            f"{name} {percent_number(line_at(line, curves.reading_day))}%" for name, line in curves.dashed
        ]
        words = "Dashed: unconfirmed worsening"
        labels.append(_Label(curves.dashed[0][1][-1][1], "f", words, f"{when}: {', '.join(texts)}"))
    return labels


def _draw_labels(sheet: _Sheet, labels: Sequence[_Label]) -> None:
    if not sheet.is_wide:
        for place, label in enumerate(labels):
            y = sheet.foot + 56 + 2 * _LINE * place
            sheet.drawing.text(0, y, label.first, label.look)
            sheet.drawing.text(0, y + _LINE, label.second, "s")
        return
    lowest = 0.0
    for label in labels:
        y = max(sheet.percent.at(label.share) + 2, lowest)
        sheet.drawing.text(sheet.years.end + 16, y, label.first, label.look)
        sheet.drawing.text(sheet.years.end + 16, y + _LINE, label.second, "s")
        lowest = y + 36


def _draw_at_risk(sheet: _Sheet, curves: Curves, y: float) -> None:
    if not curves.at_risk:
        return
    gap = 0 if sheet.is_wide else _LINE
    step = 1 if sheet.is_wide or len(curves.at_risk) < 8 else 2
    for name, column, level in (("At risk", 1, y), ("Worsened", 2, y + 22 + gap)):
        sheet.drawing.text(0, level, name, "k s" if column == 1 else "s")
        for row in curves.at_risk[::step]:
            x = sheet.years.at(row[0] / DAYS_PER_YEAR)
            sheet.drawing.text(x, level + gap, str(row[column]), "s", anchor="middle")
