"""The page and the text of `ranvier theory`."""

from __future__ import annotations

import textwrap
from pathlib import Path

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.errors import UsageError
from ranvier.report.sections.theory import PredictionRow, ToldTheory, tell_theory
from ranvier.report.templates_used import render_template
from ranvier.report.versions import versions_used
from ranvier.report.write import write_whole
from ranvier.vocabulary.outcomes import SENTENCE

_WIDTH = 110


def told_theory(claim_set: ClaimSet, judged: JudgedTheory | None) -> ToldTheory:
    """The theory of a claim set in words. Raises UsageError where it offers no mechanism."""
    told = tell_theory(judged)
    if told is None:
        raise UsageError(
            f"The claim set '{claim_set.id}' offers no mechanism",
            hint="name a file under 'hypotheses' in its [set]; see docs/reference/theory.md",
        )
    return told


def render_theory(claim_set: ClaimSet, told: ToldTheory) -> str:
    """The theory as one HTML page: no script, nothing fetched, light and dark, printable."""
    return render_template(
        "theory.html", claim_set=claim_set, told=told, sentence=SENTENCE, versions=versions_used()
    )


def write_theory(claim_set: ClaimSet, told: ToldTheory, out: Path) -> Path:
    """Write the page; its path comes back."""
    if out.is_dir():
        raise UsageError("The page needs the name of a file", where=str(out), hint=f"-o {out / 'page.html'}")
    write_whole(out, render_theory(claim_set, told))
    return out


def theory_text(told: ToldTheory) -> str:
    """The predictions as a table for a terminal, and what could have moved by the days of the cases."""
    lines = [*_table(told.predictions), ""]
    for head, sentences in told.days:
        lines += [line for sentence in (head, *sentences) for line in textwrap.wrap(sentence, _WIDTH)]
        lines.append("")
    lines += textwrap.wrap(told.undated, _WIDTH)
    lines += textwrap.wrap(told.no_sizes, _WIDTH)
    return "\n".join([*lines, "", SENTENCE])


def _table(predictions: tuple[tuple[str, tuple[PredictionRow, ...]], ...]) -> list[str]:
    cells = [("hypothesis", "measure", "from", "until", "first visit", "numbers")]
    cells += [
        (name, row.measure, row.since, row.until, row.visit, row.sure)
        for name, rows in predictions
        for row in rows
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
