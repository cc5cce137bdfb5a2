import numpy as np
import pytest

from ranvier.estimates.comparison.covariate_strength import weigh_covariates
from ranvier.estimates.inputs import InputError


def patients(*rows):
    """Rows of treated, has it, outcome, how many."""
    return (np.repeat([row[part] for row in rows], [row[3] for row in rows]) for part in range(3))


def test_both_associations_by_hand():
    # Treated: 30 of 50 have it, comparator 10 of 50.
    # With the outcome: 15 of 30 who have it and 5 of 20 others; 4 of 10 and 8 of 40.
    treated, has, outcome = patients(
        (1, 1, 1, 15), (1, 1, 0, 15), (1, 0, 1, 5), (1, 0, 0, 15), (0, 1, 1, 4), (0, 1, 0, 6), (0, 0, 1, 8),
        (0, 0, 0, 32),
    )  # fmt: skip
    (found,) = weigh_covariates(treated, outcome, {"severe": has})
    assert found.treatment_ratio == pytest.approx(3.0)  # 0.6 / 0.2; the others give 0.8 / 0.4
    assert found.outcome_ratio == pytest.approx(2.0)  # 2.0 within both groups
    assert found.bound == pytest.approx(6 / 4)
    assert found.words == ("severe (with treatment 3.00, with outcome 2.00), could explain a ratio of 1.50")


def test_a_number_is_split_above_its_median():
    treated, outcome = [1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 1, 0]
    (found,) = weigh_covariates(treated, outcome, {"age": [20, 30, 60, 20, 50, 40]})
    assert found.level == "above 35"


def test_a_median_at_the_top_is_split_below_it():
    (found,) = weigh_covariates([1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 1, 0], {"age": [9, 9, 2, 9, 1, 9]})
    assert found.level == "above 2"


def test_what_one_group_lacks_is_not_known():
    (found,) = weigh_covariates([1, 1, 0, 0], [1, 0, 1, 0], {"severe": [1, 0, 0, 0]})
    assert not found.is_known
    assert found.words == "severe: not known: a group has nobody with it, or no outcome"


@pytest.mark.parametrize(
    ("treated", "covariate", "told"),
    [
        ([1, 1, 1], [1, 0, 1], "both groups must have patients"),
        ([1, 0, 1], [2, 2, 2], "must differ between patients"),
        ([1, 0, 1], [2, np.nan, 2], "must be finite numbers"),
        ([1, 0, 1], [2, 1], "equally long"),
    ],
)
def test_covariates_that_say_nothing_are_refused(treated, covariate, told):
    with pytest.raises(InputError, match=told):
        weigh_covariates(treated, [1, 0, 0], {"age": covariate})
