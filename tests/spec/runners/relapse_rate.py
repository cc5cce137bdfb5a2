"""Runs the drawings of relapse_rate.toml, by treatment."""

from __future__ import annotations

from ranvier.course.epochs import find_epochs
from ranvier.course.relapse_rate import count_by_group, count_relapses
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from ranvier.vocabulary.time import DAYS_PER_YEAR
from tests.spec.drawing import Drawing
from tests.spec.runners.epochs import drugged_cohort

DEFINITIONS: dict[str, type] = {"RelapseHygiene": RelapseHygiene}


def found(drawing: Drawing) -> list[str]:
    cohort = drugged_cohort(drawing.timeline)
    counts = count_relapses(cohort, find_epochs(cohort), drawing.definition)
    return [
        f"{row['substance'] or 'none'}: {row['n_events']} relapses in "
        f"{row['person_years'] * DAYS_PER_YEAR:.0f} days, {row['events_per_year']:.2f} a year"
        for row in count_by_group(counts, ["substance"]).iter_rows(named=True)
    ]
