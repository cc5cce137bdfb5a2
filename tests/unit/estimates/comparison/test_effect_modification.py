import numpy as np
import pytest

from ranvier.estimates.comparison.effect_modification import estimate_effect_modification
from ranvier.estimates.comparison.left_truncation import weigh_left_truncation
from ranvier.estimates.comparison.modifier import ImmortalTime, MeasuredAt, Modifier, RegressionToTheMean
from ranvier.estimates.comparison.single_group import (
    estimate_gap_association,
    estimate_single_group_difference,
)
from ranvier.estimates.inputs import InputError

EDSS = [3.0, 3, 3, 3, 7, 7, 7, 7]
TREATED = [1, 1, 0, 0, 1, 1, 0, 0]
CHANGE = [0.0, 1, 1, 2, -3, -2, 0, 1]


def test_effects_within_strata_and_their_difference_by_hand():
    found = estimate_effect_modification(CHANGE, TREATED, Modifier("EDSS", EDSS, cut=6.5))
    # Below: 0.5 - 1.5; above: -2.5 - 0.5.
    assert [one.estimate for one in found.within] == pytest.approx([-1, -3])
    assert found.interaction.estimate == pytest.approx(-2)
    assert [one.definition for one in found.within] == [
        "difference of mean changes, treated minus comparator, EDSS < 6.5",
        "difference of mean changes, treated minus comparator, EDSS ≥ 6.5",
    ]
    # HC3 by hand: each cell of two has residuals of 0.5 and leverage 1/2: variance of a mean
    # 2 (0.5 / 0.5)^2 / 4 = 1/2; four cells: 2; t of 4 degrees 2.7764451051977987 (R qt).
    assert found.interaction.upper + 2 == pytest.approx(2.7764451051977987 * np.sqrt(2))


def test_a_modifier_without_a_cut_changes_the_effect_steadily():
    gap = np.array([1.0, 2, 3, 4] * 2)
    treated = np.repeat([True, False], 4)
    change = np.where(treated, -1 - 0.5 * gap, 0.25 * gap) + [0.1, -0.1, -0.1, 0.1] * 2
    found = estimate_effect_modification(change, treated, Modifier("gap", gap))
    assert found.interaction.estimate == pytest.approx(-0.75)
    assert found.interaction.unit == "EDSS points per unit"
    # Quartiles of 1 to 4: 1.75 and 3.25 (R quantile type 7).
    assert [one.estimate for one in found.within] == pytest.approx([-1 - 0.75 * 1.75, -1 - 0.75 * 3.25])


def noisy(effect, n=4000, seed=6):
    rng = np.random.default_rng(seed)
    true, treated = rng.normal(5.5, 1.5, n), rng.random(n) < 0.5
    baseline, earlier = true + rng.normal(0, 1, n), true + rng.normal(0, 1, n)
    return true + effect * treated + rng.normal(0, 1, n) - baseline, treated, baseline, earlier


def test_regression_to_the_mean_is_no_interaction():
    change, treated, baseline, _ = noisy(effect=-0.5)
    modifier = Modifier("EDSS", baseline, cut=6.5, measured_at=MeasuredAt.BASELINE)
    found = estimate_effect_modification(change, treated, modifier)
    # Within the treated the strata differ by more than a point without any difference of effects.
    upper = baseline[treated] >= 6.5
    assert change[treated][upper].mean() - change[treated][~upper].mean() < -0.7
    assert found.interaction.lower < 0 < found.interaction.upper
    assert all(one.lower < -0.5 < one.upper for one in found.within)
    assert "regress to the mean" in found.caution


def test_within_one_group_strata_of_the_baseline_are_refused_and_of_an_earlier_visit_not():
    change, _, baseline, earlier = noisy(effect=0)
    with pytest.raises(RegressionToTheMean, match="visit before the baseline, or add comparators"):
        estimate_single_group_difference(
            change, Modifier("EDSS", baseline, cut=6.5, measured_at=MeasuredAt.BASELINE)
        )
    found = estimate_single_group_difference(
        change, Modifier("EDSS", earlier, cut=6.5, measured_at=MeasuredAt.EARLIER_VISIT)
    )
    assert found.lower < 0 < found.upper
    assert found.method.startswith("association within one group, not an effect")


