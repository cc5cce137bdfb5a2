"""This programme beside published groups, each labelled by its arm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.finding import Finding
from ranvier.claims.verdict import BenchmarkRow
from ranvier.claims.wording import asserted_text
from ranvier.estimates.result import Estimate
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import EN_DASH, interval, is_share, plain, sentence_case, span, tick_text
from ranvier.report.small_cells import Sharing

_PRINTED = re.compile(
    r"^\s*(?P<estimate>[+\u2212-]?\d+(?:\.\d+)?)\s*(?P<percent>%)?"
    r"(?:[^()]*\((?:95%\s*CI\s*)?(?P<lower>[+\u2212-]?\d+(?:\.\d+)?)\s*%?\s*(?:to|\u2013)\s*"
    r"(?P<upper>[+\u2212-]?\d+(?:\.\d+)?)\s*%?\))?"
)


@dataclass(frozen=True)
class Line:
    """One line of the figure: what it is, its numbers, and how it is drawn."""

    title: str
    below: str
    estimate: float
    lower: float
    upper: float
    look: str
    printed: str
    origin: str


def draw_published(
    finding: Finding, asserted: AssertedSet, rows: Sequence[BenchmarkRow], sharing: Sharing, name: str
) -> Figure | None:
    """The programme's number with the published ones on the same scale; None where none can be drawn."""
    published = [line for row in rows if (line := _published_line(row, finding.unit)) is not None]
    if finding.found is None or not published:
        return None
    groups = [("Within one group (no control inside the group)", _own_lines(finding, sharing) + published)]
    if finding.contrast is not None and finding.contrast.is_known and not sharing.withholds(finding.contrast):
        groups.append(("Difference between this programme's groups", [_contrast_line(finding, sharing)]))
    title = _title(finding, published, sharing)
    words = "; ".join(f"{line.title}: {line.printed}" for _, lines in groups for line in lines)
    sheets = [
        _draw(groups, finding, asserted, width).svg(title, words, f"{name}-{mark}", plain=True)
        for width, mark in ((WIDE, "w"), (NARROW, "n"))
    ]
    return Figure(name, title, _WHAT, sheets[0], sheets[1], _data(groups), _NOTE)


_WHAT = "This programme and published groups on one scale, each line with its arm."
_NOTE = (
    "Orientation, not a control group. Squares: one published group; filled where its number was read at the "
    "source, hollow where it is unverified and decides nothing. Only untreated and sham groups and the null "
    "band can say \u201cexpected without effect\u201d."
)


def _title(finding: Finding, published: Sequence[Line], sharing: Sharing) -> str:
    assert finding.found is not None  # draw_published asks first
    low, high = min(line.estimate for line in published), max(line.estimate for line in published)
    numbers = plain(low, finding.unit) if low == high else span(low, high, finding.unit)
    percent = "%" if is_share(finding.unit) and low != high else ""
    return (
        f"{sentence_case(sharing.text(finding.label))}: {plain(finding.found.estimate, finding.unit)} here, "
        f"{numbers}{percent} in published groups."
    )


def _own_lines(finding: Finding, sharing: Sharing) -> list[Line]:
    found, null = finding.found, finding.null
    assert found is not None  # draw_published asks first
    own = _line("This programme", f"n {sharing.total(found.n)}", found, finding.unit, "found")
    if null is None:
        return [own]
    low, high = (end for end in (null.lower, null.upper))
    words = span(null.lower, null.upper, finding.unit) + ("%" if is_share(finding.unit) else "")
    below = f"envelope of {len(null.variants)} ways, {null.n_programmes:,} programmes each"
    return [
        own,
        Line("Expected without effect", below, (low + high) / 2, low, high, "null", words, "simulated"),
    ]


def _contrast_line(finding: Finding, sharing: Sharing) -> Line:
    assert finding.contrast is not None  # draw_published asks first
    below = f"n {sharing.total(finding.contrast.n)}"
    return _line("Treated minus comparison group", below, finding.contrast, finding.unit, "contrast")


def _line(title: str, below: str, result: Estimate, unit: str, look: str) -> Line:
    numbers = (result.estimate, result.lower, result.upper)
    is_difference = look == "contrast"
    ends = interval(result, unit, difference=is_difference).replace("95% CI ", "")
    printed = f"{plain(result.estimate, unit, difference=is_difference)} ({ends})"
    return Line(
        title, below, numbers[0], numbers[1], numbers[2], look, printed.replace("95% CI ", ""), "computed"
    )


def _published_line(row: BenchmarkRow, unit: str) -> Line | None:
    """A benchmark as printed, read back into numbers; None where it is not on this scale."""
    found = _PRINTED.match(row.there)
    if found is None or bool(found["percent"]) != is_share(unit):
        return None
    ends = [_number(found[name]) for name in ("estimate", "lower", "upper")]
    origin = "read at the source" if row.decides else "unverified"
    look = "published" if row.decides else "unverified"
    return Line(
        sentence_case(row.definition),
        f"{row.arm} \u00b7 {row.study}",
        ends[0],
        ends[1],
        ends[2],
        look,
        row.there,
        origin,
    )


