"""Judged cases as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.claims.retrodiction.score import JUDGES, score
from ranvier.report.retrodiction.words import (
    SCORE_HEAD,
    early_words,
    error_words,
    found_words,
    later_words,
    score_row,
)
from ranvier.vocabulary.outcomes import SENTENCE

_WIDTH = 100


def retrodiction_text(cases: Sequence[JudgedCase], notes: Sequence[str] = ()) -> str:
    """Every case in a few lines, then the score beside two judges without skill."""
    parts = ["\n".join(_case_lines(case)) for case in cases]
    if any(case.answer for case in cases):
        parts.append("\n".join(_score_lines(cases)))
    if notes:
        parts.append("\n".join(["Not read in the file:", *(f"  {note}" for note in notes)]))
    parts.append("\n".join(textwrap.wrap(SENTENCE, _WIDTH)))
    return "\n\n".join(parts)


def _case_lines(case: JudgedCase) -> list[str]:
    rows = [
        ("early", f"{early_words(case)}: {case.early.rule}"),
        ("traps", ", ".join(trap.code for trap in case.early.traps) or "none named"),
        ("alarm", case.early.alarm),
        (
            "beside no effect",
            "; ".join(beyond.words for beyond in case.early.beyond) or "no figure to compare",
        ),
        ("signal", f"{case.early.signal:+.2f}".replace("-", "−")),
        ("after the trials", f"{later_words(case)}: {case.later.rule}"),
        ("found", found_words(case) if case.answer else ""),
        ("errors", error_words(case) if case.answer else ""),
    ]
    lines = [f"{case.evidence.id}  {case.evidence.therapy}".rstrip()]
    for name, words in rows:
        if words:
            lines += textwrap.wrap(words, _WIDTH, initial_indent=f"  {name:<18}", subsequent_indent=" " * 20)
    return lines


def _score_lines(cases: Sequence[JudgedCase]) -> list[str]:
    lines = ["Score, without runs that need numbers from memory"]
    for judge in JUDGES:
        name, *cells = score_row(score(judge, cases))
        lines.append(f"  {name}")
        lines += [f"    {head:<48}{cell}" for head, cell in zip(SCORE_HEAD[1:], cells, strict=True)]
    return lines
