"""Below the scores: day 0, relapses, steroids, doses, follow-up, and the years."""

from __future__ import annotations

from datetime import date, timedelta

from ranvier.report.figures.course_timeline_sheet import PLOT_FOOT, ROW_STEP, ROWS_TOP, CourseSheet

_MOST_YEARS = {True: 14, False: 5}


def draw_rows(sheet: CourseSheet) -> None:
    """One row for each table that was supplied, then follow-up, then the years."""
    _draw_zero(sheet)
    marks = sheet.explanation.marks
    y = ROWS_TOP
    for words, days, look in (
        ("Relapses", marks.relapses, "relapse"),
        ("Steroids", marks.steroids, "steroid"),
        ("Cells", marks.doses, "dot"),
    ):
        if days is not None:
            _draw_row(sheet, words, days, look, y)
            y += ROW_STEP
    if sheet.explanation.end:
        _draw_follow_up(sheet, y)
        y += ROW_STEP
    _draw_years(sheet, y)


def _draw_zero(sheet: CourseSheet) -> None:
    zero = sheet.explanation.zero_date
    if zero is not None:
        x = sheet.x(zero)
        sheet.drawing.line(x, sheet.top - 8, x, PLOT_FOOT, "dashed-ink")
        sheet.drawing.text(
            x + 4, sheet.top - 12 if sheet.is_wide else sheet.top - 2, "day 0", "s", plain=True
        )


def _draw_row(sheet: CourseSheet, words: str, days: tuple[date, ...], look: str, y: float) -> None:
    sheet.drawing.text(0, y + 4, words, "k")
    sheet.drawing.line(sheet.left, y, sheet.right, y, "grid")
    shown = [day for day in days if sheet.holds(day)]
    for day in shown:
        _draw_mark(sheet, sheet.x(day), y, look)
    earlier = sum(day < sheet.first for day in days)
    if earlier and sheet.is_wide:
        sheet.drawing.text(sheet.right + 8, y + 4, f"{earlier} earlier", "s", plain=True)
    if not days:
        sheet.drawing.text(sheet.left + 6, y + 4, "none on record", "s")


def _draw_mark(sheet: CourseSheet, x: float, y: float, look: str) -> None:
    if look == "relapse":
        sheet.drawing.line(x, sheet.top, x, PLOT_FOOT, "relapse-line")
        sheet.drawing.path([(x - 6, y - 6), (x + 6, y - 6), (x, y + 6)], "relapse", closed=True)
    elif look == "steroid":
        sheet.drawing.rect(x - 2.5, y - 7, 5, 14, "steroid")
    else:
        sheet.drawing.path([(x, y - 7), (x + 6, y + 6), (x - 6, y + 6)], look, closed=True)


def _draw_follow_up(sheet: CourseSheet, y: float) -> None:
    """From day 0 or the first reference to the event, or to where the patient leaves the risk set."""
    told = sheet.explanation
    ends = told.events[0].onset_date if told.events else told.exit_date
    start = told.zero_date or (told.references[0].start_date if told.references else sheet.first)
    assert ends is not None  # the caller asks first
    sheet.drawing.text(0, y + 4, "At risk", "k")
    sheet.drawing.line(sheet.left, y, sheet.right, y, "grid")
    sheet.drawing.line(sheet.x(start), y, sheet.x(max(start, ends)), y, "found")
    words = "event" if told.events else "leaves the risk set"
    x = sheet.x(ends)
    beside = x + 8 if x < sheet.right - 130 else x - 8
    sheet.drawing.disc(x, y, 4, "dot" if told.events else "dot-open")
    sheet.drawing.text(beside, y - 5, words, "s", anchor="start" if beside > x else "end")


def _draw_years(sheet: CourseSheet, y: float) -> None:
    sheet.drawing.line(sheet.left, PLOT_FOOT, sheet.right, PLOT_FOOT, "axis")
    years = range(sheet.first.year, sheet.last.year + 2)
    step = max(1, -(-len(years) // _MOST_YEARS[sheet.is_wide]))
    starts = [date(year, 1, 1) for year in years if (year - years[0]) % step == 0]
    shown = [day for day in starts if sheet.holds(day)]
    for day in shown:
        x = sheet.x(day)
        sheet.drawing.line(x, PLOT_FOOT, x, y - 12, "grid")
        sheet.drawing.text(x, y + 4, str(day.year), "s", anchor=sheet.anchor(x), plain=True)
    if len(shown) < 2:
        _draw_ends(sheet, y)


def _draw_ends(sheet: CourseSheet, y: float) -> None:
    """The first and the last day of a sheet that is too short for years."""
    for day, anchor in ((sheet.first, "start"), (sheet.last, "end")):
        words = (day + timedelta(0)).isoformat()
        sheet.drawing.text(sheet.x(day), y + 20, words, "s", anchor=anchor, plain=True)
