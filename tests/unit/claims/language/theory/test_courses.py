"""Each small model against its closed form, worked out in another way; impossible numbers are refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.claims.language.theory.courses import AtOnce, Exposure, RecedingRelapse, Repair, step_response
from ranvier.simulate.limits import ImpossiblePlan

DAYS = np.arange(0.0, 732.0)


def euler(exposure, tau: float, lag: float, days: float, step: float = 0.002) -> float:
    """x' = (u − x) / tau and y' = (x − y) / lag, one small step after the other."""
    state = measured = 0.0
    for place in range(round(days / step)):
        state += step * (exposure(place * step) - state) / tau
        measured += step * (state - measured) / lag
    return measured


def test_a_repair_is_complete_when_it_is_said_to_be():
    """1 − exp(−day / tau) with tau from 95% at day 183: half of it by tau times ln 2."""
    repair = Repair(183, 0.95)
    assert repair.share_by(np.array([183.0]))[0] == pytest.approx(0.95)
    half = 183 * math.log(2) / math.log(20)
    assert repair.share_by(np.array([half]))[0] == pytest.approx(0.5)


def test_a_state_rises_and_falls_by_halves():
    """On for 10 days with a half-life of 5: three quarters at day 10, half of that at day 15."""
    exposure = Exposure(0, 10, 5)
    at_10, at_15 = exposure.share_by(np.array([10.0, 15.0]))
    assert at_10 == pytest.approx(1.0)
    assert at_15 == pytest.approx(0.5)
    assert exposure.share_by(np.array([5.0]))[0] == pytest.approx(0.5 / 0.75)


def test_two_stages_are_what_small_steps_give():
    tau, lag, days = 7 / math.log(2), 21.0, 40.0
    taken = step_response(np.array([days]), tau, lag) - step_response(np.array([days - 10]), tau, lag)
    by_steps = euler(lambda day: 1.0 if day < 10 else 0.0, tau, lag, days)
    assert taken[0] == pytest.approx(by_steps, abs=2e-4)


def test_two_equal_stages_are_the_limit_of_unequal_ones():
    days = np.array([1.0, 10.0, 100.0])
    assert step_response(days, 20.0, 20.0) == pytest.approx(step_response(days, 20.0, 20.001), abs=1e-4)


def test_without_any_delay_the_exposure_itself_is_seen():
    assert Exposure(2, 4).share_by(np.array([1.0, 2.0, 4.0, 5.0])).tolist() == [0, 1, 1, 0]


def test_a_relapse_recedes_as_the_house_says():
    """4% by 1 month, 38% by 3, 67% by 6, 79% by 12: from onset, 38 of 79 parts are gone by 3 months."""
    share = RecedingRelapse(0).share_by(np.array([91.0, 365.0, 700.0]))
    assert share == pytest.approx([0.38 / 0.79, 1.0, 1.0])


def test_a_relapse_that_began_earlier_has_less_left_to_recede():
    late = RecedingRelapse(91).share_by(np.array([92.0]))[0]
    assert late == pytest.approx((0.67 - 0.38) / (0.79 - 0.38), abs=0.01)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 300),
    st.floats(0.5, 400),
    st.floats(0, 60),
    st.floats(0, 120),
)
def test_every_exposure_begins_at_nothing_and_never_passes_its_maximum(begins, lasts, half, lag):
    share = Exposure(begins, begins + lasts, half).share_by(DAYS, lag)
    assert (share[begins > DAYS] == 0).all()
    assert share.min() >= -1e-9
    assert share.max() <= 1 + 1e-3


@given(st.floats(1, 1000), st.floats(0.01, 0.999))
def test_every_repair_only_rises(days, share):
    reached = Repair(days, share).share_by(DAYS)
    assert (np.diff(reached) >= 0).all()
    assert reached[0] == 0


def test_what_is_there_at_once_does_not_wait_for_a_lag():
    assert AtOnce(0).share_by(np.array([0.0, 10.0]), 60).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda: Exposure(-1, -2, -3), ("begins_days", "ends_days", "half_life_days")),
        (lambda: Exposure(10, 10), ("ends_days",)),
        (lambda: Exposure(0, math.nan), ("ends_days",)),
        (lambda: Repair(0, 1.0), ("complete_days", "complete_share")),
        (lambda: RecedingRelapse(400), ("onset_before_days",)),
        (lambda: AtOnce(-1), ("begins_days",)),
    ],
)
def test_impossible_numbers_are_refused_by_name_all_at_once(make, names):
    with pytest.raises(ImpossiblePlan) as refused:
        make()
    assert all(f"{name}=" in str(refused.value) for name in names)
    assert "permitted" in str(refused.value)
