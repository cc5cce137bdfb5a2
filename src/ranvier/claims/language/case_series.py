"""Described cases as a case series: what each states, what it leaves out, and how many state what.

The columns and the summary follow questions 2 to 8 of a checklist for case series (Munn 2020, source S295):
one measure for all, consecutive and complete inclusion, who the patients are, their illness, their outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ranvier.claims.language.cases import CaseReport, Reported


@dataclass(frozen=True)
class CaseRow:
    """One case. change: least and most EDSS after minus before. missing: what is not stated of it."""

    case: CaseReport
    change: tuple[float, float] | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Stated:
    """How many of the cases state one thing. question: its number on the checklist."""

    what: str
    n: int
    of: int
    question: int


@dataclass(frozen=True)
class CaseSeries:
    """All described cases of a claim set, and how many of them state each thing that a reader needs."""

    rows: tuple[CaseRow, ...]
    summary: tuple[Stated, ...]


_Test = Callable[[CaseReport], bool]

_NEEDED: tuple[tuple[str, int, _Test], ...] = (
    ("EDSS scored by the source, before and after", 2, lambda case: case.measured),
    ("age", 6, lambda case: case.age is not None),
    ("sex", 6, lambda case: bool(case.sex)),
    ("form or years of the disease", 7, lambda case: bool(case.phenotype) or case.disease_years is not None),
    ("year of treatment", 7, lambda case: case.treatment_year is not None),
    ("route and dose", 7, lambda case: bool(case.route) and bool(case.dose)),
    ("other treatment", 7, lambda case: bool(case.co_treatment)),
    ("walking before", 7, lambda case: case.before is not None),
    ("an outcome", 8, lambda case: case.reported is not Reported.NO_OUTCOME),
    ("walking after", 8, lambda case: case.after is not None),
    ("how long it was followed", 8, lambda case: case.followup_months is not None),
    ("the same at a second visit", 8, lambda case: case.confirmed),
    ("adverse events, looked for or not", 8, lambda case: bool(case.adverse_events)),
)


def find_case_series(reports: tuple[CaseReport, ...]) -> CaseSeries | None:
    """The case series of these reports; None where a source describes no case."""
    if not reports:
        return None
    rows = tuple(CaseRow(case, find_change(case), find_missing(case)) for case in reports)
    summary = tuple(
        Stated(what, sum(map(states, reports)), len(reports), question) for what, question, states in _NEEDED
    )
    return CaseSeries(rows, summary)


def find_change(case: CaseReport) -> tuple[float, float] | None:
    """Least and most EDSS after minus before; None where a band is missing."""
    if case.before is None or case.after is None:
        return None
    return case.after[0] - case.before[1], case.after[1] - case.before[0]


def find_missing(case: CaseReport) -> tuple[str, ...]:
    """What the source does not state of a case, in the order of the checklist."""
    return tuple(what for what, _, states in _NEEDED if not states(case))
