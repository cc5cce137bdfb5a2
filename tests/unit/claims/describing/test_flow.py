from datetime import date
from itertools import pairwise

from ranvier.claims.basis.records import find_records
from ranvier.claims.describing.flow import find_flow
from tests.small_cohorts import cohort_of, dose_of, on, visits_of
from tests.unit.claims.gates.ask import clinic, compared

SEEN = {-10: 4.0, 365: 3.0}


def flow(cohort, months=12):
    return find_flow(find_records(cohort), months)


def everybody():
    """One patient for each way out of the flow, by hand; the list runs from 1 to 12 and lacks 4 and 9."""
    numbers = {"a": 1, "b": 2, "c": 3, "d": 5, "e": 6, "f": 7, "g": 8, "h": 10, "i": 11, "j": 12}
    patients = [{"patient_id": name, "consecutive_number": number} for name, number in numbers.items()]
    patients[6]["death_date"] = on(200)
    visits = (
        visits_of("a", SEEN)
        + visits_of("b", SEEN)
        + visits_of("c", SEEN)  # c had no dose
        + visits_of("d", {-100: 4.0, 365: 3.0})  # score too old
        + visits_of("e", {-10: 4.0, 365: 3.0})  # steroids on day −12
        + visits_of("f", {-10: 4.0})  # no contact since
        + visits_of("g", {-10: 4.0})  # died
        + visits_of("h", {-10: 4.0, 500: 3.0})  # outside the window
        + visits_of("i", SEEN)
    )
    return cohort_of(
        patients=patients,
        visits=visits,
        treatments=[{"patient_id": "e", "substance": "s", "kind": "steroid", "start_date": on(-12)}],
        administrations=[dose_of(name) for name in "abdefghi"],
        data_date=date(2020, 1, 1),
    )


def test_each_reason_for_leaving_is_counted():
    steps = flow(everybody())
    assert [(step.n, step.label) for step in steps] == [
        (12, "On the programme's list"),
        (10, "With a record"),
        (8, "Treated at least once"),
        (6, "With a baseline EDSS"),
        (3, "With an EDSS at 12 ± 2 months"),
    ]
    assert steps[0].left == (("no record behind the number", 2),)
    assert steps[1].left == (("not treated", 2),)
    assert steps[2].left == (
        ("no EDSS within 90 days before time zero", 1),
        ("EDSS only after steroids had begun", 1),
    )
    assert dict(steps[3].left) == {"no contact since": 1, "died": 1, "visit outside the window": 1}


def test_each_box_is_the_one_before_less_those_who_left():
    for cohort in (everybody(), clinic(), compared()):
        steps = flow(cohort)
        for before, after in pairwise(steps):
            assert after.n == before.n - sum(n for _, n in before.left)


def test_a_visit_that_is_not_yet_due_is_said():
    cohort = clinic(scores={-10: 4.0, 180: 4.0})
    steps = flow(cohort, months=200)
    assert steps[3].left == (("visit not yet due", 20),)


def test_without_running_numbers_gaps_cannot_be_seen():
    first = flow(clinic())[0]
    assert (first.n, first.note, first.left) == (20, "no running numbers: gaps cannot be seen", ())


def test_comparators_stand_beside():
    steps = flow(compared())
    assert steps[1].left == (("comparators, followed beside", 20),)
    assert (steps[2].n, steps[2].note) == (20, "beside 20 comparators")
