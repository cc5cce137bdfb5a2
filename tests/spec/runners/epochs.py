"""Runs the drawings of epochs.toml; on the line of a drug 1 is its first day and 0 its last."""

from __future__ import annotations

from ranvier.course.epochs import find_epochs
from ranvier.definitions.epochs import TreatmentEpochs
from tests.small_cohorts import cohort_of, dose_of, on, visits_of
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"TreatmentEpochs": TreatmentEpochs}


def found(drawing: Drawing) -> list[str]:
    timeline = drawing.timeline
    treatments = [
        {
            "patient_id": "a",
            "substance": name,
            "kind": "dmt",
            "start_date": on(day),
            "end_date": next(
                (on(later) for later in sorted(marks) if later > day and not marks[later]), None
            ),
        }
        for name, marks in timeline.scores.items()
        if name != "edss"
        for day, begins in marks.items()
        if begins
    ]
    cohort = cohort_of(
        visits=visits_of("a", timeline.edss),
        treatments=treatments,
        administrations=[dose_of("a", day) for day in timeline.marks["dose"]],
    )
    return [_said(row) for row in find_epochs(cohort, drawing.definition).iter_rows(named=True)]


def _said(row: dict) -> str:
    beside = f" beside {row['beside']}" if row["beside"] else ""
    stretch = f"{day_of(row['start_date'])} to {day_of(row['end_date'])}"
    holder = f"{row['substance'] or 'none'} ({row['begins']}){beside}"
    return f"{stretch}: {holder}, from {day_of(row['assessed_from'])}"
