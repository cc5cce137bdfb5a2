"""The chip of a verdict: icon, phrase and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Judged, PublishedColumn
from ranvier.report.wording import BECAUSE, CERTAINTY, PUBLISHED, SEEN, Phrase, certainty_words
from ranvier.vocabulary.outcomes import Because, Certainty, Seen


@dataclass(frozen=True)
class Chip:
    """One phrase: the verdict in bold, what belongs to it in plain ink. pips: how many of four are full."""

    words: str
    look: str
    beside: str = ""
    pips: int = 0
    certainty: str = ""


def seen_chip(judged: Judged) -> Chip:
    """The chip of the *seen* column."""
    return _chip(SEEN[Seen(judged.outcome)], judged.certainty)


def because_chip(judged: Judged) -> Chip:
    """The chip of the *because* column."""
    return _chip(BECAUSE[Because(judged.outcome)], judged.certainty)


def published_chip(column: PublishedColumn) -> Chip:
    """The chip of the *published* column: provisional where it rests on unverified numbers."""
    return Chip(PUBLISHED[column.outcome].words, "plain", "provisional" if column.provisional else "")


def phrase_chip(phrase: Phrase) -> Chip:
    """A chip without certainty, as it stands in a strip."""
    return Chip(phrase.words, phrase.look)


def _chip(phrase: Phrase, certainty: Certainty | None) -> Chip:
    if certainty is None or phrase.look == "cannot":
        return Chip(phrase.words, phrase.look)
    return Chip(
        phrase.words, phrase.look, certainty_words(certainty), certainty.rank + 1, CERTAINTY[certainty]
    )


LOOKS: Mapping[str, str] = {
    "agree": "agree",
    "uncontrolled": "agree",
    "disagree": "contra",
    "contra": "contra",
    "imprecise": "grey",
    "notsupp": "grey",
    "plain": "grey",
    "supported": "supported",
    "smaller": "smaller",
    "ordinary": "expected",
    "expected": "expected",
    "depends": "depends",
    "cannot": "cannot",
}
"""Which colour of the style sheet each look wears; icons tell looks of one colour apart."""
