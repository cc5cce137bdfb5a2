"""The page docs/retrodiction/README.md: method, the table, the score, and a section for each case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources

from ranvier.claims.retrodiction.rules import traps
from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.claims.retrodiction.score import JUDGES, score
from ranvier.claims.retrodiction.standing import Standing
from ranvier.report.retrodiction.case_section import case_section
from ranvier.report.retrodiction.words import (
    SCORE_HEAD,
    early_words,
    error_words,
    found_words,
    later_words,
    score_row,
)
from ranvier.vocabulary.outcomes import SENTENCE


def retrodiction_page(cases: Sequence[JudgedCase], figure: str = "") -> str:
    """The whole page in Markdown. figure: the file of the figure beside it, shown where it is named."""
    method = (
        resources.files("ranvier.report.retrodiction").joinpath("method.md.in").read_text(encoding="utf-8")
    )
    n_case = sum(trap.chosen == "case" for trap in traps())
    parts = [method.format(n_traps=len(traps()), n_case=n_case).rstrip()]
    parts += ["## What was said, and what was found", _table(_HEAD, (_row(case) for case in cases))]
    if figure:
        parts.append(f"![Early signal of each therapy beside what became of it]({figure})")
    if any(case.answer for case in cases):
        parts += ["## The score", *_score_parts(cases)]
    parts += ["## Case by case", *(case_section(case) for case in cases), SENTENCE]
    return "\n\n".join(parts) + "\n"


_HEAD = ("case", "therapy", "n", "on early evidence", "once the trials were known", "found", "errors")


_COUNTS = (
    "Counts with exact 95 % intervals. *Supported, but failed or harmed* and *contradicted, but works* are "
    "the hard errors. After the trials a verdict as expected gives 1 point, its neighbour a half."
)
_JUDGES = (
    "*Always insufficient* makes no early error and has no skill: it names no trap, ranks nothing, and "
    "cannot say what the trials found. *Believes what is told* takes a share or a fall of a quarter or more "
    "for an effect, and the direction of the first comparison of a trial for the answer. The last column "
    "compares each therapy that works with each that does not; ties count a half. With so few cases the "
    "ranking may be chance. Who names every trap finds all that are listed, so all that were named are "
    "counted too."
)


def _row(case: JudgedCase) -> tuple[str, ...]:
    n = case.evidence.n_analysed
    return (
        case.evidence.id,
        case.evidence.therapy or "not told",
        "not told" if n is None else str(n),
        early_words(case),
        later_words(case),
        found_words(case),
        error_words(case),
    )


def _score_parts(cases: Sequence[JudgedCase]) -> list[str]:
    """The score of ranvier beside two judges without skill, with and without numbers read elsewhere."""
    unscored = _unscored(cases)
    return [
        _COUNTS,
        f"Runs that need numbers from memory are left out: {unscored or 'there are none'}.",
        _table(SCORE_HEAD, (score_row(score(judge, cases)) for judge in JUDGES)),
        "The same of those runs alone that rest on numbers read at their source:",
        _table(SCORE_HEAD, (score_row(score(judge, cases, Standing.FIRM)) for judge in JUDGES)),
        _JUDGES,
    ]


def _unscored(cases: Iterable[JudgedCase]) -> str:
    early = [f"{case.evidence.id} (early)" for case in cases if case.early.needs is Standing.MEMORY]
    later = [f"{case.evidence.id} (after)" for case in cases if case.later.needs is Standing.MEMORY]
    return ", ".join([*early, *later])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)
