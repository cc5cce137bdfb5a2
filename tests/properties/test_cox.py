"""Cox regression's kernel equals its slow twin, and what cannot matter does not."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from ranvier.kernels.cox import cox_at, cox_rows, information, score_residuals, slope
from ranvier.kernels.cox_slots import lay_out
from ranvier.kernels.cox_trials import fit_trials
from tests.reference import cox as twin

# Few days, strata and scores, so that ties, empty strata and days without anybody at risk are common.
row = st.fixed_dictionaries(
    {
        "entry_day": st.integers(0, 5),
        "stay": st.integers(1, 5),
        "event": st.booleans(),
        "stratum": st.integers(0, 2),
        "weight": st.sampled_from([0.25, 1.0, 1.5]),
        "covariates": st.tuples(st.integers(-2, 2), st.sampled_from([0.0, 1.0])),
    }
)
some_rows = st.lists(row, min_size=1, max_size=12).filter(lambda rows: any(one["event"] for one in rows))
coefficients = st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)).map(np.array)


def with_exits(rows):
    return [{**one, "exit_day": one["entry_day"] + one["stay"]} for one in rows]


def column(rows, name):
    return np.array([one[name] for one in rows])


def kernel_rows(rows):
    slots = lay_out(
        column(rows, "exit_day"), column(rows, "event"), column(rows, "entry_day"), column(rows, "stratum")
    )
    covariates = column(rows, "covariates").astype(float).T
    return cox_rows(slots, covariates[:, slots.row].copy(), column(rows, "weight")[slots.row])


@given(some_rows, coefficients)
def test_likelihood_slope_and_information_equal_the_slow_twin(rows, at):
    rows = with_exits(rows)
    ours = kernel_rows(rows)
    found = cox_at(ours, at)
    assert found.log_likelihood == pytest.approx(twin.log_likelihood(rows, at), rel=1e-10, abs=1e-10)
    np.testing.assert_allclose(slope(ours, found), twin.slope(rows, at), rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(information(ours, found), twin.information(rows, at), rtol=1e-9, atol=1e-10)


@given(some_rows, coefficients)
def test_residuals_equal_the_slow_twin_and_add_up_to_the_slope(rows, at):
    rows = with_exits(rows)
    ours = kernel_rows(rows)
    found = cox_at(ours, at)
    residuals = score_residuals(ours, found)
    whole = np.zeros((2, len(rows)))
    whole[:, ours.slots.row] = residuals
    np.testing.assert_allclose(whole.T, twin.score_residuals(rows, at), rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(residuals.sum(axis=1), slope(ours, found), rtol=1e-9, atol=1e-9)


def cohort(seed, n=60):
    rng = np.random.default_rng(seed)
    return {
        "exit_day": 30 * rng.integers(1, 9, n),
        "event": rng.random(n) < 0.6,
        "covariates": {"treated": rng.integers(0, 2, n), "edss": rng.integers(0, 13, n) / 2},
        "strata": rng.integers(0, 2, n),
        "weights": rng.uniform(0.5, 2, n),
    }


def reordered(people, order):
    return {
        name: {key: each[order] for key, each in values.items()} if name == "covariates" else values[order]
        for name, values in people.items()
    }


seeds = st.integers(0, 2**32 - 1)


@given(seeds)
def test_the_order_of_patients_changes_nothing(seed):
    people = cohort(seed)
    order = np.random.default_rng(seed).permutation(60)
    first, second = estimate_hazard_ratios(**people), estimate_hazard_ratios(**reordered(people, order))
    np.testing.assert_allclose(first.coefficients, second.coefficients, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(first.covariance, second.covariance, rtol=1e-9)


@given(seeds)
def test_follow_up_cut_into_rows_gives_the_same_ratios_and_clustered_errors(seed):
    people = cohort(seed)
    n, cut = 60, 75
    longer = people["exit_day"] > cut
    whole = estimate_hazard_ratios(**people)
    both = reordered(people, np.concatenate([np.arange(n), np.flatnonzero(longer)]))
    both["exit_day"][:n] = np.minimum(both["exit_day"][:n], cut)
    both["event"][:n] &= ~longer
    entry_day = np.where(np.arange(both["event"].size) < n, 0, cut)
    cluster = np.concatenate([np.arange(n), np.flatnonzero(longer)])
    parts = estimate_hazard_ratios(**both, entry_day=entry_day, cluster=cluster)
    np.testing.assert_allclose(parts.coefficients, whole.coefficients, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(parts.covariance, whole.covariance, rtol=1e-8)
    assert (parts.n, parts.n_events) == (whole.n, whole.n_events)


@given(seeds, st.floats(0.01, 100), st.floats(-1000, 1000))
def test_the_unit_of_a_covariate_only_changes_the_unit_of_its_ratio(seed, unit, shift):
    people = cohort(seed)
    edss = people["covariates"]["edss"]
    other = {**people, "covariates": {**people["covariates"], "edss": unit * edss + shift}}
    first, second = estimate_hazard_ratios(**people), estimate_hazard_ratios(**other)
    np.testing.assert_allclose(second.coefficients * [1, unit], first.coefficients, rtol=1e-6, atol=1e-8)
    assert second.wald_test.statistic == pytest.approx(first.wald_test.statistic, rel=1e-6)


patient = st.tuples(st.integers(0, 3), st.integers(1, 5), st.booleans(), st.booleans())


@given(st.lists(patient, min_size=1, max_size=25))
def test_the_fit_of_each_trial_is_flat_under_the_slow_twin_or_has_no_end(people):
    trial, days, event, treated = (np.array(each) for each in zip(*people, strict=True))
    found = fit_trials(days, event, treated, trial, 4)
    for number in range(4):
        rows = [
            {
                "stratum": 0,
                "entry_day": 0,
                "exit_day": day,
                "event": event,
                "weight": 1.0,
                "covariates": (group,),
            }
            for which, day, event, group in people
            if which == number
        ]
        if np.isnan(found.log_ratio[number]):
            far = [abs(twin.slope(rows, np.array([at]))[0]) for at in (-40.0, 40.0)]
            assert min(far) < 1e-9  # the likelihood never falls on one side, or is flat
            continue
        at = found.log_ratio[number : number + 1]
        assert twin.slope(rows, at)[0] == pytest.approx(0, abs=1e-9)
        assert found.information[number] == pytest.approx(twin.information(rows, at)[0, 0], rel=1e-9)
