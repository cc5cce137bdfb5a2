"""The timeline: EDSS as a step line, and under it a row for each kind of record, on one axis of years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from ranvier.registry.models import Patient
from ranvier.registry.timeline.marks import Mark, Marks, Stretch, marks_of
from ranvier.report.figures.drawing import Drawing, steps
from ranvier.report.figures.figure import NARROW, WIDE
from ranvier.report.figures.scale import Scale
from ranvier.vocabulary.time import DAYS_PER_YEAR

_TOP, _FOOT = 18.0, 178.0
_ROW, _FIRST_ROW = 26.0, 206.0
_EDSS_MOST = 10.0


@dataclass(frozen=True)
class Timeline:
    """The picture for wide and narrow screens, and its rows as a table. finding: its caption."""

    finding: str
    wide: Markup
    narrow: Markup
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class _Sheet:
    """A drawing with its scales; zero: the day of the first dose, or of the first record."""

    drawing: Drawing
    days: Scale
    scores: Scale
    zero: date
    left: float
    right: float

    def x(self, day: date) -> float:
        return self.days.at((day - self.zero).days)


def draw_timeline(patient: Patient, visits: list[Any], doses: list[Any], today: date) -> Timeline | None:
    """The course of *patient* so far; None where nothing is recorded."""
    marks = marks_of(patient, visits, doses)
    scored = [(visit.date, visit.edss) for visit in visits if visit.edss is not None]
    days = _every_day(marks, scored)
    if not days:
        return None
    zero = min((mark.day for mark in marks.doses), default=min(days))
    finding = _finding(scored, marks)
    sheets = [_draw(scored, marks, (min(days), max(*days, today)), zero, width) for width in (WIDE, NARROW)]
    named = f"{patient.pseudonym} over time"
    return Timeline(
        finding=finding,
        wide=sheets[0].svg(named, finding, "timeline"),
        narrow=sheets[1].svg_named_by("timeline"),
        rows=_table(scored, marks),
    )


def _every_day(marks: Marks, scored: list[tuple[date, float]]) -> list[date]:
    points = [mark.day for row in _points(marks) for mark in row[1]]
    spans = [
        day for row in (marks.drugs, marks.steroids) for one in row for day in (one.first, one.last) if day
    ]
    return [*(day for day, _ in scored), *points, *spans]


def _points(marks: Marks) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    return (
        ("Relapses", marks.relapses),
        ("MRI", marks.mri),
        ("Cells", marks.doses),
        ("Adverse events", marks.events),
        ("Visits", marks.visits),
    )


def _finding(scored: list[tuple[date, float]], marks: Marks) -> str:
    parts = []
    if scored:
        parts.append(f"EDSS {scored[0][1]:.1f} on {scored[0][0]}, {scored[-1][1]:.1f} on {scored[-1][0]}")
    for word, found in (
        ("relapse", marks.relapses),
        ("cell dose", marks.doses),
        ("adverse event", marks.events),
    ):
        n = len(found)
        parts.append(f"{n or 'no'} {word}{'' if n == 1 else 's'}")
    departed = sum(mark.strong for mark in marks.doses)
    if departed:
        parts.append(f"{departed} of the doses with a deviation")
    return ", ".join(parts) + "."


def _draw(
    scored: list[tuple[date, float]], marks: Marks, span: tuple[date, date], zero: date, width: float
) -> Drawing:
    left = 124.0 if width > NARROW else 74.0
    right = width - 14
    drawing = Drawing(width, _FIRST_ROW + 7 * _ROW + 30)
    first, last = ((day - zero).days for day in span)
    days = Scale(first, max(last, first + 30), left, right)
    sheet = _Sheet(drawing, days, Scale(0, _EDSS_MOST, _FOOT, _TOP), zero, left, right)
    _draw_scores(sheet, scored)
    rows: Iterable[tuple[str, Any]] = (
        ("Relapses", marks.relapses),
        ("MRI", marks.mri),
        ("Drugs", marks.drugs),
        ("Steroids", marks.steroids),
        ("Cells", marks.doses),
        ("Adverse events", marks.events),
        ("Visits", marks.visits),
    )
    for place, (label, found) in enumerate(rows):
        y = _FIRST_ROW + place * _ROW
        drawing.text(0, y + 4, label, "k")
        drawing.line(left, y, right, y, "grid")
        for one in found:
            _draw_stretch(sheet, one, y) if isinstance(one, Stretch) else _draw_mark(sheet, label, one, y)
    _draw_years(sheet, has_dose=bool(marks.doses))
    return drawing


def _draw_scores(sheet: _Sheet, scored: list[tuple[date, float]]) -> None:
    drawing = sheet.drawing
    drawing.text(0, _TOP + 4, "EDSS", "k")
    for score in range(0, 11, 2):
        y = sheet.scores.at(score)
        drawing.line(sheet.left, y, sheet.right, y, "grid")
        drawing.text(sheet.left - 8, y + 4, str(score), "s", anchor="end", plain=True)
    points = [(sheet.x(day), sheet.scores.at(edss)) for day, edss in scored]
    if len(points) > 1:
        drawing.path(steps(points), "thin")
    for x, y in points:
        drawing.disc(x, y, 3, "dot")
    if scored:
        drawing.text(points[-1][0], points[-1][1] - 9, f"{scored[-1][1]:.1f}", "k", anchor="end")


def _draw_mark(sheet: _Sheet, row: str, mark: Mark, y: float) -> None:
    x, drawing = sheet.x(mark.day), sheet.drawing
    match row:
        case "Relapses":
            drawing.path([(x - 5, y - 4), (x + 5, y - 4), (x, y + 5)], "mark-warn", closed=True)
        case "MRI":
            drawing.rect(x - 3, y - 7, 6, 14, "mark-full" if mark.strong else "mark-open")
        case "Cells":
            drawing.path([(x - 6, y + 5), (x + 6, y + 5), (x, y - 6)], "mark-found", closed=True)
            if mark.strong:
                drawing.disc(x, y, 11, "mark-ring")
        case "Adverse events":
            drawing.rect(x - 7, y - 8, 14, 16, "mark-box")
            drawing.text(x, y + 4, mark.label, "s", anchor="middle")
        case _:
            drawing.ticks([(x, y)], "mark-tick")
            if mark.strong:
                drawing.square(x, y + 6, 2, "mark-full")


def _draw_stretch(sheet: _Sheet, stretch: Stretch, y: float) -> None:
    left = sheet.x(stretch.first)
    right = sheet.x(stretch.last) if stretch.last else sheet.right
    sheet.drawing.rect(left, y - 8, max(right - left, 3), 16, "mark-band")
    if right - left > 8 * len(stretch.words):
        sheet.drawing.text(left + 5, y + 4, stretch.words, "s")


def _draw_years(sheet: _Sheet, *, has_dose: bool) -> None:
    y = _FIRST_ROW + 7 * _ROW
    first, last = sheet.days.first / DAYS_PER_YEAR, sheet.days.last / DAYS_PER_YEAR
    for year in Scale(first, last, 0, 1).ticks(6 if sheet.drawing.width > NARROW else 4):
        x = sheet.days.at(year * DAYS_PER_YEAR)
        sheet.drawing.line(x, _TOP, x, y - 10, "grid")
        sheet.drawing.text(
            x, y + 6, f"{year:+g}".replace("-", "\u2212") if year else "0", "s", anchor="middle", plain=True
        )
    if has_dose:
        x = sheet.days.at(0)
        sheet.drawing.line(x, _TOP - 6, x, y - 10, "first-dose")
        sheet.drawing.text(x, 10, "first dose", "k", anchor="middle")
    words = "years since first dose" if has_dose else "years since first record"
    sheet.drawing.text(0, y + 22, words, "s")


def _table(scored: list[tuple[date, float]], marks: Marks) -> tuple[tuple[str, str, str], ...]:
    rows = [(day.isoformat(), "EDSS", f"{edss:.1f}") for day, edss in scored]
    rows += [(mark.day.isoformat(), label, mark.words) for label, found in _points(marks) for mark in found]
    for label, found in (("Drug", marks.drugs), ("Steroids", marks.steroids)):
        rows += [(one.first.isoformat(), label, f"{one.words}, until {one.last or 'now'}") for one in found]
    return tuple(sorted(rows))
