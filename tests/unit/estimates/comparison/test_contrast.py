import math

import pytest

from ranvier.estimates.comparison.contrast import (
    estimate_difference_of_means,
    estimate_difference_of_shares,
    estimate_difference_of_survival,
)
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from tests.exactness.curves import case_of


def curve(name, conf_level=0.95):
    case = case_of(name)
    return estimate_survival(case["exit_day"], case["kind"] > 0, conf_level=conf_level)


def test_difference_of_shares_equals_newcombe_as_published():
    # Newcombe RG. Stat Med 1998;17:873-890, table II, 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    contrast = estimate_difference_of_shares(estimate_share(56, 70), estimate_share(48, 80))
    assert (round(contrast.lower, 4), round(contrast.upper, 4)) == (0.0524, 0.3339)


def test_where_both_curves_have_a_variance_the_variances_add():
    # The numbers are compared with R in tests/exactness/curves.py.
    contrast = estimate_difference_of_survival(
        curve("any_day"), curve("visits_on_a_grid"), 365, least_at_risk=0
    )
    assert "variances of both" in contrast.method


def test_a_curve_without_events_does_not_narrow_the_interval_to_the_other_ones():
    # By hand: S = 1 with 4 at risk has the exact limits 0.025 ** 0.25 and 1; the other keeps its own.
    none, some = estimate_survival([30] * 4, [0] * 4), curve("any_day")
    theirs = some.at(30, least_at_risk=0)
    contrast = estimate_difference_of_survival(none, some, 30, least_at_risk=0)
    assert contrast.estimate == 1 - theirs.estimate
    down = math.hypot(1 - 0.025**0.25, theirs.upper - theirs.estimate)
    assert contrast.lower == pytest.approx(contrast.estimate - down, rel=1e-12)
    assert contrast.upper == pytest.approx(contrast.estimate + theirs.estimate - theirs.lower, rel=1e-12)
    assert "squared and added" in contrast.method


def test_two_curves_without_events_still_leave_room():
    none = estimate_survival([30] * 40, [0] * 40)
    contrast = estimate_difference_of_survival(none, none, 30, least_at_risk=0)
    assert contrast.estimate == 0
    assert contrast.lower == pytest.approx(-(1 - 0.025 ** (1 / 40)))
    assert contrast.upper == -contrast.lower


def test_plain_limits_stay_within_one():
    ours, theirs = estimate_survival([1, 9, 9], [1, 0, 0]), estimate_survival([1, 2, 9], [1, 1, 0])
    contrast = estimate_difference_of_survival(ours, theirs, 5, least_at_risk=0)
    assert -1 <= contrast.lower <= contrast.upper <= 1


def test_a_curve_not_known_at_the_day_leaves_the_difference_unknown():
    short = estimate_survival([30, 30], [0, 1])
    contrast = estimate_difference_of_survival(curve("any_day"), short, 365, least_at_risk=0)
    assert contrast.method == "not known: comparator: nobody was followed beyond day 30"


def test_an_empty_group_leaves_the_difference_unknown():
    assert not estimate_difference_of_means([], [1.0]).is_known
    assert not estimate_difference_of_shares(estimate_share(1, 2), estimate_share(0, 0)).is_known


def test_one_patient_in_a_group_gives_no_interval():
    contrast = estimate_difference_of_means([1.0], [0.0, 1.0])
    assert (contrast.estimate, contrast.has_interval) == (0.5, False)


def test_groups_that_changed_alike_throughout_give_no_interval():
    contrast = estimate_difference_of_means([1.0, 1.0], [0.0, 0.0])
    assert (contrast.estimate, contrast.has_interval) == (1, False)


def test_levels_of_confidence_must_agree():
    with pytest.raises(InputError, match="same level of confidence"):
        estimate_difference_of_survival(curve("any_day", 0.9), curve("any_day"), 100, least_at_risk=0)
    with pytest.raises(InputError, match="same level of confidence"):
        estimate_difference_of_shares(estimate_share(1, 2, 0.9), estimate_share(1, 2))


def test_a_share_without_its_counts_cannot_be_compared():
    share = Estimate(0.5, 0.1, 0.9, 10, "", "")
    with pytest.raises(InputError, match="carry its counts"):
        estimate_difference_of_shares(share, estimate_share(1, 2))
