"""The MSFC by hand: signs, reciprocals, and no score without a reference."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from ranvier.errors import UsageError
from ranvier.vocabulary.scales import msfc as module
from ranvier.vocabulary.scales.msfc import MsfcReference, MsfcTests, Norm, arm_speed, msfc, reference_from

REFERENCE = MsfcReference(Norm(10, 4), Norm(0.05, 0.01), Norm(45, 10), "made up for this test")


def test_by_hand():
    # walk: -(14 - 10)/4 = -1; hands: (1/20 + 1/25)/2 = 0.045, -0.5; answers: (50 - 45)/10 = 0.5
    score = msfc(MsfcTests(14, 20, 25, 50), REFERENCE)
    assert [float(value) for value in score] == pytest.approx([-1, -0.5, 0.5, -1 / 3])


def test_higher_is_better_in_every_part():
    slow, fast = msfc(MsfcTests([20, 5], [40, 15], [40, 15], [20, 55]), REFERENCE).composite
    assert slow < fast
    for better in (MsfcTests(9, 20, 25, 50), MsfcTests(14, 19, 25, 50), MsfcTests(14, 20, 25, 51)):
        assert msfc(better, REFERENCE).composite > msfc(MsfcTests(14, 20, 25, 50), REFERENCE).composite


def test_hands_enter_as_the_mean_of_reciprocals():
    assert float(arm_speed(10, 30)) == pytest.approx((1 / 10 + 1 / 30) / 2)
    assert float(arm_speed(10, 30)) != pytest.approx(1 / 20)


def test_a_missing_test_leaves_no_composite():
    score = msfc(MsfcTests([14, np.nan], [20, 20], [25, 25], [50, 50]), REFERENCE)
    assert np.isnan(score.composite).tolist() == [False, True]
    assert not np.isnan(score.arm).any()


def test_without_a_reference_there_is_no_score_and_none_is_shipped():
    with pytest.raises(UsageError, match="needs a reference population"):
        msfc(MsfcTests(14, 20, 25, 50))
    shipped = [value for value in vars(module).values() if isinstance(value, (MsfcReference, Norm, float))]
    assert shipped == []
    assert inspect.signature(MsfcReference).parameters["source"].default is inspect.Parameter.empty


def test_against_its_own_reference_a_population_has_mean_0_and_spread_1():
    rng = np.random.default_rng(3)
    tests = MsfcTests(*(rng.uniform(5, 40, (3, 200))), rng.integers(10, 61, 200))
    score = msfc(tests, reference_from(tests, "the same 200"))
    for part in score[:3]:
        assert part.mean() == pytest.approx(0, abs=1e-12)
        assert part.std(ddof=1) == pytest.approx(1)


def test_a_reference_leaves_out_visits_with_gaps_and_needs_two():
    whole = MsfcTests([10, 12], [20, 22], [21, 25], [50, 40])
    gapped = MsfcTests([10, 12, np.nan], [20, 22, 9], [21, 25, 9], [50, 40, 60])
    assert reference_from(gapped, "two").walk == reference_from(whole, "two").walk
    with pytest.raises(UsageError, match="at least two"):
        reference_from(MsfcTests([10], [20], [21], [50]), "one")


@pytest.mark.parametrize("norm", [Norm(1, 0), Norm(1, -1), Norm(float("nan"), 1), Norm(1, float("inf"))])
def test_a_reference_needs_a_spread(norm):
    with pytest.raises(UsageError, match="'arm'"):
        MsfcReference(Norm(10, 4), norm, Norm(45, 10), "made up")


def test_a_reference_names_its_source():
    with pytest.raises(UsageError, match="needs a source"):
        MsfcReference(Norm(10, 4), Norm(0.05, 0.01), Norm(45, 10), " ")


@pytest.mark.parametrize("seconds", [0, -3, float("inf")])
def test_no_test_takes_no_time(seconds):
    with pytest.raises(UsageError, match="above 0"):
        msfc(MsfcTests(14, seconds, 25, 50), REFERENCE)
