"""What is expected of a cohort without treatment."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.natural_history.expected_course import estimate_expected_course
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.read_matrix import ahmad_2019, campbell_2025
from ranvier.estimates.natural_history.states import THREE_BANDS
from tests.coverage.natural_history import course, panel

COHORT = [0] * 6 + [1] * 4


def test_shares_means_and_milestones_by_hand():
    # After a year: severe 0.6 x 0.001 + 0.4 x 0.026; the middles of the bands are 1.75, 5 and 8.
    (point,) = estimate_expected_course(COHORT, [1], ahmad_2019(), seed=1).points
    mild, moderate, severe = 0.6 * 0.935 + 0.4 * 0.069, 0.6 * 0.064 + 0.4 * 0.905, 0.6 * 0.001 + 0.4 * 0.026
    assert [one.estimate for one in point.in_state] == pytest.approx([mild, moderate, severe])
    assert [one.estimate for one in point.at_or_beyond] == pytest.approx([1, moderate + severe, severe])
    assert point.mean.estimate == pytest.approx(1.75 * mild + 5 * moderate + 8 * severe)
    assert point.mean.lower < point.mean.estimate < point.mean.upper
    assert "published intervals of 4 cells" in point.mean.method


def test_at_baseline_only_the_cohort_is_uncertain():
    (point,) = estimate_expected_course(COHORT, [0], campbell_2025(), seed=1).points
    assert point.in_state[0].estimate == pytest.approx(0.6)
    # Ten patients with replacement: percentiles of Binomial(10, 0.6) / 10, from R's qbinom.
    assert (point.in_state[0].lower, point.in_state[0].upper) == pytest.approx((0.3, 0.9))


def test_values_stand_for_the_states_and_have_no_unit_of_the_edss():
    values = [0.8, 0.5, 0.0]
    (point,) = estimate_expected_course(COHORT, [0], ahmad_2019(), seed=1, values=values).points
    assert point.mean.estimate == pytest.approx(0.6 * 0.8 + 0.4 * 0.5)
    assert point.mean.unit == ""


def test_each_patient_follows_its_own_covariates():
    rng = np.random.default_rng(1)
    age = rng.normal(size=120)
    model = estimate_multistate(panel(course(rng, 120, 6), age=np.repeat(age, 6)), THREE_BANDS)
    expected = estimate_expected_course([0, 1], [3], model, seed=1, covariates={"age": [-1.0, 1.0]}).points[0]
    by_hand = (model.probabilities(3, {"age": -1.0})[0] + model.probabilities(3, {"age": 1.0})[1]) / 2
    assert [one.estimate for one in expected.in_state] == pytest.approx(by_hand)


def test_the_same_seed_gives_the_same_course():
    one, two = (estimate_expected_course(COHORT, [2, 5], ahmad_2019(), seed=3) for _ in range(2))
    assert one == two
    assert "calendar year" in one.era


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"baseline_state": [0, 3]}, "must be one of the states"),
        ({"baseline_state": []}, "there must be a patient"),
        ({"years": [-1]}, "years must be 0 or more"),
        ({"values": [1, 2]}, "one number a state"),
        ({"covariates": {"age": [1.0] * 10}}, "covariates must be those of the course"),
        ({"conf_level": 95}, "conf_level"),
    ],
)
def test_what_cannot_be_expected_is_refused(given, words):
    arguments = {"baseline_state": COHORT, "years": [1], "seed": 1, **given}
    with pytest.raises(InputError, match=words):
        estimate_expected_course(
            arguments.pop("baseline_state"), arguments.pop("years"), ahmad_2019(), **arguments
        )


@pytest.mark.parametrize(
    ("years", "seed", "words"),
    [
        ([], 1, "years must name a time or more"),
        (2, 1, "years must be a list of numbers"),
        ([2], None, "seed must be a whole number"),
        ([2], -1, "seed must be a whole number"),
    ],
)
def test_times_are_a_list_and_a_seed_is_a_number(years, seed, words):
    with pytest.raises(InputError, match=words):
        estimate_expected_course(COHORT, years, ahmad_2019(), seed=seed)
