"""Competing risks by hand, at the edges, and with what cannot be used."""

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.competing_risks import estimate_cumulative_incidence
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from tests.exactness.curves import case_of

# Four patients: day 1 cause 1, day 2 one of each, day 3 censored.
FOUR = estimate_cumulative_incidence([1, 2, 2, 3], [1, 1, 2, 0], causes=("relapse", "death"))


def test_events_of_two_causes_on_one_day_share_those_who_are_free():
    # By hand: cause 1 takes 1/4, then 3/4 * 1/3; cause 2 takes 3/4 * 1/3.
    assert FOUR.at(1, 1, least_at_risk=0).estimate == 0.25
    assert FOUR.at(2, 1, least_at_risk=0).estimate == pytest.approx(0.5)
    assert FOUR.at(3, 2, least_at_risk=0).estimate == pytest.approx(0.25)
    assert FOUR.at(3, 2, least_at_risk=0).definition == "share with death by day 3"
    assert (FOUR.at(2, 1, least_at_risk=0).n_events, FOUR.at(2, 2, least_at_risk=0).n_events) == (2, 1)


def test_the_causes_and_those_free_are_everybody():
    np.testing.assert_allclose(FOUR.incidence.sum(axis=1) + FOUR.free, 1, rtol=1e-14)


def test_on_a_visit_grid_ties_give_one_number_whatever_the_order():
    # R survfit 3.5-3 gives 0.0551374 of these patients (validation/survival.R). A program that moves tied
    # days apart at random does not: lifelines 0.30.3 gives 0.0472, 0.0504, 0.0500 with the seeds 1, 2, 3.
    p = case_of("visits_on_a_grid_many")
    exit_day, kind = p["exit_day"].to_numpy(), p["kind"].to_numpy()
    shares = set()
    for seed in (1, 2, 3):
        order = np.random.default_rng(seed).permutation(exit_day.size)
        shares.add(
            estimate_cumulative_incidence(exit_day[order], kind[order]).at(364, 1, least_at_risk=0).estimate
        )
    assert len(shares) == 1
    assert shares.pop() == pytest.approx(0.055137428911375276, rel=1e-12)


def test_a_single_cause_is_one_minus_kaplan_meier_with_greenwoods_error():
    exit_day, event = [1, 2, 2, 3, 4], [1, 1, 0, 1, 0]
    curve, incidence = estimate_survival(exit_day, event), estimate_cumulative_incidence(exit_day, event)
    np.testing.assert_allclose(1 - incidence.incidence[:, 0], curve.survival, rtol=1e-14)
    np.testing.assert_allclose(incidence.std_error[:, 0], curve.std_error, rtol=1e-12)


def test_before_the_first_event_of_a_cause_the_upper_limit_is_exact():
    # Four at risk on day 1 and none with cause 2: 1 - 0.025 ** (1 / 4).
    assert FOUR.at(1, 2, least_at_risk=0).upper == pytest.approx(1 - 0.025 ** (1 / 4), rel=1e-12)
    assert FOUR.at(0, 1, least_at_risk=0).upper == pytest.approx(1 - 0.025 ** (1 / 4), rel=1e-12)
    assert "exact" in FOUR.at(1, 2, least_at_risk=0).method


def test_where_all_have_one_cause_at_once_the_lower_limit_is_exact():
    all_at_once = estimate_cumulative_incidence([3, 3, 3], [1, 1, 1]).at(3, least_at_risk=0)
    assert all_at_once.estimate == 1
    assert all_at_once.lower == pytest.approx(0.025 ** (1 / 3), rel=1e-12)


def test_past_the_last_exit_the_share_is_not_known_unless_all_had_an_event():
    assert FOUR.at(4, least_at_risk=0).method == "not known: nobody was followed beyond day 3"
    assert np.isnan(FOUR.std_error_at(4))
    assert estimate_cumulative_incidence([3, 5], [1, 2]).at(400, 2, least_at_risk=0).estimate == 0.5
    assert (
        estimate_cumulative_incidence([], []).at(4, least_at_risk=0).method
        == "not known: nobody was followed"
    )
    assert FOUR.at(-1, least_at_risk=0).method == "not known: the day lies before time zero"
    assert FOUR.at(3, least_at_risk=10).method == "not known: 1 at risk on day 3, fewer than 10"


def test_all_censored_has_nobody_with_a_cause():
    none = estimate_cumulative_incidence([3, 5], [0, 0], causes=("relapse", "death")).at(
        5, 2, least_at_risk=0
    )
    assert (none.estimate, none.lower) == (0, 0)


@pytest.mark.parametrize(
    ("cause", "said"),
    [([1, -1], "cause must be 0 or the number of a cause"), ([1, 0.5], "cause must be 0"), ([1, 3], "named")],
)
def test_causes_that_are_none_are_refused(cause, said):
    with pytest.raises(InputError, match=said):
        estimate_cumulative_incidence([1, 2], cause, causes=("relapse", "death"))


def test_a_curve_that_does_not_exist_is_refused():
    with pytest.raises(InputError, match="cause must be one of the curves"):
        FOUR.at(2, 3, least_at_risk=0)


def test_a_cause_may_be_named():
    assert FOUR.at(3, "death", least_at_risk=0) == FOUR.at(3, 2, least_at_risk=0)
    assert FOUR.std_error_at(3, "death") == FOUR.std_error_at(3, 2)
    with pytest.raises(InputError, match="cause must be one of the curves") as caught:
        FOUR.at(3, "relaps", least_at_risk=0)
    assert "relapse, death" in str(caught.value)


@pytest.mark.parametrize("causes", ["death", ["relapse", "relapse"]])
def test_causes_are_different_names(causes):
    with pytest.raises(InputError, match="causes must be different names"):
        estimate_cumulative_incidence([1, 2, 2, 3], [1, 1, 2, 0], causes=causes)


@pytest.mark.parametrize(("day", "cause"), [(float("nan"), 1), (2.5, 1), ("2", 1), (2, 1.5), (2, None)])
def test_the_curves_are_read_at_whole_days_and_for_a_cause(day, cause):
    with pytest.raises(InputError, match="must be"):
        FOUR.at(day, cause, least_at_risk=0)
