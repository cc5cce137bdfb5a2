import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.hazard_ratio import NoHazardRatio, estimate_hazard_ratios

# Ten patients whose ratio can be had by hand: on day 1 one treated of 5 + 5 has the event, on day 2 one
# comparator of 4 + 5; the others stay to day 3. With r the ratio the slope is
# 1 - 5r / (5r + 5) - 4r / (4r + 5) = 0, so 20 r^2 = 25.
DAYS = [1, 3, 3, 3, 3, 2, 3, 3, 3, 3]
EVENT = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
TREATED = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]


def cohort(n=200, seed=5):
    rng = np.random.default_rng(seed)
    days, event = 91 * rng.integers(1, 10, n), rng.random(n) < 0.5
    return days, event, {"treated": rng.integers(0, 2, n), "edss": rng.integers(0, 13, n) / 2}


def test_the_ratio_of_two_groups_by_hand():
    model = estimate_hazard_ratios(DAYS, EVENT, {"treated": TREATED})
    ratio = math.sqrt(25 / 20)
    found = model.ratio("treated")
    assert found.estimate == pytest.approx(ratio, rel=1e-12)
    information = 5 * 5 * ratio / (5 * ratio + 5) ** 2 + 4 * 5 * ratio / (4 * ratio + 5) ** 2
    assert model.std_errors[0] == pytest.approx(1 / math.sqrt(information), rel=1e-12)
    assert found.upper == pytest.approx(ratio * math.exp(1.959963984540054 / math.sqrt(information)))
    assert model.null_log_likelihood == pytest.approx(-math.log(10) - math.log(9))


def test_the_estimate_says_what_it_is():
    found = estimate_hazard_ratios(DAYS, EVENT, {"treated": TREATED}, definition="relapse").ratio("treated")
    assert (found.n, found.n_events, found.unit, found.weights) == (10, 2, "ratio", "")
    assert found.definition == "relapse, treated"
    assert found.method == "Cox regression, Efron ties, Wald interval, fewer than 10 events a covariate"
    assert "fewer" not in estimate_hazard_ratios(*cohort()).ratio("edss").method
    assert "Efron" in found.reference
    assert found.lower < found.estimate < found.upper


def test_a_weighted_estimate_is_robust_and_says_so():
    days, event, covariates = cohort()
    model = estimate_hazard_ratios(days, event, covariates, weights=np.full(200, 2.0))
    plain = estimate_hazard_ratios(days, event, covariates)
    found = model.ratio("edss")
    assert "robust" in found.method
    assert "Lin DY" in found.reference
    assert found.weights
    # Everybody twice: the model believes in twice the patients, the robust variance does not.
    np.testing.assert_allclose(model.coefficients, plain.coefficients, rtol=1e-9)
    np.testing.assert_allclose(2 * model.model_covariance, plain.covariance, rtol=1e-8)
    once = estimate_hazard_ratios(days, event, covariates, cluster=np.arange(200))
    np.testing.assert_allclose(model.covariance, once.covariance, rtol=1e-8)


def test_rows_of_weight_nothing_are_left_out():
    days, event, covariates = cohort()
    weights = np.where(np.arange(200) % 4 == 0, 0.0, 1.0)
    some = weights > 0
    left = estimate_hazard_ratios(
        days[some],
        event[some],
        {name: each[some] for name, each in covariates.items()},
        weights=weights[some],
    )
    found = estimate_hazard_ratios(days, event, covariates, weights=weights)
    np.testing.assert_array_equal(found.coefficients, left.coefficients)
    np.testing.assert_array_equal(found.covariance, left.covariance)
    assert (found.n, found.n_rows, found.n_events) == (150, 150, int(event[some].sum()))


