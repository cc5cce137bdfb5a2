"""The same events on one core and on several."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ranvier.course import side_by_side
from ranvier.course.search import make_search
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence, Reference
from tests.properties.courses import make_course, seeded_pick
from tests.small_cohorts import cohort_of, on, relapses_of

EVERY = ConfirmedChange(reference=Reference.ROVING, occurrence=Occurrence.EVERY)
BY_CHANCE = replace(EVERY, last_visit_counts=True, last_visit_probability=0.5)


@pytest.fixture(scope="module")
def cohort():
    """200 seeded patients."""
    pick = seeded_pick(11)
    patients = [make_course(pick) for _ in range(200)]
    return cohort_of(
        visits=[
            {"patient_id": f"p{number:03}", "date": on(day), "edss": edss}
            for number, (visits, _) in enumerate(patients)
            for day, edss in dict(visits).items()
        ],
        relapses=[
            row
            for number, (_, days) in enumerate(patients)
            for row in relapses_of(f"p{number:03}", *sorted(set(days)))
        ],
    )


@pytest.mark.parametrize("definition", [EVERY, BY_CHANCE])
@pytest.mark.parametrize("n_cores", [2, 3, 7])
def test_the_number_of_cores_changes_nothing(monkeypatch, cohort, definition, n_cores):
    search = make_search(cohort, definition, seed=5)
    alone = side_by_side.search_side_by_side(search, 1)
    monkeypatch.setattr(side_by_side, "LEAST_VISITS", 10)
    together = side_by_side.search_side_by_side(search, n_cores)
    assert len(alone.onset) > 50
    for column, expected in zip(together, alone, strict=True):
        assert column.dtype == expected.dtype
        assert np.array_equal(column, expected)


def test_nobody_has_no_events(cohort):
    nobody = replace(cohort, frames={**cohort.frames, "visits": cohort.visits.clear()})
    assert len(side_by_side.search_side_by_side(make_search(nobody, EVERY)).onset) == 0
