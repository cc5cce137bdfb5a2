"""Sentences of a page with their places; questions and sentences inside quotation marks are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ranvier.claims.reading.language import is_english
from ranvier.claims.reading.lexicon import ordinary_words
from ranvier.claims.reading.page import Block, Place, Role

ABBREVIATIONS = ordinary_words("abbreviations")
"""An end of sentence after one of these is none, unless the next word can only begin one."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+\S)")
_NEXT_BEGINS = re.compile(r"\s+[\"'“‘«(\[•–-]*\s*[A-Z0-9À-Þ\[]")
_LAST_WORD = re.compile(r"([A-Za-z](?:\.[A-Za-z])+|[A-Za-z]+)$")
LONGEST = 1_000
"""Characters of a sentence; a longer one is read in pieces, so that no rule is slow."""

LONGEST_QUOTING = 20_000
"""Quotation marks are looked for in so many characters of a paragraph."""

_SPACE = re.compile(r"\s*")
_QUOTES = re.compile(r"[“\"«][^“”\"«»]{12,1500}[”\"»]|[“«][^”»]{12,1500}$")


@dataclass(frozen=True)
class Sentence:
    """One sentence. block: number of its block on the page; start: its first character in the block."""

    text: str
    block: int
    start: int
    role: Role
    place: Place
    quoted: bool = False

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"'”’»)] ").endswith("?")


def find_sentences(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of all blocks that are in English, in the order of the page."""
    return tuple(
        sentence
        for number, block in enumerate(blocks)
        if is_english(block.text)
        for sentence in _of_block(number, block)
    )


def _of_block(number: int, block: Block) -> Iterator[Sentence]:
    quotes = [found.span() for found in _QUOTES.finditer(block.text[:LONGEST_QUOTING])]
    for start, end in _spans(block.text):
        text = block.text[start:end]
        quoted = any(first <= start + 1 and end - 2 <= last for first, last in quotes)
        yield Sentence(text, number, start, block.role, block.place(start, end), quoted)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """First and last character of each sentence."""
    start = 0
    for found in _END.finditer(text):
        if _ends(text, start, found):
            yield from _in_pieces(text, start, found.end())
            space = _SPACE.match(text, found.end())
            start = space.end() if space else found.end()
    if text[start:].strip():
        yield from _in_pieces(text, start, len(text))


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One sentence, or pieces of one that is longer than any in honest prose."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut + (text[cut] == " ")
    yield start, end


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a sentence ends at *found*, which may also be an abbreviation."""
    if not _NEXT_BEGINS.match(text, found.end()):
        return False
    if not found.group().startswith(".") or len(found.group().rstrip("\"'”’»)]")) > 1:
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - 12), found.start())
    if before is None:
        return True
    word = before.group().lower()
    if word == "ms":
        return before.group() == "MS"
    single = (
        len(word) == 1
        and word != "i"
        and before.group().isupper()
        and text[found.end() : found.end() + 1] != '"'
    )
    return word not in ABBREVIATIONS and not single
