"""Small groups in a page or a drawing."""

from __future__ import annotations

from html.parser import HTMLParser

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
    reader = _Reader(sharing)
    reader.feed(text)
    reader.close()
    return reader.faults


class _Reader(HTMLParser):
    """Reads each element with its text; text is judged when the element ends."""

    def __init__(self, sharing: Sharing) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._sharing = sharing
        self._open: list[tuple[str, bool, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if "internal-head" in (names.get("class") or ""):
            self.faults.append("it is an internal report")
        plain = PLAIN in names or (bool(self._open) and self._open[-1][1])
        for name in _SPOKEN & names.keys():
            self._judge_sentence(names[name] or "", tag, plain=plain)
        if tag not in _VOID:
            self._open.append((tag, plain, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _, _ in self._open):
            return
        while self._open:
            name, plain, parts = self._open.pop()
            text = "".join(parts)
            self._judge(name, text, plain=plain)
            if self._open and name in _INLINE:
                self._open[-1][2].append(" \u2026 " if plain else text)
            if name == tag:
                return

    def _judge(self, tag: str, text: str, *, plain: bool) -> None:
        if tag in _UNREAD or plain:
            return
        if tag in _CELLS and is_small_alone(text, self._sharing):
            self.faults.append(f"<{tag}> holds a small count")
        self._judge_sentence(text, tag, plain=plain)

    def _judge_sentence(self, text: str, tag: str, *, plain: bool) -> None:
        if not plain:
            self.faults += [f"<{tag}> tells {words}" for words in find_small(text, self._sharing)]
