"""Small groups told in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ranvier.report.small_cells import (
    COUNT_AND_SHARE,
    COUNT_OF_PEOPLE,
    N_EQUALS,
    PART_OF_WHOLE,
    Sharing,
    as_int,
)

_BARE = re.compile(r"^\s*(\d{1,3}(?:,\d{3})*|\d+)\s*$")


def scan_sentence(text: str, sharing: Sharing) -> Iterator[str]:
    """One entry for each small group told in *text*, saying how it was told but not the number."""
    for found in PART_OF_WHOLE.finditer(text):
        part, whole = as_int(found["part"]), as_int(found["whole"])
        if sharing.is_small_part(part, whole) or sharing.is_small(whole):
            yield "a part of a whole"
    for pattern, words in ((COUNT_AND_SHARE, "a count with its share"), (N_EQUALS, "an n")):
        if any(sharing.is_small(as_int(found["n"])) for found in pattern.finditer(text)):
            yield words
    if any(sharing.is_small(as_int(found["n"])) for found in COUNT_OF_PEOPLE.finditer(text)):
        yield "a count of people"


def is_small_alone(text: str, sharing: Sharing) -> bool:
    """Whether *text* is nothing but a small whole number."""
    found = _BARE.match(text)
    return found is not None and sharing.is_small(as_int(found[1]))
