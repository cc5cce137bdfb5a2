"""The shipped hypotheses, judged, and the same with one thing changed."""

from __future__ import annotations

from dataclasses import replace

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.theory.judge import JudgedTheory, judge_theory
from ranvier.literature.library import read_literature


def shipped_set() -> ClaimSet:
    return read_claims("cell-therapy")


def judged(claim_set: ClaimSet | None = None) -> JudgedTheory:
    found = judge_theory(claim_set or shipped_set(), read_literature())
    assert found is not None
    return found


def with_text(claim_set: ClaimSet, before: str, after: str) -> ClaimSet:
    """The set with one passage of its hypotheses changed."""
    text = claim_set.hypotheses_text.decode()
    assert before in text
    return replace(claim_set, hypotheses_text=text.replace(before, after).encode())


def with_day(claim_set: ClaimSet, case: str, day: float | None) -> ClaimSet:
    """The set with another day of first improvement for one case."""
    reports = tuple(
        replace(report, first_better_day=day) if report.id == case else report for report in claim_set.reports
    )
    return replace(claim_set, reports=reports)


def with_fact(claim_set: ClaimSet, kind: str, days: float) -> ClaimSet:
    """The set whose source states another number of days."""
    facts = tuple(
        replace(fact, low=days, high=days) if fact.kind == kind else fact for fact in claim_set.facts
    )
    return replace(claim_set, facts=facts)
