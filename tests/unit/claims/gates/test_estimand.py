from dataclasses import replace

from ranvier.claims.language.asserted import at_most
from tests.unit.claims.gates.ask import CHANGE, FACT, SAFETY, answer, clinic


def test_a_claim_that_states_everything_passes():
    result = answer(1, clinic())
    assert result.status == "pass"
    assert "treatment policy" in result.reason


def test_what_was_assumed_is_counted():
    result = answer(1, clinic(), replace(CHANGE, assumed=("when", "in whom")))
    assert "2 of them in part assumed" in result.reason


def test_a_claim_without_endpoint_population_or_time_fails():
    assert answer(1, clinic(), replace(CHANGE, interpretations=())).status == "fail"
    assert answer(1, clinic(), replace(CHANGE, population=" ")).reason == "not stated: the population"
    timeless = replace(CHANGE, interpretations=(replace(CHANGE.interpretations[0], parameters={}),))
    assert answer(1, clinic(), timeless).reason == "not stated: the time"


def test_a_safety_claim_needs_a_set_for_the_ratio_only_where_it_says_because():
    assert answer(1, clinic(), replace(SAFETY, because_asserted=None)).status == "fail"
    assert answer(1, clinic(), replace(SAFETY, because_asserted=at_most(1.0))).status == "pass"
    assert answer(1, clinic(), FACT).status == "pass"
