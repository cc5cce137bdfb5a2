"""Responders by hand: who counts, of whom, and what the unseen could make of it."""

import polars as pl
import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.edss_change import find_change
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.edss_change import EdssChange
from ranvier.estimates.inputs import InputError
from ranvier.estimates.unseen.responders import estimate_responders
from tests.small_cohorts import cohort_of, dose_of, on, visits_of

# Ten patients: three better by 1.0 and confirmed, one better and lost again, one better without a later
# visit, two unchanged (one without a later visit), one worse and confirmed, two not seen.
CHANGES = pl.DataFrame(
    {
        "patient_id": [str(number) for number in range(10)],
        "change": [-1.0, -1.5, -2.0, -1.0, -1.0, 0.0, 0.0, 1.0, None, None],
        "confirmed_change": [-1.0, -1.0, -2.0, 0.0, None, 0.0, None, 1.0, None, None],
        "confirmed_worsening": [-1.5, -1.5, -2.0, -1.0, None, 0.0, None, 1.0, None, None],
        "unseen": [None] * 8 + ["no_contact", "not_due"],
    }
)


def test_confirmed_responders_of_the_evaluable_and_of_everyone():
    found = estimate_responders(CHANGES, 1.0)
    assert (found.of_evaluable.n_events, found.of_evaluable.n) == (3, 6)
    assert (found.of_everyone.n_events, found.of_everyone.n) == (3, 10)
    assert (found.n_unseen, found.n_unconfirmable) == (2, 2)
    # At best the two unseen and the one better without a later visit respond; the unchanged one cannot.
    assert (found.bounds.worst, found.bounds.best, found.bounds.n_unseen) == (0.3, 0.6, 3)
    assert found.of_evaluable.definition == "better by 1.0 or more, confirmed, of evaluable patients"


def test_responders_at_one_visit():
    found = estimate_responders(CHANGES, 1.0, confirmed=False)
    assert (found.of_evaluable.n_events, found.of_evaluable.n) == (5, 8)
    assert (found.n_unseen, found.n_unconfirmable, found.bounds.n_unseen) == (2, 0, 2)


def test_larger_changes_and_the_worse():
    assert estimate_responders(CHANGES, 2.0).of_everyone.n_events == 1
    worse = estimate_responders(CHANGES, 1.0, worse=True)
    assert worse.of_everyone.n_events == 1
    assert (worse.bounds.best, worse.bounds.worst) == (0.1, 0.3)


def test_nobody_is_not_known_and_faults_are_refused():
    assert not estimate_responders(CHANGES.clear(), 1.0).of_everyone.is_known
    with pytest.raises(InputError, match="by must be above 0"):
        estimate_responders(CHANGES, 0.0)
    with pytest.raises(InputError, match="changes lacks unseen"):
        estimate_responders(CHANGES.drop("unseen"), 1.0)


def test_responders_of_a_cohort():
    # At a year three are seen, two of them 1.5 better; half a year on one still is. The fourth is not seen
    # again.
    scores = {
        "a": {0: 5.0, 365: 3.5, 540: 3.5},
        "b": {0: 5.0, 365: 3.5, 540: 5.0},
        "c": {0: 5.0, 365: 5.0, 540: 5.0},
        "d": {0: 5.0},
    }
    cohort = cohort_of(
        visits=[visit for name, own in scores.items() for visit in visits_of(name, own)],
        administrations=[dose_of(name) for name in scores],
        patients=[{"patient_id": name} for name in scores],
        data_date=on(3000),
    )
    changes = find_change(cohort, find_baseline(cohort, find_time_zero(cohort)), EdssChange())
    found = estimate_responders(changes, 1.0)
    assert (found.of_evaluable.n_events, found.of_evaluable.n, found.of_everyone.n) == (1, 3, 4)
    assert (found.bounds.worst, found.bounds.best, found.n_unseen) == (0.25, 0.5, 1)
    assert estimate_responders(changes, 1.0, confirmed=False).of_evaluable.n_events == 2
