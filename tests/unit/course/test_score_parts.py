import polars as pl
import pytest

from ranvier.course.score_parts import find_score_parts
from ranvier.definitions.score_parts import ScoreParts
from ranvier.vocabulary.measures import SDMT
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of


def test_one_row_a_visit_from_the_baseline_on():
    # course by hand; the drawings hold one for each rule
    cohort = cohort_of(
        visits=[*visits_of("a", {0: 3.0, 40: 2.0, 140: 3.0, 340: 3.5, 500: 3.5}), *visits_of("b", {5: 4.0})],
        relapses=[*relapses_of("a", -10, 100), *relapses_of("b", 0)],
    )
    found = find_score_parts(cohort, ScoreParts())
    assert found.columns == [
        *("patient_id", "date", "score", "baseline_score", "independent", "associated", "transient")
    ]
    assert found.rows() == [
        ("a", on(40), 2.0, 2.0, 0.0, 0.0, 0.0),
        ("a", on(140), 3.0, 2.0, 0.0, 1.0, 0.0),
        ("a", on(340), 3.5, 2.0, 0.0, 1.0, 0.5),
        ("a", on(500), 3.5, 2.0, 0.5, 1.0, 0.0),
    ]


def test_an_empty_cohort_gives_an_empty_table():
    found = find_score_parts(cohort_of(visits=[], relapses=[]), ScoreParts())
    assert found.height == 0


def test_what_is_left_is_never_better_than_the_best_score():
    cohort = cohort_of(
        visits=visits_of("a", {0: 1.0, 100: 4.0, 300: 4.0, 500: 0.0}), relapses=relapses_of("a", 90)
    )
    last = find_score_parts(cohort, ScoreParts()).row(-1, named=True)
    assert (last["score"], last["associated"], last["independent"]) == (0.0, 3.0, -1.0)


def test_what_is_held_is_seen_before_the_next_relapse():
    scores = {0: 2.0, 70: 4.0, 240: 4.0, 245: 3.0, 500: 3.0}
    settings = ScoreParts(held_more_than_days=180)
    parts = []
    for second in (245, 246):  # on the day of the lower score, and a day later
        cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", 60, second))
        parts.append(find_score_parts(cohort, settings)["associated"].to_list())
    assert parts == [[0.0, 2.0, 2.0, 2.0, 2.0], [0.0, 1.0, 1.0, 1.0, 1.0]]


@pytest.mark.parametrize(("steps", "associated"), [(EDSS_STEPS_TO_5_0, 0.5), (EDSS_STEPS_TO_5_5, 0.0)])
def test_the_steps_may_be_stated(steps, associated):
    cohort = cohort_of(visits=visits_of("a", {0: 5.5, 100: 6.0, 300: 6.0}), relapses=relapses_of("a", 90))
    assert find_score_parts(cohort, ScoreParts(steps=steps))["associated"].to_list()[-1] == associated


def test_steps_are_those_of_the_measure():
    assert ScoreParts(measure=SDMT).steps is SDMT.steps
    with pytest.raises(ValueError, match="no band reaches"):
        ScoreParts(measure=SDMT, steps=EDSS_STEPS_TO_5_0)


def test_a_visit_that_may_not_confirm_is_passed_by():
    # nothing else confirms the rise of day 100, so it is transient
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 300: 3.0}), relapses=relapses_of("a", 90))
    marks = pl.DataFrame({"patient_id": ["a"], "date": [on(300)], "may_confirm": [False]})
    assert find_score_parts(cohort, ScoreParts())["associated"].to_list() == [0.0, 1.0, 1.0]
    found = find_score_parts(cohort, ScoreParts(), particulars=marks)
    assert found.select("associated", "transient").rows() == [(0.0, 0.0), (0.0, 1.0), (0.0, 0.0)]


@pytest.mark.parametrize(("last_held", "associated"), [(280, 0.0), (281, 1.0)])
def test_a_rise_that_ends_stays_if_it_was_seen_for_more_than_180_days(last_held, associated):
    scores = {0: 2.0, 100: 3.0, 270: 3.0, last_held: 3.0, 400: 2.0}
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", 90))
    assert find_score_parts(cohort, ScoreParts())["associated"].to_list()[-1] == associated
