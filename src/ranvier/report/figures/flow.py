"""The cohort flow: who is counted, and why others left before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ranvier.claims.verdict import FlowStep
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import NARROW, DataTable, Figure
from ranvier.report.small_cells import Sharing

_HALF = 560.0
_LINE = 15.0


@dataclass(frozen=True)
class _Layout:
    width: float
    box: float
    words_at: float


@dataclass(frozen=True)
class _Step:
    """One box with its texts ready, and the lines of those who left before it."""

    n: str
    label: str
    note: str
    left: tuple[tuple[str, str], ...]


def draw_flow(steps: Sequence[FlowStep], sharing: Sharing) -> Figure:
    """Figure 1: one box a step, those who left beside the arrow into it."""
    shown = _shown_steps(steps, sharing)
    finding = _finding(shown, steps, sharing)
    words = "; ".join(f"{step.n} {step.label}" for step in shown)
    sheets = [
        _draw(shown, layout, finding, words, name)
        for layout, name in ((_Layout(_HALF, 290, 96), "flow-w"), (_Layout(NARROW, 172, 66), "flow-n"))
    ]
    return Figure(
        "flow",
        finding,
        "Boxes: people on the list, treated, with a first score, with a score at the time. "
        "Beside the arrows: those who left before the next box, and why.",
        sheets[0],
        sheets[1],
        _data(shown),
        "Nobody treated is set aside: everyone treated is the denominator.",
    )


def _shown_steps(steps: Sequence[FlowStep], sharing: Sharing) -> tuple[_Step, ...]:
    shown = []
    for step in steps:
        counts = sharing.cells([n for _, n in step.left])
        left = tuple(
            (count, sharing.text(reason)) for count, (reason, _) in zip(counts, step.left, strict=True)
        )
        shown.append(_Step(sharing.total(step.n), step.label, sharing.text(step.note), left))
    return tuple(shown)


def _finding(shown: tuple[_Step, ...], steps: Sequence[FlowStep], sharing: Sharing) -> str:
    if len(steps) < 2:
        return f"{shown[0].n} {shown[0].label}." if shown else "Nobody is counted."
    last, first = steps[-1].n, steps[0].n
    share = f" ({round(100 * last / first)}%)" if first and not sharing.is_small_part(last, first) else ""
    return f"Of {shown[0].n} ({shown[0].label}), {shown[-1].n}{share} are left: {shown[-1].label}."


def _draw(shown: tuple[_Step, ...], layout: _Layout, title: str, words: str, name: str) -> Markup:
    texts = [
        (wrapped(step.label, layout.box - layout.words_at - 8, 13), _notes(step, layout)) for step in shown
    ]
    sheet = Drawing(
        layout.width, sum(_height(step, box, layout) for step, box in zip(shown, texts, strict=True)) + 6
    )
    y = 2.0
    for place, (step, box) in enumerate(zip(shown, texts, strict=True)):
        if place:
            y = _draw_left(sheet, step, layout, y)
        y = _draw_box(sheet, step, box, layout, y)
    return sheet.svg(title, words, name)


def _notes(step: _Step, layout: _Layout) -> list[str]:
    return wrapped(step.note, layout.box - layout.words_at - 8, 12) if step.note else []


def _box_height(box: tuple[list[str], list[str]]) -> float:
    return max(18 + _LINE * (len(box[0]) + len(box[1])), 44)


def _left_lines(step: _Step, layout: _Layout) -> list[tuple[str, list[str]]]:
    room = layout.width - _reasons_at(layout)
    return [(n, wrapped(reason, room, 12.5)) for n, reason in step.left]


def _reasons_at(layout: _Layout) -> float:
    return layout.box + (110 if layout.width > NARROW else 26)


def _gap(step: _Step, layout: _Layout) -> float:
    lines = sum(len(_stacked(n, words)) for n, words in _left_lines(step, layout))
    return max(lines * _LINE + 14, 26)


def _stacked(n: str, words: list[str]) -> list[str]:
    """A count and its reason: on one line where it is a number, below each other where it is words."""
    return words if n.replace(",", "").isdigit() else [n, *words]


def _height(step: _Step, box: tuple[list[str], list[str]], layout: _Layout) -> float:
    return _box_height(box) + _gap(step, layout)


def _draw_left(sheet: Drawing, step: _Step, layout: _Layout, y: float) -> float:
    gap = _gap(step, layout)
    x, at = layout.box / 2, _reasons_at(layout)
    sheet.line(x, y, x, y + gap - 4, "axis")
    sheet.path([(x - 3.5, y + gap - 6), (x + 3.5, y + gap - 6), (x, y + gap)], "mark", closed=True)
    if step.left:
        sheet.line(x, y + gap / 2, at - 44 if layout.width > NARROW else at - 18, y + gap / 2, "axis")
    line = y + 20
    for n, words in _left_lines(step, layout):
        is_number = n.replace(",", "").isdigit()
        if is_number:
            sheet.text(at - 8, line, n, "k", anchor="end")
        for place, text in enumerate(_stacked(n, words)):
            sheet.text(at, line + place * _LINE, text, "k" if place == 0 and not is_number else "")
        line += _LINE * len(_stacked(n, words))
    return y + gap


def _draw_box(
    sheet: Drawing, step: _Step, box: tuple[list[str], list[str]], layout: _Layout, y: float
) -> float:
    height = _box_height(box)
    sheet.rect(0.5, y, layout.box, height, "box")
    big = len(step.n) <= 6
    sheet.text(12, y + 28 if big else y + 24, step.n, "big" if big else "k")
    at, top = (layout.words_at, y + 22) if big else (12, y + 40)
    sheet.lines(at, top, box[0], "k", leading=_LINE)
    sheet.lines(at, top + _LINE * len(box[0]), box[1], "s", leading=_LINE)
    return y + height


def _data(shown: tuple[_Step, ...]) -> DataTable:
    rows: list[tuple[str, ...]] = []
    for step in shown:
        rows += [(f"left before: {reason}", n) for n, reason in step.left]
        rows.append((step.label, step.n))
    return DataTable(("Step", "People"), tuple(rows), frozenset({0}))
