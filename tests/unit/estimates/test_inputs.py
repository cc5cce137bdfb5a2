import datetime
import math

import numpy as np
import polars as pl
import pytest

from ranvier.estimates.change.beyond import estimate_share_beyond_noise
from ranvier.estimates.change.true_scores import estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_regression_to_mean
from ranvier.estimates.comparison.weights import WeightTarget
from ranvier.estimates.inputs import MOST_DAYS, InputError, Inputs, chosen
from ranvier.estimates.natural_history.expected_course import estimate_expected_course
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.panel import find_panel
from ranvier.estimates.natural_history.states import THREE_BANDS
from ranvier.estimates.survival.restricted_mean import (
    estimate_difference_of_restricted_means,
    estimate_restricted_mean,
)
from ranvier.estimates.unseen.hidden import estimate_hidden_for_survival
from ranvier.estimates.unseen.responders import estimate_responders
from ranvier.estimates.unseen.tipping import Limit


def test_all_faults_of_one_call_are_raised_together_without_any_value():
    inputs = Inputs("curve")
    inputs.days("exit_day", [3, -777, 4.5, np.nan])
    inputs.flags("event", [1, 0, 6543])
    inputs.conf_level(95)
    with pytest.raises(InputError) as caught:
        inputs.finish()
    text = str(caught.value)
    assert (
        text
        == """\
The curve cannot be estimated from these numbers

exit_day must be known, but 1 entry is not
  where:  exit_day, entry 4, counted from 1
  try:    leave out patients without a value and count them as unseen

exit_day must be whole days, but 1 entry is not
  where:  exit_day, entry 3, counted from 1
  try:    round to days before

exit_day must be 0 or more, but 1 entry is not
  where:  exit_day, entry 2, counted from 1
  try:    count from time zero

event must be true or false, but 1 entry is not
  where:  event, entry 3, counted from 1
  try:    use true for an event and false for none; leave out patients where it is unknown

conf_level must lie between 0 and 1
  where:  conf_level
  try:    0.95 asks for a 95 % interval"""
    )
    assert "777" not in text
    assert "6543" not in text


@pytest.mark.parametrize(
    "dtype", [np.int8, np.uint8, np.int16, np.int32, np.uint32, np.int64, np.uint64, float]
)
def test_days_of_any_number_type_become_int64(dtype):
    days = Inputs("curve").days("exit_day", np.array([0, 5, 120], dtype))
    assert days.dtype == np.int64
    assert days.tolist() == [0, 5, 120]


@pytest.mark.parametrize(
    "faulty",
    [
        np.array([1, 2**63 + 5], np.uint64),
        [MOST_DAYS + 1],
        [np.inf],
        ["12"],
        [None, 3],
        [[1, 2]],
        [[1], [2, 3]],
        np.array(["twelve", 3], object),
        np.array(["2020-01-01"], "datetime64[D]"),
        np.array([5], "timedelta64[D]"),
        7,
    ],
    ids=[
        "would wrap around",
        "151 years",
        "infinite",
        "text",
        "none",
        "nested",
        "ragged",
        "objects",
        "dates",
        "spans",
        "scalar",
    ],
)
def test_what_is_no_list_of_days_is_an_error(faulty):
    inputs = Inputs("curve")
    assert inputs.days("exit_day", faulty).size == 0
    with pytest.raises(InputError):
        inputs.finish()


def test_no_patients_are_no_fault():
    inputs = Inputs("curve")
    assert inputs.days("exit_day", []).dtype == np.int64
    assert inputs.flags("event", []).dtype == np.bool_
    assert inputs.numbers("changes", []).size == 0
    inputs.finish()


@pytest.mark.parametrize("value", [-1, 1.5, np.nan, np.inf, True])
def test_what_is_no_count_is_an_error(value):
    inputs = Inputs("share")
    inputs.count("n_yes", value)
    with pytest.raises(InputError, match="whole number"):
        inputs.finish()


def test_counts_from_numpy_and_whole_floats_are_counts():
    inputs = Inputs("share")
    assert (inputs.count("n", np.int64(3)), inputs.count("n", np.uint8(3)), inputs.count("n", 3.0)) == (
        3,
        3,
        3,
    )
    inputs.finish()


def test_many_faulty_entries_are_counted_and_the_first_named():
    inputs = Inputs("change")
    inputs.numbers("changes", np.full(1200, np.nan))
    with pytest.raises(InputError, match=r"1,200 entries are not") as caught:
        inputs.finish()
    assert "entries 1, 2, 3, 4, 5 and 1,195 more" in str(caught.value)


def test_arrays_of_different_length_are_an_error_unless_one_is_faulty_itself():
    inputs = Inputs("curve")
    inputs.same_length(("exit_day", 3), ("event", 2))
    with pytest.raises(InputError, match="equally long") as caught:
        inputs.finish()
    assert len(caught.value.problems) == 1


