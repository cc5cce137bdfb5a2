import pytest

from ranvier.vocabulary.outcomes import Cap, Reading
from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import dose_of, on, visits_of
from tests.unit.claims.gates.ask import answer, clinic, compared, names


def followed(treated_leave, comparators_leave, n=20):
    """Visits of both groups; the first patients of each have their last one on the days given."""
    visits = []
    for letter, leave in (("t", treated_leave), ("c", comparators_leave)):
        for place, name in enumerate(names(n, letter)):
            last = leave[place] if place < len(leave) else 730
            visits += visits_of(name, {-10: 4.0, last: 4.0})
    return visits


@pytest.mark.parametrize(("n_early", "status"), [(6, "pass"), (7, "fail")])
def test_a_group_that_nobody_leaves_while_the_other_does_had_to_last(n_early, status):
    # none of 20 treated leaves before day 730; as many should as among the 20 comparators
    result = answer(4, compared(visits=followed([], [30] * n_early)))
    assert result.status == status
    if status == "fail":
        assert "none of the treated leaves in the first 24 months" in result.reason
        assert result.caps_to[Reading.BECAUSE] is Cap.NOT_SUPPORTED


def test_one_who_leaves_early_shows_that_nobody_had_to_last():
    assert answer(4, compared(visits=followed([20], [30] * 7))).status == "pass"


def test_comparators_who_had_to_last_are_found_too():
    reason = answer(4, compared(visits=followed([30] * 8, []), assignment=Assignment.RANDOMISED)).reason
    assert "none of the comparators leaves" in reason


@pytest.mark.parametrize(
    ("assignment", "status"), [(Assignment.RANDOMISED, "flag"), (Assignment.EXTERNAL, "fail")]
)
def test_by_lot_an_effect_that_keeps_patients_coming_is_no_fault(assignment, status):
    result = answer(4, compared(visits=followed([], [30] * 8), assignment=assignment))
    assert result.status == status


@pytest.mark.parametrize(("n_again", "status"), [(19, "pass"), (20, "flag")])
def test_that_everybody_came_back_for_a_dose_is_noted(n_again, status):
    doses = [dose_of(name) for name in names(20)] + [dose_of(name, 90) for name in names(n_again)]
    assert answer(4, clinic(administrations=doses)).status == status


def test_of_few_patients_it_says_nothing_that_all_came_back():
    doses = [dose_of(name, day) for name in names(19) for day in (0, 90)]
    assert answer(4, clinic(19, administrations=doses)).status == "pass"


def test_who_was_not_due_for_the_later_dose_does_not_count():
    late = [dose_of(f"z{place}", 3600) for place in range(3)]  # a dose just before the data date
    doses = [dose_of(name, day) for name in names(20) for day in (0, 90)] + late
    assert answer(4, clinic(administrations=doses)).status == "flag"


def test_without_a_time_zero_it_cannot_be_assessed():
    assert answer(4, clinic(treated_from=None)).status == "not_assessable"


def test_deaths_count_as_leaving():
    patients = [
        {"patient_id": name, "group": "cells" if name[0] == "t" else "waiting", "enrolled_date": on(0)}
        | ({"death_date": on(40)} if name == "t001" else {})
        for name in names(20) + names(20, "c")
    ]
    visits = [row for row in followed([30], [45] * 8) if row["patient_id"] != "t001"]
    assert answer(4, compared(people=patients, visits=visits)).status == "pass"
