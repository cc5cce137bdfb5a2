import pytest

from tests.small_cohorts import on
from tests.unit.claims.gates.ask import SAFETY, answer, clinic, names

YEAR = 365


def looked(*stretches, n=20):
    """Each of *n* patients with the same stretches (from day, to day, method), followed ten years."""
    return clinic(
        n,
        patients=[{"patient_id": name, "last_contact_date": on(3650)} for name in names(n)],
        safety_followup=[
            {"patient_id": name, "from_date": on(first), "to_date": on(last), "method": method}
            for name in names(n)
            for first, last, method in stretches
        ],
    )


def test_without_the_table_it_cannot_be_assessed():
    assert answer(29, clinic(), SAFETY).status == "not_assessable"


def test_passive_reports_only_fail():
    result = answer(29, looked((0, 3650, "passive")), SAFETY)
    assert result.status == "fail"
    assert "none seen never means none there" in result.reason


@pytest.mark.parametrize(("last_day", "status"), [(2920, "pass"), (2900, "flag")])
def test_under_80_percent_of_patient_years_is_noted(last_day, status):
    # 2,920 of 3,650 days are 80 %
    assert answer(29, looked((0, last_day, "active")), SAFETY).status == status


def test_overlapping_stretches_count_once():
    result = answer(29, looked((0, 1000, "active"), (500, 1500, "imaging"), (0, 3650, "passive")), SAFETY)
    # union 1,500 of 3,650 days: 41.1 %
    assert "(41.1%)" in result.reason


def test_what_was_asked_before_the_first_dose_does_not_count():
    assert "(0%)" not in answer(29, looked((0, 100, "active")), SAFETY).reason
    assert answer(29, looked((-500, 0, "active"), (0, 3650, "passive")), SAFETY).status == "fail"


def test_a_method_that_is_never_named_cannot_be_assessed():
    assert answer(29, looked((0, 100, None)), SAFETY).status == "not_assessable"
