"""verdicts.csv: one row a claim and reading, for spreadsheets and for comparing two reports.

The first line is the head, as every reader of CSV expects. Which claims and records the rows are of, and the
sentence of every ranvier result, stand in the last columns of each row, so that they survive sorting,
filtering and pasting. Columns: docs/reference/report-files.md.
"""

from __future__ import annotations

import csv
import hashlib
import io

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.signed_content import fingerprint_of
from ranvier.claims.judging.verdict import Examination, Judged, Verdict
from ranvier.claims.language.wording import asserted_text
from ranvier.estimates.result import Bounds, Estimate
from ranvier.report.figures.figure import calculable
from ranvier.report.files_used import files_used
from ranvier.report.masked import masked_csv
from ranvier.report.results import contrast_withheld, why_words, withheld_words
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.report.stable_numbers import stable
from ranvier.vocabulary.outcomes import SENTENCE, Reading

COLUMNS = (
    "claim",
    "statement",
    "kind",
    "testable",
    "reading",
    "verdict",
    "certainty",
    "rule",
    "why",
    "label",
    "asserted",
    "unit",
    "estimate",
    "lower",
    "upper",
    "conf_level",
    "n",
    "worst",
    "best",
    "withheld",
    "binding_gates",
    "published",
    "provisional",
    "claim_set",
    "claim_set_sha256",
    "records_sha256",
    "content_fingerprint",
    "sentence",
)
"""The head. estimate, lower, upper and n: of the treated for *seen*, of the contrast for *because*."""

NO_READING = "none"
"""Stands for the reading of a claim that no registry's records can test."""


def verdicts_csv(examination: Examination, *, internal: bool = False) -> str:
    """The verdicts as CSV text; a number that rests on a small group is empty and told under `withheld`."""
    sharing = sharing_of(examination, internal=internal)
    made_from = {
        "claim_set": f"{examination.claim_set.id} {examination.claim_set.version}",
        "claim_set_sha256": examination.claim_set.fingerprint,
        "records_sha256": records_fingerprint(examination),
        "content_fingerprint": fingerprint_of(examination),
        "sentence": SENTENCE,
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for verdict in examination.verdicts:
        writer.writerows({**row, **made_from} for row in _rows(verdict, sharing))
    return masked_csv(text.getvalue(), sharing)


def records_fingerprint(examination: Examination) -> str:
    """One SHA-256 over names and SHA-256 of all files of the records; empty without records."""
    lines = "".join(f"{name} {sha}\n" for name, sha in files_used(examination))
    return hashlib.sha256(lines.encode()).hexdigest() if lines else ""


def _rows(verdict: Verdict, sharing: Sharing) -> list[dict[str, str]]:
    judged = ((Reading.SEEN, verdict.seen), (Reading.BECAUSE, verdict.because))
    rows = [
        {**_claim(verdict), **_answer(verdict, reading, answer, sharing)}
        for reading, answer in judged
        if answer is not None
    ]
    return rows or [{**_claim(verdict), "reading": NO_READING, "why": calculable(verdict.claim.untestable)}]


def _claim(verdict: Verdict) -> dict[str, str]:
    claim, published = verdict.claim, verdict.published
    return {
        "claim": claim.id,
        "statement": calculable(claim.statement),
        "kind": claim.kind.value,
        "testable": claim.testable.value,
        "published": published.outcome.value if published else "",
        "provisional": str(published.provisional).lower() if published else "",
    }


def _answer(verdict: Verdict, reading: Reading, answer: Judged, sharing: Sharing) -> dict[str, str]:
    finding = verdict.primary
    binding = sorted({gate.number for gate in verdict.gates if gate.binds(reading)})
    return {
        "reading": reading.value,
        "verdict": answer.outcome.value,
        "certainty": answer.certainty.value if answer.certainty else "",
        "rule": answer.rule,
        "why": calculable(why_words(answer.why, finding, sharing)),
        "asserted": calculable(_asserted(verdict, reading)),
        "binding_gates": " ".join(str(number) for number in binding),
        **(_numbers(finding, reading, sharing) if finding is not None else {}),
    }


def _asserted(verdict: Verdict, reading: Reading) -> str:
    primary = verdict.claim.primary
    if reading is Reading.BECAUSE:
        return asserted_text(verdict.because_asserted) if verdict.because_asserted else ""
    return asserted_text(primary.asserted) if primary else ""


def _numbers(finding: Finding, reading: Reading, sharing: Sharing) -> dict[str, str]:
    """The number a reading is about, with its bounds, or what is printed where it may not be shown."""
    told = {"label": calculable(finding.label), "unit": finding.unit}
    found = finding.found
    if reading is Reading.BECAUSE:
        if contrast_withheld(finding, sharing):
            return {**told, "withheld": sharing.few}
        return {**told, **_cells(finding.contrast, finding.contrast_bounds, sharing)}
    if found is not None and sharing.withholds(found):
        return {**told, "withheld": withheld_words(found, finding.n_treated, sharing)}
    return {**told, **_cells(found, finding.bounds, sharing)}


def _cells(number: Estimate | None, bounds: Bounds | None, sharing: Sharing) -> dict[str, str]:
    if number is None or not number.is_known:
        return {}
    cells = {
        "estimate": _digits(number.estimate),
        "lower": _digits(number.lower),
        "upper": _digits(number.upper),
        "conf_level": f"{number.conf_level:g}",
        "n": str(number.n) if sharing.is_exact(number.n) else "",
    }
    if bounds is not None and bounds.n_unseen:
        cells |= {"worst": _digits(bounds.worst), "best": _digits(bounds.best)}
    return cells


def _digits(number: float) -> str:
    """A number as programs read it; empty where there is none or no limit."""
    rounded = stable(number)
    return "" if rounded is None else f"{rounded:g}" if abs(rounded) < 1e6 else str(rounded)
