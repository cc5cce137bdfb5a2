"""Events of measures other than the EDSS, and what can be said of single visits."""

from datetime import timedelta

import polars as pl
import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.events import find_events
from ranvier.course.outcome_visits import find_results
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import NHPT, SDMT
from tests.small_cohorts import cohort_of, dose_of, on, visits_of


def results(instrument, *rows):
    """A cohort whose patient "a" has (day, value, side, trial)."""
    names = ("date", "value", "side", "trial")
    measured = [dict(zip(names, row, strict=False)) for row in rows]
    return cohort_of(
        measures=[
            {"patient_id": "a", "instrument": instrument, **row, "date": on(row["date"])} for row in measured
        ],
        relapses=[],
    )


def scores_of(cohort, measure):
    rows = find_results(cohort, measure)
    return {(date - on(0)).days: score for date, score in rows.select("date", measure.name).rows()}


def test_trials_of_a_day_count_as_their_mean():
    cohort = results("nhpt", (0, 20.0, None, 1), (0, 21.0, None, 2), (90, 22.0))
    assert scores_of(cohort, NHPT) == {0: 20.5, 90: 22.0}


def test_both_hands_are_averaged_and_a_day_with_one_hand_is_left_out():
    cohort = results(
        "nhpt",
        *((0, 20.0, "dominant", 1), (0, 22.0, "dominant", 2), (0, 31.0, "nondominant", 1)),
        *((90, 40.0, "nondominant", 1), (180, 26.0, "both", 1)),
    )
    assert scores_of(cohort, NHPT) == {0: 26.0, 180: 26.0}


def test_results_that_cannot_be_are_left_out():
    cohort = results("nhpt", (0, 20.0), (90, -1.0), (180, 301.0), (270, 21.0))
    assert scores_of(cohort, NHPT) == {0: 20.0, 270: 21.0}


def test_a_decline_of_the_sdmt_is_a_worsening():
    cohort = results("sdmt", (0, 50), (90, 46), (300, 45))
    row = find_events(cohort, ConfirmedWorsening(measure=SDMT)).row(0, named=True)
    assert (row["kind"], row["onset_date"]) == ("worsening", on(90))
    assert (row["reference_score"], row["onset_score"], row["confirmed_score"]) == (50, 46, 45)


def test_with_baselines_another_measure_starts_at_its_last_result_of_90_days():
    rows = [(-100, 60), (-20, 50), (90, 46), (300, 46)]
    measured = [
        {"patient_id": name, "instrument": "sdmt", "date": on(day), "value": value}
        for name, own in (("a", rows), ("b", [(-100, 60), *rows[2:]]))
        for day, value in own
    ]
    cohort = cohort_of(
        measures=measured,
        visits=[*visits_of("a", {0: 2.0}), *visits_of("b", {0: 2.0})],
        administrations=[dose_of("a"), dose_of("b")],
        relapses=[],
    )
    baselines = find_baseline(cohort, find_time_zero(cohort))
    events = find_events(cohort, ConfirmedWorsening(measure=SDMT), baselines)
    assert events.select("patient_id", "reference_date").rows() == [("a", on(-20))]


COURSE = {0: 2.0, 84: 3.0, 260: 3.0, 440: 3.0}


def particulars(**columns):
    days = list(COURSE)
    return pl.DataFrame({"patient_id": ["a"] * 4, "date": [on(day) for day in days], **columns})


def test_a_visit_that_may_not_confirm_is_passed_by():
    cohort = cohort_of(visits=visits_of("a", COURSE), relapses=[])
    marks = particulars(may_confirm=[True, True, False, True])
    assert find_events(cohort, PRIMARY)["confirmed_date"].to_list() == [on(260)]
    assert find_events(cohort, PRIMARY, particulars=marks)["confirmed_date"].to_list() == [on(440)]
    unnamed = marks.filter(pl.col("may_confirm"))
    assert find_events(cohort, PRIMARY, particulars=unnamed)["confirmed_date"].to_list() == [on(260)]


def test_the_step_can_be_taken_from_another_score():
    # from 5.5 half a point counts, though the score itself says 2.0
    half = {day: 2.0 if score == 2.0 else 2.5 for day, score in COURSE.items()}
    cohort = cohort_of(visits=visits_of("a", half), relapses=[])
    assert find_events(cohort, PRIMARY).is_empty()
    steps = particulars(step_score=[5.5] * 4)
    assert find_events(cohort, PRIMARY, particulars=steps)["onset_date"].to_list() == [on(84)]


def test_particulars_that_say_nothing_are_refused():
    cohort = cohort_of(visits=visits_of("a", COURSE), relapses=[])
    with pytest.raises(RanvierError, match="patient_id, date and one more"):
        find_events(
            cohort, PRIMARY, particulars=particulars().with_columns(other=pl.col("date") + timedelta(1))
        )


def test_words_for_yes_and_no_are_refused():
    cohort = cohort_of(visits=visits_of("a", COURSE), relapses=[])
    with pytest.raises(RanvierError, match="true or false"):
        find_events(cohort, PRIMARY, particulars=particulars(may_confirm=["True", "True", "False", "True"]))


def test_particulars_with_hours_are_taken_by_their_day():
    cohort = cohort_of(visits=visits_of("a", COURSE), relapses=[])
    marks = particulars(may_confirm=[True, True, False, True]).with_columns(pl.col("date").cast(pl.Datetime))
    assert find_events(cohort, PRIMARY, particulars=marks)["confirmed_date"].to_list() == [on(440)]
