import pytest

from ranvier.tables.programme import TimeZero
from tests.small_cohorts import on, visits_of
from tests.unit.claims.gates.ask import CHANGE, FACT, FOLLOWED, FREE, about, answer, clinic, names


def lost(n, n_lost, course=FOLLOWED, until=30):
    """Visits of *n* patients; the last *n_lost* are not seen after day *until*."""
    short = {day: score for day, score in course.items() if day <= until}
    return [
        row
        for count, name in enumerate(names(n))
        for row in visits_of(name, short if count >= n - n_lost else course)
    ]


@pytest.mark.parametrize(("n_lost", "status"), [(0, "pass"), (4, "pass"), (5, "flag"), (19, "flag")])
def test_under_80_percent_known_is_noted_and_never_fails(n_lost, status):
    # of 20: 16 are 80 %
    assert answer(14, clinic(visits=lost(20, n_lost))).status == status


def test_the_share_and_the_completeness_are_printed():
    reason = answer(14, clinic(visits=lost(20, 10))).reason
    assert reason.startswith("10 of 20 (50%) of the treated are known at 12 months; completeness 50%")


def test_death_ends_what_could_have_been_observed():
    patients = [{"patient_id": name, "death_date": on(31)} for name in names(20)[10:]]
    reason = answer(14, clinic(visits=lost(20, 10), patients=patients)).reason
    # 10 × 365 days of 10 × 365 + 10 × 31: 92.2 %
    assert "completeness 92.2%" in reason


def test_a_curve_with_few_at_risk_is_noted():
    steady = {-10: 4.0, 180: 4.0, 365: 4.0, 545: 4.0, 720: 4.0}
    few = answer(14, clinic(visits=lost(20, 11, steady)), FREE)
    enough = answer(14, clinic(12, visits=lost(12, 2, steady)), FREE)
    assert few.status == "flag"
    assert "9 at risk then: the curve ends before" in few.reason
    assert enough.status == "pass"


def test_a_patient_who_worsened_is_known_although_no_longer_at_risk():
    worse, steady = {-10: 4.0, 100: 5.5, 300: 5.5}, {-10: 4.0, 180: 4.0, 365: 4.0, 545: 4.0, 720: 4.0}
    visits = [row for name in names(20)[:8] for row in visits_of(name, worse)]
    visits += [row for name in names(20)[8:] for row in visits_of(name, steady)]
    reason = answer(14, clinic(visits=visits), FREE).reason
    assert reason.startswith("20 of 20 (100%) of the treated are known at 12 months")


def test_without_a_time_it_cannot_be_assessed():
    assert answer(14, clinic(), FACT).status == "not_assessable"
    assert answer(14, about(clinic(), time_zero=TimeZero()), CHANGE).status == "not_assessable"
