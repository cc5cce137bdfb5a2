from dataclasses import replace

import pytest

from ranvier.claims.language.asserted import between, equal
from ranvier.vocabulary.people import Assignment
from tests.unit.claims.gates.ask import CHANGE, FACT, FREE, SHARE, answer, clinic, compared


def claiming(low, high):
    return replace(CHANGE, interpretations=(replace(CHANGE.interpretations[0], asserted=between(low, high)),))


def counting(points, confirmed):
    parameters = {"months": 12, "points": points, "confirmed": confirmed}
    return replace(SHARE, interpretations=(replace(SHARE.interpretations[0], parameters=parameters),))


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [
        (-3, -2, "pass"),
        (-3, -1.5, "pass"),
        (-3, -1, "fail"),
        (-1, -0.5, "fail"),
        (-1, 1, "fail"),
        (2, 3, "pass"),
    ],
)
def test_a_mean_change_up_to_one_point_seen_once_lies_within_measurement_error(low, high, status):
    assert answer(13, clinic(), claiming(low, high)).status == status


@pytest.mark.parametrize(
    ("points", "confirmed", "status"),
    [(1.0, False, "fail"), (1.5, False, "pass"), (1.0, True, "pass"), (0.5, True, "fail")],
)
def test_half_a_point_is_within_error_even_if_confirmed(points, confirmed, status):
    assert answer(13, clinic(), counting(points, confirmed)).status == status


def test_both_groups_of_a_randomised_comparison_share_the_error():
    assert answer(13, compared(assignment=Assignment.RANDOMISED), counting(1.0, False)).status == "flag"
    assert answer(13, compared(), counting(1.0, False)).status == "fail"


def test_confirmed_worsening_passes_and_other_claims_cannot_be_assessed():
    assert answer(13, clinic(), FREE).status == "pass"
    assert answer(13, clinic(), FACT).status == "not_assessable"


def test_changes_undone_at_the_next_visit_are_counted():
    # each patient: +1.5 and back by 1.5 (undone), then −1.5 is the last change and has no next visit
    result = answer(13, clinic(scores={-10: 4.0, 100: 5.5, 200: 4.0}))
    assert "20 of 20 (100%) were undone at the next" in result.reason
    # +2.0 then −0.5: less than half comes back
    result = answer(13, clinic(scores={-10: 4.0, 100: 6.0, 200: 5.5}))
    assert "0 of 20 (0%) were undone" in result.reason


def test_an_asserted_point_with_margin_counts_from_its_near_end():
    near = replace(CHANGE, interpretations=(replace(CHANGE.interpretations[0], asserted=equal(-1.5, 0.5)),))
    assert answer(13, clinic(), near).status == "fail"
