"""A small SVG writer: shapes by class, text escaped, coordinates rounded so that bytes repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

CHARACTER_WIDTH = 7.2
"""Width of a figure letter at 12.5 px in the widest of the system fonts named in the style sheet."""


_ANCHORS = {"": "", "start": "", "middle": "mid", "end": "end"}
"""Classes of the style sheet that set words around or before a point."""


def _c(number: float) -> str:
    return f"{round(number, 1):g}"


class Drawing:
    """Shapes on a sheet of *width* by *height* px; colours and strokes come from the page's style sheet."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []
        self._plain: list[str] = []
        self._stroke = (-1, "")  # place and class of the last shape that is nothing but strokes

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """A straight line."""
        self._strokes(_through([(x1, y1), (x2, y2)]), look)

    def uprights(self, marks: Iterable[tuple[float, float]], foot: float, look: str) -> None:
        """Upright lines (place, height) on one foot, as one shape."""
        self._strokes("".join(f"M{_c(x)} {_c(foot)}v{_c(-height)}" for x, height in marks), look)

    def levels(self, marks: Iterable[tuple[float, float, float]], look: str) -> None:
        """Level lines (from, to, height on the sheet), as one shape."""
        self._strokes("".join(f"M{_c(x1)} {_c(y)}H{_c(x2)}" for x1, x2, y in marks), look)

    def ticks(self, marks: Iterable[tuple[float, float]], look: str, half: float = 5) -> None:
        """Short upright lines around points, as one shape."""
        self._strokes("".join(f"M{_c(x)} {_c(y - half)}v{_c(2 * half)}" for x, y in marks), look)

    def path(self, points: Iterable[tuple[float, float]], look: str, *, closed: bool = False) -> None:
        """A line through points."""
        self._parts.append(f'<path class="{look}" d="{_through(points)}{"Z" if closed else ""}"/>')

    def rect(self, x: float, y: float, width: float, height: float, look: str) -> None:
        """A box; its corner is the upper left one."""
        size = f'width="{_c(max(width, 0))}" height="{_c(max(height, 0))}"'
        self._parts.append(f'<rect class="{look}" x="{_c(x)}" y="{_c(y)}" {size}/>')

    def disc(self, x: float, y: float, radius: float, look: str) -> None:
        """A filled or open circle."""
        self._parts.append(f'<circle class="{look}" cx="{_c(x)}" cy="{_c(y)}" r="{_c(radius)}"/>')

    def square(self, x: float, y: float, half: float, look: str) -> None:
        """A square around a point: one published group."""
        self.rect(x - half, y - half, 2 * half, 2 * half, look)

    def diamond(self, x: float, y: float, half: float, look: str) -> None:
        """A diamond around a point: a randomised difference."""
        self.path([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], look, closed=True)

    def capped(self, x1: float, x2: float, y: float, look: str, cap: float = 3) -> None:
        """A thin line with an upright at both ends: worst to best case."""
        ends = f"M{_c(x1)} {_c(y - cap)}V{_c(y + cap)}M{_c(x2)} {_c(y - cap)}V{_c(y + cap)}"
        self._strokes(f"M{_c(x1)} {_c(y)}H{_c(x2)}{ends}", look)

    def text(
        self, x: float, y: float, words: str, look: str = "", *, anchor: str = "", plain: bool = False
    ) -> None:
        """Words at a point. plain: a number that is no count of people, such as one on an axis."""
        looks = " ".join(filter(None, (look, _ANCHORS[anchor])))
        look_of = f' class="{looks}"' if looks else ""
        place = f'x="{_c(x)}" y="{_c(y)}"'
        parts = self._plain if plain else self._parts
        parts.append(f"<text {place}{look_of}>{escape(words)}</text>")

    def lines(
        self,
        x: float,
        y: float,
        words: Sequence[str],
        look: str = "",
        *,
        anchor: str = "",
        leading: float = 14,
        plain: bool = False,
    ) -> None:
        """Several lines of words, one below the other."""
        for place, line in enumerate(words):
            self.text(x, y + place * leading, line, look, anchor=anchor, plain=plain)

    def svg(
        self, title: str, description: str, identity: str, *, plain: bool = False, plain_title: bool = False
    ) -> Markup:
        """The drawing as `<svg role="img">` with the title and description that carry its numbers.

        plain: the description tells published numbers, which are no counts of this programme's people.
        plain_title: the title as well.
        """
        mark = Markup(' data-plain=""')
        return Markup(
            '<svg role="img" viewBox="0 0 {width} {height}" aria-labelledby="{id}-t {id}-d">'
            '<title id="{id}-t"{of_title}>{title}</title><desc id="{id}-d"{of_desc}>{desc}</desc>'
            "{parts}</svg>"
        ).format(
            width=_c(self.width),
            height=_c(self.height),
            id=identity,
            title=title,
            desc=description,
            of_title=mark if plain_title else "",
            of_desc=mark if plain else "",
            parts=self._drawn(),
        )

    def svg_named_by(self, identity: str) -> Markup:
        """The same picture on another sheet: title and description are those of the drawing *identity*."""
        return Markup(
            '<svg role="img" viewBox="0 0 {width} {height}" aria-labelledby="{id}-t {id}-d">{parts}</svg>'
        ).format(width=_c(self.width), height=_c(self.height), id=identity, parts=self._drawn())

    def inline(self, label: str) -> Markup:
        """The drawing as a small plot in a table, with a label that says it all."""
        return Markup(
            '<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            'aria-label="{label}">{parts}</svg>'
        ).format(width=_c(self.width), height=_c(self.height), label=label, parts=self._drawn())

    def _strokes(self, d: str, look: str) -> None:
        """Strokes without a filled shape; those of one class that follow each other are one element."""
        if not d:
            return
        if self._stroke == (len(self._parts) - 1, look):
            d = self._parts.pop().removeprefix(f'<path class="{look}" d="').removesuffix('"/>') + d
        self._parts.append(f'<path class="{look}" d="{d}"/>')
        self._stroke = len(self._parts) - 1, look

    def _drawn(self) -> Markup:
        plain = f'<g data-plain="">{"".join(self._plain)}</g>' if self._plain else ""
        return Markup("".join(self._parts) + plain)


def _through(points: Iterable[tuple[float, float]]) -> str:
    """A line through points, as path data: level and upright stretches name one coordinate."""
    rounded = [(_c(x), _c(y)) for x, y in points]
    parts = ["M{} {}".format(*rounded[0])] if rounded else []
    for (x, y), (x_next, y_next) in pairwise(rounded):
        parts.append(f"H{x_next}" if y == y_next else f"V{y_next}" if x == x_next else f"L{x_next} {y_next}")
    return "".join(parts)


def steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a step line: level until the next point, then up or down."""
    corners = list(points[:1])
    for (_, y), (x_next, y_next) in pairwise(points):
        corners += [(x_next, y), (x_next, y_next)]
    return corners


def wrapped(words: str, width: float, size: float = 12.5) -> list[str]:
    """The words broken into lines that fit *width* px."""
    most = max(int(width / (CHARACTER_WIDTH * size / 12.5)), 6)
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
