"""This programme beside published groups, each labelled by its arm."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import BenchmarkRow
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.published_lines import Line, Numbers, contrast_line, own_lines, published_line
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import is_share, plain, sentence_case, span, tick_text
from ranvier.report.small_cells import Sharing

Groups = Sequence[tuple[str, Sequence[Line]]]
"""Parts of the figure with their lines: changes within a group apart from differences between groups."""

_WHAT = "This programme and published groups on one scale, each line with its arm."
_NOTE = (
    "Orientation, not a control group. Squares: one published group; filled where its number was read at the "
    "source, hollow where it is unverified and decides nothing. Disc below a square: this programme, scored "
    "again under the same definition. Only untreated and sham groups and the null band can say "
    "\u201cexpected without effect\u201d."
)
_LINE = 14.0
_TOP = 30.0


def draw_published(
    finding: Finding, asserted: AssertedSet, rows: Sequence[BenchmarkRow], sharing: Sharing, name: str
) -> Figure | None:
    """The programme's number with the published ones on the same scale; None where none can be drawn."""
    published = [line for row in rows if (line := published_line(row, finding, sharing)) is not None]
    if finding.found is None or not published or sharing.withholds(finding.found):
        return None
    groups = [("Within one group (no control inside the group)", own_lines(finding, sharing) + published)]
    contrast = contrast_line(finding, sharing)
    if contrast is not None:
        groups.append(("Difference between this programme's groups", [contrast]))
    title = _title(finding, published, sharing)
    words = "; ".join(f"{line.title}: {line.printed}" for _, lines in groups for line in lines)
    wide = _draw(groups, finding, asserted, WIDE).svg(title, words, f"{name}-w", plain=True)
    narrow = _draw(groups, finding, asserted, NARROW).svg_named_by(f"{name}-w")
    return Figure(name, title, _WHAT, wide, narrow, _data(groups), _NOTE)


def _title(finding: Finding, published: Sequence[Line], sharing: Sharing) -> str:
    assert finding.found is not None  # draw_published asks first
    estimates = [line.numbers.estimate for line in published]
    low, high = min(estimates), max(estimates)
    there = plain(low, finding.unit) if low == high else span(low, high, finding.unit)
    percent = "%" if is_share(finding.unit) and low != high else ""
    label, here = sentence_case(sharing.text(finding.label)), plain(finding.found.estimate, finding.unit)
    return f"{label}: {here} here, {there}{percent} in published groups."


def _draw(groups: Groups, finding: Finding, asserted: AssertedSet, width: float) -> Drawing:
    wide = width > NARROW
    scale = _scale(groups, finding, asserted, (400, 745) if wide else (8, 334))
    heights = [_height(line, wide=wide) for _, lines in groups for line in lines]
    drawing = Drawing(width, _TOP + sum(heights) + _TOP * len(groups) + 44)
    _draw_scale(drawing, finding.unit, asserted, scale)
    y = _TOP
    for head, lines in groups:
        drawing.text(0, y + _LINE, head, "k")
        y += _TOP
        for line in lines:
            _draw_line(drawing, line, scale, y)
            y += _height(line, wide=wide)
    return drawing


def _titles(line: Line, *, wide: bool) -> list[str]:
    return wrapped(line.title, 380 if wide else 340)


def _height(line: Line, *, wide: bool) -> float:
    below = 22 if wide else 44 if line.here is None else 56
    return below + _LINE * len(_titles(line, wide=wide))


def _scale(groups: Groups, finding: Finding, asserted: AssertedSet, place: tuple[float, float]) -> Scale:
    lines = [line for _, part in groups for line in part]
    parts = [part for line in lines for part in (line.numbers, line.here) if part is not None]
    numbers = [number for part in parts for number in (part.estimate, part.lower, part.upper)]
    numbers += [asserted.low, asserted.high, 0.0]
    limits = (0.0, 100.0) if is_share(finding.unit) else None
    return better_to_the_right(numbers, higher_is_better=finding.higher_is_better, place=place, limits=limits)


def _draw_scale(drawing: Drawing, unit: str, asserted: AssertedSet, scale: Scale) -> None:
    foot = drawing.height - 40
    left, width = scale.span(asserted.low, asserted.high)
    drawing.rect(left, 22, width, foot - 22, "asserted soft")
    to_the_right = left + width / 2 > drawing.width * 0.6
    at, anchor = (left + width, "end") if to_the_right else (left + width / 2, "middle")
    drawing.text(at, _LINE, f"asserted {asserted_text(asserted)}", "a", anchor=anchor)
    ticks = scale.ticks(7)
    for number in ticks:
        x = scale.at(number)
        drawing.line(x, 22, x, foot, "zero" if number == 0 else "grid")
        words = tick_text(number, unit, last=number == max(ticks))
        drawing.text(x, foot + 16, words, "s", anchor="middle", plain=True)
    drawing.line(scale.start, foot, scale.end, foot, "axis")
    drawing.text(scale.start, foot + 34, "\u2190 worse", "s")
    drawing.text(scale.end, foot + 34, "better \u2192", "s", anchor="end")


def _draw_line(drawing: Drawing, line: Line, scale: Scale, y: float) -> None:
    wide = drawing.width > NARROW
    look, plain_words = ("f", False) if line.is_own else ("", True)
    titles = _titles(line, wide=wide)
    below = y + 8 + _LINE * len(titles)
    drawing.lines(0, y + 8, titles, look, plain=plain_words)
    words = (
        line.below if wide else " \u00b7 ".join(filter(None, (line.below, line.printed, line.here_printed)))
    )
    drawing.text(0, below, words, "s", plain=plain_words)
    _draw_mark(drawing, line, scale, y + 8 if wide else below + 16)
    if wide:
        drawing.text(765, y + 12, line.printed, look, plain=plain_words)
        if line.here is not None:
            drawing.text(765, y + 26, line.here_printed, "f")
        drawing.text(drawing.width, y + 12, line.origin, "s", anchor="end")


def _draw_mark(drawing: Drawing, line: Line, scale: Scale, y: float) -> None:
    if line.look == "null":
        left, width = scale.span(line.numbers.lower, line.numbers.upper)
        drawing.rect(left, y - 6, width, 12, "hatch")
        return
    _draw_interval(drawing, line.numbers, scale, y, "found" if line.is_own else "published-line")
    x = scale.at(line.numbers.estimate)
    if line.look == "found":
        drawing.disc(x, y, 4.5, "dot")
    elif line.look == "contrast":
        drawing.diamond(x, y, 6, "dot")
    else:
        drawing.square(x, y, 4.5, "square" if line.look == "published" else "square open")
    if line.here is not None:
        _draw_interval(drawing, line.here, scale, y + 13, "found")
        drawing.disc(scale.at(line.here.estimate), y + 13, 3.5, "dot")


def _draw_interval(drawing: Drawing, numbers: Numbers, scale: Scale, y: float, look: str) -> None:
    if numbers.has_interval:
        drawing.line(scale.at(numbers.lower), y, scale.at(numbers.upper), y, look)


def _data(groups: Groups) -> DataTable:
    lines = [line for _, part in groups for line in part]
    rows = tuple((line.title, line.below, line.printed, line.here_printed, line.origin) for line in lines)
    return DataTable(("Group", "Arm and study", "Number", "Here", "Origin"), rows, frozenset(range(5)))
