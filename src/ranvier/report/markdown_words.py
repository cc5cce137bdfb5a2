"""Words of a page as Markdown: what would be taken for a mark is escaped, what is no count is marked."""

from __future__ import annotations

import re

from ranvier.report.masked import LEFT_OUT
from ranvier.report.page_tree import Node
from ranvier.report.scan_text import is_small_alone
from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import find_small

NOT_COUNTED = "\u2021"
"""Ends a line or cell of Markdown whose numbers are no counts of this programme's people, if they look it."""

_BLOCKS = frozenset({"how", "asserts", "line", "why", "counts", "name"})
_APART = frozenset({"chip", "gate", "say", "wide2", "number"})
_UNSAID = frozenset({"style", "svg", "nav"})
_MARKS = re.compile(r"[\\`*<\[\]|]|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"[#>]|[+-]\s")
_ELIDED = " \u2026 "


def words_of(node: Node, sharing: Sharing) -> str:
    """All words inside an element on one line, bold where the page is bold.

    Words that tell a small group outside of what is marked as no count are left out; the page that is read
    here has been through the same rule.
    """
    text = _joined(node, bold=False, elide=True)
    if node.plain:
        text = ""
    if _tells(text, sharing):
        return LEFT_OUT
    said = _joined(node, bold=False, elide=False)
    mark = f" {NOT_COUNTED}" if _tells(said, sharing) else ""
    return f"{_not_a_mark(_joined(node, bold=True, elide=False))}{mark}"


def _not_a_mark(line: str) -> str:
    """The line, its beginning escaped where it would make a heading, a quotation or a list of it."""
    return f"\\{line}" if _AT_START.match(line) else line


def _tells(text: str, sharing: Sharing) -> bool:
    return not sharing.internal and (is_small_alone(text, sharing) or any(find_small(text, sharing)))


def _joined(node: Node, *, bold: bool, elide: bool) -> str:
    line = re.sub(r"\s+", " ", _inner(node, bold=bold, elide=elide))
    return re.sub(r"(?:\u00b7 )+", "\u00b7 ", line).strip(" \u00b7")


def _inner(node: Node, *, bold: bool, elide: bool) -> str:
    if not node.tag:
        return _ELIDED if elide and node.plain and node.words.strip() else _escaped(node.words, bold=bold)
    if node.tag in _UNSAID:
        return _spoken(node)
    if "name" in node.looks:
        return ""
    text = "".join(_inner(one, bold=bold, elide=elide) for one in node.inside)
    if bold and node.tag in ("b", "dt") and text.strip():
        text = f"**{text.strip()}**"
    if node.looks & _BLOCKS:
        return f" \u00b7 {text} \u00b7 "
    return f" {text} " if node.looks & _APART else text


def _spoken(node: Node) -> str:
    """What a screen reader says of a small sign; a drawing is told by the table beside it."""
    return f" {node.names['aria-label']} " if "sign" in node.looks and "aria-label" in node.names else ""


def _escaped(words: str, *, bold: bool) -> str:
    return _MARKS.sub(lambda found: f"\\{found[0]}", words) if bold else words
