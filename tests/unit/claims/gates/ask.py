"""Small clinics and claims, and the answer of one check to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.thresholds import Thresholds, read_thresholds
from ranvier.claims.gates import judge_gates
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.asserted import AssertedSet, at_least, at_most, better, between, never
from ranvier.claims.language.claim import Attribution, Claim, ClaimKind, Interpretation, Testable
from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups
from ranvier.vocabulary.outcomes import Reading
from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import cohort_of, dose_of, on, visits_of

Rows = Sequence[Mapping[str, Any]]

FOLLOWED = {-10: 4.0, 180: 4.0, 365: 3.0, 545: 3.0}
"""EDSS by day of a patient who is seen before the dose, and at and after twelve months."""


def names(n: int, letter: str = "t") -> list[str]:
    """Names of *n* patients."""
    return [f"{letter}{number:03d}" for number in range(1, n + 1)]


def clinic(
    n: int = 20,
    scores: Mapping[int, float] = FOLLOWED,
    *,
    doses: bool = True,
    **rows: Rows,
) -> Cohort:
    """*n* treated patients with the same visits, and a dose on day 0 each."""
    rows = {"visits": [row for name in names(n) for row in visits_of(name, scores)], **rows}
    if doses:
        rows.setdefault("administrations", [dose_of(name) for name in names(n)])
    return cohort_of(**rows)


def compared(
    n: int = 20,
    *,
    assignment: Assignment = Assignment.EXTERNAL,
    people: Rows | None = None,
    comparator_from: str | None = "patients.enrolled_date",
    **rows: Rows,
) -> Cohort:
    """*n* treated and *n* comparators, entered on day 0, with the same visits."""
    everyone = names(n) + names(n, "c")
    if people is None:
        people = [{"patient_id": name, **entered(name)} for name in everyone]
    rows = {
        "visits": [row for name in everyone for row in visits_of(name, FOLLOWED)],
        "administrations": [dose_of(name) for name in names(n)],
        **rows,
    }
    groups = Groups(treated=("cells",), comparator=("waiting",), assignment=assignment)
    return cohort_of(comparator_from=comparator_from, groups=groups, patients=people, **rows)


def entered(name: str) -> dict[str, Any]:
    """The group of a patient by the first letter of the name, and entry on day 0."""
    return {"group": "cells" if name.startswith("t") else "waiting", "enrolled_date": on(0)}


def about(cohort: Cohort, **programme: Any) -> Cohort:
    """The cohort with other words of its programme."""
    return replace(cohort, programme=replace(cohort.programme, **programme))


def claim_of(
    endpoint: str,
    asserted: AssertedSet,
    attribution: Attribution,
    *,
    readings: tuple[Reading, ...] = (Reading.SEEN, Reading.BECAUSE),
    because_asserted: AssertedSet | None = None,
    **parameters: Any,
) -> Claim:
    """A claim with one interpretation."""
    return Claim(
        id="T1",
        statement="for the tests",
        kind=ClaimKind.OUTCOME,
        attribution=attribution,
        population="everyone treated",
        interpretations=(Interpretation("primary", endpoint, asserted, parameters),),
        readings=readings,
        assumed=(),
        testable=Testable.YES,
        because_asserted=because_asserted,
    )


CHANGE = claim_of("edss_change_mean", between(-3, -2), Attribution.CHANGE, months=12)
SHARE = claim_of(
    "edss_fall_share", at_least(50, "%"), Attribution.LEVEL, months=12, points=2.0, confirmed=False
)
FREE = claim_of("free_of_worsening", at_least(75, "%"), Attribution.LEVEL, months=12)
SAFETY = claim_of("cancer_after_dose", never(), Attribution.SAFETY, because_asserted=at_most(1.0))
EVERYBODY = claim_of("cancer_never", never(), Attribution.SAFETY, readings=(Reading.SEEN,))
FACT = claim_of("dose", at_least(100, "%"), Attribution.RECORD, readings=(Reading.SEEN,))
DIRECTION = claim_of("edss_change_mean", better(higher_is_better=False), Attribution.CHANGE, months=12)
CLAIMS = (CHANGE, SHARE, FREE, SAFETY, EVERYBODY, FACT, DIRECTION)


def counted(events: int | None, expected: float | None = None, **more: Any) -> Finding:
    """What was found for a safety claim."""
    return Finding(
        "events", "primary", "events", False, 20, watched_events=events, expected_events=expected, **more
    )


def answers(
    cohort: Cohort,
    claim: Claim = CHANGE,
    finding: Finding | None = None,
    thresholds: Thresholds | None = None,
) -> dict[int, GateResult]:
    """Every check's answer, by its number."""
    results = judge_gates(find_records(cohort), claim, finding, thresholds or read_thresholds())
    return {result.number: result for result in results}


def answer(number: int, cohort: Cohort, claim: Claim = CHANGE, finding: Finding | None = None) -> GateResult:
    """One check's answer."""
    return answers(cohort, claim, finding)[number]
