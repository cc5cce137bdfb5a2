"""The forest plot of published studies: each with its interval, what decides, and what is only shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ranvier.estimates.pooling.published_pool import PublishedPool
from ranvier.estimates.printed import number_words
from ranvier.literature.pools.effect import EffectMeasure
from ranvier.literature.pools.pool import Pool
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.forest_axis import ForestAxis, forest_axis
from ranvier.report.figures.forest_lines import ForestLine, ends_words, forest_lines, unit_of

_WHAT = "Each line is one study with its 95% interval."
_NOTE = (
    "Filled square: verified number. Hollow: unverified, decides nothing. Grey: shown only. Diamond: mean "
    "of the studies, as wide as its 95% interval; the line with caps below it is where the true value of a "
    "further study may lie, and an arrow where that goes on beyond the scale."
)
_LINE, _TOP, _FOOT = 14.0, 30.0, 46.0


def draw_forest(found: PublishedPool, name: str) -> Figure:
    """The forest plot of a pool, wide and narrow, with its data."""
    lines = forest_lines(found)
    title, words = finding_of(found), description_of(found, lines)
    wide = _draw(found.pool, lines, WIDE).svg(title, words, f"{name}-w", plain=True)
    narrow = _draw(found.pool, lines, NARROW).svg_named_by(f"{name}-w")
    return Figure(name, title, _WHAT, wide, narrow, _data(lines), _NOTE)


def draw_forest_sheet(found: PublishedPool, head: Sequence[str], foot: Sequence[str]) -> Drawing:
    """The forest plot as a sheet of its own, with lines of words above and below."""
    return _draw(found.pool, forest_lines(found), WIDE, head=head, foot=foot)


def finding_of(found: PublishedPool) -> str:
    """What the figure shows, as a sentence."""
    if found.deciding is None:
        return f"{found.pool.title}: {found.warnings[0][:1].lower()}{found.warnings[0][1:]}"
    mean = found.deciding.pooled
    words = ends_words(mean.estimate, mean.lower, mean.upper, unit_of(found.pool))
    return f"{found.pool.title}: {found.pool.measure.value} {words} in {found.n_verified} verified studies."


def description_of(found: PublishedPool, lines: Sequence[ForestLine]) -> str:
    """Every number of the figure in words."""
    told = [f"{line.title}: {line.printed}, {line.below}, {line.aside}" for line in lines]
    return f"{found.pool.measure.value}. {'; '.join(told)}."


def _draw(
    pool: Pool,
    lines: Sequence[ForestLine],
    width: float,
    *,
    head: Sequence[str] = (),
    foot: Sequence[str] = (),
) -> Drawing:
    wide = width > NARROW
    axis = forest_axis(pool, lines, (420, 745) if wide else (8, 340))
    above = _TOP * bool(head) + _LINE * 1.3 * len(head)
    heights = [_height(line, wide=wide) for line in lines]
    bottom = above + 12 + sum(heights)
    sheet = Drawing(width, bottom + _FOOT + (_LINE * (len(foot) + 1) if foot else 0))
    for place, words in enumerate(head):
        sheet.text(0, _LINE + place * _LINE * 1.3, words, "" if place else "k", plain=True)
    _draw_axis(sheet, pool, axis, above, bottom)
    y = above + 12.0
    for place, (line, height) in enumerate(zip(lines, heights, strict=True)):
        if line.is_mean and not lines[place - 1].is_mean:
            sheet.line(0, y - 2, width, y - 2, "axis")
        _draw_line(sheet, line, axis, y)
        y += height
    sheet.lines(0, bottom + _FOOT + _LINE, foot, "s", plain=True)
    return sheet


def _height(line: ForestLine, *, wide: bool) -> float:
    return 16 + _LINE * len(_words(line, wide=wide)) + (0 if wide else 24)


def _words(line: ForestLine, *, wide: bool) -> list[str]:
    """Title and details, broken into lines; on a narrow sheet the number follows them."""
    room = 400.0 if wide else NARROW
    details = line.below if wide else f"{line.printed} · {line.aside} · {line.below}"
    return [*wrapped(line.title, room), *wrapped(details, room, size=11.5)]


def _draw_axis(sheet: Drawing, pool: Pool, axis: ForestAxis, top: float, foot: float) -> None:
    none = None if pool.measure is EffectMeasure.SHARE else 1.0 if axis.is_ratio else 0.0
    for tick in axis.ticks():
        x = axis.at(tick)
        sheet.line(x, top, x, foot, "zero" if tick == none else "grid")
        words = f"{100 * tick:g}%" if pool.measure is EffectMeasure.SHARE else _tick_words(tick, pool)
        sheet.text(x, foot + 16, words, "s", anchor="middle", plain=True)
    sheet.line(axis.scale.start, foot, axis.scale.end, foot, "axis")
    lower, higher = pool.lower, pool.higher
    if not lower:
        return
    if sheet.width > NARROW:
        middle = axis.at(none or 0.0)
        sheet.text(min(middle, axis.scale.end - 60) - 10, foot + 34, f"← {lower}", "s", anchor="end")
        sheet.text(max(middle, axis.scale.start + 60) + 10, foot + 34, f"{higher} →", "s")
    else:
        sheet.text(axis.scale.start, foot + 30, f"← {lower}", "s")
        sheet.text(axis.scale.end, foot + 43, f"{higher} →", "s", anchor="end")


def _tick_words(tick: float, pool: Pool) -> str:
    if pool.measure.is_ratio:
        return f"{tick:g}"
    return number_words(tick, "").rstrip("0").rstrip(".") if tick else "0"


def _draw_line(sheet: Drawing, line: ForestLine, axis: ForestAxis, y: float) -> None:
    wide = sheet.width > NARROW
    titles = len(wrapped(line.title, 400.0 if wide else NARROW))
    for place, words in enumerate(_words(line, wide=wide)):
        look = "s" if place >= titles else "k" if line.is_mean else ""
        sheet.text(0, y + 14 + place * _LINE, words, look, plain=True)
    below = y + 14 + _LINE * len(_words(line, wide=wide))
    _draw_mark(sheet, line, axis, y + 10 if wide else below)
    if wide:
        sheet.text(765, y + 14, line.printed, "k" if line.is_mean else "", plain=True)
        sheet.text(sheet.width, y + 14, line.aside, "s", anchor="end", plain=True)


def _draw_mark(sheet: Drawing, line: ForestLine, axis: ForestAxis, y: float) -> None:
    estimate, lower, upper = line.ends
    if line.is_mean:
        _draw_further(sheet, line, axis, y + 13)
        look = "square" if line.look == "mean" else "square open"
        points = [(axis.at(lower), y), (axis.at(estimate), y - 6), (axis.at(upper), y)]
        sheet.path([*points, (axis.at(estimate), y + 6)], look, closed=True)
        _draw_arrows(sheet, (lower, upper), axis, y)
        return
    sheet.line(axis.at(lower), y, axis.at(upper), y, "axis" if line.look == "grey" else "published-line")
    looks = {"filled": "square", "open": "square open", "grey": "mark"}
    sheet.square(axis.at(estimate), y, 4.5, looks[line.look])


def _draw_further(sheet: Drawing, line: ForestLine, axis: ForestAxis, y: float) -> None:
    """Where a further study may lie, with a cap at each end that the scale holds."""
    if line.further is None or any(math.isnan(end) for end in line.further):
        return
    sheet.line(axis.at(line.further[0]), y, axis.at(line.further[1]), y, "ink")
    for end in filter(axis.holds, line.further):
        sheet.line(axis.at(end), y - 3, axis.at(end), y + 3, "ink")
    _draw_arrows(sheet, line.further, axis, y)


def _draw_arrows(sheet: Drawing, ends: tuple[float, float], axis: ForestAxis, y: float) -> None:
    """An arrow at each end that lies beyond the scale."""
    for end, way in zip(ends, (1, -1), strict=True):
        if not axis.holds(end):
            x = axis.at(end)
            sheet.path([(x + 5 * way, y - 4), (x, y), (x + 5 * way, y + 4)], "ink")


def _data(lines: Sequence[ForestLine]) -> DataTable:
    head = ("Study", "Details", "Number (95% interval)", "Part")
    rows = tuple((line.title, line.below, line.printed, line.aside) for line in lines)
    return DataTable(head, rows, frozenset(range(len(head))))