def test_clusters_are_counted_as_patients():
    days, event, covariates = cohort()
    found = estimate_hazard_ratios(days, event, covariates, cluster=np.arange(200) // 4)
    assert (found.n, found.n_rows) == (50, 200)


def test_a_stratum_without_an_event_changes_nothing():
    days, event, covariates = cohort()
    strata = np.where(np.arange(200) < 150, "a", "b")
    event[150:] = False
    whole = estimate_hazard_ratios(days, event, covariates, strata=strata)
    part = {name: each[:150] for name, each in covariates.items()}
    without = estimate_hazard_ratios(days[:150], event[:150], part)
    np.testing.assert_allclose(whole.coefficients, without.coefficients, rtol=1e-9)
    assert "strata" in whole.ratio("edss").method


def test_many_strata_give_the_numbers_of_few():
    # 900 strata of which all but 3 hold nobody with an event take the way without a table of days.
    days, event, covariates = cohort()
    few = np.arange(200) % 3
    many = {name: np.concatenate([each, each]) for name, each in covariates.items()}
    found = estimate_hazard_ratios(
        np.concatenate([days, 60 * days]),
        np.concatenate([event, np.zeros(200, bool)]),
        many,
        strata=np.concatenate([few, np.arange(200) + 700]),
    )
    expected = estimate_hazard_ratios(days, event, covariates, strata=few)
    np.testing.assert_allclose(found.coefficients, expected.coefficients, rtol=1e-9)


def test_a_large_cohort_adds_its_blocks_up():
    days, event, covariates = cohort(20_000)
    whole = estimate_hazard_ratios(days, event, covariates, cluster=np.arange(20_000) % 10_000)
    order = np.random.default_rng(1).permutation(20_000)
    mixed = {name: each[order] for name, each in covariates.items()}
    again = estimate_hazard_ratios(days[order], event[order], mixed, cluster=order % 10_000)
    np.testing.assert_allclose(again.coefficients, whole.coefficients, rtol=1e-9)
    np.testing.assert_allclose(again.covariance, whole.covariance, rtol=1e-9)


def refusal(days, event, covariates, kind=InputError, **options):
    with pytest.raises(kind) as caught:
        estimate_hazard_ratios(days, event, covariates, **options)
    return str(caught.value)


def test_without_an_event_there_is_no_ratio():
    days, _, covariates = cohort()
    assert "nobody has the event" in refusal(days, np.zeros(200, bool), covariates)


def test_fewer_than_ten_patients_are_refused():
    text = refusal([1, 2, 3], [1, 1, 0], {"treated": [0, 1, 1]})
    assert "10 patients or more" in text


def test_a_constant_covariate_is_named():
    days, event, covariates = cohort()
    assert "edss is the same for everybody" in refusal(days, event, {**covariates, "edss": np.full(200, 4.5)})


def test_a_covariate_that_differs_between_strata_only_is_named():
    days, event, covariates = cohort()
    strata = np.arange(200) % 2
    text = refusal(days, event, {**covariates, "site": strata}, NoHazardRatio, strata=strata)
    assert "site does not differ" in text


def test_collinear_covariates_are_named_and_others_are_not():
    days, event, covariates = cohort()
    both = {**covariates, "age": np.arange(200) % 7, "untreated": 1 - covariates["treated"]}
    text = refusal(days, event, both, NoHazardRatio)
    assert "untreated follows from treated," in text
    assert "edss" not in text


@pytest.mark.parametrize("group", [0, 1])
def test_a_group_without_an_event_makes_a_ratio_without_end(group):
    days, event, covariates = cohort()
    event &= covariates["treated"] == group
    text = refusal(days, event, covariates, NoHazardRatio)
    assert "runs to 0 or to infinity: treated separates" in text


def test_the_order_of_events_by_age_makes_a_ratio_without_end():
    text = refusal(np.arange(1, 21), np.ones(20), {"age": np.arange(20, 60, 2)}, NoHazardRatio)
    assert "runs to 0 or to infinity: age" in text


def test_two_covariates_that_separate_together_are_both_named():
    rng = np.random.default_rng(8)
    first, second = rng.normal(size=(2, 60))
    days = (100 + 10 * rank_of(first + second)).astype(int)
    text = refusal(days, np.ones(60), {"first": first, "second": second}, NoHazardRatio)
    assert "first and second separate" in text


def rank_of(values):
    return np.argsort(np.argsort(values))


def test_a_large_true_ratio_is_not_taken_for_one_without_end():
    rng = np.random.default_rng(9)
    treated = np.arange(400) % 2
    days = np.ceil(rng.exponential(2000 * np.exp(-4.0 * treated))).astype(int)
    found = estimate_hazard_ratios(days, np.ones(400), {"treated": treated}).ratio("treated")
    assert found.lower < math.exp(4) < found.upper


def test_a_covariate_in_a_large_unit_far_from_zero_is_no_trouble():
    days, event, covariates = cohort()
    moved = {**covariates, "edss": 1e6 + 1000 * covariates["edss"]}
    found, expected = (estimate_hazard_ratios(days, event, each) for each in (moved, covariates))
    assert found.coefficients[1] * 1000 == pytest.approx(expected.coefficients[1], rel=1e-7)


def test_everything_wrong_is_told_at_once():
    days, event, covariates = cohort()
    days[3] = 0
    edss = covariates["edss"]
    edss[[0, 7]] = np.nan
    text = refusal(days, event, covariates, weights=np.full(200, -1.0), conf_level=95)
    for part in (
        "exit_day must be 1 or more",
        "edss, entries 1, 8",
        "weights must be 0 or more",
        "conf_level",
    ):
        assert part in text


def test_covariates_are_needed_and_as_long_as_the_days():
    days, event, covariates = cohort()
    assert "covariates must hold at least one" in refusal(days, event, {})
    assert "equally long" in refusal(days, event, {**covariates, "age": [1.0, 2.0]})


def test_entry_is_before_exit():
    days, event, covariates = cohort()
    assert "entry_day must be before" in refusal(days, event, covariates, entry_day=days)


def test_an_unknown_name_is_told_the_known_ones():
    model = estimate_hazard_ratios(DAYS, EVENT, {"treated": TREATED})
    with pytest.raises(InputError, match="no covariate is called age"):
        model.ratio("age")


def test_a_model_gives_a_ratio_for_each_covariate():
    model = estimate_hazard_ratios(*cohort())
    assert model.estimates() == (model.ratio("treated"), model.ratio("edss"))


def test_a_test_has_a_p_value():
    model = estimate_hazard_ratios(*cohort())
    for test in (model.wald_test, model.score_test, model.likelihood_ratio_test):
        assert test.degrees_of_freedom == 2
        assert test.p_value == pytest.approx(math.exp(-test.statistic / 2))  # chi-square with two


def test_a_ratio_of_a_tiny_unit_is_infinite_and_no_crash():
    days, event, covariates = cohort()
    tiny = {**covariates, "edss": covariates["edss"] * 1e-6}
    model = estimate_hazard_ratios(days, event, tiny)
    coefficient = model.coefficients[1]
    assert abs(coefficient) > 1_000
    assert model.ratio("edss").upper == math.inf


def test_as_many_clusters_as_covariates_leave_no_robust_interval():
    rng = np.random.default_rng(2)
    days, event = rng.integers(1, 400, 200), rng.random(200) < 0.6
    covariates = {f"x{i}": rng.normal(size=200) for i in range(20)}
    with pytest.raises(InputError, match="20 hazard ratios need 22 patients or more, but there are 12"):
        estimate_hazard_ratios(days, event, covariates, cluster=np.arange(200) % 12)


@pytest.mark.parametrize("covariates", [None, [1, 2], np.ones(10), {1: TREATED}])
def test_covariates_are_columns_by_their_names(covariates):
    with pytest.raises(InputError, match="covariates must be columns by their names"):
        estimate_hazard_ratios(DAYS, EVENT, covariates)
