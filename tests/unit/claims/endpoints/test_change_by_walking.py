"""Who was less disabled before, beside who was more, on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, dosed, randomised, scores


def find(small, **parameters):
    asked = Interpretation(
        "as in the test", "change_by_walking", at_most(-0.5), {"points": 6.5, "months": 12, **parameters}
    )
    return ENDPOINTS["change_by_walking"](bench(small), asked)


def treated(**courses):
    visits = [row for name, course in courses.items() for row in scores(name, course)]
    return cohort(**dosed(*courses), visits=visits)


FOUR = {
    "a": {-5: 4.0, 365: 3.0},
    "b": {-5: 6.0, 365: 6.0},
    "c": {-5: 6.5, 365: 7.0},
    "d": {-5: 8.0, 365: 7.5},
}
"""Below 6.5: −1 and 0; at or above it: +0.5 and −0.5."""


def test_the_difference_of_the_means():
    found = find(treated(**FOUR))
    assert found.found.estimate == pytest.approx(-0.5)  # −0.5 minus 0
    assert (found.found.n, found.unit, found.higher_is_better) == (4, "EDSS points", False)
    assert [round(one.estimate, 6) for one in found.beside] == [-0.5, 0.0]
    assert found.contrast is None


def test_the_unseen_are_placed_by_their_score_and_those_without_one_on_either_side():
    found = find(treated(**FOUR, e={-5: 4.0}, f={365: 4.0}))
    assert dict(found.unseen) == {"no_contact": 1, "no_baseline": 1}
    # worst: e +3 below, f: below at +3 gives 5/4 − 0 = 1.25; above at −3 gives 2/3 + 3/3 = 1.67
    assert found.bounds.worst == pytest.approx(2 / 3 + 1)
    # best: e −3; f below at −3: −7/4 − 0; above at +3: −4/3 − 3/3 = −2.33
    assert found.bounds.best == pytest.approx(-4 / 3 - 1)
    assert found.bounds.n_unseen == 2


def test_what_changes_by_itself_is_named():
    told = " ".join(find(treated(**FOUR)).cautions)
    assert "ends at 10" in told
    assert "regress to the mean" in told


def two_groups(*left_out):
    """Four of each kind without those *left_out*, with like baselines, so that the interaction is plain."""
    before = {"a": 3.0, "b": 4.0, "c": 5.0, "d": 6.0, "e": 6.5, "f": 7.0, "g": 7.5, "h": 8.0}
    after_cells = {"a": -1.5, "b": -0.5, "c": -1.5, "d": -0.5, "e": 0.5, "f": -0.5, "g": 0.5, "h": -0.5}
    after_sham = {"a": 0.5, "b": -0.5, "c": 0.5, "d": -0.5, "e": 1.0, "f": 0.0, "g": 1.0, "h": 0.0}
    people, visits = [], []
    for arm, changes in (("cells", after_cells), ("sham", after_sham)):
        for name, edss in before.items():
            if f"{arm}-{name}" in left_out:
                continue
            people.append({"patient_id": f"{arm}-{name}", "group": arm, "enrolled_date": ZERO})
            visits += scores(f"{arm}-{name}", {-5: edss, 365: edss + changes[name]})
    return cohort(randomised(), patients=people, visits=visits)


def test_the_same_difference_among_comparators_is_taken_away():
    found = find(two_groups())
    assert found.found.estimate == pytest.approx(-1.0)  # −1 minus 0
    # among the comparators 0 minus 0.5 = −0.5; what is left is −0.5
    assert found.contrast.estimate == pytest.approx(-0.5)
    assert found.contrast.lower < -0.5 < found.contrast.upper
    assert found.contrast.conf_level == 0.99


def test_with_few_in_one_of_the_four_parts_the_difference_is_not_held_against_comparators():
    found = find(two_groups("sham-g"))
    assert not found.contrast.is_known
    assert found.contrast.method == "not known: fewer than 4 treated or comparators on one side of EDSS 6.5"


def test_with_nobody_on_one_side_nothing_is_told():
    found = find(treated(a={-5: 4.0, 365: 3.0}, b={-5: 5.0, 365: 3.0}))
    assert not found.is_known
    assert found.reason == "Fewer than 2 treated were seen below or at and above EDSS 6.5."


def test_what_is_lacking_is_named():
    assert find(cohort(**dosed("a", "b"))).missing == ("visits.edss",)
