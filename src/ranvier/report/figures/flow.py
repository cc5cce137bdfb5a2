"""The cohort flow: who is counted, and why others left before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.judging.verdict import FlowStep
from ranvier.claims.language.wording import percent_number
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import NARROW, DataTable, Figure
from ranvier.report.numbers import inside_sentence
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
    """One box with its texts ready, and the lines of those who leave it on the way to the next."""

    n: str
    label: str
    note: str
    left: tuple[tuple[str, str], ...]


def draw_flow(steps: Sequence[FlowStep], n_treated: int, sharing: Sharing) -> Figure:
    """Figure 1: one box a step, those who left beside the arrow out of it."""
    shown = _shown_steps(steps, sharing)
    finding = _finding(shown, steps, n_treated, sharing)
    words = "; ".join(f"{step.n} {step.label}" for step in shown)
    sheets = [_draw(shown, layout) for layout in (_Layout(_HALF, 290, 96), _Layout(NARROW, 172, 66))]
    return Figure(
        "flow",
        finding,
        "Beside the arrows: those who are not in the next box, and why.",
        sheets[0].svg(finding, words, "flow-w"),
        sheets[1].svg_named_by("flow-w"),
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
        shown.append(_Step(sharing.total(step.n), sharing.text(step.label), sharing.text(step.note), left))
    return tuple(shown)


def _finding(shown: tuple[_Step, ...], steps: Sequence[FlowStep], n_treated: int, sharing: Sharing) -> str:
    if len(steps) < 2 or not n_treated:
        return f"{shown[0].n} {shown[0].label}." if shown else "Nobody is counted."
    last = steps[-1].n
    hidden = sharing.is_small_part(last, n_treated) or not sharing.is_exact(last)
    share = "" if hidden else f" ({percent_number(100 * last / n_treated)}%)"
    return (
        f"Of {sharing.count(n_treated)} treated, {shown[-1].n}{share} are {inside_sentence(shown[-1].label)}."
    )


def _draw(shown: tuple[_Step, ...], layout: _Layout) -> Drawing:
    texts = [
        (wrapped(step.label, layout.box - layout.words_at - 8, 13), _notes(step, layout)) for step in shown
    ]
    sheet = Drawing(
        layout.width, sum(_height(step, box, layout) for step, box in zip(shown, texts, strict=True)) + 6
    )
    y = 2.0
    for place, (step, box) in enumerate(zip(shown, texts, strict=True)):
        y = _draw_box(sheet, step, box, layout, y)
        if place < len(shown) - 1:
            y = _draw_left(sheet, step, layout, y)
    return sheet


def _notes(step: _Step, layout: _Layout) -> list[str]:
    return wrapped(step.note, layout.box - layout.words_at - 8, 12) if step.note else []


def _box_height(step: _Step, box: tuple[list[str], list[str]]) -> float:
    above = 18 if _is_big(step) else 18 + _LINE
    return max(above + _LINE * (len(box[0]) + len(box[1])), 44)


def _is_big(step: _Step) -> bool:
    """Whether the number stands large at the left; words in its place get a line of their own."""
    return len(step.n) <= 6


def _left_lines(step: _Step, layout: _Layout) -> list[tuple[str, list[str]]]:
    """A number stands before its reason; words in its place begin the reason's line."""
    room = layout.width - _reasons_at(layout)
    lines = []
    for n, reason in step.left:
        is_number = n.replace(",", "").isdigit()
        lines.append((n if is_number else "", wrapped(reason if is_number else f"{n}: {reason}", room)))
    return lines


def _reasons_at(layout: _Layout) -> float:
    return layout.box + (110 if layout.width > NARROW else 26)


def _gap(step: _Step, layout: _Layout) -> float:
    lines = sum(len(words) for _, words in _left_lines(step, layout))
    return max(lines * _LINE + 14, 26)


def _height(step: _Step, box: tuple[list[str], list[str]], layout: _Layout) -> float:
    return _box_height(step, box) + _gap(step, layout)


def _draw_left(sheet: Drawing, step: _Step, layout: _Layout, y: float) -> float:
    gap = _gap(step, layout)
    x, at = layout.box / 2, _reasons_at(layout)
    sheet.line(x, y, x, y + gap - 4, "axis")
    sheet.path([(x - 3.5, y + gap - 6), (x + 3.5, y + gap - 6), (x, y + gap)], "mark", closed=True)
    if step.left:
        sheet.line(x, y + gap / 2, at - 44 if layout.width > NARROW else at - 18, y + gap / 2, "axis")
    line = y + 20
    for n, words in _left_lines(step, layout):
        if n:
            sheet.text(at - 8, line, n, "k", anchor="end")
        sheet.lines(at, line, words, leading=_LINE)
        line += _LINE * len(words)
    return y + gap


def _draw_box(
    sheet: Drawing, step: _Step, box: tuple[list[str], list[str]], layout: _Layout, y: float
) -> float:
    height = _box_height(step, box)
    sheet.rect(0.5, y, layout.box, height, "box")
    big = _is_big(step)
    sheet.text(12, y + 28 if big else y + 24, step.n, "big" if big else "k")
    at, top = (layout.words_at, y + 22) if big else (12, y + 40)
    sheet.lines(at, top, box[0], "k", leading=_LINE)
    sheet.lines(at, top + _LINE * len(box[0]), box[1], "s", leading=_LINE)
    return y + height


def _data(shown: tuple[_Step, ...]) -> DataTable:
    rows: list[tuple[str, ...]] = []
    for step in shown:
        rows.append((step.label, step.n))
        rows += [(f"not in the next box: {reason}", n) for n, reason in step.left]
    return DataTable(("Step", "People"), tuple(rows), frozenset({0}))
