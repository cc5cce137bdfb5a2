import pytest

from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import on, relapses_of
from tests.unit.claims.gates.ask import answer, clinic, compared, names

BASELINE_DAY = -10


def relapses_before(n, days, letter="t"):
    """A relapse so many days before the baseline, for the first *n* patients; one long ago for somebody."""
    old = relapses_of("t001", BASELINE_DAY - 2000)
    return old + [row for name in names(n, letter) for row in relapses_of(name, BASELINE_DAY - days)]


@pytest.mark.parametrize(("n", "status"), [(0, "pass"), (2, "pass"), (3, "fail")])
def test_more_than_10_percent_within_90_days_fails_where_nobody_is_compared(n, status):
    # of 20: 2 are 10 %
    assert answer(10, clinic(relapses=relapses_before(n, 60))).status == status


@pytest.mark.parametrize(("days", "status"), [(0, "fail"), (90, "fail"), (91, "pass"), (180, "pass")])
def test_the_limit_lies_at_90_days(days, status):
    assert answer(10, clinic(relapses=relapses_before(10, days))).status == status


def test_the_three_windows_are_counted_apart():
    relapses = relapses_before(5, 30) + relapses_before(15, 91)
    reason = answer(10, clinic(relapses=relapses)).reason
    # the first five have both, and the later relapse counts: 5 within 30 days, 10 within 91 to 180
    assert "0–30 days: 5 of 20 (25%); 31–90 days: 0 of 20 (0%); 91–180 days: 10 of 20 (50%)" in reason


def test_without_a_relapse_table_it_cannot_be_assessed():
    assert answer(10, clinic()).status == "not_assessable"


def test_lot_gives_both_groups_the_same_relapses():
    relapses = relapses_before(10, 20)
    assert answer(10, compared(relapses=relapses, assignment=Assignment.RANDOMISED)).status == "flag"


def test_comparators_not_chosen_by_lot_must_have_as_many():
    apart = compared(relapses=relapses_before(10, 20))
    alike = compared(relapses=relapses_before(10, 20) + relapses_before(9, 20, "c"))
    assert answer(10, apart).status == "fail"
    assert answer(10, alike).status == "flag"


def test_steroids_shortly_before_baseline_are_noted():
    steroids = [
        {"patient_id": name, "substance": "methylprednisolone", "kind": "steroid", "start_date": on(-35)}
        for name in names(5)
    ]
    result = answer(10, clinic(relapses=relapses_before(0, 0), treatments=steroids))
    assert result.status == "flag"
    assert "steroids within 30 days: 5 of 20 (25%)" in result.reason


def test_relapses_dated_by_month_are_mentioned():
    relapses = [{**row, "onset_date_precision": "month"} for row in relapses_before(10, 60)]
    assert "11 relapses are dated by month or year only" in answer(10, clinic(relapses=relapses)).reason
