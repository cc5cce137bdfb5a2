"""The bootstrap of a curve: by the seed, beside Greenwood, and what it cannot say."""

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.bootstrap import estimate_survival_by_bootstrap
from ranvier.estimates.survival.kaplan_meier import estimate_survival


def patients(n, grid):
    rng = np.random.default_rng(n)
    worse, last = rng.exponential(1500, n), rng.uniform(30, 2000, n)
    day = np.ceil(np.minimum(worse, last) / grid) * grid
    return day.astype(np.int64), worse <= last


# A day grid is drawn patient by patient, a visit grid of so many cell by cell.
each_way = pytest.mark.parametrize(("n", "grid"), [(400, 1), (4_000, 91)])


@each_way
def test_the_same_seed_gives_the_same_bytes(n, grid):
    ours, again, other = (
        estimate_survival_by_bootstrap(*patients(n, grid), 730, 50, seed=seed, least_at_risk=0)
        for seed in (1, 1, 2)
    )
    assert ours.replicates.tobytes() == again.replicates.tobytes()
    assert ours.replicates.tobytes() != other.replicates.tobytes()


@each_way
def test_samples_spread_around_the_curve_as_greenwood_says(n, grid):
    # 4,000 samples: the mean is known to 1/63 of the standard error, the standard error itself to 1.1 %.
    curve = estimate_survival(*patients(n, grid))
    found = estimate_survival_by_bootstrap(*patients(n, grid), 730, 4_000, seed=3, least_at_risk=0)
    share, std_error = curve.at(730, least_at_risk=0).estimate, curve.std_error_at(730)
    assert found.share.estimate == share
    assert abs(found.replicates.mean() - share) < 4 * std_error / np.sqrt(4_000)
    assert found.replicates.std() == pytest.approx(std_error, rel=0.06)
    assert found.share.lower < share < found.share.upper
    assert (found.share.lower, found.share.upper) == tuple(np.quantile(found.replicates, [0.025, 0.975]))


def test_a_share_of_one_has_no_interval():
    found = estimate_survival_by_bootstrap([50, 60], [0, 0], 40, seed=1, least_at_risk=0)
    assert (found.share.estimate, found.share.has_interval) == (1, False)
    assert found.share.method == "Kaplan-Meier, no interval: the share is 1 or 0 in all bootstrap samples"


def test_where_the_curve_is_not_known_nothing_is_drawn():
    found = estimate_survival_by_bootstrap([50, 60], [1, 0], 70, seed=1, least_at_risk=0)
    assert not found.share.is_known
    assert found.replicates.size == 0
    assert not estimate_survival_by_bootstrap([], [], 70, seed=1, least_at_risk=0).share.is_known


def test_samples_cannot_be_changed_and_must_be_several():
    found = estimate_survival_by_bootstrap([50, 60], [1, 0], 55, 10, seed=1, least_at_risk=0)
    with pytest.raises(ValueError, match="read-only"):
        found.replicates[0] = 1
    with pytest.raises(InputError, match="n_replicates must be 2 or more"):
        estimate_survival_by_bootstrap([50, 60], [1, 0], 55, 1, seed=1, least_at_risk=0)


def test_whole_clusters_are_drawn_where_a_patient_has_several_rows():
    # Each patient twice, as if each stood there once: Greenwood of the patients, not of the rows, is right.
    exit_day, event = patients(400, 91)
    twice = np.repeat(np.arange(400), 2)
    found = estimate_survival_by_bootstrap(
        exit_day[twice], event[twice], 730, 4_000, seed=3, cluster=twice, least_at_risk=0
    )
    curve = estimate_survival(exit_day, event)
    assert found.share.estimate == pytest.approx(curve.at(730, least_at_risk=0).estimate)
    assert found.replicates.std() == pytest.approx(curve.std_error_at(730), rel=0.06)


def test_clusters_of_one_row_draw_like_patients():
    exit_day, event = patients(400, 1)
    one = estimate_survival_by_bootstrap(
        exit_day, event, 730, 4_000, seed=3, cluster=np.arange(400), least_at_risk=0
    )
    other = estimate_survival_by_bootstrap(exit_day, event, 730, 4_000, seed=3, least_at_risk=0)
    assert one.replicates.std() == pytest.approx(other.replicates.std(), rel=0.06)


def test_samples_need_a_seed_and_more_clusters_than_one():
    with pytest.raises(InputError, match="seed must be a whole number"):
        estimate_survival_by_bootstrap([10, 20, 30], [1, 0, 1], 10, seed=None, least_at_risk=0)
    with pytest.raises(InputError, match="cluster must name two clusters or more"):
        estimate_survival_by_bootstrap(
            [10, 20, 30], [1, 0, 1], 10, seed=1, cluster=[7, 7, 7], least_at_risk=0
        )
