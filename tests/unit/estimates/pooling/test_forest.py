import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.pooling.forest import estimate_forest
from ranvier.estimates.pooling.options import PoolingScale
from ranvier.estimates.pooling.study_number import (
    StudyNumber,
    study_from_estimate,
    study_from_mean,
    study_from_published,
    study_from_share,
)
from ranvier.estimates.result import Estimate, HasEstimates
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance


def ratio(estimate, lower, upper):
    return Estimate(estimate, lower, upper, 200, "as published", "hazard ratio", "ratio")


def test_an_interval_gives_the_standard_error():
    # By hand: (ln 0.91 - ln 0.10) / (2 * 1.959964) = 0.563346.
    study = study_from_estimate("A", ratio(0.30, 0.10, 0.91), PoolingScale.LOG)
    assert study.value == pytest.approx(math.log(0.30))
    assert study.std_error == pytest.approx(0.563346, abs=1e-6)
    assert study.n == 200


@pytest.mark.parametrize(
    ("found", "scale", "told"),
    [
        (ratio(0.3, 0.0, 0.9), PoolingScale.LOG, "must be finite on the log scale"),
        (ratio(0.3, 0.1, math.inf), PoolingScale.LOG, "must be finite on the log scale"),
        (ratio(0.3, math.nan, math.nan), PoolingScale.LOG, "must be finite on the log scale"),
        (ratio(0.3, 0.1, 1.7), PoolingScale.LOGIT, "must be finite on the logit scale"),
        (ratio(0.30, 0.10, 0.91), PoolingScale.PLAIN, "evenly around the number on the plain scale"),
    ],
)
def test_an_interval_that_the_scale_does_not_carry_is_refused(found, scale, told):
    with pytest.raises(InputError, match=told):
        study_from_estimate("A", found, scale)


def test_a_share_becomes_a_logit():
    # By hand: 3 of 20: ln(3 / 17), 1 / 3 + 1 / 17.
    study = study_from_share("A", 3, 20)
    assert study.value == pytest.approx(math.log(3 / 17))
    assert study.std_error == pytest.approx(math.sqrt(1 / 3 + 1 / 17))


@pytest.mark.parametrize("n_yes", [0, 20])
def test_none_or_all_has_no_logit_unless_something_is_added(n_yes):
    with pytest.raises(InputError, match="the logit has no limit"):
        study_from_share("A", n_yes, 20)
    assert math.isfinite(study_from_share("A", n_yes, 20, add=0.5).value)


def test_a_mean_has_the_standard_error_of_a_mean():
    assert study_from_mean("A", -0.5, 1.2, 36).std_error == pytest.approx(0.2)
    with pytest.raises(InputError, match="two patients"):
        study_from_mean("A", -0.5, 1.2, 1)
    with pytest.raises(InputError, match="above 0"):
        study_from_mean("A", -0.5, 0.0, 9)


def published(key, status, *, may_decide):
    return PublishedNumber(key, "hazard ratio", "0.5", status, may_decide)


STUDIES = [
    StudyNumber("A", -0.5, 0.2, PoolingScale.LOG, n=90),
    StudyNumber("B", -0.1, 0.3, PoolingScale.LOG, n=40),
    study_from_published(
        published("E62a", Provenance.MEMORY, may_decide=False), ratio(0.2, 0.1, 0.4), PoolingScale.LOG
    ),
]


def test_an_unverified_number_is_shown_and_not_pooled():
    forest = estimate_forest(STUDIES)
    table = forest.table
    assert table["study"].to_list() == ["A", "B", "E62a"]
    assert table["is_unverified"].to_list() == [False, False, True]
    assert table["is_pooled"].to_list() == [True, True, False]
    assert table["weight_percent"].to_list()[2] == 0
    assert table["weight_percent"].sum() == pytest.approx(100)
    assert table["status"].to_list() == ["", "", "memory"]
    assert table["lower"][0] == pytest.approx(math.exp(-0.5 - 1.959963985 * 0.2))
    assert forest.together.pooled.n == 2
    assert isinstance(forest, HasEstimates)


def test_pooled_with_unverified_numbers_says_so():
    pooled = estimate_forest(STUDIES, with_unverified=True).estimates()[0]
    assert (pooled.n, pooled.definition) == (3, "mean of the studies, 1 of 3 unverified")


def test_too_few_verified_studies_are_refused():
    with pytest.raises(InputError, match="fewer than two studies"):
        estimate_forest(STUDIES[1:])


@pytest.mark.parametrize(
    ("studies", "told"),
    [
        ([], "there is no study"),
        ([STUDIES[0], STUDIES[0]], "named twice"),
        ([STUDIES[0], StudyNumber("C", 0.1, 0.2, PoolingScale.PLAIN)], "on one scale"),
    ],
)
def test_studies_that_do_not_fit_together_are_refused(studies, told):
    with pytest.raises(InputError, match=told):
        estimate_forest(studies)