def _number(text: str | None) -> float:
    return float(text.replace("\u2212", "-")) if text else float("nan")


def _draw(
    groups: Sequence[tuple[str, Sequence[Line]]], finding: Finding, asserted: AssertedSet, width: float
) -> Drawing:
    wide = width > NARROW
    scale = _scale(groups, finding, asserted, (400, 745) if wide else (8, 348))
    heights = [_height(line, wide=wide) for _, lines in groups for line in lines]
    drawing = Drawing(width, 30 + sum(heights) + 30 * len(groups) + 44)
    foot = drawing.height - 40
    _draw_scale(drawing, finding, asserted, scale, foot)
    y = 30.0
    for head, lines in groups:
        drawing.text(0, y + 14, head, "k")
        y += 30
        for line in lines:
            _draw_line(drawing, line, scale, y, wide=wide)
            y += _height(line, wide=wide)
    return drawing


def _height(line: Line, *, wide: bool) -> float:
    words = len(wrapped(line.title, 380 if wide else 340))
    return 22 + 14 * words if wide else 44 + 14 * words


def _scale(
    groups: Sequence[tuple[str, Sequence[Line]]],
    finding: Finding,
    asserted: AssertedSet,
    ends: tuple[float, float],
) -> Scale:
    numbers = [
        number for _, lines in groups for line in lines for number in (line.estimate, line.lower, line.upper)
    ]
    numbers += [end for end in (asserted.low, asserted.high)] + [0.0]
    return better_to_the_right(numbers, higher_is_better=finding.higher_is_better, place=ends)


def _draw_scale(drawing: Drawing, finding: Finding, asserted: AssertedSet, scale: Scale, foot: float) -> None:
    edges = sorted((scale.first, scale.last))
    low, high = (end for end in (asserted.low, asserted.high))
    left, width = scale.span(max(low, edges[0]), min(high, edges[1]))
    drawing.rect(left, 22, width, foot - 22, "asserted soft")
    anchor = "end" if left + width / 2 > drawing.width * 0.6 else "middle"
    at = left + width if anchor == "end" else left + width / 2
    drawing.text(at, 14, f"asserted {asserted_text(asserted)}", "a", anchor=anchor)
    ticks = scale.ticks(7)
    for number in ticks:
        x = scale.at(number)
        drawing.line(x, 22, x, foot, "zero" if number == 0 else "grid")
        words = tick_text(number, finding.unit, last=number == max(ticks))
        drawing.text(x, foot + 16, words, "s", anchor="middle", plain=True)
    drawing.line(scale.start, foot, scale.end, foot, "axis")
    drawing.text(scale.start, foot + 34, "\u2190 worse", "s")
    drawing.text(scale.end, foot + 34, "better \u2192", "s", anchor="end")


def _draw_line(drawing: Drawing, line: Line, scale: Scale, y: float, *, wide: bool) -> None:
    look = "f" if line.look in ("found", "contrast") else ""
    titles = wrapped(line.title, 380 if wide else 340)
    is_plain = line.look in ("published", "unverified")
    drawing.lines(0, y + 8, titles, look, plain=is_plain)
    below = f"{line.below} \u00b7 {line.printed}" if not wide else line.below
    drawing.text(0, y + 8 + 14 * len(titles), below, "s", plain=is_plain)
    level = y + 8 if wide else y + 24 + 14 * len(titles)
    _draw_mark(drawing, line, scale, level)
    if wide:
        drawing.text(765, y + 12, line.printed, look, plain=is_plain)
        drawing.text(1040, y + 12, line.origin, "s", anchor="end")


def _draw_mark(drawing: Drawing, line: Line, scale: Scale, y: float) -> None:
    has_interval = line.lower == line.lower and line.upper == line.upper
    if line.look == "null":
        left, width = scale.span(line.lower, line.upper)
        drawing.rect(left, y - 6, width, 12, "hatch")
        return
    own = line.look in ("found", "contrast")
    if has_interval:
        drawing.line(scale.at(line.lower), y, scale.at(line.upper), y, "found" if own else "published-line")
    x = scale.at(line.estimate)
    if line.look == "found":
        drawing.disc(x, y, 4.5, "dot")
    elif line.look == "contrast":
        drawing.diamond(x, y, 6, "dot")
    else:
        drawing.square(x, y, 4.5, "square" if line.look == "published" else "square open")


def _data(groups: Sequence[tuple[str, Sequence[Line]]]) -> DataTable:
    rows = tuple(
        (line.title, line.below, line.printed or EN_DASH, line.origin)
        for _, lines in groups
        for line in lines
    )
    return DataTable(("Group", "Arm and study", "Number", "Origin"), rows, frozenset(range(4)))
