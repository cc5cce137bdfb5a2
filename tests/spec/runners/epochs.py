"""Runs the drawings of epochs.toml; on the line of a drug 1 is its first day and 0 its last."""

from __future__ import annotations

from ranvier.course.epochs import find_epochs
from ranvier.definitions.epochs import TreatmentEpochs
from ranvier.tables.cohort import Cohort
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of
from tests.spec.drawing import Drawing, Timeline
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"TreatmentEpochs": TreatmentEpochs}


def found(drawing: Drawing) -> list[str]:
    epochs = find_epochs(drugged_cohort(drawing.timeline), drawing.definition)
    return [_said(row) for row in epochs.iter_rows(named=True)]


def drugged_cohort(timeline: Timeline) -> Cohort:
    """The drawn patient with a treatment for every line of a drug."""
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
    return cohort_of(
        visits=visits_of("a", timeline.edss),
        relapses=relapses_of("a", *timeline.marks["relapse"]),
        treatments=treatments,
        administrations=[dose_of("a", day) for day in timeline.marks["dose"]],
    )


def _said(row: dict) -> str:
    beside = f" beside {row['beside']}" if row["beside"] else ""
    stretch = f"{day_of(row['start_date'])} to {day_of(row['end_date'])}"
    holder = f"{row['substance'] or 'none'} ({row['begins']}){beside}"
    return f"{stretch}: {holder}, from {day_of(row['assessed_from'])}"
