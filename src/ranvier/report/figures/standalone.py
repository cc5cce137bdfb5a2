"""A drawing as an SVG file of its own: its style inside, nothing fetched, light and dark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import escape

from ranvier.report.figures.drawing import Drawing, wrapped
from ranvier.report.figures.figure import Figure
from ranvier.report.templates_used import template_text
from ranvier.vocabulary.outcomes import SENTENCE

_MARGIN = 20.0
_LEADING = 17.0
_SMALL = 11.5
_SHEET = ".sheet{fill:var(--paper)}"
_VIEW = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')


def standalone_svg(drawing: Drawing, title: str, description: str) -> str:
    """The file's text. It opens in a browser and follows its light or dark colours."""
    return _file(str(drawing.svg(title, description, "figure", plain=True)))


def standalone_figure(figure: Figure) -> str:
    """A figure as a file: its finding above the wide drawing, its note and the sentence below."""
    width = float(_view(figure.wide)["width"])
    above = [(line, "k") for line in wrapped(figure.finding, width)]
    above += [(line, "") for line in wrapped(figure.what, width)]
    below = [(line, "s") for words in (figure.note, SENTENCE) for line in wrapped(words, width, _SMALL)]
    return _file(str(figure.wide), above, below, plain=not figure.counts_people)


Line = tuple[str, str]
"""A line of words and the class of the style sheet it is set in."""


def _file(whole: str, above: Sequence[Line] = (), below: Sequence[Line] = (), *, plain: bool = False) -> str:
    """The drawing on a sheet with a margin, lines of words above and below it.

    plain: the words count no people.
    """
    view = _view(whole)
    opened, body = whole.split(">", 1)
    labels = opened[opened.index(" aria-labelledby") :]
    title, rest = body.split("</desc>", 1)
    top = -_MARGIN - _room(above)
    height = float(view["height"])
    bottom = height + _MARGIN + _room(below)
    width, left = float(view["width"]) + 2 * _MARGIN, -_MARGIN
    words = _lines(above, top + _MARGIN + 10) + _lines(below, height + _MARGIN + 14)
    words = f'<g data-plain="">{words}</g>' if plain else words
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{bottom - top:g}" '
        f'viewBox="{left:g} {top:g} {width:g} {bottom - top:g}"{labels}>{title}</desc>'
        f"<style>{_style()}</style><defs>{template_text('hatch.svg').strip()}</defs>"
        f'<rect class="sheet" x="{left:g}" y="{top:g}" width="{width:g}" height="{bottom - top:g}"/>'
        f"{words}{rest}\n"
    )


def _view(svg: str) -> re.Match[str]:
    found = _VIEW.search(svg)
    assert found is not None  # every drawing of this package begins at 0 0
    return found


def _style() -> str:
    return f"{template_text('tokens.css')}{template_text('figures.css')}{_SHEET}"


def _room(lines: Sequence[Line]) -> float:
    return _LEADING * len(lines) + 10 if lines else 0.0


def _lines(lines: Sequence[Line], first: float) -> str:
    return "".join(
        f'<text x="0" y="{first + place * _LEADING:g}" class="{look}">{escape(words)}</text>'
        for place, (words, look) in enumerate(lines)
    )
