from dataclasses import replace

import pytest

from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.gates import GATES, binding_caps, judge_gates
from ranvier.claims.gates.inquiry import FREE_OF_WORSENING, IMPROVED_BY_DAY
from ranvier.claims.gates.noise import MEAN_ENDPOINTS
from ranvier.claims.gates.severity import read_severity
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, TimeZero
from ranvier.vocabulary.outcomes import Cap, Reading
from ranvier.vocabulary.people import Assignment
from tests.unit.claims.gates.ask import (
    CHANGE,
    CLAIMS,
    FACT,
    SAFETY,
    about,
    answers,
    clinic,
    compared,
    counted,
)

WANTED = (1, 3, 7, 9, 10, 12, 13, 14, 16, 17, 18, 28, 29, 30, 34)
"""The checks the project sets out with."""


def results(cohort, claim=CHANGE, finding=None, thresholds=None):
    return judge_gates(find_records(cohort), claim, finding, thresholds or read_thresholds())


def test_every_wanted_check_is_there_once_and_in_order():
    numbers = [gate.number for gate in GATES]
    assert numbers == sorted(set(numbers))
    assert set(WANTED) <= set(numbers)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.primary.endpoint}-{claim.attribution}")
@pytest.mark.parametrize("cohort", [clinic(), compared()], ids=["alone", "compared"])
def test_every_result_is_complete(claim, cohort):
    for result in results(cohort, claim):
        assert result.reason
        assert set(result.severity) == set(result.caps_to) == set(claim.readings)
        assert ("◊" in result.threshold) == result.proposed_threshold


def test_the_same_records_give_the_same_answers():
    assert results(compared()) == results(compared())


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: str(gate.number))
def test_a_missing_column_is_not_assessable_and_never_a_pass(gate):
    cohort = clinic()
    for name in gate.required:
        table, _, column = name.partition(".")
        supplied = {
            key: columns - {column} if key == table else columns for key, columns in cohort.supplied.items()
        }
        result = answers(replace(cohort, supplied=supplied))[gate.number]
        assert result.status == "not_assessable"
        assert name in result.reason


def test_required_and_used_columns_exist():
    for gate in GATES:
        for name in (*gate.required, *gate.used):
            table, _, column = name.partition(".")
            if table in TABLES:
                assert column in TABLES[table].names, name
            else:
                assert name not in gate.required


def test_every_endpoint_that_is_named_exists():
    named = FREE_OF_WORSENING | MEAN_ENDPOINTS | {IMPROVED_BY_DAY} | set(read_severity().profile_of_endpoint)
    assert named <= set(ENDPOINT_NAMES)


def test_nobody_treated_is_not_assessable():
    nobody = about(clinic(), groups=Groups(treated=("another",)))
    assert {result.status for result in results(nobody)} == {"not_assessable"}


def test_what_binds_without_a_comparator():
    found = results(about(clinic(), entry_edss_at_least=3.0), CHANGE, counted(None))
    assert binding_caps(found, Reading.BECAUSE) == {Cap.UNCONTROLLED_PATH, Cap.CERTAINTY_ONLY}
    assert binding_caps(found, Reading.SEEN) == frozenset()


def test_an_undeclared_time_zero_binds_both_readings():
    found = results(about(clinic(), time_zero=TimeZero()), CHANGE, counted(None))
    for reading in Reading:
        assert Cap.CANNOT_BE_ASSESSED in binding_caps(found, reading)


def test_comparators_without_anything_recorded_of_them_are_not_supported():
    found = results(compared(), CHANGE, counted(None))
    assert Cap.NOT_SUPPORTED in binding_caps(found, Reading.BECAUSE)


def test_a_fair_randomised_comparison_is_capped_by_nothing_but_blinding_and_the_date_of_the_claims():
    found = results(compared(assignment=Assignment.RANDOMISED), CHANGE, counted(None))
    assert binding_caps(found, Reading.BECAUSE) == {Cap.CERTAINTY_ONLY}
    assert {gate.number for gate in found if gate.binds(Reading.BECAUSE)} == {17, 26}


def test_safety_without_follow_up_binds_and_a_fact_of_record_does_not():
    assert Cap.CANNOT_BE_ASSESSED in binding_caps(results(clinic(), SAFETY, counted(0)), Reading.SEEN)
    assert binding_caps(results(clinic(), FACT, counted(None)), Reading.SEEN) == frozenset()


def test_changed_thresholds_change_the_answer_and_are_printed(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[thresholds]\nseen_at_time_percent = 101\n", encoding="utf-8")
    changed = answers(clinic(), CHANGE, None, read_thresholds(path))
    assert answers(clinic())[14].status == "pass"
    assert changed[14].status == "flag"
    assert "101% (changed; shipped as 80%)" in changed[14].threshold


def test_no_reason_shows_a_patient_or_a_small_group():
    cohort = clinic(23)
    few = {f"t{number:03d}" for number in (21, 22, 23)}
    visits = cohort.visits
    cohort = replace(
        cohort, frames={**cohort.frames, "visits": visits.filter(~visits["patient_id"].is_in(list(few)))}
    )
    found = answers(cohort)
    assert "fewer than 5 of 23" in found[9].reason
    assert "all but fewer than 5 of 23" in found[14].reason
    for result in found.values():
        assert "t0" not in result.reason