def test_a_single_group_difference_by_hand():
    found = estimate_single_group_difference([1.0, 3, 4, 8], Modifier("lesions", [1, 2, 9, 9], cut=5))
    assert found.estimate == pytest.approx(4)
    assert found.definition == "change, lesions ≥ 5 minus lesions < 5"
    slope = estimate_single_group_difference([1.0, 2, 3.5, 4], Modifier("lesions", [1, 2, 3, 4]))
    assert slope.estimate == pytest.approx(1.05)  # sum of (x - 2.5) y / 5


FIRST, BASELINE = [0, 0, 10, 10, 20, 5], [3.0, 4, 5, 4, 3, 6]
SECOND = [30, 60, 100, 130, 200, 65]


def test_the_gap_is_read_from_the_second_dose_on():
    gap = (np.array(SECOND) - FIRST) / 30
    change = 0.5 * gap - 0.25 * np.array(BASELINE) + [0.01, -0.01, 0.01, -0.01, 0.01, -0.01]
    found = estimate_gap_association(change, FIRST, SECOND, SECOND, BASELINE)
    assert found.estimate == pytest.approx(0.5, abs=0.01)
    assert "not an effect" in found.method
    assert "30 days more" in found.definition


def test_a_time_zero_before_the_second_dose_is_immortal_time():
    with pytest.raises(ImmortalTime, match="count from the second dose"):
        estimate_gap_association([0.0] * 6, FIRST, SECOND, FIRST, BASELINE)


