"""Small groups in a page or a drawing, and where in its text they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate

from ranvier.report.implied_ends import ENDED_BY
from ranvier.report.scan_text import is_small_alone
from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import find_small

PLAIN = "data-plain"
"""Marks an element whose numbers are no counts of this programme's people."""

_VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "use"}
_UNREAD = {"style", "script"}
_INLINE = {"a", "b", "em", "i", "span", "tspan"}
_CELLS = {"td", "th", "text", "tspan", "b", "dd", "i", "em", "span"}
_SPOKEN = {"aria-label", "title", "alt", "content"}


def scan_markup(text: str, sharing: Sharing) -> list[str]:
    """Where HTML or SVG shows a small group: in a sentence, a label, a cell or a word of a drawing."""
    return [place.words for place in find_places(text, sharing)]


Spot = tuple[int, int]
"""From where to where in a text, counted in characters."""


@dataclass(frozen=True)
class Place:
    """One small group: how it is told, and the spots of the words that tell it; none where nothing can be
    put in their place."""

    words: str
    spots: tuple[Spot, ...] = ()


def find_places(text: str, sharing: Sharing) -> list[Place]:
    """Every small group of HTML or SVG, inner elements first."""
    reader = _Reader(text, sharing)
    reader.feed(text)
    reader.close()
    return reader.places


@dataclass(frozen=True)
class _Part:
    """Words of an element with their spot in the text; no spot for what stands for unread words."""

    words: str
    spot: Spot | None = None


class _Reader(HTMLParser):
    """Reads each element with its text; text is judged when the element ends."""

    def __init__(self, text: str, sharing: Sharing) -> None:
        super().__init__(convert_charrefs=True)
        self.places: list[Place] = []
        self._text = text
        self._sharing = sharing
        self._open: list[tuple[str, bool, list[_Part]]] = []
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._line_starts = [0, *accumulate(lengths)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open and self._open[-1][0] in ENDED_BY.get(tag, ()):
            self.handle_endtag(self._open[-1][0])
        names = dict(attrs)
        if "internal-head" in (names.get("class") or ""):
            self.places.append(Place("it is an internal report"))
        plain = PLAIN in names or (bool(self._open) and self._open[-1][1])
        for name in _SPOKEN & names.keys():
            self._judge_sentence(names[name] or "", tag, self._spoken(name), plain=plain)
        if tag not in _VOID:
            self._open.append((tag, plain, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            start = self._at()
            end = self._text.find("<", start)
            self._open[-1][2].append(_Part(data, (start, len(self._text) if end < 0 else end)))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _, _ in self._open):
            return
        while self._open:
            name, plain, parts = self._open.pop()
            self._judge(name, parts, plain=plain)
            if self._open and name in _INLINE:
                self._open[-1][2].extend([_Part(" \u2026 ")] if plain else parts)
            if name == tag:
                return

    def _judge(self, tag: str, parts: list[_Part], *, plain: bool) -> None:
        if tag in _UNREAD or plain:
            return
        text = "".join(part.words for part in parts)
        spots = tuple(part.spot for part in parts if part.spot is not None and part.words.strip())
        if tag in _CELLS and is_small_alone(text, self._sharing):
            self.places.append(Place(f"<{tag}> holds a small count", spots))
        self._judge_sentence(text, tag, spots, plain=plain)

    def _judge_sentence(self, text: str, tag: str, spots: tuple[Spot, ...], *, plain: bool) -> None:
        if not plain:
            told = find_small(text, self._sharing)
            self.places += [Place(f"<{tag}> tells {words}", spots) for words in told]

    def _spoken(self, name: str) -> tuple[Spot, ...]:
        """The spot of an attribute's value in the tag that has just begun."""
        tag = self.get_starttag_text() or ""
        found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
        if found is None:
            return ()
        start, end = found.span(found.lastindex or 0)
        return ((self._at() + start, self._at() + end),)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column
