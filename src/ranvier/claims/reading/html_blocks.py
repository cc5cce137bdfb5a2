"""HTML as paragraphs, headings and list items; no script runs, nothing is fetched, hidden text is marked."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from ranvier.claims.reading.page import Block, BlockBuilder, Role, row_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "caption", "legend", "summary"})
ITEMS = frozenset({"li", "dd", "option"})
BREAKS = (
    HEADINGS
    | ITEMS
    | frozenset(
        [
            "p",
            "div",
            "br",
            "hr",
            "ul",
            "ol",
            "dl",
            "dt",
            "td",
            "th",
            "tr",
            "table",
            "section",
            "article",
            "header",
            "footer",
            "nav",
            "aside",
            "main",
            "form",
            "fieldset",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "address",
            "body",
            "html",
            "head",
            "textarea",
            "button",
            "select",
        ]
    )
)
UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "math", "object", "iframe", "canvas"})
DRAWN = frozenset({"svg", "math", "g", "path", "circle", "rect", "line", "text", "tspan", "mi", "mo"})
"""Parts of a drawing or formula, in which no paragraph can be."""

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "frame",
        "keygen",
    ]
)
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


class _Reader(HTMLParser):
    """Collects blocks; only text of the file itself is looked at, and two describing attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self._builder = BlockBuilder()
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._unread = 0
        self._role = Role.PARAGRAPH
        self._row_from: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)
        self._break_out_at(tag)
        if tag == "tr":
            self._row_from = len(self.blocks)
        if tag == "meta":
            self._describe(dict(attrs))
        if tag in VOID:
            return
        hides = _hides(dict(attrs))
        self._open.append((tag, hides))
        if hides and not self._hidden:
            self._flush()
        self._hidden += hides
        self._unread += tag in UNREAD
        if tag in HEADINGS:
            self._role = Role.HEADING
        elif tag in ITEMS:
            self._role = Role.ITEM

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break_at(tag)
        if tag == "tr":
            self._end_row()
        near = self._open[-NESTING:]
        if tag not in (name for name, _ in near):
            return
        while self._open:
            name, hides = self._open.pop()
            if hides:
                self._flush()
            self._hidden -= hides
            self._unread -= name in UNREAD
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._unread:
            line, character = self.getpos()
            self._builder.add(data, line, character)

    def handle_entityref(self, name: str) -> None:
        self._character(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._character(html.unescape(f"&#{name};"))

    def finished(self) -> tuple[Block, ...]:
        self.close()
        self._flush()
        return tuple(self.blocks)

    def _character(self, text: str) -> None:
        if not self._unread:
            line, character = self.getpos()
            self._builder.replace_last(text, line, character)

    def _describe(self, attributes: dict[str, str | None]) -> None:
        """The description and keywords that a page gives to search engines, as hidden text."""
        if (attributes.get("name") or "").lower() in ("description", "keywords"):
            line, character = self.getpos()
            self._builder.add(attributes.get("content") or "", line, character)
            block = self._builder.built(Role.HIDDEN)
            self.blocks += [block] if block else []

    def _break_at(self, tag: str) -> None:
        if tag in BREAKS:
            self._flush()
            self._role = Role.PARAGRAPH

    def _break_out_at(self, tag: str) -> None:
        """A paragraph or the like ends a drawing or formula that nobody closed, as it does in a browser."""
        if self._unread and tag in BREAKS and self._open[-1][0] in DRAWN:
            drawing = [name for name, _ in self._open if name in ("svg", "math")]
            self.handle_endtag(drawing[-1] if drawing else "")

    def _end_row(self) -> None:
        """Short cells beside one another are one row; tables that only lay out a page stay as they are."""
        cells = self.blocks[self._row_from :] if self._row_from is not None else []
        self._row_from = None
        plain = all(cell.role is Role.PARAGRAPH and len(cell.text.split()) <= CELL_WORDS for cell in cells)
        if len(cells) > 1 and plain:
            self.blocks[-len(cells) :] = [row_of(cells)]

    def _flush(self) -> None:
        block = self._builder.built(Role.HIDDEN if self._hidden else self._role)
        if block is not None:
            self.blocks.append(block)


CELL_WORDS = 12
"""A cell of more words is text that a table only lays out."""

NESTING = 400
"""An end tag closes what was opened so many tags before at most; what is deeper is read all the same."""


def _hides(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(HIDING.search(attributes.get("style") or ""))
    )


def blocks_of_html(source: str) -> tuple[Block, ...]:
    """The blocks of an HTML page, with the line and character of each word in its source."""
    reader = _Reader()
    reader.feed(source)
    return reader.finished()
