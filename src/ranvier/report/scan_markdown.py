"""Small groups in Markdown."""

from __future__ import annotations

import re

from ranvier.report.markdown_words import NOT_COUNTED
from ranvier.report.scan_text import is_small_alone
from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import find_small

_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"\*\*|\\(?=\W)")


def scan_markdown(text: str, sharing: Sharing) -> list[str]:
    """Where a Markdown text shows a small group: in a line, or in a cell of a table.

    A line or cell that ends with the mark of what is no count of people is not read.
    """
    faults = []
    for line in text.splitlines():
        parts = _BETWEEN_CELLS.split(line) if line.startswith("|") else [line.lstrip("#-* ")]
        for part in parts:
            words = _MARKS.sub("", part).strip()
            if words.endswith(NOT_COUNTED):
                continue
            faults += [f"a line tells {told}" for told in find_small(words, sharing)]
            if is_small_alone(words, sharing):
                faults.append("a line or cell holds a small count")
    if "Internal: do not share." in text:
        faults.append("it is an internal report")
    return faults
