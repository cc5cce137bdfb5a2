"""Check 32: whether the report can tell what a reader needs to judge the number by."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding
from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.tipping import OF_EACH_PATIENT
from ranvier.claims.gates.wording import listed
from ranvier.claims.language.endpoint_names import TIMES, TIMES_EXPECTED

NOBODY = ("", "nobody", "unknown")
"""Words that name no supplier."""


def judge_told_in_full(inquiry: Inquiry) -> Outcome:
    """Who supplied what, everybody accounted for, and an absolute number behind every ratio."""
    finding = inquiry.finding
    if finding is None or not finding.is_known:
        return cannot_say("there is no number to report")
    if _counts_too_many(inquiry, finding):
        return fails("more patients are counted than there are")
    parts = _parts(inquiry, finding)
    lacking = [words for words, is_there in parts.items() if not is_there]
    counted = f"{len(parts)} items"
    if lacking:
        return flags(f"the report cannot tell {listed(lacking)}", counted)
    return passes("supplier, files, patients not seen, and absolute numbers are told", counted)


def _parts(inquiry: Inquiry, finding: Finding) -> dict[str, bool]:
    is_ratio = finding.unit in (TIMES, TIMES_EXPECTED)
    return {
        "who supplied the records": inquiry.programme.supplied_by.strip().lower() not in NOBODY,
        "which files they were": bool(inquiry.cohort.files),
        "an interval": finding.found is not None and finding.found.has_interval,
        "why patients were not seen": sum(finding.unseen.values()) >= _n_unseen(finding),
        "the rates behind the ratio": bool(finding.beside) or not is_ratio,
    }


def _n_unseen(finding: Finding) -> int:
    return finding.bounds.n_unseen if finding.bounds is not None else 0


def _counts_too_many(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether patients with a result and those without are more than were treated."""
    if inquiry.endpoint not in OF_EACH_PATIENT or finding.found is None:
        return False
    return finding.found.n + _n_unseen(finding) > finding.n_treated


GATE = Gate(
    number=32,
    name="Told in full",
    checks="supplier and files are known, everybody is accounted for, and a ratio has its rates beside it",
    judge=judge_told_in_full,
    source="own list, after STROBE, RECORD and TARGET 2025 (PMID 40903028), read in summaries",
    used=("programme.toml supplied_by", "the files", "the endpoint's number"),
)
