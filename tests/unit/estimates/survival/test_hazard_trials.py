import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.hazard_ratio import NoHazardRatio, estimate_hazard_ratios
from ranvier.estimates.survival.hazard_trials import estimate_ratios_of_trials


def trials(n_trials=40, n_patients=30, *, every=91, seed=6):
    rng = np.random.default_rng(seed)
    shape = (n_trials, n_patients)
    days = every * rng.integers(1, 8, shape)
    return days, rng.random(shape) < 0.4, rng.random(shape) < 0.5


def one_ratio(days, event, treated):
    try:
        model = estimate_hazard_ratios(days, event, {"treated": treated})
    except NoHazardRatio:
        return np.nan, np.nan
    return model.coefficients[0], model.std_errors[0]


@pytest.mark.parametrize(("n_patients", "every"), [(10, 91), (30, 91), (30, 1)])
def test_each_trial_has_the_numbers_of_its_own_regression(n_patients, every):
    days, event, treated = trials(200, n_patients, every=every)
    event[:, 0] = True  # a trial without any event is tested below
    treated[:, :2] = [True, False]
    expected = np.array([one_ratio(*trial) for trial in zip(days, event, treated, strict=True)])
    found = estimate_ratios_of_trials(days, event, treated)
    np.testing.assert_allclose(found.log_ratios, expected[:, 0], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.std_errors, expected[:, 1], rtol=1e-9)
    assert found.n_events.tolist() == event.sum(axis=1).tolist()
    assert found.n_without_ratio == np.isnan(expected[:, 0]).sum() < 200


def test_trials_without_a_ratio_are_not_known():
    days, event, treated = trials(5)
    event[0] = False
    event[1] &= treated[1]
    event[2] &= ~treated[2]
    treated[3] = True
    found = estimate_ratios_of_trials(days, event, treated)
    assert np.isnan(found.log_ratios).tolist() == [True, True, True, True, False]
    assert np.isnan(found.z).tolist() == [True, True, True, True, False]
    assert found.n_without_ratio == 4
    assert estimate_ratios_of_trials(days[:1], event[:1], treated[:1]).n_without_ratio == 1


def test_any_number_of_cores_gives_the_same_numbers():
    days, event, _ = trials(120, 2_000)
    treated = np.arange(2_000) % 2
    one, two = (estimate_ratios_of_trials(days, event, treated, n_cores=n) for n in (1, 2))
    np.testing.assert_array_equal(one.log_ratios, two.log_ratios)
    np.testing.assert_array_equal(one.std_errors, two.std_errors)


def test_large_true_ratios_are_found_from_far_out():
    rng = np.random.default_rng(3)
    treated = np.arange(500) % 2
    days = np.ceil(rng.exponential(20_000 * np.exp(-5.0 * treated), (20, 500))).clip(1, 54_000)
    found = estimate_ratios_of_trials(days, np.ones((20, 500)), treated)
    assert abs(found.log_ratios.mean() - 5) < 0.2


def test_without_a_difference_z_is_standard_normal():
    days, event, _ = trials(2_000, 100)
    z = estimate_ratios_of_trials(days, event, np.arange(100) % 2).z
    # Four standard errors of a share of 0.05 among 2,000.
    assert abs((np.abs(z) > 1.959964).mean() - 0.05) < 4 * np.sqrt(0.05 * 0.95 / 2_000)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"exit_day": [1, 2, 3]}, "a row a trial"),
        ({"exit_day": np.empty((0, 3))}, "a row a trial"),
        ({"event": [True]}, "event must be shaped"),
        ({"treated": [True]}, "treated must be shaped"),
        ({"exit_day": np.zeros((40, 30))}, "exit_day must be 1 or more"),
        ({"treated": np.full((40, 30), 2)}, "treated must be true or false"),
    ],
)
def test_bad_input_is_told(change, text):
    days, event, treated = trials()
    with pytest.raises(InputError, match=text):
        estimate_ratios_of_trials(**{"exit_day": days, "event": event, "treated": treated, **change})


@pytest.mark.parametrize("n_cores", [0, -1, "a", 1.5])
def test_cores_are_counted(n_cores):
    days, event = np.tile(np.arange(1, 21), (3, 1)), np.ones((3, 20), bool)
    with pytest.raises(InputError, match="n_cores must be"):
        estimate_ratios_of_trials(days, event, np.arange(20) % 2, n_cores=n_cores)


def test_trials_of_unequal_size_are_refused():
    with pytest.raises(InputError, match="a row a trial"):
        estimate_ratios_of_trials([[1, 2], [3]], [[1, 0], [1]], [1, 0])
