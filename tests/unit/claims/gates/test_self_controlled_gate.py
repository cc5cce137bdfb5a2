import pytest

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Attribution
from ranvier.estimates.result import Estimate
from ranvier.vocabulary.outcomes import Cap, Reading
from tests.unit.claims.gates.ask import CHANGE, answer, claim_of, clinic

STRESS = claim_of(
    "exposure_relapse_ratio", at_least(1.5, "times"), Attribution.RECORD, kind="stress", days=28
)


def found(lower, upper):
    before = Estimate(
        (lower * upper) ** 0.5, lower, upper, 40, "as in the test", "14 days before", "times", 12
    )
    return Finding("exposure_relapse_ratio", "primary", "times", False, 20, before_exposure=before)


@pytest.mark.parametrize(
    ("lower", "upper", "status", "words"),
    [
        (0.6, 1.7, "pass", "14 days before"),
        (1.1, 2.4, "fail", "the event brings on the exposure"),
        (0.3, 0.9, "fail", "waits for time without the event"),
        (0.2, 5.1, "flag", "too few events"),
    ],
)
def test_events_just_before_an_exposure_cannot_come_from_it(lower, upper, status, words):
    result = answer(31, clinic(), STRESS, found(lower, upper))
    assert result.status == status
    assert words in result.reason


def test_where_nothing_is_known_of_the_time_before_it_cannot_be_assessed():
    assert answer(31, clinic(), STRESS).status == "not_assessable"
    assert answer(31, clinic(), STRESS, Finding("e", "l", "times", False, 20)).status == "not_assessable"


def test_a_fail_caps_because_and_lowers_the_certainty_of_seen():
    result = answer(31, clinic(), STRESS, found(1.1, 2.4))
    assert result.caps_to[Reading.BECAUSE] is Cap.CANNOT_BE_ASSESSED
    assert result.caps_to[Reading.SEEN] is Cap.CERTAINTY_ONLY


def test_it_says_nothing_of_other_claims():
    result = answer(31, clinic(), CHANGE)
    assert result.status == "pass"
    assert set(result.caps_to.values()) == {Cap.NONE}


def test_a_small_group_is_not_told():
    few = Estimate(2.0, 1.1, 3.6, 4, "as in the test", "14 days before", "times", 6)
    result = answer(31, clinic(), STRESS, Finding("e", "l", "times", False, 20, before_exposure=few))
    assert result.status == "not_assessable"
    assert "4" not in result.reason
