"""One comparison of many looks like an effect by chance: no effect must lie outside the interval for all."""

from dataclasses import replace

import numpy as np
import pytest

from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.simultaneous import simultaneous, stretch
from ranvier.claims.language.asserted import better
from ranvier.estimates.comparison.contrast import estimate_difference_of_means
from ranvier.vocabulary.outcomes import Because
from tests.unit.claims.findings import POINTS, RANDOMISED, claim_of, estimate, finding, tried

BETTER = better(higher_is_better=False, unit=POINTS)
COMPARISONS = 13  # as many as the set cell-therapy makes


def judged(contrast, n_comparisons, asserted=BETTER):
    reading = tried(finding(found=contrast, contrast=contrast), asserted)
    rules = Rules(n_comparisons=n_comparisons)
    return judge_because(claim_of(reading), (reading,), (), (), RANDOMISED, rules)


@pytest.mark.parametrize(
    ("n_patients", "wider"),
    # R: qt(1 - 0.005 / 13, n - 2) / qt(0.995, n - 2)
    [(12, 1.501736192), (100, 1.32183549)],
)
def test_an_interval_for_all_is_wider_as_students_t_has_it(n_patients, wider):
    assert stretch(n_patients, 0.99, COMPARISONS) == pytest.approx(wider, rel=1e-8)
    assert stretch(n_patients, 0.99, 1) == 1


def test_percent_lower_is_made_wider_as_the_logarithm_of_its_ratio():
    contrast = estimate(40.0, 5.0, 62.1, unit="% lower")
    wide = simultaneous(replace(contrast, conf_level=0.99), Rules(n_comparisons=COMPARISONS))
    # R: 100 * (1 - exp(log(0.6) + w * (log(0.95) - log(0.6)))), w of 100 patients above
    assert wide.lower == pytest.approx(-10.142029, rel=1e-6)


def test_clear_of_none_by_itself_only_is_not_supported_among_many():
    narrow = (-0.5, -0.95, -0.05)
    assert judged(narrow, 1).outcome is Because.SUPPORTED
    answer = judged(narrow, COMPARISONS)
    assert answer.outcome is Because.NOT_SUPPORTED
    assert "makes 13 comparisons" in answer.why
    assert "includes no effect" in answer.why


def test_a_clear_effect_stands_among_many_and_its_place_is_that_of_its_own_interval():
    assert judged((-0.5, -0.7, -0.3), COMPARISONS).outcome is Because.SUPPORTED
    # inside 2 to 3 points by its own interval, not by the one for all
    assert judged((-2.5, -2.95, -2.05), COMPARISONS, None).outcome is Because.SUPPORTED


def test_chance_does_not_contradict_one_of_many_either():
    narrow = (0.5, 0.05, 0.95)
    assert judged(narrow, 1).outcome is Because.CONTRADICTED
    assert judged(narrow, COMPARISONS).outcome is Because.NOT_SUPPORTED


@pytest.mark.parametrize("per_arm", [6, 40])
def test_without_effect_hardly_a_programme_has_any_comparison_clear_of_none(per_arm):
    """At 99 % each, 13 comparisons show one in 12 %; together in 1 %, of which half on the better side."""
    chance = np.random.default_rng(7)
    rules, clear, alone, n_programmes = Rules(n_comparisons=COMPARISONS), 0, 0, 1500
    for _ in range(n_programmes):
        groups = chance.normal(size=(COMPARISONS, 2, per_arm))
        contrasts = [estimate_difference_of_means(ours, theirs, 0.99) for ours, theirs in groups]
        alone += any(one.upper < 0 or one.lower > 0 for one in contrasts)
        wide = [simultaneous(one, rules) for one in contrasts if not one.lower <= 0 <= one.upper]
        clear += any(one.upper < 0 or one.lower > 0 for one in wide)
    assert alone / n_programmes > 0.08
    assert clear / n_programmes < 0.02
