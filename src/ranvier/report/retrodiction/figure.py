"""The figure: the early signal of each therapy, drawn by what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.literature.retrodiction.after import Truth
from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import WIDE
from ranvier.report.figures.standalone import standalone_svg
from ranvier.report.retrodiction.words import code_words
from ranvier.vocabulary.outcomes import SENTENCE

_LEFT, _RIGHT, _TOP, _LINE = 430.0, 40.0, 78.0, 26.0
_LOWEST, _HIGHEST = -3.0, 4.0
_ORDER = (Truth.WORKS, Truth.UNRESOLVED, Truth.MIXED, Truth.NOT_SHOWN, Truth.DOES_NOT_WORK, Truth.HARM)
_TITLE = "Early signal beside later truth"


def retrodiction_svg(cases: Sequence[JudgedCase]) -> str:
    """The figure as an SVG file: one line a case with an answer, by what was found and then by signal."""
    lines = sorted((case for case in cases if case.answer), key=_place)
    foot = wrapped(SENTENCE, WIDE, size=11.5)
    drawing = Drawing(WIDE, _TOP + _LINE * len(lines) + 70 + 14 * len(foot))
    drawing.text(0, 16, _TITLE, "k")
    drawing.lines(0, 34, wrapped(_WHAT, WIDE, size=11.5), "s")
    bottom = _TOP + _LINE * len(lines)
    _draw_axis(drawing, bottom)
    for i, case in enumerate(lines):
        _draw_case(drawing, case, _TOP + _LINE * (i + 0.5))
    drawing.lines(0, bottom + 62, foot, "s")
    return standalone_svg(drawing, _TITLE, _described(lines))


_WHAT = (
    "Distance of the early effect from what is seen without one, in units of chance and of the spread "
    "between settings. Disc: works. Square: failed or harmed. Open disc: not settled. "
    "Upright tick at 0: no figure was told."
)


def _place(case: JudgedCase) -> tuple[int, float]:
    return (_ORDER.index(truth) if (truth := _truth(case)) in _ORDER else len(_ORDER), -case.early.signal)


def _truth(case: JudgedCase) -> Truth:
    return case.answer.found.overall if case.answer else Truth.UNRESOLVED


def _x(signal: float) -> float:
    inside = min(max(signal, _LOWEST), _HIGHEST)
    return _LEFT + (inside - _LOWEST) / (_HIGHEST - _LOWEST) * (WIDE - _LEFT - _RIGHT)


def _draw_axis(drawing: Drawing, bottom: float) -> None:
    for tick in range(int(_LOWEST), int(_HIGHEST) + 1):
        drawing.line(_x(tick), _TOP, _x(tick), bottom, "zero" if tick == 0 else "grid")
        drawing.text(_x(tick), bottom + 16, f"{tick:g}".replace("-", "−"), "s", anchor="middle", plain=True)
    drawing.text(_x(0) - 8, bottom + 36, "← less than without an effect", "s", anchor="end")
    drawing.text(_x(0) + 8, bottom + 36, "more than without an effect →", "s")


def _draw_case(drawing: Drawing, case: JudgedCase, y: float) -> None:
    name = f"{case.evidence.id}  {case.evidence.therapy}"
    short = name if len(name) <= 46 else name[:45].rstrip() + "…"
    drawing.text(0, y + 4, short)
    drawing.text(_LEFT - 12, y + 4, code_words(_truth(case).value), "s", anchor="end")
    x = _x(case.early.signal)
    if not case.early.beyond:
        drawing.ticks([(x, y)], "tick")
    elif _truth(case) is Truth.WORKS:
        drawing.disc(x, y, 5.5, "dot")
    elif _truth(case) in (Truth.DOES_NOT_WORK, Truth.HARM):
        drawing.square(x, y, 5, "square")
    else:
        drawing.disc(x, y, 5.5, "other-answer")


def _described(cases: Sequence[JudgedCase]) -> str:
    told = [
        f"{case.evidence.id} {code_words(_truth(case).value)} "
        + (f"{case.early.signal:+.2f}".replace("-", "−") if case.early.beyond else "no figure")
        for case in cases
    ]
    return "; ".join(told)
