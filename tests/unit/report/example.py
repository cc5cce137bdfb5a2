"""A made-up examination: no patient, clinic, study or number in it is real.

`uncontrolled()` has no comparison group, `randomised()` has one, `without_records()` has no programme. All
numbers were chosen by hand to exercise every part of the page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ranvier.claims.judging.verdict import Examination, FlowStep, Inconsistency, Question, TableOneRow
from ranvier.claims.judging.what_it_takes import WhatItTakes
from ranvier.claims.language.claim import ClaimSet
from ranvier.estimates.result import Estimate
from ranvier.tables.faults import TableCount
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.outcomes import Because, Certainty, Seen
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.report.example_designs import what_it_takes
from tests.unit.report.example_findings import (
    N_SEEN,
    N_TREATED,
    PERCENT,
    POINTS,
    change_finding,
    free_finding,
)
from tests.unit.report.example_protocol import followed_in_part
from tests.unit.report.example_verdicts import gates, judged, tried, verdicts

FLOW = (
    FlowStep(168, "On the programme’s list", "numbers 1–168", (("no record behind the number", 10),)),
    FlowStep(158, "With a record", "", (("not treated", 8),)),
    FlowStep(150, "Treated at least once", "262 doses", (("no EDSS within 90 days before time zero", 9),)),
    FlowStep(
        141,
        "With a baseline EDSS",
        "−90 to 0 days, before steroids",
        (("no contact since", 21), ("visit outside the window", 5), ("died", 3)),
    ),
    FlowStep(112, "With an EDSS at 12 ± 2 months"),
)

AS_CLAIMED = "Treated minus comparator −2.31 EDSS points (95% CI −2.58 to −2.04): as large as claimed."

TABLE_ONE = (
    TableOneRow("Women", "101 (67%)", 0, "52 (69%)", 0, (101, 52)),
    TableOneRow("Age, years", "39 [32–46]", 0, "38 [31–47]", 0),
    TableOneRow("Relapsing", "118 (79%)", 0, "60 (80%)", 0, (118, 60)),
    TableOneRow("Primary progressive", "3 (2%)", 0, "6 (8%)", 0, (3, 6)),
    TableOneRow("Secondary progressive", "29 (19%)", 0, "9 (12%)", 0, (29, 9)),
    TableOneRow("EDSS at baseline", "4.5 [3.0–6.0]", 9, "4.0 [3.0–5.5]", 2),
)

COUNTS = (
    TableCount("patients", "patients.csv", 168, 0),
    TableCount("visits", "visits.csv", 1204, 17, (("without a date", 12), ("before birth", 5))),
    TableCount("relapses", "relapses.csv", 402, 3, (("unknown patient", 3),)),
)


def uncontrolled() -> Examination:
    """A made-up programme with nobody to compare with."""
    programme = Programme(
        name="Invented clinic A",
        data_date=date(2026, 1, 31),
        supplied_by="Invented clinic A, data office",
        synthetic=True,
        claims_fixed=date(2026, 1, 20),
        time_zero=TimeZero(treated="administrations.date"),
    )
    return Examination(
        claim_set=claim_set(),
        verdicts=verdicts(),
        seed=20260101,
        programme=programme,
        n_treated=N_TREATED,
        followup_years=512.4,
        flow=FLOW,
        table_one=tuple(replace(row, comparator="") for row in TABLE_ONE),
        counts=COUNTS,
        files={"patients.csv": "ab" * 32, "visits.csv": "cd" * 32, "programme.toml": "12" * 32},
        inconsistencies=inconsistencies(),
        questions=questions(),
        settings=(("baseline: at most", "90 days before day 0"), ("worsening: confirmed after", "168 days")),
        thresholds=(("gate 9: patients without a baseline", "10% ◊"),),
        assumed_parameters=("placebo and expectation −0.2 points (unverified)",),
    )


def randomised() -> Examination:
    """A made-up programme in which lot decided who was treated."""
    base = uncontrolled()
    assert base.programme is not None
    groups = Groups(("treated",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM, True)
    programme = replace(base.programme, name="Invented clinic B", groups=groups)
    change = replace(
        change_finding(),
        contrast=Estimate(-2.31, -2.58, -2.04, 187, "Welch", "treated minus comparator", POINTS),
        found=Estimate(-2.40, -2.61, -2.19, N_SEEN, "t interval", "EDSS change", POINTS),
    )
    first, second, *others = base.verdicts
    supported = replace(
        first,
        seen=judged(Seen.RECORDS_AGREE, "Holds even at worst for those not seen.", Certainty.MODERATE),
        because=replace(
            judged(Because.SUPPORTED, AS_CLAIMED, Certainty.MODERATE),
            certainty_why="Lot decided and scoring was blinded; the rows are not audited.",
        ),
        tried=(tried(first.claim.interpretations[0], change, "holds"),),
        gates=gates(compared=True),
    )
    free = replace(
        free_finding(compared=True),
        contrast=Estimate(18.2, 5.1, 31.3, 290, "Greenwood", "treated minus comparator", PERCENT),
    )
    smaller = replace(
        second,
        because=judged(
            Because.EFFECT_SMALLER_THAN_CLAIMED, "An effect, smaller than claimed.", Certainty.LOW
        ),
        tried=(tried(second.claim.interpretations[0], free, "holds"),),
        gates=gates(compared=True),
    )
    return replace(
        base,
        programme=programme,
        n_comparator=75,
        verdicts=(supported, smaller, *others),
        table_one=TABLE_ONE,
        what_it_takes=what_it_takes(),
        protocol=followed_in_part(),
    )


def without_records() -> Examination:
    """The same claims without any records."""
    base = uncontrolled()
    none = "No records were given to compare with."
    bare = tuple(
        replace(
            one,
            tried=(),
            gates=(),
            benchmarks=(),
            because_asserted=None,
            seen=judged(Seen.CANNOT_BE_ASSESSED, none),
            because=judged(Because.CANNOT_BE_ASSESSED, none) if one.because else None,
        )
        for one in base.verdicts
    )
    return Examination(
        claim_set=claim_set(),
        verdicts=bare,
        seed=1,
        inconsistencies=inconsistencies(),
        questions=questions(),
        settings=base.settings,
        what_it_takes=WhatItTakes(reason="No records were given, so no study can be planned."),
    )


def claim_set() -> ClaimSet:
    """The made-up claims as a set."""
    claims = tuple(verdict.claim for verdict in verdicts())
    return ClaimSet("made-up", "Made-up claims", "1", "a made-up page", claims, fingerprint="ef" * 32)


def inconsistencies() -> tuple[Inconsistency, ...]:
    """Two made-up findings."""
    return (
        Inconsistency(
            "Faster than its mechanism.", "Benefit by day 10, a mechanism of six months.", ("C33", "C49")
        ),
        Inconsistency("Every printed case improved.", "9 of 9 described cases improved.", ("C39",)),
    )


def questions() -> tuple[Question, ...]:
    """Ten made-up questions."""
    return tuple(
        Question(
            f"Made-up question {place}: how many were treated in all?", "It is the denominator.", ("C33",)
        )
        for place in range(1, 11)
    )


def with_patients() -> Examination:
    """The first examination with made-up single patients, for a report that stays inside."""
    base = uncontrolled()
    first = base.verdicts[0]
    patients = tuple((f"QK{place}-2F", (place % 9 - 6) / 2) for place in range(40))
    finding = replace(change_finding(), picture={**change_finding().picture, "patients": patients})
    reading = replace(first.tried[0], finding=finding)
    return replace(base, verdicts=(replace(first, tried=(reading, *first.tried[1:])), *base.verdicts[1:]))
