"""Described cases and testimonials: paragraphs that tell of one person rather than of a therapy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ranvier.claims.reading.page import Block
from ranvier.claims.reading.personal import PersonalDatum, PersonalKind

FROM_POINTS = 3
_PERSON = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|my|me|myself)\b|\bI[’'`](?:m|ve|d|ll)\b")
_CLINICIAN = re.compile(
    r"\b(?:as a (?:doctor|physician|neurologist|surgeon)|my (?:patients|clients|method|protocol|"
    r"practice|research)|our (?:patients|"
    r"clinic|cent(?:er|re))|i (?:have |had )?(?:treat|prescri|recommend|develop|discover|found|use|"
    r"observ|believe)\w*)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:the|this|another|one|our|a|female|male|young) (?:\w+ )?patient\b(?![s'’])|"
    r"\bpatient\s+\[?[A-Z]|\[P\d+\]|\bcase (?:study|report|no|\d)",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\bdiagnosed (?:in|with|at|when|\w+ years)|\b(?:was|were) (?:admitted|wheelchair|bedridden|"
    r"unable)|\bbefore (?:the |my |his |her )?(?:treatment|therapy|procedure|transplant|diet)"
    r"|\barrived\b|\bcame to (?:us|our|the clinic)|\bcould (?:not|hardly|barely)|\bcouldn't|"
    r"\bhad to use|"
    r"\bcame (?:in|on|with) (?:an? |my |his |her )?(?:wheelchair|crutches|stretcher|walker|cane)"
    r"|\binitial (?:condition|state)|\bon admission",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|today|currently|since then|within (?:days|weeks)|after the (?:treatment|procedure|"
    r"therapy)|(?:months?|weeks?|days?|years?) (?:later|after))\b",
    re.IGNORECASE,
)


def find_cases(blocks: Sequence[Block], personal: Sequence[PersonalDatum]) -> frozenset[int]:
    """The numbers of the blocks that describe one person."""
    ages = {datum.block for datum in personal if datum.kind is PersonalKind.AGE}
    names = {datum.block for datum in personal if datum.kind is PersonalKind.NAME}
    return frozenset(
        number
        for number, block in enumerate(blocks)
        if _points(block.text, aged=number in ages, named=number in names) >= FROM_POINTS
    )


def _points(text: str, *, aged: bool, named: bool) -> int:
    """How many signs of a person's story a paragraph shows."""
    if _CLINICIAN.search(text) and not aged:
        return 0
    told = len(_FIRST_PERSON.findall(text)) >= 2
    third = len(_PERSON.findall(text)) >= 2
    story = bool(_COURSE.search(text)) + bool(_NOW.search(text))
    one = bool(_ONE.search(text)) or named
    who = 2 * told + third + one + 2 * aged
    return who + story if who else 0
