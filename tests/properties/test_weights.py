"""The fast weights and matches equal their slow twins, and what cannot matter does not."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.comparison.logistic import fit_logistic
from ranvier.estimates.comparison.matching import MatchOrder, MatchRule, match_nearest
from ranvier.estimates.comparison.propensity import estimate_propensity
from ranvier.estimates.comparison.refusals import NoMatches
from ranvier.estimates.comparison.separation import separating_direction
from ranvier.estimates.comparison.weights import WeightTarget, weigh_groups
from ranvier.estimates.inputs import InputError
from ranvier.kernels.nearest import nearest_on_line
from tests.reference import weighting as twin

# Few distinct values, in steps that subtract exactly, so that ties and equal distances are common.
patient = st.tuples(st.integers(0, 12).map(lambda x: x / 4), st.booleans(), st.integers(0, 1))
patients = st.lists(patient, min_size=2, max_size=24).filter(
    lambda people: 0 < sum(treated for _, treated, _ in people) < len(people)
)
scored = st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.99)), min_size=2, max_size=20).filter(
    lambda people: 0 < sum(treated for treated, _ in people) < len(people)
)
seeds = st.integers(0, 10_000)


def drawn(seed, n=60):
    rng = np.random.default_rng(seed)
    age, edss = np.round(rng.normal(40, 8, n)), rng.integers(2, 13, n) / 2
    treated = rng.random(n) < 1 / (1 + np.exp(-0.05 * (age - 40) + 0.3 * (edss - 3.5)))
    return {"age": age, "edss": edss}, treated


@given(seeds)
def test_the_regression_equals_its_slow_twin(seed):
    covariates, treated = drawn(seed)
    try:
        model = fit_logistic(treated, covariates)
    except InputError:
        return
    rows = list(zip(*(values.tolist() for values in covariates.values()), strict=True))
    centred = [[(age - 40) / 8, edss - 3.5] for age, edss in rows]
    slow = twin.logistic(treated.tolist(), centred)
    assert model.coefficients[1:] == pytest.approx([slow[1] / 8, slow[2]], rel=1e-8, abs=1e-10)
    assert model.probabilities.sum() == pytest.approx(treated.sum())  # the score equation of the intercept


@given(seeds, st.permutations(range(60)))
def test_the_order_of_patients_changes_no_score(seed, order):
    covariates, treated = drawn(seed)
    order = np.array(order)
    try:
        scores = estimate_propensity(treated, covariates).scores
    except InputError:
        return
    shuffled = estimate_propensity(treated[order], {name: x[order] for name, x in covariates.items()})
    np.testing.assert_allclose(shuffled.scores, scores[order], rtol=1e-9)


@given(patients)
def test_separation_is_found_exactly_where_one_covariate_orders_the_groups(people):
    values = np.array([value for value, _, _ in people])
    treated = np.array([flag for _, flag, _ in people])
    ours, theirs = values[treated], values[~treated]
    constant = np.ptp(values) == 0
    ordered = ours.min() >= theirs.max() or theirs.min() >= ours.max()
    if not constant:
        assert bool(separating_direction(treated, values[:, None])[1:].any()) == ordered


@given(scored, st.sampled_from(WeightTarget))
def test_weights_equal_their_slow_twin_and_their_slope_the_secant(people, target):
    treated = [flag for flag, _ in people]
    scores = np.array([score for _, score in people])
    found = weigh_groups(treated, scores, target)
    slow = [twin.weight(target.value, flag, score) for flag, score in people]
    assert found.weights.tolist() == pytest.approx(slow)
    step = 1e-6
    logits = np.log(scores / (1 - scores))
    up, down = (weigh_groups(treated, 1 / (1 + np.exp(-logits - s)), target).weights for s in (step, -step))
    away_from_kink = (target is not WeightTarget.MATCHING) | (np.abs(logits) > 2 * step)
    secant = (up - down) / (2 * step)
    np.testing.assert_allclose(found.slopes[away_from_kink], secant[away_from_kink], rtol=1e-5, atol=1e-7)


@given(seeds)
def test_overlap_weights_balance_every_mean_exactly(seed):
    covariates, treated = drawn(seed)
    try:
        weights = weigh_groups(treated, estimate_propensity(treated, covariates).scores).weights
    except InputError:
        return
    for values in covariates.values():
        ours, theirs = (np.average(values[g], weights=weights[g]) for g in (treated, ~treated))
        assert ours == pytest.approx(theirs, rel=1e-7)


@given(
    patients,
    st.sampled_from([MatchOrder.DATA, MatchOrder.LARGEST]),
    st.integers(1, 3),
    st.sampled_from([0.4, math.inf]),
    st.booleans(),
    st.booleans(),
)
def test_matches_equal_their_slow_twin(people, order, n_each, caliper, again, by_stratum):
    logits = np.array([value for value, _, _ in people])
    treated = np.array([flag for _, flag, _ in people])
    strata = [stratum if by_stratum else 0 for _, _, stratum in people]
    rule = MatchRule(caliper, 1 if again else n_each, order, again)
    turn = [i for i in range(len(people)) if treated[i]]
    if order is MatchOrder.LARGEST:
        turn.sort(key=lambda i: -logits[i])
    width = caliper * float(np.std(logits, ddof=1)) if math.isfinite(caliper) else math.inf
    slow = twin.matches(logits.tolist(), treated.tolist(), turn, rule.n_each, width, again, strata)
    wanted = sorted((who, other) for who, others in slow.items() for other in others)
    try:
        found = match_nearest(SimpleNamespace(logits=logits, treated=treated), rule=rule, exact={"s": strata})
    except NoMatches:
        assert not wanted
        return
    assert sorted(zip(found.treated.tolist(), found.comparator.tolist(), strict=True)) == wanted
    assert found.weights[~treated].sum() == pytest.approx(len({other for _, other in wanted}))


@given(patients, st.integers(1, 2))
def test_the_compiled_kernel_equals_the_plain_one(people, n_each):
    line = np.unique([value for value, _, _ in people])
    first = np.arange(line.size + 1)
    wanted = np.array([value for value, flag, _ in people if flag])
    arguments = (wanted, line, first, first[:-1], 1.0, n_each, False)
    np.testing.assert_array_equal(nearest_on_line.compiled(*arguments), nearest_on_line.plain(*arguments))
