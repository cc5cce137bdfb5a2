"""Plain text as paragraphs, headings and list items."""

from __future__ import annotations

import re

from ranvier.claims.reading.page import Block, BlockBuilder, Role

BULLET = re.compile(r"\s*(?:[•·▪●○◦‣✓✔➤»*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
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
            found.append(builder.built(_role(role, last, single=True), page))
            role = Role.ITEM if bullet else Role.PARAGRAPH
        start = bullet.end() if bullet else 0
        builder.add(line[start:], number, start)
        last = line
    found.append(builder.built(_role(role, last, single=True), page))
    return tuple(block for block in found if block is not None)


def _goes_on(last: str, line: str) -> bool:
    """Whether *line* continues the paragraph of *last*."""
    if not last.strip():
        return True
    if line[:1].islower():
        return True
    return len(last.rstrip()) >= WRAPPED_FROM and len(last) < 200


def _role(role: Role, _last: str, *, single: bool) -> Role:
    return role if single else Role.PARAGRAPH
