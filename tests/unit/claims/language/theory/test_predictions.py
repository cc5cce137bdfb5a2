"""What is predicted follows from the numbers: from which day, until when, and what else would move it."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.language.stated import FactKind
from ranvier.claims.language.theory.days import DAYS, HORIZON_DAYS
from tests.unit.claims.language.theory.shipped import judged, shipped_set, with_fact, with_text

JUDGED = judged()


def of(hypothesis, measure, found=JUDGED):
    prediction = found.prediction(hypothesis, measure)
    assert prediction is not None
    return prediction


def test_new_myelin_counts_as_moved_once_a_quarter_is_reached():
    """tau = 183 / ln 20 = 61.1 days; a quarter after tau × ln(4/3) = 17.6 days."""
    assert of("remyelination", "myelin_mri").from_day == 18


def test_another_time_stated_by_the_source_moves_the_prediction():
    slower = judged(with_fact(shipped_set(), FactKind.MECHANISM_TAKES_DAYS, 366))
    assert of("remyelination", "myelin_mri", slower).from_day == 36


def test_nothing_of_a_second_dose_shows_before_it_is_given():
    day = next(fact.low for fact in shipped_set().facts if fact.kind is FactKind.REPEAT_AFTER_DAYS)
    for prediction in JUDGED.predictions:
        if prediction.hypothesis == "second_dose":
            assert (prediction.reached.most[day > DAYS] == 0).all()


def test_calm_for_a_day_is_over_sooner_than_calm_for_two_months():
    brief, long = (of(name, "gadolinium").until_day for name in ("calm_one_day", "calm_two_months"))
    assert brief is not None
    assert long is not None
    assert brief < long


def test_a_measure_that_lags_moves_later_and_longer():
    cells, lesions = (of("calm_two_months", name) for name in ("immune_cells", "gadolinium"))
    assert lesions.from_day > cells.from_day
    assert lesions.until_day > cells.until_day


def test_events_have_to_be_counted_before_a_rate_can_move():
    """The window averages over the days before: half of it before the rate is half of what it becomes."""
    rate = of("regression", "relapse_rate").reached.value
    assert rate[90] == pytest.approx(91 / 183)
    assert rate[182] == pytest.approx(1.0)


def test_the_first_visit_is_one_on_which_it_shows_by_then():
    for prediction in JUDGED.predictions:
        visits = JUDGED.theory.measure(prediction.measure).visit_days
        if prediction.first_visit_day is None:
            assert not any(prediction.reached.value[day] >= 0.25 for day in visits)
        else:
            assert prediction.first_visit_day >= prediction.from_day
            assert prediction.reached.value[prediction.first_visit_day] >= 0.25


def test_shares_lie_between_the_ends_of_the_ranges():
    for prediction in JUDGED.predictions:
        reached = prediction.reached
        assert (reached.least <= reached.value + 1e-12).all()
        assert (reached.value <= reached.most + 1e-12).all()
        assert reached.value.shape == (HORIZON_DAYS + 1,)
        assert np.isfinite(reached.value).all()


def test_function_would_move_without_cells_and_myelin_only_where_a_lesion_is_recent():
    assert len(of("remyelination", "edss").also_without_cells) == 5
    assert of("remyelination", "myelin_mri").also_without_cells == ("relapse_recovery",)
    assert of("plasticity", "functional_mri").also_without_cells == ()


def test_what_rests_on_an_unverified_number_is_provisional():
    assert of("calm_two_months", "edss").provisional
    assert not of("calm_two_months", "donor_cells").provisional
    assert not of("remyelination", "edss").provisional
    assert of("relapse_recovery", "edss").provisional


def test_a_number_read_at_its_source_would_lift_the_provision():
    known = with_text(
        shipped_set(),
        'known = "assumed", source = "S289; regulatory',
        'known = "seen", source = "S281; regulatory',
    )
    assert not of("calm_two_months", "edss", judged(known)).provisional


def test_no_prediction_speaks_of_size():
    assert not any(name.endswith(("points", "size")) for name in vars(JUDGED.predictions[0]))
