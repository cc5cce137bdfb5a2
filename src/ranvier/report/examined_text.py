"""The verdicts as a person reads them in a terminal of 100 columns; the three columns are never merged."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ranvier.claims.judging.verdict import Examination, Judged, Verdict
from ranvier.report.numbers import full_stop, interval, with_unit
from ranvier.report.results import why_words, withheld_words
from ranvier.report.sections.claim_groups import is_answered, is_beyond_registries
from ranvier.report.sections.claim_rows import missing_words
from ranvier.report.sharing_of import sharing_of
from ranvier.report.signed import signature_words
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import BECAUSE, CERTAINTY, PUBLISHED, SEEN
from ranvier.vocabulary.outcomes import SENTENCE, Because, Seen

WIDTH = 100
_NONE = "\u2013"
_HEAD = ("claim", "found (95% CI)", "seen in the records", "because of the therapy", "published")
_WIDTHS = (6, 26, 20, 23, 17)
_BETWEEN = "  "

Cells = tuple[str, ...]


def verdicts_text(examination: Examination, *, every: bool = False) -> str:
    """The claims with a number as a table, the others by their published verdict, and the sentence.

    every: the others are told one by one, each with the reason why there is no number.
    """
    sharing = sharing_of(examination, internal=False)
    answered = [verdict for verdict in examination.verdicts if is_answered(verdict)]
    beyond = [verdict for verdict in examination.verdicts if is_beyond_registries(verdict)]
    silent = [one for one in examination.verdicts if one not in answered and one not in beyond]
    asked = "Asked of the records, without a number" if examination.programme else "No records examined"
    parts = [
        _table(answered, sharing) if answered else [],
        _group(f"{asked}: {len(silent)}", silent, sharing, every=every) if silent else [],
        _group(f"No registry can test these: {len(beyond)}", beyond, sharing, every=every) if beyond else [],
        [_PROVISIONAL]
        if any(one.published and one.published.provisional for one in examination.verdicts)
        else [],
        [f"Threshold changed: {each}" for each in examination.changed_thresholds],
        [signature_words(examination)],
        [SENTENCE],
    ]
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts if part)


_PROVISIONAL = "* provisional: it rests on published numbers not read at their source"


def _table(verdicts: Sequence[Verdict], sharing: Sharing) -> list[str]:
    lines = [*_wrapped(_HEAD), _BETWEEN.join("-" * width for width in _WIDTHS)]
    for verdict in verdicts:
        claim = f"{verdict.claim.id:<{_WIDTHS[0]}}{_BETWEEN}{verdict.claim.statement}"
        lines += textwrap.wrap(claim, WIDTH, subsequent_indent=" " * (_WIDTHS[0] + len(_BETWEEN)))
        lines += _wrapped(_cells(verdict, sharing))
    return lines


def _wrapped(cells: Cells) -> Iterator[str]:
    """A row as lines: each cell broken within its own column."""
    broken = [
        [line for part in cell.split("\n") for line in textwrap.wrap(part, width)]
        for cell, width in zip(cells, _WIDTHS, strict=True)
    ]
    for place in range(max(len(lines) for lines in broken)):
        row = [lines[place] if place < len(lines) else "" for lines in broken]
        yield _BETWEEN.join(cell.ljust(width) for cell, width in zip(row, _WIDTHS, strict=True))


def _cells(verdict: Verdict, sharing: Sharing) -> Cells:
    seen = SEEN[Seen(verdict.seen.outcome)].words if verdict.seen else ""
    because = BECAUSE[Because(verdict.because.outcome)].words if verdict.because else ""
    return (
        "",
        _found(verdict, sharing),
        _sure(seen, verdict.seen),
        _sure(because, verdict.because),
        _published(verdict),
    )


def _found(verdict: Verdict, sharing: Sharing) -> str:
    """The number with its unit, and its interval on a line below."""
    finding = verdict.primary
    assert finding is not None and finding.found is not None  # verdicts_text asks first
    if sharing.withholds(finding.found):
        return withheld_words(finding.found, finding.n_treated, sharing)
    found, ends = finding.found, ""
    if found.has_interval and found.lower < found.upper:
        ends = f"({interval(found, finding.unit).removeprefix('95% CI ')})"
    return "\n".join(filter(None, (with_unit(found.estimate, finding.unit), ends)))


def _sure(words: str, judged: Judged | None) -> str:
    """The verdict, and its certainty on a line below."""
    if judged is None:
        return _NONE
    return f"{words}\n({CERTAINTY[judged.certainty]} certainty)" if judged.certainty else words


def _published(verdict: Verdict) -> str:
    if verdict.published is None:
        return _NONE
    return f"{PUBLISHED[verdict.published.outcome].words}{'*' if _is_provisional(verdict) else ''}"


def _group(head: str, verdicts: Sequence[Verdict], sharing: Sharing, *, every: bool) -> list[str]:
    """Claims without a number: by published verdict, or one by one with the reason."""
    if every:
        return [head, *(line for verdict in verdicts for line in _one(verdict, sharing))]
    lines = [f"{head}; published studies say (--all tells why)"]
    for code, words in _OUTCOMES:
        ids = [_marked(one) for one in verdicts if (one.published.outcome if one.published else None) is code]
        if ids:
            lines += textwrap.wrap(
                f"{words:<17}  {', '.join(ids)}", WIDTH - 2, initial_indent="  ", subsequent_indent=" " * 21
            )
    return lines


_OUTCOMES = (*((code, phrase.words) for code, phrase in PUBLISHED.items()), (None, "no study entered"))


def _is_provisional(verdict: Verdict) -> bool:
    return verdict.published is not None and verdict.published.provisional


def _marked(verdict: Verdict) -> str:
    return f"{verdict.claim.id}{'*' if _is_provisional(verdict) else ''}"


def _one(verdict: Verdict, sharing: Sharing) -> Iterator[str]:
    told = full_stop(why_words(missing_words(verdict), verdict.primary, sharing))
    words = f"{verdict.claim.id:<6}{verdict.claim.statement} Published: {_published(verdict)}. {told}"
    yield from textwrap.wrap(words, WIDTH - 2, initial_indent="  ", subsequent_indent=" " * 8)
