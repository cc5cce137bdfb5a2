"""EDSS change, falls and time free of worsening on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least, between
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, dosed, randomised, scores


def interpretation(endpoint, asserted, **parameters):
    return Interpretation("as in the test", endpoint, asserted, parameters)


MEAN = interpretation("edss_change_mean", between(-3, -2, "EDSS points"), months=12)
FALL = interpretation("edss_fall_share", at_least(50, "%"), months=12, points=2.0, confirmed=False)
CONFIRMED = interpretation("edss_fall_share", at_least(50, "%"), months=12, points=2.0, confirmed=True)
FREE = interpretation("free_of_worsening", at_least(75, "%"), months=24)


def find(small, asked, **rules):
    return ENDPOINTS[asked.endpoint](bench(small, **rules), asked)


def four_treated():
    """Changes at 12 months: −1.0, −2.0, 0.0 and one patient who never came back."""
    visits = (
        scores("a", {-10: 4.0, 365: 3.0, 730: 3.0})
        + scores("b", {-10: 5.0, 365: 3.0, 730: 4.0})
        + scores("c", {-10: 2.0, 365: 2.0, 730: 2.0})
        + scores("d", {-10: 6.0})
    )
    return cohort(**dosed("a", "b", "c", "d"), visits=visits)


def test_mean_change_has_everyone_treated_as_its_denominator():
    found = find(four_treated(), MEAN)
    assert found.found.estimate == pytest.approx(-1.0)  # (−1 − 2 + 0) / 3
    assert found.found.n == 3
    assert (found.n_treated, dict(found.unseen)) == (4, {"no_contact": 1})
    assert found.bounds.worst == pytest.approx(0.0)  # (−3 + 3) / 4
    assert found.bounds.best == pytest.approx(-1.5)  # (−3 − 3) / 4


def test_hidden_patients_follow_by_hand():
    # mean of three is −1; k patients at −3 bring it to −2 when (−3 − 3k) / (3 + k) = −2, so k = 3
    assert find(four_treated(), MEAN).hidden.startswith("3 unreported patients, each 3 points better")


def test_share_that_fell_and_its_bounds():
    found = find(four_treated(), FALL)
    assert found.found.estimate == pytest.approx(100 / 3)
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(25.0), pytest.approx(50.0))


def test_a_fall_that_does_not_hold_is_not_confirmed():
    found = find(four_treated(), CONFIRMED)
    assert found.found.estimate == 0.0  # b fell by 2 at a year and by 1 a year later


def test_nobody_is_progression_free_before_anybody_could_be_confirmed():
    found = find(four_treated(), FREE)
    assert found.found is None  # nobody has a visit 24 weeks after month 24
    assert "Nobody was followed" in found.reason


def test_free_of_worsening_with_its_bounds():
    visits = (
        scores("a", {-10: 3.0, 365: 3.0, 730: 3.0, 1095: 3.0})
        + scores("b", {-10: 3.0, 365: 4.0, 730: 4.0, 1095: 4.0})
        + scores("c", {-10: 3.0, 100: 3.0, 300: 3.0})
    )
    found = find(cohort(**dosed("a", "b", "c", "d"), visits=visits), FREE, least_at_risk=1)
    # at risk on day 365: a and b (c left on day 100); one event: 1 − 1/2
    assert found.found.estimate == pytest.approx(50.0)
    assert dict(found.unseen) == {"no_baseline": 1, "left_before": 1}
    # worst: c worsens after day 100, d on day 0: 3/4 · 2/3 · 1/2; best: both stay free: 3 of 4
    assert found.bounds.worst == pytest.approx(25.0)
    assert found.bounds.best == pytest.approx(75.0)


def test_a_curve_is_not_read_past_the_time_at_which_hardly_anybody_is_at_risk():
    # 30 began two years ago, and one five years ago: what the one did says nothing of the others
    recent = {day: 3.0 for day in range(0, 360, 90)}
    visits = [row for n in range(30) for row in scores(f"p{n}", {-10: 3.0, **recent})]
    visits += scores("old", {-10: 3.0, **{day: 3.0 for day in range(0, 1900, 90)}})
    small = cohort(**dosed(*(f"p{n}" for n in range(30)), "old"), visits=visits)
    found = find(small, FREE)
    assert found.found is None
    assert found.reason == "Fewer than 10 were followed, and confirmable, for 24 months."
    everybody = cohort(**dosed("old"), visits=[row for row in visits if row["patient_id"] == "old"])
    assert find(everybody, FREE).is_known  # a small programme that is followed whole has its (wide) interval


def test_without_time_zero_the_missing_declaration_is_named():
    small = four_treated()
    programme = type(small.programme)("x", small.programme.data_date, "y")
    found = find(type(small)(programme, small.frames, small.supplied), MEAN)
    assert found.found is None
    assert found.missing == ("time_zero.treated (in programme.toml)",)


def test_without_scores_the_missing_column_is_named():
    found = find(cohort(**dosed("a")), MEAN)
    assert found.missing == ("visits.edss",)


def test_the_contrast_is_treated_minus_comparator():
    patients = [
        {"patient_id": name, "group": "cells" if name in "ab" else "sham", "enrolled_date": ZERO}
        for name in "abcd"
    ]
    visits = (
        scores("a", {-5: 5.0, 365: 3.0})
        + scores("b", {-5: 5.0, 365: 2.0})
        + scores("c", {-5: 5.0, 365: 5.0})
        + scores("d", {-5: 5.0, 365: 6.0})
    )
    found = find(cohort(randomised(), patients=patients, visits=visits), MEAN)
    assert found.found.estimate == pytest.approx(-2.5)
    assert found.contrast.estimate == pytest.approx(-3.0)  # −2.5 − 0.5
    assert found.contrast_bounds.n_unseen == 0


def test_among_those_still_followed_the_lost_come_back_as_bounds():
    visits = (
        scores("a", {-10: 3.0, 365: 3.0, 800: 3.0, 1095: 3.0})
        + scores("b", {-10: 3.0, 365: 4.0, 800: 4.0, 1095: 4.0})
        + scores("c", {-10: 3.0, 100: 3.0, 300: 3.0})
    )
    asked = interpretation("free_among_followed", at_least(75, "%"), months=24)
    found = find(cohort(**dosed("a", "b", "c"), visits=visits), asked)
    assert found.found.estimate == pytest.approx(50.0)  # a of a and b
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(100 / 3), pytest.approx(200 / 3))
