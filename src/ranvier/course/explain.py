"""Which visit, which rule, and why not earlier: the course of one patient, explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.decisions import find_decisions
from ranvier.course.explain_asked import event_words
from ranvier.course.explain_decided import Decided, with_next_references
from ranvier.course.explain_ends import tell_end, tell_start
from ranvier.course.explain_facts import Facts, counted, told_date
from ranvier.course.explain_visits import reference_spans, tell_visits
from ranvier.course.explain_words import told_decision
from ranvier.course.explanation import (
    Explanation,
    Marks,
    ToldDecision,
    ToldEvent,
)
from ranvier.course.outcome_visits import find_course_visits
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.errors import UsageError
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.decisions import Decision
from ranvier.vocabulary.products import TreatmentKind


@of_a_cohort
def explain_patient(
    cohort: Cohort,
    patient_id: str,
    definition: ConfirmedChange,
    baselines: pl.DataFrame | None = None,
    *,
    seed: int | None = None,
) -> Explanation:
    """Each visit of one patient, each decision of the search with its rule, and where follow-up ends.

    The arguments are those of `find_events`; the events are the ones it gives, and every reason is read off
    the decisions of the same search (`find_decisions`). Raises UsageError, without repeating the id, where
    the programme has no such patient.

    A record-keeping aid: not for the diagnosis, monitoring or treatment of any person.
    """
    alone = _alone(cohort, patient_id)
    own = None if baselines is None else baselines.filter(pl.col("patient_id") == patient_id)
    facts = _facts(alone, definition, own)
    zero_date = None if own is None or own.is_empty() else own["zero_date"][0]
    events = find_confirmed_changes(alone, definition, own, seed=seed).rows(named=True)
    decisions = find_decisions(alone, definition, own, seed=seed).rows(named=True)
    log = _log(decisions, events)
    found = tuple(_event(row, log, facts) for row in events)
    end = tell_end(alone, definition, own)
    return Explanation(
        patient_id=patient_id,
        programme=cohort.programme,
        definition=definition,
        from_first_visit=baselines is None,
        zero_date=zero_date,
        answer=_answer(found, facts, log),
        start=tell_start(alone, own, definition.measure),
        visits=tell_visits(alone, facts, zero_date, log),
        decisions=tuple(
            ToldDecision(decided.decision.value, decided.visit_date, told_decision(decided, facts))
            for decided in log
        ),
        events=found,
        end=end.told,
        exit_date=end.exit_date,
        references=reference_spans(log, facts) if facts.dates else (),
        marks=_marks(alone),
        files=tuple(sorted(cohort.files.items())),
    )


def _alone(cohort: Cohort, patient_id: str) -> Cohort:
    """The cohort with the rows of one patient only, so that nothing of another can be told."""
    patients = cohort.patients["patient_id"]
    if patient_id not in patients.to_list():
        raise UsageError(
            f"The programme has no patient of this name; it has {counted(len(patients), 'patient')}",
            where="patients, column 'patient_id'",
            hint="write the patient_id as it stands there, with the same capitals",
        )
    mine = pl.col("patient_id") == patient_id
    return replace(cohort, frames={name: frame.filter(mine) for name, frame in cohort.frames.items()})


def _facts(cohort: Cohort, definition: ConfirmedChange, baselines: pl.DataFrame | None) -> Facts:
    """What the sentences speak of: the scores that are searched, and the relapses."""
    measure = definition.measure
    course = find_course_visits(cohort, baselines, measure)
    relapses = cohort.relapses["onset_date"].drop_nulls().sort()
    has_baseline = baselines is not None and not course.is_empty()
    return Facts(
        definition,
        tuple(course["date"]),
        tuple(course[measure.name]),
        tuple(relapses),
        course["date"][0] if has_baseline else None,
        cohort.has("relapses"),
    )


_SAME = (
    ("kind", "kind"),
    ("onset_date", "visit_date"),
    ("onset_score", "visit_score"),
    ("reference_date", "reference_date"),
    ("reference_score", "reference_score"),
    ("confirmed_date", "other_date"),
)
"""Columns of an event and of the decision that made it."""


def _log(decisions: list[dict[str, Any]], events: list[dict[str, Any]]) -> list[Decided]:
    """The decisions, each with the event it made; one that was found twice goes with the last find."""
    made: dict[int, dict[str, Any]] = {}
    for event in events:
        places = [place for place, row in enumerate(decisions) if _makes(row, event) and place not in made]
        made[places[-1]] = event
    log = [
        Decided(
            Decision(row["decision"]),
            row["kind"],
            row["reference_date"],
            row["reference_score"],
            row["visit_date"],
            row["visit_score"],
            row["other_date"],
            row["other_score"],
            made.get(place),
        )
        for place, row in enumerate(decisions)
    ]
    return with_next_references(log)


def _makes(row: dict[str, Any], event: dict[str, Any]) -> bool:
    is_found = row["decision"] in (Decision.EVENT, Decision.COUNTED_UNCONFIRMED)
    return is_found and all(event[ours] == row[theirs] for ours, theirs in _SAME)


def _event(row: dict[str, Any], log: list[Decided], facts: Facts) -> ToldEvent:
    told = next(told_decision(decided, facts) for decided in reversed(log) if decided.event is row)
    names = [name for name in ToldEvent.__dataclass_fields__ if name != "told"]
    return ToldEvent(**{name: row[name] for name in names}, told=told)


def _answer(events: tuple[ToldEvent, ...], facts: Facts, log: list[Decided]) -> str:
    """The answer in one sentence or two."""
    if events:
        return " ".join(_found(event, facts) for event in events)
    if not facts.dates:
        return f"There is no {facts.label} from which a change could be measured, so nothing is searched."
    if len(facts.dates) == 1:
        return f"There is a single {facts.label} in the course, so no change can be seen."
    n_weighed = sum(decided.visit_date is not None and decided.kind is not None for decided in log)
    weighed = (
        f"{counted(n_weighed, 'change')} weighed and not counted"
        if n_weighed
        else "no change was large enough"
    )
    return f"No {event_words(facts.definition)} is found: {weighed}."


def _found(event: ToldEvent, facts: Facts) -> str:
    confirmed = (
        f"confirmed on {told_date(event.confirmed_date)}"
        if event.confirmed_date is not None
        else "counted without confirmation"
    )
    held = (
        "It shows to the end of the record."
        if event.holds_to_end
        else f"It shows without a break until {told_date(event.held_until_date)}."
    )
    return (
        f"{event.kind.capitalize()} on {told_date(event.onset_date)}: {facts.label} "
        f"{facts.number(event.reference_score)} to {facts.number(event.onset_score)}, {confirmed}. {held}"
    )


def _marks(cohort: Cohort) -> Marks:
    steroids = cohort.treatments.filter(pl.col("kind") == TreatmentKind.STEROID)["start_date"]
    in_relapses = cohort.relapses["steroids_start"]
    has_steroids = cohort.has("treatments") or cohort.has("relapses", "steroids_start")
    return Marks(
        relapses=_days(cohort.relapses["onset_date"]) if cohort.has("relapses") else None,
        steroids=_days(pl.concat([steroids, in_relapses])) if has_steroids else None,
        doses=_days(cohort.administrations["date"]) if cohort.has("administrations") else None,
    )


def _days(dates: pl.Series) -> tuple[date, ...]:
    return tuple(dates.drop_nulls().unique().sort())
