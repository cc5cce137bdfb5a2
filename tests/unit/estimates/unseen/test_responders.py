"""Responders by hand: who counts, of whom, and what the unseen could make of it."""

import polars as pl
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.unseen.responders import estimate_responders

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
