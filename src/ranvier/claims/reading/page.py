"""A page as it is read: its paragraphs, headings and list items, each word with its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What kind of file the page is."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"


class Role(StrEnum):
    """What a block is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    HIDDEN = "hidden"
    ROW = "row of a table"


@dataclass(frozen=True)
class Place:
    """Where something stands: page (PDF only), line from 1, first and last character on their lines.

    start: characters before it on its line. end: characters before the end of it on end_line.
    """

    line: int
    start: int
    end_line: int
    end: int
    page: int | None = None

    def __str__(self) -> str:
        lines = f"{self.line}" if self.line == self.end_line else f"{self.line}–{self.end_line}"
        where = f"p. {self.page}, " if self.page is not None else ""
        return f"{where}line {lines}, characters {self.start + 1}–{self.end}"


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or list item, its white space made single.

    marks: (position in the text, line, character on that line) of each word, in order.
    """

    text: str
    marks: tuple[tuple[int, int, int], ...]
    role: Role = Role.PARAGRAPH
    page: int | None = None

    def place(self, start: int, end: int) -> Place:
        """The place in the file of the text from *start* to *end*."""
        first_line, first = self._spot(start)
        last_line, last = self._spot(max(start, end - 1))
        return Place(first_line, first, last_line, last + 1, self.page)

    def _spot(self, position: int) -> tuple[int, int]:
        found = bisect_right(self.marks, (position, 1 << 60, 0)) - 1
        at, line, character = self.marks[max(found, 0)]
        return line, character + position - at


BETWEEN_CELLS = " | "
"""What stands between the cells of a row."""


def row_of(cells: Sequence[Block]) -> Block:
    """The cells of a table's row as one block."""
    marks: list[tuple[int, int, int]] = []
    length = 0
    for cell in cells:
        marks += [(length + at, line, character) for at, line, character in cell.marks]
        length += len(cell.text) + len(BETWEEN_CELLS)
    return Block(BETWEEN_CELLS.join(cell.text for cell in cells), tuple(marks), Role.ROW, cells[0].page)


@dataclass(frozen=True)
class Page:
    """A page that was read. notes: what a reader of it should know, such as hidden text."""

    form: Form
    blocks: tuple[Block, ...]
    fingerprint: str
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks that a visitor of the page sees."""
        return tuple(block for block in self.blocks if block.role is not Role.HIDDEN)


class BlockBuilder:
    """Collects the words of one block with their places."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[tuple[int, int, int]] = []
        self._length = 0
        self._glued = False

    def add(self, text: str, line: int, character: int) -> None:
        """Words of *text*, which begins at *character* of *line*; line breaks in it are counted."""
        for number, part in enumerate(text.split("\n")):
            at = character if number == 0 else 0
            self._add_line(part, line + number, at)
            if number:
                self._glued = bool(part[:1].strip()) and self._glued

    def _add_line(self, part: str, line: int, character: int) -> None:
        position = 0
        for word in part.split():
            position = part.index(word, position)
            joined = position == 0 and self._glued and character > 0
            if self._parts and not joined:
                self._parts.append(" ")
                self._length += 1
            self._marks.append((self._length, line, character + position))
            self._parts.append(word)
            self._length += len(word)
            position += len(word)
        self._glued = (bool(part) and not part[-1].isspace()) or (not part and self._glued)

    def replace_last(self, text: str, line: int, character: int) -> None:
        """*text* that stands for a mark of the file at that place, joined to what is before it."""
        if text.isspace() or not text:
            self._glued = False
            return
        if self._parts and not self._glued:
            self._parts.append(" ")
            self._length += 1
        self._marks.append((self._length, line, character))
        self._parts.append(text)
        self._length += len(text)
        self._glued = True

    def built(self, role: Role, page: int | None = None) -> Block | None:
        """The block, or None where nothing was collected; the builder is then empty."""
        text, marks = "".join(self._parts), tuple(self._marks)
        self.__init__()  # type: ignore[misc]
        return Block(text, marks, role, page) if text else None
