"""What was read on a page, as a table for the terminal; no word of the page is repeated."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from ranvier.claims.reading.page import Place
from ranvier.claims.reading.proposal import PageReading, Proposal

WIDTH = 110
_WHERE, _KIND = 16, 14
SELLS_FROM, INFORMS_FROM = 0.2, -0.2


def page_reading_text(reading: PageReading) -> str:
    """The proposals of a page, one a row, and what else its reader should know."""
    rows = [line for number, one in enumerate(reading.proposals, 1) for line in _row(number, one)]
    return "\n".join([_headline(reading), *(["", _head(), *rows] if rows else []), "", *_remarks(reading)])


def _headline(reading: PageReading) -> str:
    n, many = len(reading.proposals), f"{reading.n_sentences:,} sentences"
    if not n:
        return f"No sentence among {many} asserts anything that the rules would put before a person."
    claims = "1 claim is" if n == 1 else f"{n:,} claims are"
    return f"{claims} proposed from {many}; a person must confirm each, and the rules miss some."


def _head() -> str:
    return f"{'':>4} {'place':<{_WHERE}} {'kind':<{_KIND}} in ranvier's own words; like known claim"


def _row(number: int, one: Proposal) -> Iterator[str]:
    known = f" [{', '.join(f'{like.claim} of {like.claim_set}' for like in one.known)}]" if one.known else ""
    hidden = " (hidden)" if one.hidden else ""
    indent = 4 + 1 + _WHERE + 1 + _KIND + 1
    lines = textwrap.wrap(f"{one.statement}{hidden}{known}", WIDTH - indent)
    yield f"{number:>4} {_place(one.places[0]):<{_WHERE}} {one.kind.value:<{_KIND}} {lines[0]}"
    yield from (" " * indent + line for line in lines[1:])


def _place(place: Place) -> str:
    page = f"p. {place.page}, " if place.page is not None else ""
    return f"{page}{place.line}:{place.start + 1}–{place.end}"


def _remarks(reading: PageReading) -> Iterator[str]:
    yield f"Place: line, first and last character. The page {_tone(reading.tone)} (tone {reading.tone:+.2f})."
    counted = Counter(datum.kind.value for datum in reading.personal)
    if counted:
        told = ", ".join(f"{kind} ({n})" for kind, n in sorted(counted.items()))
        lines = sorted({datum.place.line for datum in reading.personal})
        yield f"Personal data stand on the page and are not kept: {told}; lines {_lines(lines)}."
    for note in reading.page.notes:
        yield f"Note: {note}."


def _tone(tone: float) -> str:
    if tone >= SELLS_FROM:
        return "sells: plain statements were proposed too"
    if tone <= INFORMS_FROM:
        return "informs: only what promises a lot was proposed"
    return "neither clearly sells nor informs"


def _lines(lines: list[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:20])
    return f"{shown} and {len(lines) - 20} more" if len(lines) > 20 else shown
