"""A drawing as an SVG file of its own: its style inside, nothing fetched, light and dark."""

from __future__ import annotations

from ranvier.report.figures.drawing import Drawing
from ranvier.report.templates_used import template_text

_MARGIN = 20
_SHEET = ".sheet{fill:var(--paper)}"


def standalone_svg(drawing: Drawing, title: str, description: str) -> str:
    """The file's text. It opens in a browser and follows its light or dark colours."""
    style = f"{template_text('tokens.css')}{template_text('figures.css')}{_SHEET}"
    width, height = drawing.width + 2 * _MARGIN, drawing.height + 2 * _MARGIN
    whole = str(drawing.svg(title, description, "figure", plain=True))
    opened, body = whole.split(">", 1)
    labels = opened[opened.index(" aria-labelledby") :]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="{-_MARGIN} {-_MARGIN} {width:g} {height:g}"{labels}>'
        f"<style>{style}</style>"
        f'<rect class="sheet" x="{-_MARGIN}" y="{-_MARGIN}" width="{width:g}" height="{height:g}"/>'
        f"{body}\n"
    )
