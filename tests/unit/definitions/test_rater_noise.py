"""How examiners err: the chances are those of the published agreement, and every score is valid."""

import numpy as np
import pytest
from scipy.special import ndtri

from ranvier.definitions.rater_noise import (
    LIVING_EDSS,
    BandedSpread,
    Basis,
    NoiseBand,
    RaterNoise,
    ScoreError,
    SmoothError,
    SpreadBand,
    SpreadNoise,
)
from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.errors import RanvierError
from ranvier.simulate.scores.steps import nearest_step


def band(q):
    return RaterNoise((NoiseBand(9.5, q, Basis.JUDGEMENT, "a test"),))


@pytest.mark.parametrize(("q", "agreement"), [(0.089, 0.69), (0.26, 0.366)])
def test_two_examiners_agree_as_often_as_was_published(q, agreement):
    # 69% of 545 pairs (Noseworthy 1990), 36.6% of 80 (Rev Neurol 1996); by 1 - 4 q + 6 q^2.
    at_3 = band(q).chances()[LIVING_EDSS.index(3.0)]
    assert (at_3**2).sum() == pytest.approx(agreement, abs=0.002)


@pytest.mark.parametrize("noise", [RaterNoise(), SpreadNoise(0.25), SpreadNoise(2.0), BandedSpread()])
def test_the_chances_of_a_true_score_are_all_of_them(noise):
    chances = noise.chances()
    assert chances.shape == (19, 19)
    assert chances.min() >= 0
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-12)


def test_half_a_point_is_no_score_and_turns_round():
    chances = RaterNoise().chances()
    assert chances[0].tolist() == [1] + [0] * 18
    assert chances[1, :3].tolist() == pytest.approx([0, 0.6, 0.4])
    assert chances[-1, -2:].tolist() == pytest.approx([0.1, 0.9])


def test_walking_aids_leave_less_to_the_examiner():
    noise = RaterNoise()
    assert [noise.band_of(edss).chance_each_way for edss in (3.5, 4.0, 5.5, 6.0)] == [0.2, 0.1, 0.1, 0.05]
    assert noise.band_of(6.5).basis is Basis.JUDGEMENT


def test_a_spread_writes_the_nearest_step():
    # By hand: within a quarter point of 3.0 is one standard deviation of 0.25, 68.27%.
    assert SpreadNoise(0.25).chances()[5, 5] == pytest.approx(0.6826894921, abs=1e-9)


def test_a_banded_spread_is_the_spread_of_the_band_of_each_true_score():
    chances = BandedSpread().chances()
    for edss, sd in ((1.0, 0.35), (3.5, 0.35), (4.0, 0.28), (5.5, 0.28), (6.0, 0.20), (9.5, 0.20)):
        row = LIVING_EDSS.index(edss)
        assert chances[row].tolist() == SpreadNoise(sd).chances()[row].tolist()


def test_between_two_steps_the_band_is_that_of_the_nearest_step():
    points = np.array([3.74, 3.75, 5.74, 5.75, -1.0, 12.0])
    assert BandedSpread().spread_points(points).tolist() == [0.35, 0.28, 0.28, 0.20, 0.35, 0.20]
    assert SpreadNoise(1).spread_points(points).tolist() == [1.0] * 6


def test_only_spreads_are_smooth():
    assert all(isinstance(law, ScoreError) for law in (RaterNoise(), SpreadNoise(1), BandedSpread()))
    assert [isinstance(law, SmoothError) for law in (RaterNoise(), SpreadNoise(1), BandedSpread())] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("edss", "low", "high"), [(2.5, 0.35, 0.70), (4.5, 0.45, 0.80), (6.5, 0.60, 0.90)])
def test_two_examiners_with_a_banded_spread_agree_within_what_was_published(edss, low, high):
    # exact agreement: 36.6 % up to EDSS 3.5, 67 to 69 % over the range (sources S1 to S3)
    chances = BandedSpread().chances()[LIVING_EDSS.index(edss)]
    assert low < (chances**2).sum() < high


@pytest.mark.parametrize(
    "make",
    [
        lambda: RaterNoise(()),
        lambda: RaterNoise((NoiseBand(5.0, 0.1, Basis.JUDGEMENT, ""),)),
        lambda: band(0.6),
        lambda: SpreadNoise(0.0),
        lambda: BandedSpread(()),
        lambda: BandedSpread((SpreadBand(5.0, 0.3, Basis.JUDGEMENT, ""),)),
        lambda: BandedSpread((SpreadBand(9.5, 0.0, Basis.JUDGEMENT, ""),)),
        lambda: RelapseRecovery(months=(3, 1), recovered=(0.1, 0.2)),
        lambda: RelapseRecovery(months=(1, 3), recovered=(0.1, 1.2)),
        lambda: RelapseRecovery(rise_points=-1.0),
    ],
)
def test_a_law_that_is_none_is_refused(make):
    with pytest.raises(RanvierError):
        make()


def test_recovery_runs_in_straight_lines_and_then_stands_still():
    # 91 days are three months, 137 halfway between 91 and 183 (six months); a year and beyond 79%.
    found = RelapseRecovery().recovered_by(np.array([0, 91, 137, 365, 3650.0]))
    assert found.tolist() == pytest.approx([0, 0.38, 0.525, 0.79, 0.79])


@pytest.mark.parametrize("edss", [0.0, 1.0, 1.5, 4.0, 9.5])
def test_a_spread_rounds_as_the_simulated_clinics_do(edss):
    # 200,000 equally likely errors of a normal law with a spread of 0.6 points, written down by the
    # simulator.
    errors = 0.6 * ndtri((np.arange(200_000) + 0.5) / 200_000)
    written = nearest_step(edss + errors)
    simulated = [(written == step).mean() for step in LIVING_EDSS]
    np.testing.assert_allclose(SpreadNoise(0.6).chances()[LIVING_EDSS.index(edss)], simulated, atol=1e-5)
