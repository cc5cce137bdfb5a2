import polars as pl
import pytest

from ranvier.course.finders import find_rows
from ranvier.course.milestone import find_milestone, milestone_ticks
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.milestone import Milestone
from ranvier.errors import RanvierError
from ranvier.vocabulary.events import EventKind
from ranvier.vocabulary.measures import NHPT, SDMT, T25FW
from tests.small_cohorts import cohort_of, dose_of, on, visits_of

COLUMNS = [
    *("patient_id", "reached", "onset_date", "onset_score", "confirmed_date", "confirmed_score"),
    *("day", "followup_days"),
]


def test_one_row_a_patient_with_a_score():
    visits = [
        *visits_of("b", {0: 4.0, 200: 6.0, 400: 6.5}),
        *visits_of("a", {0: 4.0, 300: 4.0}),
        {"patient_id": "c", "date": on(0)},
    ]
    found = find_milestone(cohort_of(visits=visits), Milestone())
    assert found.columns == COLUMNS
    assert found.rows() == [
        ("a", False, None, None, None, None, 300, 300),
        ("b", True, on(200), 6.0, on(400), 6.5, 200, 400),
    ]


def test_what_reaches_a_score_is_a_change_of_it():
    with pytest.raises(RanvierError, match="by worsening or by improvement"):
        Milestone(reached_by=EventKind.SECONDARY_PROGRESSION)


def test_an_empty_cohort_gives_an_empty_table():
    found = find_milestone(cohort_of(visits=[]), Milestone())
    assert (found.height, found.columns) == (0, COLUMNS)


def test_from_a_day_zero_earlier_visits_do_not_count():
    cohort = cohort_of(
        visits=visits_of("a", {-400: 6.0, -200: 6.0, 10: 5.0, 100: 6.0, 300: 6.0}),
        administrations=[dose_of("a", 0), dose_of("b", 0)],
    )
    found = find_milestone(cohort, Milestone(), find_time_zero(cohort))
    assert found.rows() == [("a", True, on(100), 6.0, on(300), 6.0, 100, 300)]


def test_trials_of_a_timed_test_on_one_day_are_taken_as_their_mean():
    results = [(0, 8.0), (0, 9.0), (200, 9.0), (200, 11.0), (400, 10.5)]
    cohort = cohort_of(
        visits=[],
        measures=[
            {"patient_id": "a", "date": on(day), "instrument": "t25fw", "value": value, "trial": number}
            for number, (day, value) in enumerate(results)
        ],
    )
    row = find_milestone(cohort, Milestone(measure=T25FW, score=10.0)).row(0, named=True)
    assert (row["onset_date"], row["onset_score"]) == (on(200), 10.0)


@pytest.mark.parametrize(
    ("milestone", "ticks"),
    [
        (Milestone(score=6.0), 12),
        (Milestone(score=5.6), 12),  # no EDSS lies between 5.5 and 6.0
        (Milestone(score=5.8, reached_by=EventKind.IMPROVEMENT), 11),
        (Milestone(measure=SDMT, score=40.0), 70),  # 110 at best
        (Milestone(measure=NHPT, score=33.3), 33_300),
    ],
)
def test_a_milestone_in_ticks(milestone, ticks):
    assert milestone_ticks(milestone) == ticks


def test_a_milestone_outside_the_measure_is_refused():
    with pytest.raises(RanvierError) as error:
        Milestone(score=11)
    assert str(error.value) == (
        "a milestone of 11 lies outside the measure EDSS\n"
        "  where:  Milestone.score\n"
        "  try:    give a score from 0 to 10"
    )


def test_the_settings_of_a_milestone_can_be_printed():
    settings = dict(Milestone().settings())
    assert settings["measure"] == "EDSS"
    assert settings["score"] == "6.0"
    assert settings["reached by"] == "worsening"


def test_a_visit_that_may_not_confirm_is_passed_by():
    cohort = cohort_of(visits=visits_of("a", {0: 4.0, 200: 6.0, 400: 6.0, 600: 6.0}))
    marks = pl.DataFrame({"patient_id": ["a"], "date": [on(400)], "may_confirm": [False]})
    assert find_milestone(cohort, Milestone())["confirmed_date"].to_list() == [on(400)]
    assert find_milestone(cohort, Milestone(), particulars=marks)["confirmed_date"].to_list() == [on(600)]
    assert find_rows(cohort, Milestone(), particulars=marks).equals(
        find_milestone(cohort, Milestone(), particulars=marks)
    )
    with pytest.raises(RanvierError, match="no step is taken here"):
        find_milestone(cohort, Milestone(), particulars=marks.with_columns(step_score=pl.lit(1.0)))


@pytest.mark.parametrize(("within_days", "reached"), [(299, False), (300, True), (301, True), (None, True)])
def test_a_last_visit_counts_up_to_so_many_days_after_the_first(within_days, reached):
    cohort = cohort_of(visits=visits_of("a", {0: 5.0, 300: 6.0}))
    milestone = Milestone(last_visit_counts=True, last_visit_within_days=within_days)
    assert find_milestone(cohort, milestone)["reached"].to_list() == [reached]


@pytest.mark.parametrize(("sustained_days", "reached"), [(300, True), (301, False)])
def test_a_score_is_held_until_the_first_visit_without_it(sustained_days, reached):
    cohort = cohort_of(visits=visits_of("a", {0: 6.0, 200: 6.0, 300: 5.0}))
    found = find_milestone(cohort, Milestone(sustained_days=sustained_days))
    assert found["reached"].to_list() == [reached]


@pytest.mark.parametrize(("confirms_after_days", "reached"), [(167, False), (168, True)])
def test_a_milestone_is_confirmed_after_24_weeks_unless_said_otherwise(confirms_after_days, reached):
    cohort = cohort_of(visits=visits_of("a", {0: 5.0, 100: 6.0, 100 + confirms_after_days: 6.0}))
    assert find_milestone(cohort, Milestone())["reached"].to_list() == [reached]
