"""Runs the drawings of relapse_hygiene.toml; a line "lasts" gives the days from onset to end."""

from __future__ import annotations

from ranvier.course.relapse_hygiene import find_relapses
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from tests.small_cohorts import cohort_of, on, visits_of
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"RelapseHygiene": RelapseHygiene}


def found(drawing: Drawing) -> list[str]:
    lasts = drawing.timeline.scores.get("lasts", {})
    relapses = [
        {
            "patient_id": "a",
            "onset_date": on(day),
            "end_date": on(day + int(lasts[day])) if day in lasts else None,
        }
        for day in drawing.timeline.marks["relapse"]
    ]
    cohort = cohort_of(visits=visits_of("a", drawing.timeline.edss), relapses=relapses)
    return [_said(row) for row in find_relapses(cohort, drawing.definition).iter_rows(named=True)]


def _said(row: dict) -> str:
    day = day_of(row["onset_date"])
    if row["reason"] == "same_relapse":
        return f"{day}: same_relapse of {day_of(row['relapse_date'])}"
    if row["reason"]:
        return f"{day}: {row['reason']}"
    return f"{day}: counts" + (", without visit" if row["without_visit"] else "")
