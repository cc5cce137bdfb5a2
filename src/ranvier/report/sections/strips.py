"""How often each verdict stands: one strip for each column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.report.results import why_words
from ranvier.report.sections.chips import Chip, phrase_chip
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import BECAUSE, PUBLISHED, SEEN
from ranvier.vocabulary.outcomes import Because, Seen


@dataclass(frozen=True)
class StripRow:
    """How many claims carry a verdict."""

    n: int
    chip: Chip
    sentence: str


@dataclass(frozen=True)
class Strip:
    """One column's verdicts, counted; none: those that no claim carries."""

    title: str
    beside: str
    rows: tuple[StripRow, ...]
    none: str


def claims_words(n: int) -> str:
    """A number of claims.

    >>> claims_words(1), claims_words(9)
    ('one claim', '9 claims')
    """
    return "one claim" if n == 1 else f"{n} claims"


def seen_strip(examination: Examination) -> Strip:
    """The *seen* column, counted."""
    counts = Counter(Seen(v.seen.outcome) for v in examination.verdicts if v.seen is not None)
    rows = tuple(
        StripRow(counts[code], phrase_chip(phrase), phrase.sentence)
        for code, phrase in SEEN.items()
        if counts[code]
    )
    none = " \u00b7 ".join(phrase.words for code, phrase in SEEN.items() if not counts[code])
    return Strip("Seen in the records", claims_words(counts.total()), rows, none)


def because_strip(examination: Examination, sharing: Sharing) -> Strip:
    """The *because* column, counted; *supported* is listed even where there is none."""
    counts = Counter(Because(v.because.outcome) for v in examination.verdicts if v.because is not None)
    always = Because.SUPPORTED
    rows = tuple(
        StripRow(counts[code], phrase_chip(phrase), _sentence(code, examination, sharing))
        for code, phrase in BECAUSE.items()
        if counts[code] or code is always
    )
    none = " \u00b7 ".join(
        phrase.words for code, phrase in BECAUSE.items() if not counts[code] and code is not always
    )
    facts = len(examination.verdicts) - counts.total()
    beside = claims_words(counts.total()) + (f"; {facts} without such a reading" if facts else "")
    return Strip("Because of the therapy", beside, rows, none)


def published_strip(examination: Examination) -> Strip:
    """The *published* column, counted."""
    counts = Counter(v.published.outcome for v in examination.verdicts if v.published is not None)
    rows = tuple(
        StripRow(counts[code], phrase_chip(phrase), phrase.sentence)
        for code, phrase in PUBLISHED.items()
        if counts[code]
    )
    none = " \u00b7 ".join(phrase.words for code, phrase in PUBLISHED.items() if not counts[code])
    provisional = sum(v.published is not None and v.published.provisional for v in examination.verdicts)
    beside = claims_words(counts.total()) + (f"; {provisional} provisional" if provisional else "")
    return Strip("Published studies", beside, rows, none)


def _sentence(code: Because, examination: Examination, sharing: Sharing) -> str:
    """The plain sentence of a verdict; *not supported* has several grounds, so it gives its own."""
    if code is not Because.NOT_SUPPORTED:
        return BECAUSE[code].sentence
    whys = {
        why_words(verdict.because.why, verdict.primary, sharing)
        for verdict in examination.verdicts
        if verdict.because is not None and verdict.because.outcome is code
    } - {""}
    return whys.pop() if len(whys) == 1 else BECAUSE[code].sentence
