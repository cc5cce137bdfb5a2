import pytest

from ranvier.tables.programme import TimeZero
from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import dose_of, on
from tests.unit.claims.gates.ask import about, answer, clinic, compared, entered, names

FROM_ENTRY = TimeZero("patients.enrolled_date", "patients.enrolled_date")


def late(n_late, day, **options):
    """Twenty of each group counted from entry; the first *n_late* treated have their dose on *day*."""
    doses = [dose_of(name, day if count < n_late else 0) for count, name in enumerate(names(20))]
    return about(compared(administrations=doses, **options), time_zero=FROM_ENTRY)


def test_time_zero_at_the_first_dose_passes():
    assert answer(3, clinic()).status == "pass"


def test_an_undeclared_time_zero_cannot_be_assessed():
    result = answer(3, about(clinic(), time_zero=TimeZero()))
    assert result.status == "not_assessable"
    assert "treated" in result.reason


def test_each_group_needs_its_own_time_zero():
    result = answer(3, compared(comparator_from=None))
    assert result.status == "not_assessable"
    assert "comparators" in result.reason


def test_a_time_zero_nobody_has_cannot_be_assessed():
    cohort = about(clinic(), time_zero=TimeZero("patients.enrolled_date"))
    assert answer(3, cohort).status == "not_assessable"


def test_without_any_recorded_treatment_it_cannot_be_assessed():
    cohort = clinic(
        doses=False, patients=[{"patient_id": name, "enrolled_date": on(0)} for name in names(20)]
    )
    result = answer(3, about(cohort, time_zero=TimeZero("patients.enrolled_date")))
    assert result.status == "not_assessable"
    assert result.reason == "no treatment is recorded: administrations.date is missing"


def test_one_patient_treated_only_after_time_zero_fails_a_comparison_without_lot():
    # Until the dose such a patient cannot fail as a treated one: immortal time.
    assert answer(3, late(1, 200)).status == "fail"


@pytest.mark.parametrize(("day", "status"), [(30, "pass"), (31, "fail")])
def test_thirty_days_count_as_the_same_moment(day, status):
    assert answer(3, late(1, day)).status == status


@pytest.mark.parametrize(("n_late", "status"), [(1, "pass"), (2, "flag")])
def test_lot_decides_at_time_zero_so_a_late_dose_is_noted_above_5_percent(n_late, status):
    # 1 of 20 is 5 %, 2 of 20 is 10 %
    assert answer(3, late(n_late, 200, assignment=Assignment.RANDOMISED)).status == status


def test_a_dose_dated_by_month_may_lie_half_a_month_off():
    doses = [{**dose_of(name, 40), "date_precision": "month"} for name in names(20)]
    cohort = about(compared(administrations=doses), time_zero=FROM_ENTRY)
    assert answer(3, cohort).status == "pass"


def test_treated_patients_without_a_dose_are_noted():
    cohort = about(compared(administrations=[dose_of(name) for name in names(18)]), time_zero=FROM_ENTRY)
    result = answer(3, cohort)
    assert result.status == "flag"
    assert "no dose on record" in result.reason


def test_treated_who_waited_for_their_dose_while_comparators_count_from_entry_are_noted():
    people = [{"patient_id": name, **entered(name)} for name in names(20) + names(20, "c")]
    for person in people[:2]:
        person["enrolled_date"] = on(-100)
    assert answer(3, compared(people=people)).status == "flag"
    assert answer(3, compared()).status == "pass"
