from dataclasses import replace

import pytest

from ranvier.tables.faults import TableCount
from tests.small_cohorts import on
from tests.unit.claims.gates.ask import answer, clinic, names


def numbered(numbers, **more):
    return clinic(
        patients=[
            {"patient_id": name, "consecutive_number": n, **more}
            for name, n in zip(names(20), numbers, strict=True)
        ]
    )


@pytest.mark.parametrize(("last", "status"), [(20, "pass"), (21, "pass"), (22, "flag")])
def test_more_than_5_percent_of_numbers_without_a_record_are_noted(last, status):
    # 1 of 21 is 4.8 %, 2 of 22 are 9.1 %
    assert answer(16, numbered([*range(1, 20), last])).status == status


def test_a_list_may_begin_anywhere():
    assert answer(16, numbered(range(501, 521))).status == "pass"


def test_numbers_given_twice_are_noted():
    result = answer(16, numbered([*range(1, 19), 18, 18]))
    assert result.status == "flag"
    assert "fewer than 5 numbers given twice" in result.reason


def test_without_numbers_it_cannot_be_assessed():
    assert answer(16, clinic()).reason == "the records lack patients.consecutive_number"


def test_missing_deaths_are_said():
    assert "deaths are not recorded" in answer(16, numbered(range(1, 21))).reason
    assert "20 deaths recorded" in answer(16, numbered(range(1, 21), death_date=on(900))).reason


def test_patients_set_aside_count():
    cohort = replace(
        numbered(range(1, 21)), counts=(TableCount("patients", "patients.csv", 22, 2, (("no id", 2),)),)
    )
    result = answer(16, cohort)
    assert result.status == "flag"
    assert "rows set aside: fewer than 5 of patients" in result.reason
