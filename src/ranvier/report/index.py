"""The page beside the demo's reports: what truth was put in, and what each report says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.claims.language.endpoint_names import EDSS_POINTS
from ranvier.report.numbers import with_unit
from ranvier.report.sections.answers import Answer, six_answers
from ranvier.report.sharing_of import sharing_of
from ranvier.report.templates_used import render_template
from ranvier.vocabulary.outcomes import SENTENCE


@dataclass(frozen=True)
class IndexEntry:
    """One examined programme: its folder beside the page, its name, and the truth put into it.

    effect_points: the true effect on the EDSS, treated minus comparator; 0 is none.
    """

    folder: str
    name: str
    effect_points: float
    examination: Examination


@dataclass(frozen=True)
class _Shown:
    """One entry ready for the page."""

    name: str
    report: str
    truth: str
    answers: tuple[Answer, ...]


def render_index(entries: Sequence[IndexEntry]) -> str:
    """A small page that links the reports, each with the truth that its examination did not know."""
    return render_template("index.html", sentence=SENTENCE, entries=[_shown(entry) for entry in entries])


def _shown(entry: IndexEntry) -> _Shown:
    sharing = sharing_of(entry.examination, internal=False)
    return _Shown(
        name=entry.name,
        report=f"{entry.folder}/report/report.html",
        truth=truth_words(entry.effect_points),
        answers=six_answers(entry.examination, sharing),
    )


def truth_words(effect_points: float) -> str:
    """The effect put in, in words.

    >>> truth_words(0)
    'none: the therapy does nothing'
    """
    if effect_points == 0:
        return "none: the therapy does nothing"
    way = "lowers" if effect_points < 0 else "raises"
    return f"{with_unit(effect_points, EDSS_POINTS)}: the therapy {way} the score by that much on average"
