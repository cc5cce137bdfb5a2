import math

import numpy as np
import pytest

from ranvier.estimates.bias.adjusted_ratio import estimate_bias_adjusted_ratio
from ranvier.estimates.bias.distributions import Beta, Fixed, LogNormal, Normal, Uniform
from ranvier.estimates.bias.errors import LostPatients, Misclassified, Unmeasured
from ranvier.estimates.bias.two_by_two import TwoByTwo, count_two_by_two, estimate_ratio_of_risks
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import HasEstimates

#: Cases and controls of Stang et al. as the documentation of the R package episensr prints them.
SEEN = TwoByTwo(136, 136 + 297, 107, 107 + 165)
NEITHER = Misclassified(Fixed(1), Fixed(1))


def fixed_errors_only(*errors):
    return estimate_bias_adjusted_ratio(SEEN, errors, seed=1, n_draws=1_000).errors_only.estimate


def test_the_interval_as_recorded_is_the_one_published():
    # The documentation of episensr prints 0.7984287 (0.6518303 to 0.9779975).
    found = estimate_ratio_of_risks(SEEN)
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (0.7984287, 0.6518303, 0.9779975), abs=5e-8
    )


def test_rows_of_patients_become_counts():
    assert count_two_by_two([1, 1, 1, 0, 0], [1, 0, 1, 1, 0]) == TwoByTwo(2, 3, 1, 2)


@pytest.mark.parametrize("errors", [(), (NEITHER,), (Unmeasured(Fixed(0.3), Fixed(0.3), Fixed(4)),)])
def test_without_error_the_total_is_the_conventional_interval(errors):
    found = estimate_bias_adjusted_ratio(SEEN, errors, seed=1, n_draws=400_000)
    ends = [math.log(end) for end in (found.total.lower, found.total.estimate, found.total.upper)]
    known = found.conventional
    expected = [math.log(end) for end in (known.lower, known.estimate, known.upper)]
    assert ends == pytest.approx(expected, abs=0.002)
    assert found.errors_only.lower == pytest.approx(known.estimate) == found.errors_only.upper


def test_misclassification_is_undone_by_hand():
    # (136 / 433 - 0.05) / 0.85 over (107 / 272 - 0.05) / 0.85.
    expected = (136 / 433 - 0.05) / (107 / 272 - 0.05)
    assert fixed_errors_only(Misclassified(Fixed(0.9), Fixed(0.95))) == pytest.approx(expected)


def test_a_rater_who_misses_more_in_the_treated():
    error = Misclassified(Fixed(0.8), Fixed(1), Fixed(1), Fixed(1))
    assert fixed_errors_only(error) == pytest.approx(136 / 433 / 0.8 / (107 / 272))


def test_the_lost_are_put_back_by_hand():
    # Shares seen as in the documentation of episensr; each cell is divided by its share.
    cells = 136 / 0.94, 297 / 0.64, 107 / 0.85, 165 / 0.25
    expected = cells[0] / (cells[0] + cells[1]) / (cells[2] / (cells[2] + cells[3]))
    error = LostPatients(Fixed(0.94), Fixed(0.64), Fixed(0.85), Fixed(0.25))
    assert fixed_errors_only(error) == pytest.approx(expected)


def test_something_unmeasured_as_published():
    # Schneeweiss 2006 as the documentation of episensr prints it: a ratio of 2 becomes 3.043478.
    error = Unmeasured(Fixed(0.1), Fixed(0.5), Fixed(2.5))
    found = estimate_bias_adjusted_ratio(TwoByTwo(40, 100, 20, 100), [error], seed=1, n_draws=1_000)
    assert found.errors_only.estimate == pytest.approx(3.043478, abs=5e-7)


def test_errors_are_undone_in_the_order_given():
    loss, seen_wrong = (
        LostPatients(Fixed(0.5), Fixed(1), Fixed(1), Fixed(1)),
        Misclassified(Fixed(0.9), Fixed(0.9)),
    )
    one, other = fixed_errors_only(seen_wrong, loss), fixed_errors_only(loss, seen_wrong)
    assert abs(one - other) > 0.01


def test_a_belief_about_one_number_gives_its_own_quantiles():
    # Sensitivity of the treated alone: the ratio is observed / sensitivity, so its ends are the belief's.
    error = Misclassified(Uniform(0.6, 1.0), Fixed(1), Fixed(1), Fixed(1))
    found = estimate_bias_adjusted_ratio(SEEN, [error], seed=1, n_draws=400_000).errors_only
    observed = 136 / 433 / (107 / 272)
    expected = [observed / share for share in (0.99, 0.8, 0.61)]
    assert [found.lower, found.estimate, found.upper] == pytest.approx(expected, rel=2e-3)


def test_chance_grows_with_what_misclassification_hides():
    # Delta method by hand: the slope of the true risk is 1 / (sensitivity + specificity - 1).
    error = Misclassified(Fixed(0.7), Fixed(0.9))
    found = estimate_bias_adjusted_ratio(SEEN, [error], seed=1, n_draws=400_000)
    variance = sum(
        share * (1 - share) / n / 0.6**2 / ((share - 0.1) / 0.6) ** 2
        for share, n in ((136 / 433, 433), (107 / 272, 272))
    )
    width = math.log(found.total.upper / found.total.lower)
    assert width == pytest.approx(2 * 1.959964 * math.sqrt(variance), rel=0.01)


