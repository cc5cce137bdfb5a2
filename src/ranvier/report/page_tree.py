"""A page of our own as a tree: elements with their text, and which of them hold no counts of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ranvier.report.implied_ends import ENDED_BY
from ranvier.report.scan_markup import PLAIN

_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "use"})


@dataclass
class Node:
    """One element, or a stretch of words, whose tag is empty. plain: its numbers are no counts of people."""

    tag: str = ""
    words: str = ""
    names: dict[str, str] = field(default_factory=dict)
    plain: bool = False
    inside: list[Node] = field(default_factory=list)

    @property
    def looks(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.names.get("class", "").split())

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element with one of these tags, from the top, not those inside of a found one."""
        for one in self.inside:
            if one.tag in tags:
                yield one
            else:
                yield from one.all(*tags)


def read_tree(page: str) -> Node:
    """The page as a tree under one nameless root."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open[-1].tag in ENDED_BY.get(tag, ()):
            self.open.pop()
        names = {name: value or "" for name, value in attrs}
        node = Node(tag, names=names, plain=PLAIN in names or self.open[-1].plain)
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(Node(words=data, plain=self.open[-1].plain))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass
