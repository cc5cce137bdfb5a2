"""One patient's course: scores, the reference and its thresholds, relapses, steroids, doses and the event."""

from __future__ import annotations

from datetime import timedelta

from ranvier.course.explain_facts import told_date
from ranvier.course.explanation import Explanation
from ranvier.report.figures.course_timeline_rows import draw_rows
from ranvier.report.figures.course_timeline_sheet import (
    PLOT_FOOT,
    ROW_STEP,
    ROWS_TOP,
    CourseSheet,
    course_sheet,
)
from ranvier.report.figures.drawing import Drawing, steps
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.vocabulary.measures import EDSS

NAME = "course"


def draw_course(explanation: Explanation) -> Figure | None:
    """The course as a figure, drawn wide and narrow; None where there is no score to draw."""
    if not explanation.visits:
        return None
    title = explanation.answer
    what = (
        "Discs: scores, each until the next visit; open where the search does not look. Solid line: the "
        "reference. Dashed lines: the scores from which a change is large enough."
    )
    if len(explanation.events) == 1:
        what += " Shaded: when it can be confirmed. Ring: onset. Diamond: the visit that confirms it."
    elif explanation.events:
        what += " Shaded: when the first can be confirmed. Rings: onsets. Diamonds: confirming visits."
    description = f"{title} {_scores_in_words(explanation)}"
    sheets = [_draw(explanation, width) for width in (WIDE, NARROW)]
    return Figure(
        name=NAME,
        finding=title,
        what=what,
        wide=sheets[0].svg("The course of one patient", description, f"{NAME}-w"),
        narrow=sheets[1].svg_named_by(f"{NAME}-w"),
        data=_data(explanation),
    )


def _scores_in_words(explanation: Explanation) -> str:
    label, unit = explanation.definition.measure.label, explanation.definition.measure
    scores = [f"{_number(visit.score, unit.name)} on {told_date(visit.date)}" for visit in explanation.visits]
    return f"{label}: {', '.join(scores)}."


def _number(score: float, measure: str) -> str:
    return f"{score:.1f}" if measure == EDSS.name else f"{round(score, 3):g}"


def _data(explanation: Explanation) -> DataTable:
    measure = explanation.definition.measure
    rows = tuple(
        (
            visit.date.isoformat(),
            "" if visit.day is None else str(visit.day).replace("-", "\u2212"),
            _number(visit.score, measure.name),
            "none known" if visit.days_since_relapse is None else str(visit.days_since_relapse),
            "none known" if visit.days_until_relapse is None else str(visit.days_until_relapse),
            visit.mark,
        )
        for visit in explanation.visits
    )
    head = ("Visit", "Day", measure.label, "Days since relapse", "Days to next relapse", "Mark")
    return DataTable(head, rows, frozenset(range(len(head))))


def _draw(explanation: Explanation, width: float) -> Drawing:
    marks = explanation.marks
    tables = (marks.relapses, marks.steroids, marks.doses)
    n_rows = sum(days is not None for days in tables) + bool(explanation.end)
    drawing = Drawing(width, ROWS_TOP + ROW_STEP * n_rows + 26)
    sheet = course_sheet(drawing, explanation)
    _draw_window(sheet)
    _draw_grid(sheet)
    _draw_references(sheet)
    _draw_scores(sheet)
    _draw_marks(sheet)
    draw_rows(sheet)
    return drawing


def _draw_grid(sheet: CourseSheet) -> None:
    for number in sheet.score_ticks:
        y = sheet.y(number)
        sheet.drawing.line(sheet.left, y, sheet.right, y, "grid")
        sheet.drawing.text(sheet.left - 8, y + 4, f"{number:g}", "s", anchor="end", plain=True)
    label = sheet.explanation.definition.measure
    words = label.label if sheet.is_wide else label.name.upper()
    sheet.drawing.text(0, 14, f"{words}, up is higher" if sheet.is_wide else words, "k")


def _draw_window(sheet: CourseSheet) -> None:
    """The days on which the first event can be confirmed."""
    for event in sheet.explanation.events[:1]:
        for window in sheet.explanation.definition.windows:
            opens = event.onset_date + timedelta(days=window.opens_days)
            closes_days = window.closes_days
            closes = sheet.last if closes_days is None else event.onset_date + timedelta(days=closes_days)
            left, right = sheet.x(opens), sheet.x(min(closes, sheet.last))
            if opens <= sheet.last:
                sheet.drawing.rect(left, sheet.top, max(right - left, 2), PLOT_FOOT - sheet.top, "window")


def _draw_references(sheet: CourseSheet) -> None:
    for place, span in enumerate(sheet.explanation.references):
        left, right = sheet.x(span.start_date), sheet.x(span.end_date)
        sheet.drawing.line(left, sheet.y(span.score), right, sheet.y(span.score), "reference")
        for threshold in (span.worse_from, span.better_from):
            if threshold is not None and sheet.lowest <= threshold <= sheet.highest:
                sheet.drawing.line(left, sheet.y(threshold), right, sheet.y(threshold), "threshold")
        if place == 0 and sheet.is_wide:
            _name_lines(sheet, right)


def _name_lines(sheet: CourseSheet, right: float) -> None:
    span = sheet.explanation.references[0]
    x = min(right, sheet.right) + 8
    if len(sheet.explanation.references) > 1:
        return
    for score, words in (
        (span.score, "reference"),
        (span.worse_from, "worse from here"),
        (span.better_from, "better from here"),
    ):
        if score is not None and sheet.lowest <= score <= sheet.highest:
            sheet.drawing.text(sheet.right + 8, sheet.y(score) + 4, words, "s")
            if x < sheet.right:
                sheet.drawing.line(x, sheet.y(score), sheet.right, sheet.y(score), "hair")


def _draw_scores(sheet: CourseSheet) -> None:
    visits = sheet.explanation.visits
    points = [(sheet.x(visit.date), sheet.y(visit.score)) for visit in visits]
    if len(points) > 1:
        sheet.drawing.path(steps(points), "thin")
    for (x, y), visit in zip(points, visits, strict=True):
        sheet.drawing.disc(x, y, 4, "dot" if visit.in_course else "dot-open")


def _draw_marks(sheet: CourseSheet) -> None:
    """Rings at onsets, diamonds at confirming visits; the first of each is named, one above, one below."""
    named: set[str] = set()
    for visit in sheet.explanation.visits:
        x, y = sheet.x(visit.date), sheet.y(visit.score)
        if visit.mark == "onset":
            sheet.drawing.disc(x, y, 9, "ring")
        elif visit.mark == "confirms":
            sheet.drawing.diamond(x, y, 9, "ring")
        if visit.mark in ("onset", "confirms") and visit.mark not in named:
            named.add(visit.mark)
            level = sheet.top + 12 if visit.mark == "onset" else PLOT_FOOT - 8
            end = y - 9 if visit.mark == "onset" else y + 9
            sheet.drawing.line(x, level + (4 if level < y else -12), x, end, "hair")
            sheet.drawing.text(x, level, visit.mark, "k", anchor=sheet.anchor(x))
