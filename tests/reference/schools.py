"""The schools side by side: in how many patients two definitions, set as alike as they can be, agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from ranvier.course.events import find_events
from ranvier.course.sustained_change import find_sustained_changes
from ranvier.course.two_references import find_two_reference_events
from ranvier.definitions.confirmed_change import Occurrence, ProceedFrom, Reference, SlightChanges
from ranvier.definitions.relapse_relation import RelapseRelationRule
from ranvier.definitions.sustained_change import SustainedWorsening
from ranvier.definitions.two_reference_parts import Confirmation, Roving
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.events import RelapseRelation
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0
from tests.reference.two_references_peer import STORED
from tests.small_cohorts import cohort_of_columns

TWELVE_WEEKS = Confirmation(window=ConfirmWindow(84))
GENERAL_FIRST = ConfirmedWorsening(
    confirm_after_days=84,
    relapse_to_confirmation=RelapseDistance(),
    relation=RelapseRelationRule(raw_after_days=90, raw_before_days=30),
)
GENERAL_ROVING = replace(GENERAL_FIRST, reference=Reference.ROVING, occurrence=Occurrence.EVERY)
GENERAL_ALIKE = replace(
    GENERAL_ROVING, slight_changes=SlightChanges.IMPROVEMENT, proceeds_from=ProceedFrom.ONSET
)
TWO_FIRST = TwoReferences(confirmation=TWELVE_WEEKS, roving=Roving(roves=False), first_only=True)
TWO_ROVING = TwoReferences(confirmation=TWELVE_WEEKS)
TWO_ALIKE = TwoReferences(confirmation=TWELVE_WEEKS, roving=Roving(window=ConfirmWindow(84)))
SUSTAINED = SustainedWorsening(confirm_after_days=84, sustained_to_end=False, steps=EDSS_STEPS_TO_5_0)

Find = Callable[[Cohort], pl.DataFrame]


def general(definition: ConfirmedWorsening) -> Find:
    """The general kernel."""
    return lambda cohort: find_events(cohort, definition)


def two_references(definition: TwoReferences) -> Find:
    """The two-references school."""
    return lambda cohort: find_two_reference_events(cohort, definition)


def sustained(definition: SustainedWorsening) -> Find:
    """The school of MSBase and its package MSoutcomes."""
    return lambda cohort: find_sustained_changes(cohort, definition)


@dataclass(frozen=True)
class Comparison:
    """Two ways to find worsening. with_relapses: relapses are known; by_class: kinds must agree too."""

    title: str
    one: Find
    other: Find
    with_relapses: bool = False
    by_class: bool = False


COMPARISONS = (
    Comparison(
        "no relapses, fixed reference, first event: general, two references",
        general(GENERAL_FIRST),
        two_references(TWO_FIRST),
    ),
    Comparison(
        "no relapses, roving, every event: general, two references",
        general(GENERAL_ROVING),
        two_references(TWO_ROVING),
    ),
    Comparison(
        "the same, general with slight improvements and going on from the onset",
        general(GENERAL_ALIKE),
        two_references(TWO_ROVING),
    ),
    Comparison(
        "the same, falls confirmed 84 days later from two references too",
        general(GENERAL_ALIKE),
        two_references(TWO_ALIKE),
    ),
    Comparison(
        "no relapses, roving, every event: general, MSoutcomes", general(GENERAL_ROVING), sustained(SUSTAINED)
    ),
    Comparison(
        "no relapses, roving, every event: two references, MSoutcomes",
        two_references(TWO_ROVING),
        sustained(SUSTAINED),
    ),
    Comparison(
        "relapses, roving, every event: general, two references",
        general(GENERAL_ROVING),
        two_references(TWO_ROVING),
        with_relapses=True,
    ),
    Comparison(
        "the same, onset and class (a PIRA with a relapse during confirmation taken as undefined)",
        general(GENERAL_ROVING),
        two_references(TWO_ROVING),
        with_relapses=True,
        by_class=True,
    ),
    Comparison(
        "relapses, roving, every event: general, MSoutcomes",
        general(GENERAL_ROVING),
        sustained(SUSTAINED),
        with_relapses=True,
    ),
)


@dataclass(frozen=True)
class Agreement:
    """Patients whose onsets are all the same, whose first onset is, everyone, and the events of each."""

    all_onsets: int
    first_onset: int
    n_patients: int
    n_events: tuple[int, int]


def compare(comparison: Comparison, cohort: Cohort) -> Agreement:
    """How far the two sides agree on *cohort*."""
    asked = cohort if comparison.with_relapses else without_relapses(cohort)
    one, other = (
        _onsets(find(asked), by_class=comparison.by_class) for find in (comparison.one, comparison.other)
    )
    patients = cohort.patients["patient_id"].to_list()
    return Agreement(
        sum(one.get(patient, []) == other.get(patient, []) for patient in patients),
        sum(one.get(patient, [])[:1] == other.get(patient, [])[:1] for patient in patients),
        len(patients),
        (sum(map(len, one.values())), sum(map(len, other.values()))),
    )


def _onsets(events: pl.DataFrame, *, by_class: bool) -> dict[str, list[Any]]:
    columns = ["onset_date", "relation"] if by_class else ["onset_date"]
    onsets: dict[str, list[Any]] = {}
    for patient, *what in events.select("patient_id", *columns).iter_rows():
        own = [str(word).replace(DISTURBED, RelapseRelation.UNDEFINED.value) for word in what]
        onsets.setdefault(patient, []).append(own)
    return onsets


DISTURBED = RelapseRelation.PIRA_RELAPSE_DURING_CONFIRMATION.value


def without_relapses(cohort: Cohort) -> Cohort:
    """The cohort with a table of relapses that has no rows."""
    return replace(cohort, frames={**cohort.frames, "relapses": cohort.relapses.clear()})


def stored_cohort() -> Cohort:
    """The patients of tests/oracles/two_references.json that come from the oracle's EDSS cohorts."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    patients = stored["patients"][stored["n_random_patients"] :]
    names = [f"{number:04}" for number in range(len(patients))]
    visits = [(name, *visit) for name, (own, _) in zip(names, patients, strict=True) for visit in own]
    relapses = [(name, day) for name, (_, own) in zip(names, patients, strict=True) for day in own]
    return cohort_of_columns(
        patients={"patient_id": names},
        visits={
            "patient_id": [row[0] for row in visits],
            "date": [row[1] for row in visits],
            "edss": [row[2] / 2 for row in visits],
        },
        relapses={"patient_id": [row[0] for row in relapses], "onset_date": [row[1] for row in relapses]},
    )


def table_of(cohorts: Sequence[tuple[str, Cohort]]) -> str:
    """The comparisons as a table of a page, three columns for each of the named cohorts."""
    heads = [f"{name}: all onsets | first onset | events" for name, _ in cohorts]
    lines = [f"| compared | {' | '.join(heads)} |", f"|---|{'---|---|---|' * len(cohorts)}"]
    for comparison in COMPARISONS:
        cells = [_cells(compare(comparison, cohort)) for _, cohort in cohorts]
        lines.append(f"| {comparison.title} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cells(found: Agreement) -> str:
    n_one, n_other = found.n_events
    return (
        f"{found.all_onsets}/{found.n_patients} | {found.first_onset}/{found.n_patients} | "
        f"{n_one} / {n_other}"
    )
