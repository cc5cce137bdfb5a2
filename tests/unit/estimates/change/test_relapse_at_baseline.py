"""Relapses at baseline and entry by the same score, against patients who were all free of an effect."""

import math

import numpy as np
import pytest

from ranvier.definitions.rater_noise import SpreadNoise
from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.errors import RanvierError
from ranvier.estimates.change.regression_to_mean import estimate_relapse_recovery
from ranvier.estimates.change.true_scores import Entry, estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_regression_to_mean
from ranvier.estimates.inputs import InputError
from tests.stable_patients import clinic, examined

#: Rise of the EDSS in half points from 0, source S12 of docs/reference/sources.md; its mean is 1.05.
RISES = [0.16, 0.23, 0.26, 0.18, 0.09, 0.04, 0.025, 0.015]
ALL_GONE = RelapseRecovery(rise_points=1.05, months=(12,), recovered=(1.0,))


# The last number is published with the worked example (source S7), whose rise was 1.0 and whose true scores
# were not kept: another clinic comes within 0.1.
@pytest.mark.parametrize(
    ("spread", "in_relapse", "entry", "published"),
    [
        (0.25, 1.0, Entry(), -1.00),
        (0.50, 1.0, Entry(), -1.00),
        (0.25, 0.6, Entry(3.0), -0.77),
        (0.50, 0.6, Entry(3.0), -0.82),
    ],
)
def test_recovery_and_regression_add_up_to_the_fall_of_patients_without_an_effect(
    spread, in_relapse, entry, published
):
    noise = SpreadNoise(spread)
    stable, rng = clinic(100_000)
    relapse = rng.random(stable.size) < in_relapse
    rise = np.where(relapse, rng.choice(np.arange(8) / 2, stable.size, p=RISES), 0)
    worse = np.minimum(stable + rise, 9.5)
    first = examined(np.where(worse == 0.5, 1.0, worse), noise, rng)
    entered = entry.admits(first)
    simulated = (examined(stable, noise, rng) - first)[entered].mean()
    regression = estimate_regression_to_mean(first[entered], estimate_true_scores(first, noise=noise))
    recovery = estimate_relapse_recovery(np.where(relapse, 0, math.nan)[entered], 365, ALL_GONE)
    # Entry by the same score picks the larger rises, by a tenth of a point: the sum falls short, never too
    # far.
    assert regression.estimate + recovery.estimate == pytest.approx(simulated, abs=0.05)
    assert regression.estimate + recovery.estimate == pytest.approx(published, abs=0.1)


def test_none_stands_for_no_relapse_and_faults_keep_their_place():
    with_none = estimate_relapse_recovery([30, None, 60], 365)
    assert with_none == estimate_relapse_recovery([30, np.nan, 60], 365)
    with pytest.raises(InputError, match="days_since_relapse must be 0 or more") as caught:
        estimate_relapse_recovery([np.nan, np.nan, -5], 365)
    assert "entry 3" in str(caught.value)


@pytest.mark.parametrize("since", [["30"], [[1], [2, 3]], 5])
def test_days_that_are_no_numbers_are_refused(since):
    with pytest.raises(InputError, match="days_since_relapse must be"):
        estimate_relapse_recovery(since, 365)


@pytest.mark.parametrize("rise", [float("nan"), float("inf"), -1.0])
def test_the_rise_of_a_relapse_is_a_number(rise):
    with pytest.raises(RanvierError, match="a rise of 0 or more"):
        RelapseRecovery(rise)
