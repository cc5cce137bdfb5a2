from dataclasses import replace

from ranvier.claims.gates.inquiry import IMPROVED_BY_DAY
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Attribution
from ranvier.vocabulary.outcomes import Reading
from tests.small_cohorts import visits_of
from tests.unit.claims.gates.ask import CHANGE, FACT, FREE, SHARE, answer, claim_of, clinic, names


def mixed(n_held, n_reversed, held, reversed_):
    """Visits of patients with two courses."""
    courses = [held] * n_held + [reversed_] * n_reversed
    return [
        row
        for name, course in zip(names(len(courses)), courses, strict=True)
        for row in visits_of(name, course)
    ]


def test_a_change_at_one_visit_is_noted_with_the_share_that_did_not_last():
    visits = mixed(15, 5, {-10: 4.0, 365: 2.0, 545: 2.0}, {-10: 4.0, 365: 2.0, 545: 4.0})
    result = answer(12, clinic(visits=visits), CHANGE)
    assert result.status == "flag"
    assert "5 of 20 (25%) had not held" in result.reason


def test_a_time_in_days_is_a_time_as_well():
    visits = mixed(15, 5, {-10: 4.0, 365: 2.0, 545: 2.0}, {-10: 4.0, 365: 2.0, 545: 4.0})
    by_day = claim_of(IMPROVED_BY_DAY, at_least(50, "%"), Attribution.CHANGE, days=365, points=1.0)
    assert "5 of 20 (25%) had not held" in answer(12, clinic(visits=visits), by_day).reason


def test_a_confirmed_change_passes():
    confirmed = replace(SHARE.interpretations[0], parameters={"months": 12, "points": 2.0, "confirmed": True})
    assert answer(12, clinic(), replace(SHARE, interpretations=(confirmed,))).status == "pass"


def test_a_single_visit_is_noted_also_where_no_later_one_shows_whether_it_lasted():
    result = answer(12, clinic(scores={-10: 4.0, 365: 2.0}), CHANGE)
    assert result.status == "flag"
    assert "no improvement has a later visit" in result.reason


def test_a_clinic_where_nobody_improved_is_not_capped_for_it():
    assert not answer(12, clinic(scores={-10: 4.0, 365: 4.0}), SHARE).binds(Reading.SEEN)


def test_free_of_worsening_is_confirmed_and_the_worsened_who_came_back_are_counted():
    worse = {-10: 4.0, 100: 5.5, 300: 5.5, 500: 5.5}
    back = {-10: 4.0, 100: 5.5, 300: 5.5, 500: 4.5}
    result = answer(12, clinic(visits=mixed(14, 6, worse, back)), FREE)
    assert result.status == "pass"
    # 4.0 needs +1.0; at 4.5 the step is lost again
    assert "6 of 20 (30%) of the worsened were better again" in result.reason


def test_unconfirmed_worsening_fails_for_free_of_worsening():
    single = replace(FREE.interpretations[0], parameters={"months": 12, "confirmed": False})
    assert answer(12, clinic(), replace(FREE, interpretations=(single,))).status == "fail"


def test_a_claim_about_no_change_cannot_be_assessed():
    assert answer(12, clinic(), FACT).status == "not_assessable"