@pytest.mark.parametrize(
    ("change", "treated", "modifier", "says"),
    [
        (CHANGE, TREATED, Modifier("EDSS", EDSS, cut=9), "both strata must have patients"),
        (CHANGE, [1, 1, 1, 1, 1, 1, 0, 0], Modifier("EDSS", EDSS, cut=6.5), "each stratum must have treated"),
        (CHANGE, [1] * 8, Modifier("EDSS", EDSS), "there must be treated"),
        (CHANGE[1:], TREATED, Modifier("EDSS", EDSS), "equally long"),
        (
            [1.0, 2, 3, 4],
            [1, 0, 1, 0],
            Modifier("EDSS", [1, 1, 9, 9], cut=5),
            "more patients than covariates",
        ),
        (
            [1.0, 2, 3, 4, 5, 6],
            [1, 0, 1, 0, 0, 0],
            Modifier("EDSS", [1, 1, 9, 9, 9, 9], cut=5),
            "a patient alone decides",
        ),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(change, treated, modifier, says):
    with pytest.raises(InputError, match=says):
        estimate_effect_modification(change, treated, modifier)


def test_the_second_dose_comes_after_the_first():
    with pytest.raises(InputError, match="second_dose_day must be after"):
        estimate_gap_association([0.0] * 6, SECOND, FIRST, SECOND, BASELINE)


def test_a_late_entry_of_one_group_makes_it_look_better_where_ignored():
    rng = np.random.default_rng(9)
    n = 6000
    event_day = np.ceil(rng.exponential(1500, n)).astype(int)
    treated = rng.random(n) < 0.5
    entry_day = np.where(treated, rng.integers(200, 1000, n), rng.integers(0, 100, n))
    seen = event_day > entry_day
    exit_day = np.minimum(event_day, entry_day + 1500)
    event = event_day <= exit_day
    found = weigh_left_truncation(entry_day[seen], exit_day[seen], event[seen], treated[seen])
    assert found.ignored.upper < 1
    assert found.accounted.lower < 1 < found.accounted.upper
    assert found.differs()
    assert found.delay_difference.estimate > 1
    assert found.median_delay_treated > found.median_delay_comparator
    assert "entry ignored" in found.ignored.definition


def test_left_truncation_without_events_in_a_group_has_no_ratio():
    entry, leave = [0, 1, 2, 3] * 4, [10, 20, 30, 40] * 4
    treated, event = [1] * 8 + [0] * 8, [0] * 8 + [1] * 8
    found = weigh_left_truncation(entry, leave, event, treated)
    assert not found.ignored.is_known
    assert not found.differs()
    with pytest.raises(InputError, match="entry_day must be before exit_day"):
        weigh_left_truncation(leave, entry, event, treated)


def drawn(n=60, seed=4):
    rng = np.random.default_rng(seed)
    treated, edss, age = rng.random(n) < 0.5, rng.choice(np.arange(1, 7, 0.5), n), rng.normal(40, 9, n)
    return rng.normal(0, 1, n) - 0.5 * treated, treated, edss, age


@pytest.mark.parametrize("name", ["treated", "modifier", "interaction", "intercept", "EDSS"])
def test_the_name_of_a_covariate_changes_no_number(name):
    change, treated, edss, age = drawn()
    modifier = Modifier("EDSS", edss, cut=3.5)
    one, other = (
        estimate_effect_modification(change, treated, modifier, covariates={label: age})
        for label in (name, "age")
    )
    assert one == other
    one, other = (
        estimate_single_group_difference(change, modifier, covariates={label: age}) for label in (name, "age")
    )
    assert one == other


def test_a_second_baseline_does_not_take_the_place_of_the_first():
    with pytest.raises(InputError, match="baseline is named twice"):
        estimate_gap_association(
            [1.0, 0, 1, 2, 1, 0],
            [0] * 6,
            [30, 60, 90, 30, 60, 90],
            [100] * 6,
            [3.0, 4, 3, 4, 3, 5],
            covariates={"baseline": [1.0, 2, 3, 4, 5, 6]},
        )


def test_no_effect_is_read_where_one_group_has_nobody():
    change, treated, edss, _ = drawn()
    with pytest.raises(InputError, match="must both reach the quartiles of gap"):
        estimate_effect_modification(change, treated, Modifier("gap", np.where(treated, edss + 100, edss)))


def test_a_modifier_far_from_zero_gives_the_same_answer():
    change, treated, edss, _ = drawn()
    near, far = (
        estimate_effect_modification(change, treated, Modifier("year", edss + shift)) for shift in (0, 1e7)
    )
    assert far.interaction.estimate == pytest.approx(near.interaction.estimate, rel=1e-7)
    assert far.within[0].upper == pytest.approx(near.within[0].upper, rel=1e-7)


def test_an_effect_without_any_scatter_has_no_interval():
    _, treated, edss, _ = drawn()
    found = estimate_effect_modification(treated * 1.1, treated, Modifier("EDSS", edss, cut=3.5))
    assert not any(one.has_interval for one in (*found.within, found.interaction))
    assert "no interval" in found.interaction.method
    alone = estimate_single_group_difference(edss * 0.3, Modifier("EDSS at onset", edss))
    assert not alone.has_interval
    assert "no interval" in alone.method


def test_a_stratum_counts_its_own_patients_and_shares_differ_in_percentage_points():
    change, treated, edss, _ = drawn()
    found = estimate_effect_modification(change > 0, treated, Modifier("EDSS", edss, cut=3.5))
    assert [one.n for one in found.within] == [(edss < 3.5).sum(), (edss >= 3.5).sum()]
    assert found.interaction.n == edss.size
    assert str(found.within[0]).startswith("difference of shares, treated minus comparator, EDSS < 3.5: ")
    assert "percentage points" in str(found.within[0])


def test_what_is_all_alike_is_named_as_the_user_named_it():
    change, treated, edss, _ = drawn()
    with pytest.raises(InputError, match="lesions must differ between patients"):
        estimate_effect_modification(change, treated, Modifier("lesions", np.ones(edss.size)))
    with pytest.raises(InputError, match="gap between doses must differ between patients"):
        estimate_gap_association(change, np.zeros(60, int), np.full(60, 30), np.full(60, 30), edss)


@pytest.mark.parametrize("modifier", [None, "EDSS", [1.0, 2.0]])
def test_what_is_no_modifier_is_refused(modifier):
    change, treated, _, _ = drawn()
    for ask in (
        lambda: estimate_effect_modification(change, treated, modifier),
        lambda: estimate_single_group_difference(change, modifier),
    ):
        with pytest.raises(InputError, match="modifier must be of the kind Modifier"):
            ask()


@pytest.mark.parametrize("cut", ["6.5", np.nan, np.inf, True])
def test_a_cut_is_a_number(cut):
    with pytest.raises(InputError, match="cut must be a finite number"):
        Modifier("EDSS", EDSS, cut=cut)
