"""The weights are data; these tests hold them to the law: verdict rules 4, 5, 6 and 7."""

import pytest

from ranvier.claims.gates import GATES
from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.gates.severity import read_severity
from ranvier.vocabulary.outcomes import Cap, GateStatus, Reading, Severity
from tests.unit.claims.gates.ask import CHANGE, EVERYBODY, FACT, FREE, SAFETY, claim_of

TABLE = read_severity()
BOTH = (GateStatus.FAIL, GateStatus.NOT_ASSESSABLE)
EVERY = [
    (number, profile, reading, situation, status)
    for number in sorted({number for number, _, _ in TABLE.weights})
    for profile in TABLE.profiles
    for reading in Reading
    for situation in Situation
    for status in GateStatus
]


def weight(number, profile, reading, situation=Situation.ALONE, status=GateStatus.FAIL):
    return TABLE.weight(number, profile, reading, situation, status)


def test_every_check_is_weighed_and_every_weight_has_a_check():
    assert {number for number, _, _ in TABLE.weights} == {gate.number for gate in GATES}
    assert {profile for _, profile, _ in TABLE.weights} == set(TABLE.profiles)


@pytest.mark.parametrize("number", sorted({number for number, *_ in EVERY}))
def test_only_a_critical_weight_caps_and_it_always_says_to_what(number):
    for entry in EVERY:
        if entry[0] == number:
            found = TABLE.weight(*entry)
            assert (found.cap is Cap.NONE) == (found.severity is not Severity.CRITICAL), entry


@pytest.mark.parametrize(
    ("claim", "profile"),
    [
        (CHANGE, "change"),
        (FREE, "level"),
        (SAFETY, "safety"),
        (EVERYBODY, "epidemiology"),
        (FACT, "record"),
        (claim_of("case_typicality", FACT.interpretations[0].asserted, FACT.attribution), "change"),
    ],
)
def test_the_profile_of_a_claim(claim, profile):
    assert TABLE.profile(claim) == profile


@pytest.mark.parametrize("profile", ["change", "level"])
@pytest.mark.parametrize("status", BOTH)
def test_without_time_zero_or_baseline_nothing_can_be_said(profile, status):
    for number in (3, 9):
        assert weight(number, profile, Reading.SEEN, status=status).cap is Cap.CANNOT_BE_ASSESSED
    undeclared = [
        weight(3, profile, Reading.BECAUSE, each, GateStatus.NOT_ASSESSABLE).cap for each in Situation
    ]
    assert set(undeclared) == {Cap.CANNOT_BE_ASSESSED}


@pytest.mark.parametrize("profile", ["change", "level"])
def test_seen_needs_no_comparator(profile):
    for number in (7, *TABLE.comparison):
        assert {weight(number, profile, Reading.SEEN, each).severity for each in Situation} == {
            Severity.NOT_USED
        }


@pytest.mark.parametrize("profile", ["change", "level"])
def test_alone_a_missing_comparator_leads_to_what_happens_without_effect(profile):
    assert weight(7, profile, Reading.BECAUSE).cap is Cap.UNCONTROLLED_PATH
    for entry in EVERY:
        if entry[1:4] == (profile, Reading.BECAUSE, Situation.ALONE):
            assert TABLE.weight(*entry).cap is not Cap.NOT_SUPPORTED, entry


@pytest.mark.parametrize("profile", ["change", "level"])
def test_an_unfair_comparison_is_not_supported(profile):
    for number in (3, 8, 10, 11, 17, 19, 20):
        assert weight(number, profile, Reading.BECAUSE, Situation.EXTERNAL).cap is Cap.NOT_SUPPORTED, number


@pytest.mark.parametrize("profile", ["change", "level"])
def test_lot_takes_care_of_what_confounds_but_not_of_itself(profile):
    for number in (8, 10, 11, 19):
        found = weight(number, profile, Reading.BECAUSE, Situation.RANDOMISED)
        assert found.severity is not Severity.CRITICAL, number
    assert weight(20, profile, Reading.BECAUSE, Situation.RANDOMISED).cap is Cap.NOT_SUPPORTED
    assert weight(17, profile, Reading.BECAUSE, Situation.RANDOMISED).cap is Cap.CERTAINTY_ONLY


def test_attrition_never_caps():
    for entry in EVERY:
        if entry[0] == 14:
            assert TABLE.weight(*entry).cap is Cap.NONE


@pytest.mark.parametrize("status", BOTH)
@pytest.mark.parametrize("profile", ["safety", "epidemiology"])
def test_zero_events_and_ascertainment_decide_safety(profile, status):
    for number in (28, 29):
        for reading in Reading:
            assert weight(number, profile, reading, status=status).cap is Cap.CANNOT_BE_ASSESSED


def test_a_fact_of_record_needs_its_columns_and_no_control():
    critical = {
        entry[0] for entry in EVERY if entry[1] == "record" and TABLE.weight(*entry).cap is not Cap.NONE
    }
    assert critical == {1, 39}


def test_who_supplied_the_rows_is_said_of_every_claim():
    for profile in TABLE.profiles:
        assert weight(34, profile, Reading.SEEN).severity is Severity.MINOR
