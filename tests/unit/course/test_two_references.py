"""Events and visits of two references as tables; each deviation from the authors' program by hand.

What the program finds in the same patients was seen by running it
(EDSSProgression, commit d468f93, pandas 2.3.3).
"""

from dataclasses import replace

import polars as pl
import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.time_zero import find_time_zero
from ranvier.course.two_references import find_two_reference_events, find_two_reference_visits
from ranvier.definitions.two_reference_parts import Confirmation, Merging, MinimalDistance, Roving
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.windows import ConfirmWindow
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

PLAIN = TwoReferences()


def cohort_with(scores, *relapses):
    return cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", *relapses))


def found(cohort, definition=PLAIN):
    rows = find_two_reference_events(cohort, definition).iter_rows(named=True)
    return [(row["relation"], row["onset_date"], row["event_score"]) for row in rows]


def test_an_event_carries_its_visits_and_scores():
    events = find_two_reference_events(cohort_with({0: 2, 100: 4, 190: 3, 290: 3.5, 400: 2}), PLAIN)
    assert events.row(0, named=True) == {
        "patient_id": "a",
        "kind": "worsening",
        "relation": "pira",
        "onset_date": on(100),
        "onset_score": 4.0,
        "reference_date": on(0),
        "reference_score": 2.0,
        "confirmed_date": on(290),
        "confirmed_score": 3.5,
        "held_until_date": on(290),
        "holds_to_end": False,
        "event_score": 3.0,
        "last_date": on(100),
    }


def test_a_visit_says_what_it_did_to_each_reference():
    visits = find_two_reference_visits(cohort_with({0: 2, 200: 2.5, 300: 2, 330: 2}, 100), PLAIN)
    assert visits.select("general_reference_score", "relapse_reference_score", "rebaselining").rows() == [
        (2.0, 2.0, False),
        (None, 2.5, True),
        (None, 2.0, False),
        (None, None, False),
    ]
    assert visits["relapse_reference_why"].to_list() == [
        "first visit",
        "disability left by a relapse",
        "lower score",
        None,
    ]


def test_the_visits_of_a_joined_event_share_its_number():
    definition = TwoReferences(
        confirmation=Confirmation(window=ConfirmWindow(84)), merging=Merging(merges=True)
    )
    visits = find_two_reference_visits(cohort_with({0: 2, 100: 3, 200: 4, 300: 4, 400: 4}), definition)
    assert visits["event"].to_list() == [None, 1, 1, None, None]


@pytest.mark.parametrize("scores", [{}, {0: 3.0}])
def test_nobody_and_one_visit_give_no_event_with_every_column(scores):
    events = find_two_reference_events(cohort_with(scores), PLAIN)
    full = find_two_reference_events(cohort_with({0: 2, 100: 3, 290: 3}), PLAIN)
    assert events.schema == full.schema and events.is_empty()


def test_without_a_table_of_relapses_no_worsening_is_called_independent_of_them():
    cohort = cohort_of(visits=visits_of("a", {0: 2, 100: 3, 290: 3}))
    assert found(cohort) == [("undefined", on(100), 3.0)]


def test_from_a_baseline_earlier_visits_are_forgotten():
    cohort = cohort_of(
        visits=visits_of("a", {-400: 1, -5: 3, 100: 3.5, 290: 3.5}),
        relapses=[],
        administrations=[dose_of("a", 0)],
    )
    baselines = find_baseline(cohort, find_time_zero(cohort))
    assert [row[0] for row in found(cohort)] == ["pira"]
    assert find_two_reference_events(cohort, PLAIN, baselines).is_empty()
    assert find_two_reference_visits(cohort, PLAIN, baselines)["date"][0] == on(-5)


def test_visits_of_one_day_do_not_confirm_each_other():
    rows = visits_of("a", {0: 2, 100: 3, 290: 3})
    cohort = cohort_of(visits=[*rows, {"patient_id": "a", "date": on(100), "edss": 3.5}], relapses=[])
    next_visit = TwoReferences(confirmation=Confirmation(window=ConfirmWindow(1)))
    confirmed = find_two_reference_events(cohort, next_visit)["confirmed_date"].to_list()
    assert confirmed == [on(290)]


def test_d1_a_visit_in_the_window_of_another_relapse_does_not_follow_a_relapse():
    """Day 200 is the first after the window of day 0, but 50 days after the relapse of day 150.

    The program: undefined on day 200.
    """
    assert found(cohort_with({0: 2, 200: 3, 400: 3}, 0, 150)) == [("raw", on(200), 3.0)]


def test_d2_the_way_back_to_an_earlier_reference_does_not_depend_on_where_days_are_counted_from():
    """The program: the same on day 230, nothing on day -770."""
    definition = TwoReferences(roving=Roving(confirmed=False), distance=MinimalDistance(days=90))
    scores = {0: 3, 200: 2.5, 230: 4, 420: 4}
    early = {day - 1000: edss for day, edss in scores.items()}
    assert found(cohort_with(scores), definition) == [("pira", on(230), 4.0)]
    assert found(cohort_with(early), definition) == [("pira", on(-770), 4.0)]


def test_d3_a_joined_event_dates_its_reference_at_its_own_last_visit():
    """The repeated score of day 120 does not belong to the event of day 100, so 180 is 80 days after it.

    The program: events on days 100 and 240.
    """
    definition = TwoReferences(
        confirmation=Confirmation(window=ConfirmWindow(60)),
        distance=MinimalDistance(days=80),
        merging=Merging(merges=True),
    )
    scores = {0: 2, 100: 3, 120: 3, 160: 3, 180: 4, 240: 4, 300: 4}
    assert found(cohort_with(scores), definition) == [("pira", on(100), 3.0), ("pira", on(180), 4.0)]


def test_d4_visits_without_a_score_are_left_out():
    """The program: UnboundLocalError."""
    cohort = cohort_with({0: 2, 100: 3, 290: 3})
    gap = pl.DataFrame([{"patient_id": "a", "date": on(150)}], schema=cohort.visits.schema)
    frames = {**cohort.frames, "visits": pl.concat([cohort.visits, gap])}
    assert found(replace(cohort, frames=frames)) == found(cohort)


def test_d5_two_visits_of_one_day_and_rows_out_of_order_are_no_error():
    cohort = cohort_with({0: 2, 100: 3, 290: 3})
    frames = {**cohort.frames, "visits": pl.concat([cohort.visits.reverse(), cohort.visits[:1]])}
    assert found(replace(cohort, frames=frames)) == [("pira", on(100), 3.0)]
