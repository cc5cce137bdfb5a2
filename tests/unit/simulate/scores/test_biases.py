"""What makes scores too good, and how it is switched off."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.scores.biases import NO_BIASES, Biases, Expectation, KnowingRater
from ranvier.simulate.scores.shifts import ScoredVisits, bias_shift_points
from ranvier.simulate.scores.steroids import SteroidCourses, Steroids


def assumed(value: float) -> Parameter:
    return Parameter(value, "a test", Status.ASSUMED)


def test_hope_comes_within_weeks_and_fades() -> None:
    hope = Expectation().shift_points([-30, 0, 14, 60, 365, 730, np.nan, -np.inf])
    # by hand: -0.22 x (1 - e^-1) x 2^(-14/365) at day 14, and halves in a year once it has come
    assert hope[:2].tolist() == [0, 0]
    assert hope[2] == pytest.approx(-0.22 * (1 - np.exp(-1)) * 2 ** (-14 / 365))
    assert hope[3] < -0.19
    assert hope[5] / hope[4] == pytest.approx(0.5)
    assert hope[6:].tolist() == [0, 0]


def test_hope_goes_with_belief() -> None:
    assert Expectation().shift_points([60, 60], [True, False])[1] == 0
    numbers = np.arange(20_000)
    treated = numbers % 2 == 0
    known = Expectation().simulate_believers(numbers, True, treated, 1)
    np.testing.assert_array_equal(known, treated)
    guessed = Expectation().simulate_believers(numbers, False, treated, 1)
    assert guessed[treated].mean() == pytest.approx(0.7, abs=0.02)
    assert guessed[~treated].mean() == pytest.approx(0.7, abs=0.02)


def test_only_a_rater_who_knows_leans_and_less_where_an_aid_is_seen() -> None:
    found = KnowingRater().shift_points(
        [-5, 5, 5, 5, np.nan], [True, True, False, True, True], [3, 3, 3, 6.5, 3]
    )
    assert found.tolist() == [0, -0.25, 0, -0.10, 0]


def test_steroids_take_a_while_to_pass() -> None:
    found = Steroids().passing_points([-1, 0, 21, 42, np.nan])
    assert found.tolist() == pytest.approx([0, 0, -0.175, -0.0875, 0])


def test_steroids_hasten_what_recedes_and_change_nothing_in_the_end() -> None:
    # of one point with a constant of 70 days e^-1 = 0.368 is left after 70 days, and e^(-1/0.6) = 0.189
    found = Steroids().sooner_points([0, 70, 5000], 1.0, 70.0)
    assert found.tolist() == pytest.approx([0, np.exp(-1 / 0.6) - np.exp(-1), 0])


@pytest.mark.parametrize(
    ("law", "name", "value", "permitted"),
    [
        (Expectation, "points", 0.1, "−3 to 0"),
        (Expectation, "comes_days", 0.0, "1 to 365"),
        (Expectation, "fades_half_days", 0.0, "1 or more"),
        (Expectation, "believers_if_blinded", 1.2, "0 to 1"),
        (KnowingRater, "points", -4.0, "−3 to 3"),
        (KnowingRater, "points_with_aid", float("nan"), "−3 to 3"),
        (Steroids, "recovery_ratio", 1.5, "0.05 to 1"),
        (Steroids, "points", 0.5, "−3 to 0"),
        (Steroids, "fades_half_days", -1.0, "1 to 365"),
    ],
)
def test_a_bias_outside_its_range_is_refused_by_name(law, name, value, permitted) -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        law(**{name: assumed(value)})
    assert f"{name}=" in str(refused.value)
    assert permitted in str(refused.value)


def scored() -> ScoredVisits:
    """Two patients of three visits; only the first was dosed, on day 100, with steroids on day 110."""
    return ScoredVisits(
        offset=np.array([0, 3, 6]),
        day=np.array([90, 120, 400, 90, 120, 400], np.int32),
        true_points=np.full(6, 3.0, np.float32),
        rater_knows=np.ones(6, bool),
        first_dose_day=np.array([100.0, np.nan]),
        believes=np.array([True, False]),
        steroids=SteroidCourses(np.array([0, 1, 1]), np.array([110.0]), np.array([1.0]), np.array([70.0])),
    )


def test_the_biases_of_a_visit_add_up_and_each_can_be_switched_off() -> None:
    everything = bias_shift_points(scored(), Biases())
    assert everything[[0, 3, 4, 5]].tolist() == [0, 0, 0, 0]
    alone = [
        bias_shift_points(scored(), replace(NO_BIASES, **{each.name: getattr(Biases(), each.name)}))
        for each in fields(Biases)
    ]
    assert all((one[1] < 0) for one in alone)
    np.testing.assert_allclose(sum(alone), everything)
    for each, one in zip(fields(Biases), alone, strict=True):
        without = bias_shift_points(scored(), replace(Biases(), **{each.name: None}))
        np.testing.assert_allclose(without, everything - one)
    assert not bias_shift_points(scored(), NO_BIASES).any()


def test_every_number_of_a_bias_says_how_it_is_known() -> None:
    lines = Biases().assumptions()
    assert len(lines) == 4 + 2 + 3
    assert all("assumed" in line for line in lines)
    assert NO_BIASES.assumptions() == ()
