"""Judged cases as a file: a page, a figure or JSON, by the ending of its name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.errors import UsageError
from ranvier.report.retrodiction.figure import retrodiction_svg
from ranvier.report.retrodiction.page import retrodiction_page
from ranvier.report.retrodiction.words import error_words
from ranvier.report.write import write_whole
from ranvier.vocabulary.outcomes import SENTENCE

FIGURE = "signal.svg"
"""The figure that stands beside the page in docs/retrodiction."""


def write_retrodiction(cases: Sequence[JudgedCase], out: Path) -> Path:
    """Write the cases as the ending of *out* says: .md, .svg or .json; its path comes back.

    Raises UsageError for another ending.
    """
    render = _RENDER.get(out.suffix.lower())
    if render is None or out.is_dir():
        raise UsageError(
            "The ending of the file says what is written",
            where=str(out),
            hint=f"end it with {', '.join(_RENDER)}",
        )
    write_whole(out, render(cases))
    return out


def retrodiction_json(cases: Sequence[JudgedCase]) -> str:
    """Every judgement with its rule, traps and signal, for programs."""
    whole = {"cases": [_case(case) for case in cases], "sentence": SENTENCE}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _case(case: JudgedCase) -> dict[str, Any]:
    early, later, answer = case.early, case.later, case.answer
    return {
        "id": case.evidence.id,
        "therapy": case.evidence.therapy,
        "early": {
            "outcome": early.outcome.value,
            "rule": early.rule,
            "certainty": early.certainty.value,
            "needs": early.needs.name.casefold(),
            "traps": [trap.code for trap in early.traps],
            "alarm": early.alarm,
            "signal": round(early.signal, 4),
            "effect_as_told": round(early.headline, 4),
        },
        "after_trials": {
            "outcome": later.outcome.value,
            "rule": later.rule,
            "certainty": later.certainty.value,
            "needs": later.needs.name.casefold(),
            "traps": [trap.code for trap in later.traps],
        },
        "found": answer.found.overall.value if answer else None,
        "errors": error_words(case) if answer else None,
    }


_RENDER: Mapping[str, Callable[[Sequence[JudgedCase]], str]] = {
    ".md": lambda cases: retrodiction_page(cases, FIGURE),
    ".svg": retrodiction_svg,
    ".json": retrodiction_json,
}
