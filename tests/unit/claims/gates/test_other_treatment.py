import pytest

from ranvier.tables.programme import TimeZero
from tests.small_cohorts import on
from tests.unit.claims.gates.ask import CHANGE, FACT, about, answer, clinic, compared, names


def given(n, day, kind="dmt", **more):
    """The first *n* patients begin a treatment on *day*."""
    return [
        {"patient_id": name, "substance": "one", "kind": kind, "start_date": on(day), **more}
        for name in names(n)
    ]


@pytest.mark.parametrize("kind", ["dmt", "immunosuppressant", "ahsct", "steroid", "rehabilitation"])
def test_a_treatment_begun_at_the_same_time_is_noted_above_10_percent(kind):
    assert answer(30, clinic(treatments=given(2, 0, kind))).status == "pass"
    assert answer(30, clinic(treatments=given(3, 0, kind))).status == "flag"


@pytest.mark.parametrize(("day", "status"), [(-91, "pass"), (-90, "flag"), (90, "flag"), (91, "pass")])
def test_the_window_is_90_days_on_either_side(day, status):
    assert answer(30, clinic(treatments=given(10, day))).status == status


def test_a_start_dated_by_year_is_not_placed_in_a_window():
    assert answer(30, clinic(treatments=given(10, 0, start_date_precision="year"))).status == "pass"


def test_other_kinds_do_not_count():
    assert answer(30, clinic(treatments=given(10, 0, "symptomatic"))).status == "pass"


def test_comparators_are_counted_too():
    treatments = [{**row, "patient_id": row["patient_id"].replace("t", "c")} for row in given(10, 0)]
    result = answer(30, compared(treatments=treatments))
    assert result.status == "flag"
    assert "comparators: drug for MS 10 of 20 (50%)" in result.reason


def test_without_a_treatments_table_neither_check_can_be_assessed():
    assert answer(30, clinic()).status == "not_assessable"
    assert answer(2, clinic()).status == "not_assessable"
    undeclared = about(clinic(treatments=given(1, 0)), time_zero=TimeZero())
    assert answer(30, undeclared).status == "not_assessable"
    assert answer(2, undeclared).status == "not_assessable"


@pytest.mark.parametrize(("day", "status"), [(0, "pass"), (1, "flag"), (365, "flag"), (366, "pass")])
def test_events_in_between_lie_after_time_zero_and_up_to_the_claimed_time(day, status):
    assert answer(2, clinic(treatments=given(10, day)), CHANGE).status == status


def test_each_kind_of_event_is_counted_and_a_patient_once():
    cohort = clinic(
        treatments=given(6, 30) + given(5, 40, "steroid"),
        patients=[{"patient_id": name, "death_date": on(300)} for name in names(20)[14:]],
        exposures=[{"patient_id": name, "date": on(60), "kind": "pregnancy"} for name in names(7)],
    )
    reason = answer(2, cohort, CHANGE).reason
    assert "13 of 20 (65%) met another drug for MS 6, steroids 5, pregnancy 7 and death 6" in reason


def test_a_claim_without_a_time_counts_up_to_the_data_date():
    assert answer(2, clinic(treatments=given(10, 2000)), FACT).status == "flag"
