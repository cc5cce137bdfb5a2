"""Plain text as paragraphs, headings and list items."""

from __future__ import annotations

import re
from dataclasses import replace

from ranvier.claims.reading.page import Block, BlockBuilder, Role, row_of

BULLET = re.compile(r"\s*(?:[•·▪●○◦‣✓✔➤»*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
HEADING_WORDS = 9
LONGEST_WRAPPED = 200
WRAPPED_FROM = 45
"""A line of at least so many characters may go on in the next one; shorter ones end where they end."""

CELL_WORDS = 12
"""A line whose parts are longer is prose with an upright stroke in it."""

_CELL = re.compile(r"[^|\t]+")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def blocks_of_text(text: str, *, page: int | None = None) -> tuple[Block, ...]:
    """The blocks of *text*; lines that were broken to fit are joined, list items stand alone."""
    found: list[Block | None] = []
    builder, role, last = BlockBuilder(), Role.PARAGRAPH, ""
    for number, line in enumerate(text.split("\n"), 1):
        if (row := _row(line, number, page)) is not None:
            found += [_finished(builder.built(role, page)), row]
            role, last = Role.PARAGRAPH, ""
            continue
        bullet = BULLET.match(line)
        if not line.strip() or bullet or not _goes_on(last, line):
            found.append(_finished(builder.built(role, page)))
            role = Role.ITEM if bullet else Role.PARAGRAPH
        start = bullet.end() if bullet else 0
        builder.add(line[start:], number, start)
        last = line
    found.append(_finished(builder.built(role, page)))
    return tuple(block for block in found if block is not None)


def _row(line: str, number: int, page: int | None) -> Block | None:
    """A line with short cells between tabs or upright strokes, as the row of a table."""
    if "|" not in line and "\t" not in line.strip():
        return None
    builder, cells = BlockBuilder(), []
    for cell in _CELL.finditer(line):
        builder.add(cell.group(), number, cell.start())
        cells.append(builder.built(Role.PARAGRAPH, page))
    told = [cell for cell in cells if cell is not None and any(map(str.isalnum, cell.text))]
    if len(told) < 2 or any(len(cell.text.split()) > CELL_WORDS for cell in told):
        return None
    return row_of(told)


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
