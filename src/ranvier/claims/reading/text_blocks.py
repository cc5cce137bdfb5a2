"""Plain text as paragraphs, headings and list items."""

from __future__ import annotations

import re
from dataclasses import replace

from ranvier.claims.reading.page import Block, BlockBuilder, Role

BULLET = re.compile(r"\s*(?:[•·▪●○◦‣✓✔➤»*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
HEADING_WORDS = 9
LONGEST_WRAPPED = 200
WRAPPED_FROM = 45
"""A line of at least so many characters may go on in the next one; shorter ones end where they end."""

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def blocks_of_text(text: str, *, page: int | None = None) -> tuple[Block, ...]:
    """The blocks of *text*; lines that were broken to fit are joined, list items stand alone."""
    found: list[Block | None] = []
    builder, role, last = BlockBuilder(), Role.PARAGRAPH, ""
    for number, line in enumerate(text.split("\n"), 1):
        bullet = BULLET.match(line)
        if not line.strip() or bullet or not _goes_on(last, line):
            found.append(_finished(builder.built(role, page)))
            role = Role.ITEM if bullet else Role.PARAGRAPH
        start = bullet.end() if bullet else 0
        builder.add(line[start:], number, start)
        last = line
    found.append(_finished(builder.built(role, page)))
    return tuple(block for block in found if block is not None)


def _finished(block: Block | None) -> Block | None:
    """The block, as a heading where it is a few words without a full stop."""
    if block is None or block.role is not Role.PARAGRAPH:
        return block
    short = len(block.text.split()) <= HEADING_WORDS and not _ENDS.search(block.text)
    return replace(block, role=Role.HEADING) if short else block


def _goes_on(last: str, line: str) -> bool:
    """Whether *line* continues the paragraph of *last*."""
    if not last.strip() or line[:1].islower():
        return True
    return len(last.rstrip()) >= WRAPPED_FROM and len(last) < LONGEST_WRAPPED