def test_a_word_stands_for_the_member_whose_value_it_is():
    assert chosen("weights", "target", "treated", WeightTarget) is WeightTarget.TREATED
    assert chosen("weights", "target", WeightTarget.TREATED, WeightTarget) is WeightTarget.TREATED


def test_a_word_that_is_no_member_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="limit must be one of Limit") as caught:
        chosen("tipping point", "limit", "highest", Limit)
    assert "Limit.ESTIMATE, Limit.LOWER, Limit.UPPER" in str(caught.value)


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        (pl.Series([datetime.date(2020, 1, 1)]), "turn dates into days"),
        ([datetime.date(2020, 1, 1)], "turn dates into days"),
        (pl.Series(["female", "male"]), "sex == 'female'"),
        (["female", "male"], "sex == 'female'"),
        ([b"a", b"b"], "hand over a numeric array"),
    ],
)
def test_dates_and_words_in_place_of_numbers_say_what_to_make_of_them(values, hint):
    inputs = Inputs("curve")
    inputs.numbers("exit_day", values)
    with pytest.raises(InputError, match=hint):
        inputs.finish()


@pytest.mark.parametrize("value", ["0.95", None, [0.95], True, math.nan, math.inf])
def test_an_option_that_is_no_number_is_refused_by_name(value):
    for check in (Inputs.amount, Inputs.share, Inputs.number, Inputs.count):
        inputs = Inputs("curve")
        check(inputs, "threshold", value)
        with pytest.raises(InputError, match="threshold must"):
            inputs.finish()
    inputs = Inputs("curve")
    inputs.conf_level(value)
    with pytest.raises(InputError, match="conf_level must lie between 0 and 1"):
        inputs.finish()


@pytest.mark.parametrize("seed", [None, "1", 1.5, -1, True])
def test_a_seed_is_a_whole_number(seed):
    inputs = Inputs("bootstrap")
    inputs.seed(seed)
    with pytest.raises(InputError, match="seed must be a whole number"):
        inputs.finish()


def test_what_a_mask_hides_is_missing_and_no_number():
    inputs = Inputs("curve")
    inputs.days("exit_day", np.ma.array([10, 20, 30], mask=[False, True, False]))
    with pytest.raises(InputError, match="exit_day must be known") as caught:
        inputs.finish()
    assert "entry 2" in str(caught.value)


def test_digits_written_as_words_are_no_numbers():
    inputs = Inputs("curve")
    inputs.numbers("exit_day", np.array(["10", "20"], object))
    with pytest.raises(InputError, match="exit_day must be numbers"):
        inputs.finish()


def test_arguments_that_have_changed_places_are_refused_by_name():
    with pytest.raises(InputError, match="entry must be an Entry"):
        estimate_true_scores([4.0, 5.0], entry=(4, 9.5))
    with pytest.raises(InputError, match="noise must be a ScoreError"):
        estimate_true_scores([4.0, 5.0], noise=0.2)
    true_scores = estimate_true_scores([4.0, 5.0])
    with pytest.raises(InputError, match="true_scores must be a TrueScores"):
        estimate_regression_to_mean(true_scores, [4.0, 5.0])
    with pytest.raises(InputError, match="true_scores must be a TrueScores"):
        estimate_share_beyond_noise([4.0], [4.0], true_scores, 1.0)
    with pytest.raises(InputError, match="curve must be a SurvivalCurve"):
        estimate_hidden_for_survival(300, 10, 0.5)
    with pytest.raises(InputError, match="changes must be a DataFrame"):
        estimate_responders({"change": [1.0]}, 1.0)
    with pytest.raises(InputError, match="comparator must be a RestrictedMean"):
        estimate_difference_of_restricted_means(estimate_restricted_mean([10, 20], [1, 1], 15), 3)
    with pytest.raises(InputError, match="panel must be a Panel"):
        estimate_multistate(THREE_BANDS, THREE_BANDS)
    with pytest.raises(InputError, match="untreated must be an UntreatedCourse"):
        estimate_expected_course([0, 1], [2], None, seed=1)
    with pytest.raises(InputError, match="visits lacks date, edss"):
        find_panel(pl.DataFrame({"patient_id": ["a"]}), THREE_BANDS)


def test_a_number_whose_square_is_none_is_refused_by_its_place_alone():
    inputs = Inputs("mean")
    inputs.numbers("outcome", [1.0, 1e300])
    with pytest.raises(InputError, match=r"outcome must lie within 1e\+100") as caught:
        inputs.finish()
    assert "entry 2" in str(caught.value)
    assert "e+300" not in str(caught.value)
