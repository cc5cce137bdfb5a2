"""When patients first improve, on programmes small enough to do by hand."""

import math

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least, at_most, between
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.wording import asserted_text
from tests.unit.claims.small_programme import ZERO, bench, cohort, dosed, randomised, scores

DAYS, SHARE = "first_improvement_days", "improved_by_day"


def find(small, endpoint, asserted=None, **parameters):
    asserted = asserted or (at_least(50, "%") if endpoint == SHARE else between(1, 400, "days"))
    asked = Interpretation("as in the test", endpoint, asserted, {"points": 1.0, **parameters})
    return ENDPOINTS[endpoint](bench(small, least_at_risk=1), asked)


def four_treated():
    """Visits every 90 days for two years: first better on days 90, 180, 180 (a single time) and never."""
    every = range(90, 730, 90)
    visits = (
        scores("a", {0: 4.0, **{day: 3.0 for day in every}})
        + scores("b", {0: 4.0, **{day: 4.0 if day < 180 else 2.5 for day in every}})
        + scores("c", {0: 4.0, **{day: 3.0 if day == 180 else 4.0 for day in every}})
        + scores("d", {0: 4.0, **dict.fromkeys(every, 3.5)})
    )
    return cohort(**dosed(*"abcd"), visits=visits)


def test_half_had_improved_by_the_second_visit():
    # a after day 90: 3/4 free; b and c after day 180: 1/4; the first day at or below one half is 180
    found = find(four_treated(), DAYS)
    assert (found.found.estimate, found.found.n, found.found.n_events) == (180.0, 4, 3)
    assert (found.unit, found.higher_is_better) == ("days", False)


def test_between_two_visits_nobody_knows_when():
    # d left on day 720 with ten years to go: at best it improves on day 721, at worst never
    found = find(four_treated(), DAYS)
    # at best a improved on day 1, b and c on day 91: half on day 91
    assert (found.bounds.worst, found.bounds.best, found.bounds.n_unseen) == (180.0, 91.0, 1)
    assert found.bounds.how.endswith("visits lie 90 days apart (median)")
    assert dict(found.unseen) == {"left_before": 1}


def test_a_fall_seen_once_is_no_lasting_one():
    # confirmed: a on day 90, b on day 180, c and d never: half by day 180, and there the curve stays
    found = find(four_treated(), DAYS, confirmed=True)
    assert found.found.n_events == 2
    assert found.found.estimate > 180


def test_worst_case_has_no_limit_where_half_would_never_improve():
    visits = scores("a", {0: 4.0, 90: 3.0}) + scores("b", {0: 4.0, 90: 3.0}) + scores("c", {0: 4.0, 30: 4.0})
    found = find(cohort(**dosed(*"abcdef"), visits=visits), DAYS)
    assert found.bounds.worst == math.inf  # c to f never: 2 of 6
    assert found.bounds.best == 1.0  # d to f at once, a and b right after the start


@pytest.mark.parametrize(
    ("asserted", "can"),
    [  # half had improved after day 90, not yet better then, and by day 180
        (at_most(10, "days"), True),
        (at_most(90, "days"), True),
        (at_most(120, "days"), False),
        (at_most(180, "days"), True),
        (at_least(91, "days"), True),
        (between(150, 210, "days"), False),
        (between(91, 240, "days"), True),
        (between(183, 240, "days"), True),
    ],
)
def test_what_lies_between_two_visits_cannot_be_told(asserted, can):
    found = find(four_treated(), DAYS, asserted)
    assert found.is_known is can
    if not can:
        assert found.reason == (
            "Half had improved on a day from 91 to 180; visits lie 90 days apart (median), so whether it was "
            f"{asserted_text(asserted)} cannot be told."
        )


def test_without_a_median_it_is_said():
    visits = scores("a", {0: 4.0, 90: 3.0}) + scores("b", {0: 4.0, 90: 4.0}) + scores("c", {0: 4.0, 90: 4.0})
    found = find(cohort(**dosed(*"abc"), visits=visits), DAYS)
    assert found.found is None
    assert found.reason.startswith("Less than half of the treated improved")


def test_the_share_improved_by_a_day():
    # read on day 183 + 61 = 244: a, b and c of four
    found = find(four_treated(), SHARE, days=183)
    assert (found.found.estimate, found.found.n_events, found.found.n) == (pytest.approx(75.0), 3, 4)
    assert (found.found.lower < 75 < found.found.upper, found.found.unit) == (True, "%")
    assert found.found.definition == "improved at day 244"
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(75.0), pytest.approx(75.0))


def test_a_lasting_fall_by_a_day():
    found = find(four_treated(), SHARE, days=183, confirmed=True)
    assert found.found.estimate == pytest.approx(50.0)  # a and b


def test_the_lost_are_worst_and_best_case():
    lost = scores("e", {0: 4.0, 90: 4.0})
    small = four_treated()
    rows = small.visits.to_dicts()
    visits = [{key: row[key] for key in ("patient_id", "date", "edss")} for row in rows] + lost
    found = find(cohort(**dosed(*"abcdef"), visits=visits), SHARE, days=183)
    assert dict(found.unseen) == {"left_before": 1, "no_baseline": 1}
    # of six: worst a, b and c; best e and f as well
    assert found.bounds.worst == pytest.approx(50.0)
    assert found.bounds.best == pytest.approx(100 * 5 / 6)


def test_unreported_patients_overturn_the_nearest_edge():
    # 3 of 4 improved; with k who did not, 3 / (4 + k) is below 70 % from k = 1 on
    found = find(four_treated(), SHARE, at_least(70, "%"), days=183)
    assert found.hidden == "1 unreported patient, all not improved, would overturn this."


@pytest.mark.parametrize(("days", "can"), [(10, False), (60, False), (68, True), (80, True), (190, True)])
def test_a_day_far_from_every_visit_cannot_be_told(days, can):
    # looked for within a third of the day: 7–13, 40–80, 46–90, 54–106 and 129–251; visits every 90 days
    found = find(four_treated(), SHARE, days=days)
    assert found.is_known is can
    if not can:
        assert found.reason == (
            f"Visits lie 90 days apart (median): who had improved by day {days} cannot be told."
        )


def test_the_contrast_is_treated_minus_comparator():
    names = "abcdef"
    patients = [
        {"patient_id": name, "group": "cells" if name in "abc" else "sham", "enrolled_date": ZERO}
        for name in names
    ]
    after = dict(zip(names, (3.0, 3.0, 4.0, 3.0, 4.0, 4.0), strict=True))
    visits = [row for name in names for row in scores(name, {0: 4.0, 180: after[name], 270: after[name]})]
    small = cohort(randomised(), patients=patients, visits=visits)
    found = find(small, SHARE, days=180)
    assert found.contrast.estimate == pytest.approx(100 / 3)  # 2 of 3 minus 1 of 3
    assert found.contrast.lower < found.contrast.estimate < found.contrast.upper
    assert found.contrast.definition.startswith("difference of shares improved")
    assert found.contrast_bounds.n_unseen == 0
    assert not find(small, DAYS).contrast.is_known


def test_what_it_needs_is_named():
    for endpoint in (DAYS, SHARE):
        assert find(cohort(**dosed("a")), endpoint, days=10).missing == ("visits.edss",)
