"""The smallest number of patients is found, with what the number of simulated studies leaves open."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.designs.asked import any_better
from ranvier.claims.designs.power import drawing_of, find_power
from ranvier.claims.designs.sample_size import find_sample_size
from ranvier.claims.designs.smallest import effect_words, find_smallest_effect
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.designs.trials import contrast_means
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import ImpossiblePlan
from tests.oracles.designs import power_of_means, power_of_shares_on_a_day, r_powers

HALF_A_POINT = EffectPlan(points=-0.5)


def test_the_number_found_reaches_the_target_and_one_fewer_does_not() -> None:
    found = find_sample_size(StudyPlan(), HALF_A_POINT, target=0.8, n_trials=400)
    assert found.n_per_arm is not None
    assert found.lower is not None
    assert found.upper is not None
    shares = [
        find_power(StudyPlan(), HALF_A_POINT, found.n_per_arm - fewer, n_trials=400).supported.estimate
        for fewer in (0, 1)
    ]
    assert shares[1] < 0.8 <= shares[0]
    assert found.lower <= found.n_per_arm <= found.upper
    assert found.people == 2 * found.n_per_arm
    assert found.person_months == 2 * found.n_per_arm * 12


def test_more_certainty_asks_for_more_patients() -> None:
    sizes = [find_sample_size(StudyPlan(), HALF_A_POINT, target=share, n_trials=400) for share in (0.8, 0.9)]
    assert sizes[0].n_per_arm is not None
    assert sizes[1].n_per_arm is not None
    assert sizes[0].n_per_arm < sizes[1].n_per_arm


def test_where_no_number_is_enough_it_says_so() -> None:
    found = find_sample_size(StudyPlan(), EffectPlan(), most=100, n_trials=200)
    assert (found.n_per_arm, found.people, found.person_months) == (None, None, None)
    assert "not reached with up to 100 per arm" in str(found)


def test_impossible_targets_are_refused() -> None:
    with pytest.raises(ImpossiblePlan, match=r"permitted: 0\.05 to 0\.99"):
        find_sample_size(StudyPlan(), HALF_A_POINT, target=80)


@pytest.mark.parametrize("row", r_powers("means"), ids=str)
def test_drawn_means_have_the_power_that_r_gives(row: dict[str, float]) -> None:
    """R's power.t.test, of normal changes; a share of 4,000 trials lies within 4 of its standard errors."""
    random, n = np.random.default_rng(3), int(row["n"])
    shape = (4000, n)
    treated = random.normal(row["difference"], row["sd"], shape)
    found = contrast_means(treated, random.normal(0, row["sd"], shape), 0.99, 3.0)
    share = float(((found.upper < 0) | (found.lower > 0)).mean())
    assert share == pytest.approx(row["power"], abs=4 * np.sqrt(row["power"] * (1 - row["power"]) / 4000))


@pytest.mark.parametrize("row", r_powers("means"), ids=str)
def test_the_closed_form_of_the_tests_is_that_of_r(row: dict[str, float]) -> None:
    found = power_of_means(int(row["n"]), row["difference"], row["sd"], row["sd"])
    assert found == pytest.approx(row["power"], abs=1e-6)


@pytest.mark.parametrize("n_per_arm", [25, 50, 80])
def test_power_of_simulated_patients_agrees_with_the_closed_form(n_per_arm: int) -> None:
    """The closed form for the mean and spread that the pool has; EDSS steps are not normal, so ± 4 points."""
    claim = any_better()
    drawing = drawing_of(StudyPlan(missed=0.0, lost_per_year=0.0), HALF_A_POINT, claim, seed=1)
    changes = drawing.judge.pool.changes(12.0).drop_nulls("change")
    arms = [changes.filter(group=group)["change"].to_numpy() for group in ("treated", "comparator")]
    difference = float(arms[0].mean() - arms[1].mean())
    expected = power_of_means(n_per_arm, difference, float(arms[0].std()), float(arms[1].std()))
    study = StudyPlan(missed=0.0, lost_per_year=0.0)
    found = find_power(study, HALF_A_POINT, n_per_arm, claim, n_trials=2000)
    assert found.supported.estimate == pytest.approx(expected, abs=0.04)


def test_power_of_curves_agrees_with_the_closed_form() -> None:
    """Everybody followed, so that a curve is a share on its day; before the published definitions vote."""
    study = StudyPlan(missed=0.0, lost_per_year=0.0, lost="any")  # type: ignore[arg-type]
    claim, effect = any_better("free_of_worsening", months=24.0), EffectPlan(points=-0.4)
    drawing = drawing_of(study, effect, claim, seed=1)
    rows = drawing.rows(120, 1500)
    found = drawing.contrasts(rows)
    share = float((found.lower > 0).mean())
    levels = [drawing.curve_level(number) for number in (0, 1)]
    expected = power_of_shares_on_a_day(120, levels[0], levels[1])
    assert 0.1 < expected < 0.95
    assert share == pytest.approx(expected, abs=0.05)


def test_the_smallest_effect_is_smaller_in_a_larger_study() -> None:
    found = [find_smallest_effect(StudyPlan(), n, n_trials=200, n_pool=800) for n in (12, 200)]
    points = [abs(one.effect.points) for one in found if one.effect is not None]
    assert len(points) == 2
    assert points[1] < points[0]
    assert all(one.share.estimate >= 0.8 for one in found)


def test_effects_are_told_in_words() -> None:
    assert effect_words(EffectPlan(points=-0.5)) == "0.5 EDSS points better"
    assert effect_words(EffectPlan(points=1.0)) == "1 EDSS points worse"
    half = EffectPlan(relapse_ratio=0.5, progression_ratio=0.5)
    assert effect_words(half) == "relapses and progression at 0.5 times the pace"
    assert effect_words(EffectPlan(relapse_ratio=0.5)) == "relapses at 0.5 times the pace"
    assert effect_words(EffectPlan()) == "no effect"
