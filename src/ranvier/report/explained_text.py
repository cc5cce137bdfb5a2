"""The explanation of one patient's course as plain text for a terminal."""

from __future__ import annotations

import textwrap

from ranvier.course.explanation import Explanation, Sentence
from ranvier.definitions.settings_used import settings_used
from ranvier.report.explained import HEADLINE, asked_words, visits_title
from ranvier.vocabulary.outcomes import SENTENCE

WIDTH = 100


def explained_text(explanation: Explanation) -> str:
    """Which visit, which rule and why not earlier, in lines of at most 100 letters."""
    used = settings_used(explanation.definition)
    parts = [
        _wrapped(HEADLINE),
        f"{explanation.patient_id}: {asked_words(explanation.definition)} ({used.name})",
        _wrapped(explanation.answer),
        _section("Where the course starts", explanation.start),
        _section("The search, step by step", [one.told for one in explanation.decisions], numbered=True),
        _visits(explanation),
        _section("Where follow-up ends", explanation.end),
        _wrapped(SENTENCE),
    ]
    return "\n\n".join(part for part in parts if part)


def _section(title: str, sentences: list[Sentence] | tuple[Sentence, ...], *, numbered: bool = False) -> str:
    if not sentences:
        return ""
    lines = [
        _wrapped(str(told), f"{place:3}. " if numbered else "  ", "     " if numbered else "  ")
        for place, told in enumerate(sentences, 1)
    ]
    return "\n".join([title, *lines])


def _visits(explanation: Explanation) -> str:
    if not explanation.visits:
        return ""
    lines = []
    for visit in explanation.visits:
        mark = f"{visit.mark}. " if visit.mark in ("onset", "confirms") else ""
        lines.append(_wrapped(f"{mark}{visit.why}", f"  {visit.date.isoformat()}  ", " " * 14))
    return "\n".join([visits_title(explanation), *lines])


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
