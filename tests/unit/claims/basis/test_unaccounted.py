"""Doses and numbers that are in nobody's record, told beside the hidden patients of an answer."""

from dataclasses import replace

import pytest

import ranvier as rv
from ranvier.claims.basis.unaccounted import NOT_KNOWN, OF_UNKNOWN_PATIENT, count_unaccounted
from ranvier.report.verdicts_json import verdicts_json
from ranvier.tables.faults import TableCount
from tests.unit.claims.gates.ask import CHANGE, CLAIMS, about, clinic, names


def numbered(missing=0):
    """Twenty patients with running numbers, so many of them left out after the tenth."""
    return [
        {"patient_id": name, "consecutive_number": place + (missing if place > 10 else 0)}
        for place, name in enumerate(names(20), start=1)
    ]


def test_doses_released_and_not_given_are_counted():
    found = count_unaccounted(about(clinic(), doses_released=27))
    assert found.missing_doses == 7  # twenty doses are in the records
    assert found.words(str) == "In these records 7 of 27 doses released are in no record."


def test_doses_of_nobody_and_numbers_without_a_record_are_counted():
    counts = (TableCount("administrations", "doses.csv", 26, 6, ((OF_UNKNOWN_PATIENT, 6),)),)
    found = count_unaccounted(replace(clinic(patients=numbered(missing=8)), counts=counts))
    assert (found.doses, found.numbers) == (6, 8)
    assert found.words(str) == (
        "In these records 6 doses name nobody on the list, 8 numbers of the list are without a record."
    )


def test_a_list_without_gaps_says_so():
    found = count_unaccounted(clinic(patients=numbered()))
    assert found.words(str) == "In these records no numbers of the list are without a record."


def test_where_nothing_tells_of_them_that_is_said():
    assert count_unaccounted(clinic()).words(str) == NOT_KNOWN


def test_every_output_tells_them_beside_the_hidden_patients():
    claims = replace(rv.read_claims("cell-therapy"), claims=(CHANGE,))
    found = rv.examine(about(clinic(), doses_released=27), claims).examination
    text = verdicts_json(found)
    assert "would overturn this. In these records 7 of 27 doses released are in no record." in text


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if claim.attribution.value != "record"])
def test_an_answer_with_a_number_says_how_many_would_overturn_it(claim):
    found = rv.examine(clinic(), replace(rv.read_claims("cell-therapy"), claims=(claim,))).examination
    (verdict,) = found.verdicts
    if verdict.primary.is_known:
        assert "overturn" in verdict.primary.hidden
