"""Curves with weights, clusters and competing risks equal their slow twins; log-rank its symmetries."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.survival.competing_risks import estimate_cumulative_incidence
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.log_rank import estimate_log_rank
from ranvier.kernels.bootstrap import cells_until, survival_of
from ranvier.kernels.log_rank import expect_events
from ranvier.kernels.survival import count_by_day
from tests.reference.influence import curves_of, spread_of
from tests.reference.log_rank import log_rank_sums
from tests.reference.survival import survival_after

patient = st.tuples(
    st.integers(0, 4),
    st.integers(1, 5),
    st.integers(0, 2),
    st.sampled_from([0.5, 1.0, 1.7, 3.0]),
    st.integers(0, 3),
)
some_patients = st.lists(patient, min_size=1, max_size=12)


def columns(people):
    entry, stay, kind, weights, cluster = (list(column) for column in zip(*people, strict=True))
    exits = [first + days for first, days in zip(entry, stay, strict=True)]
    return exits, kind, weights, entry, cluster


@given(some_patients)
def test_weighted_curves_and_their_errors_equal_the_slow_twin(people):
    exits, kind, weights, entry, cluster = columns(people)
    options = {"weights": weights, "cluster": cluster}
    free = estimate_survival(exits, [each > 0 for each in kind], entry, **options)
    causes = estimate_cumulative_incidence(exits, kind, entry, causes=("first", "second"), **options)
    for row, day in enumerate(free.day.tolist()):
        expected = curves_of(day, exits, kind, weights, entry, 2)
        assert [free.survival[row], *causes.incidence[row]] == pytest.approx(expected, abs=1e-12)
        errors = spread_of(day, exits, kind, weights, entry, cluster, 2)
        assert [free.std_error[row], *causes.std_error[row]] == pytest.approx(errors, abs=2e-7)


@given(some_patients, st.randoms(use_true_random=False))
def test_the_order_of_patients_changes_nothing_beyond_rounding(people, random):
    one = estimate_cumulative_incidence(
        *_given(people), causes=("first", "second"), weights=columns(people)[2]
    )
    mixed = random.sample(people, len(people))
    other = estimate_cumulative_incidence(
        *_given(mixed), causes=("first", "second"), weights=columns(mixed)[2]
    )
    for name in ("incidence", "std_error", "lower", "upper"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-7)


@given(some_patients)
def test_limits_hold_the_shares_and_stay_shares(people):
    found = estimate_cumulative_incidence(
        *_given(people), causes=("first", "second"), weights=columns(people)[2]
    )
    assert (found.lower >= 0).all()
    assert (found.lower <= found.incidence + 1e-12).all()
    assert (found.incidence <= found.upper + 1e-12).all()
    assert (found.upper <= 1).all()
    np.testing.assert_allclose(found.incidence.sum(axis=1) + found.free, 1, atol=1e-12)


@given(some_patients, st.integers(1, 5))
def test_a_multiple_of_all_weights_changes_nothing(people, factor):
    exits, kind, weights, entry, _ = columns(people)
    event = [each > 0 for each in kind]
    one = estimate_survival(exits, event, entry, weights=weights)
    many = estimate_survival(exits, event, entry, weights=[factor * weight for weight in weights])
    np.testing.assert_allclose(one.survival, many.survival, atol=1e-12)
    np.testing.assert_allclose(one.std_error, many.std_error, atol=1e-7)


@given(some_patients)
def test_names_of_groups_do_not_matter_to_the_log_rank_test(people):
    exits, kind, _, entry, group = columns(people)
    if len(set(group)) < 2:
        return
    event = [each > 0 for each in kind]
    one = estimate_log_rank(exits, event, group, entry)
    other = estimate_log_rank(exits, event, [f"g{9 - each}" for each in group], entry)
    assert one.degrees == other.degrees
    assert one.chi_square == pytest.approx(other.chi_square, rel=1e-6, abs=1e-9, nan_ok=True)
    assert sum(one.expected) == pytest.approx(sum(one.observed))


@given(some_patients)
def test_the_log_rank_sums_equal_their_slow_twin(people):
    exits, kind, _, entry, group = columns(people)
    event = np.array([each > 0 for each in kind])
    found = expect_events(np.array(exits), event, np.array(group), 4, np.array(entry))
    observed, expected, variance = log_rank_sums(exits, event.tolist(), group, entry, 4)
    assert found.observed.tolist() == observed
    np.testing.assert_allclose(found.expected, expected, atol=1e-12)
    np.testing.assert_allclose(found.covariance, variance, atol=1e-12)


@given(some_patients, st.integers(0, 10))
def test_the_cells_of_the_bootstrap_hold_the_curve_itself(people, day):
    exits, kind, *_ = columns(people)
    event = np.array([each > 0 for each in kind])
    counts = count_by_day(np.array(exits), event)
    cells = cells_until(counts.n_events, counts.n_censored, counts.n_at_risk, day)
    assert cells.n_patients.sum() == len(people)
    share = survival_of(cells.n_patients[None, :], cells.is_event)[0]
    assert share == pytest.approx(float(survival_after(day, exits, event.tolist())), rel=1e-12)


def _given(people):
    exits, kind, _, entry, _ = columns(people)
    return exits, kind, entry
