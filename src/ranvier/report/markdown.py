"""report.md: what the page says, as Markdown, for people, for reading aloud and for version control.

It is made from the page itself, so that the two cannot say different things. Tables stand for drawings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.report.markdown_words import NOT_COUNTED, words_of
from ranvier.report.page_tree import Node, read_tree
from ranvier.report.small_cells import Sharing

_LEVEL = {"h1": "#", "h2": "##", "h3": "###", "h4": "####"}
_UNREAD = frozenset({"style", "title", "nav", "svg", "head"})
_LEAF = frozenset({"p", "figcaption", "dt"})


def markdown_of(page: str, sharing: Sharing) -> str:
    """A page of this package as Markdown; headings keep their order, each folded part is told whole."""
    lines = [line for line in _blocks(read_tree(page), sharing) if line.strip()]
    return "\n\n".join([*lines, _EXPLAINED]) + "\n"


_EXPLAINED = f"{NOT_COUNTED} Behind a line or cell: its numbers are no counts of this programme's patients."


def _blocks(node: Node, sharing: Sharing) -> Iterator[str]:
    for one in node.inside:
        if one.tag in _UNREAD or "skip" in one.looks or "key" in one.looks:
            continue
        if one.tag in _LEVEL:
            yield f"{_LEVEL[one.tag]} {words_of(one, sharing)}"
        elif one.tag == "summary":
            yield "" if "figure-data" in node.looks else _summary(one, sharing)
        elif one.tag == "table":
            yield _table(one, sharing)
        elif one.tag in ("ul", "ol"):
            yield _list(one, sharing)
        elif one.tag == "dl":
            yield _pairs(one, sharing)
        elif one.tag in _LEAF:
            yield words_of(one, sharing)
        elif one.tag:
            yield from _blocks(one, sharing)


def _summary(node: Node, sharing: Sharing) -> str:
    """What opens a folded part: its heading, or the words as a line of their own."""
    heading = next(node.all(*_LEVEL), None)
    words = words_of(node, sharing)
    return f"{_LEVEL[heading.tag]} {words}" if heading is not None else f"**{words}**"


def _list(node: Node, sharing: Sharing) -> str:
    items = enumerate(node.all("li"), start=1)
    return "\n".join(f"{f'{n}.' if node.tag == 'ol' else '-'} {words_of(item, sharing)}" for n, item in items)


def _pairs(node: Node, sharing: Sharing) -> str:
    """A list of terms: the term in bold, and what is said of it."""
    lines = []
    for one in node.all("dt", "dd"):
        words = words_of(one, sharing)
        if one.tag == "dt":
            lines.append(f"- {words}" if words.endswith("?**") else f"- {words.removesuffix('**')}:**")
        elif lines and words:
            lines[-1] += f" {words}"
    return "\n".join(lines)


def _table(node: Node, sharing: Sharing) -> str:
    rows = [[words_of(cell, sharing) or " " for cell in row.all("th", "td")] for row in node.all("tr")]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join([*row, *[' '] * (width - len(row))])} |" for row in rows]
    caption = next(node.all("caption"), None)
    above = [f"*{words_of(caption, sharing)}*", ""] if caption is not None else []
    return "\n".join([*above, lines[0], f"|{' --- |' * width}", *lines[1:]])
