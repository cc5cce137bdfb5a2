"""The decision table answers every combination once, and no row is idle."""

import pytest

from ranvier.claims.judging.decision import decision_tables
from ranvier.vocabulary.outcomes import Because, Seen

TABLES = decision_tables()
CODES = {"seen": Seen, "seen_never": Seen, "because": Because, "because_safety": Because}


@pytest.mark.parametrize("reading", list(CODES))
def test_every_combination_has_one_outcome_and_every_row_is_used(reading):
    table = TABLES[reading]
    fired = [table.decide(**inputs) for inputs in table.combinations()]
    assert {row.outcome for row in fired} <= {code.value for code in CODES[reading]}
    assert {row.name for row in fired} == {row.name for row in table.rows}


def test_the_tables_are_those_that_are_read():
    assert set(TABLES) == set(CODES)


def test_row_names_are_unique_within_a_table():
    for table in TABLES.values():
        names = [row.name for row in table.rows]
        assert len(names) == len(set(names))


def test_supported_never_without_a_comparator():
    for inputs in TABLES["because"].combinations():
        outcome = TABLES["because"].decide(**inputs).outcome
        if inputs["comparator"] == "none" or inputs["cap"] != "none":
            assert outcome not in (
                "supported",
                "effect_smaller_than_claimed",
                "no_better_than_ordinary_treatment",
            )


def test_a_safety_claim_is_never_supported_from_expected_numbers_alone():
    outcomes = {
        TABLES["because_safety"].decide(**inputs).outcome
        for inputs in TABLES["because_safety"].combinations()
    }
    assert "supported" not in outcomes


def test_one_verified_event_is_enough_whatever_the_gates_say():
    table = TABLES["seen_never"]
    for inputs in table.combinations():
        if inputs["answerable"] == "yes" and inputs["events"] == "some":
            assert table.decide(**inputs).outcome == "records_disagree"


def test_disagreement_needs_every_reading_to_fail_even_at_best():
    for inputs in TABLES["seen"].combinations():
        if TABLES["seen"].decide(**inputs).outcome == "records_disagree":
            assert inputs["readings"] == "all_fail"
            assert inputs["bounds"] == "outside"


def test_agreement_needs_the_interval_and_the_worst_case_inside():
    for inputs in TABLES["seen"].combinations():
        if TABLES["seen"].decide(**inputs).outcome == "records_agree":
            assert (inputs["interval"], inputs["bounds"], inputs["gate"]) == ("inside", "inside", "clear")


def test_the_definition_decides_after_the_gates_and_before_the_numbers():
    for inputs in TABLES["seen"].combinations():
        clear = inputs["answerable"] == "yes" and inputs["gate"] == "clear"
        outcome = TABLES["seen"].decide(**inputs).outcome
        turns = clear and inputs["definition"] == "depends"
        assert (outcome == "depends_on_definition") is turns
    for inputs in TABLES["because"].combinations():
        capped = {"none": False, "not_supported": inputs["comparator"] != "none", "cannot_be_assessed": True}
        clear = inputs["answerable"] == "yes" and not capped[inputs["cap"]]
        turns = clear and inputs["definition"] == "depends"
        assert (TABLES["because"].decide(**inputs).outcome == "depends_on_definition") is turns


def test_an_input_the_table_does_not_know_is_an_error():
    with pytest.raises(ValueError, match="must be one of"):
        TABLES["seen"].decide(
            answerable="maybe",
            gate="clear",
            definition="agrees",
            interval="inside",
            bounds="inside",
            readings="some_hold",
        )
    with pytest.raises(ValueError, match="needs exactly"):
        TABLES["seen"].decide(answerable="yes")