def test_same_seed_same_numbers_and_another_another():
    error = Misclassified(Beta(90, 10), Beta(95, 5))
    one, same, other = (estimate_bias_adjusted_ratio(SEEN, [error], seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.total.estimate != other.total.estimate
    assert one.stated == ("sensitivity: beta (90, 10)", "specificity: beta (95, 5)")


def test_impossible_draws_are_left_out_and_counted():
    # A specificity below 1 - 0.314 cannot give the treated's share: 0.014 / 0.3 of the draws by hand.
    error = Misclassified(Fixed(1), Uniform(297 / 433 - 0.0141, 297 / 433 + 0.2859))
    found = estimate_bias_adjusted_ratio(SEEN, [error], seed=1)
    assert found.impossible_percent == pytest.approx(100 * 0.0141 / 0.3, abs=0.3)
    with pytest.raises(InputError, match="could not have come about under"):
        estimate_bias_adjusted_ratio(SEEN, [error], seed=1, most_impossible=0.01)


def test_records_that_cannot_be_at_all_are_refused():
    with pytest.raises(InputError, match="under 100 of 100 draws"):
        estimate_bias_adjusted_ratio(SEEN, [Misclassified(Fixed(0.4), Fixed(0.5))], seed=1, most_impossible=1)


@pytest.mark.parametrize(
    ("seen", "errors", "more", "told"),
    [
        (TwoByTwo(0, 20, 3, 20), (), {}, "both groups must have an event"),
        (TwoByTwo(30, 20, 3, 20), (), {}, "must not exceed"),
        (SEEN, (Misclassified(0.9, Fixed(1)),), {}, "sensitivity must be a distribution"),
        (SEEN, (Misclassified(Fixed(1.2), Fixed(1)),), {}, "sensitivity must lie from 0 to 1"),
        (SEEN, (Misclassified(Fixed(1), Normal(0.9, 0.1)),), {}, "specificity must lie from 0 to 1"),
        (SEEN, (Unmeasured(Fixed(0.1), Fixed(0.2), Fixed(0)),), {}, "outcome_ratio must be above 0"),
        (
            SEEN,
            (LostPatients(Fixed(0), Fixed(1), Fixed(1), Fixed(1)),),
            {},
            "seen_with_treated must be above 0",
        ),
        (SEEN, (), {"n_draws": 10}, "n_draws must lie from 1,000"),
        (SEEN, (), {"most_impossible": 2}, "most_impossible must lie from 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused(seen, errors, more, told):
    with pytest.raises(InputError, match=told):
        estimate_bias_adjusted_ratio(seen, errors, seed=1, **more)


def test_a_ratio_without_events_is_not_known():
    assert not estimate_ratio_of_risks(TwoByTwo(0, 20, 3, 20)).is_known
    assert not estimate_ratio_of_risks(TwoByTwo(0, 0, 3, 20)).is_known


def test_it_offers_its_numbers_in_the_one_form():
    found = estimate_bias_adjusted_ratio(SEEN, [], seed=1, n_draws=1_000)
    assert isinstance(found, HasEstimates)
    assert all(one.reference and one.method and np.isfinite(one.estimate) for one in found.estimates())


def test_where_everybody_had_the_event_there_is_no_interval():
    # Katz's standard error is 0 there, which would say that 1.00 is certain.
    found = estimate_ratio_of_risks(TwoByTwo(50, 50, 50, 50))
    assert (found.estimate, found.has_interval) == (1.0, False)
    assert found.method == "no interval: everybody had the event"
    with pytest.raises(InputError, match="somebody must be without the event"):
        estimate_bias_adjusted_ratio(TwoByTwo(50, 50, 50, 50), [], seed=1)


def test_a_group_without_patients_is_said_to_be_so():
    assert estimate_ratio_of_risks(TwoByTwo(0, 0, 3, 20)).method == "not known: a group has no patient"


@pytest.mark.parametrize("seed", [None, -1, "x", 1.5, True])
def test_a_seed_must_give_the_same_numbers_again(seed):
    with pytest.raises(InputError, match="seed must be a whole number"):
        estimate_bias_adjusted_ratio(SEEN, [NEITHER], seed=seed)


def test_all_draws_impossible_is_told_with_both_ways_out():
    with pytest.raises(InputError) as caught:
        estimate_bias_adjusted_ratio(SEEN, [Misclassified(Fixed(0.2), Fixed(1))], seed=1, most_impossible=1)
    assert "100 of 100 draws; at most 99 may be left out" in str(caught.value)
    assert "sensitivity above the recorded share" in str(caught.value)


def test_an_outcome_ratio_beyond_numbers_is_an_impossible_draw():
    wild = Unmeasured(Fixed(0.4), Fixed(0.2), LogNormal(1e-300, 1e300))
    with pytest.raises(InputError, match="could not have come about"):
        estimate_bias_adjusted_ratio(SEEN, [wild], seed=1, n_draws=1_000, most_impossible=0)


def test_what_is_no_error_is_refused():
    with pytest.raises(InputError, match="each error must be Misclassified, LostPatients or Unmeasured"):
        estimate_bias_adjusted_ratio(SEEN, ["misclassified"], seed=1)
