"""What pymsprog 1.0.7 gets wrong on small courses (P numbers: docs/reference/course.md), and what we find.

The results of the peer that are quoted were seen by running it on these courses.
"""

from __future__ import annotations

import pytest

from ranvier.course.milestone import find_milestone
from ranvier.course.score_parts import find_score_parts
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.score_parts import ScoreParts
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import SDMT
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of

AT_84_DAYS = {"confirm_after_days": 84, "confirm_earlier_days": 7, "confirm_later_days": 730}


def sdmt_of(scores):
    return [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": score}
        for day, score in scores.items()
    ]


def milestone_of(scores, **settings):
    cohort = cohort_of(visits=visits_of("a", scores))
    return find_milestone(cohort, Milestone(**{**AT_84_DAYS, **settings})).row(0, named=True)


def test_p3_milestones_are_found_without_a_table_of_relapses():
    # the peer: "Cannot index with multidimensional key"
    row = milestone_of({0: 5.0, 84: 6.0, 168: 6.0})
    assert (row["reached"], row["day"]) == (True, 84)


def test_p4_a_relapse_without_an_earlier_visit_stops_nothing():
    # the peer: "unsupported operand type(s) for +: 'NoneType' and 'int'"
    cohort = cohort_of(visits=visits_of("a", {0: 2.0}), relapses=relapses_of("a", 5))
    found = find_score_parts(cohort, ScoreParts(raw_after_days=30, raw_before_days=30, **AT_84_DAYS))
    assert found.select("score", "independent", "associated", "transient").rows() == [(2.0, 0.0, 0.0, 0.0)]


def test_p4_parts_need_a_table_of_relapses_and_say_so():
    with pytest.raises(RanvierError) as error:
        find_score_parts(cohort_of(visits=visits_of("a", {0: 2.0})), ScoreParts())
    assert str(error.value) == (
        "what of a score relapses left behind cannot be said without a table of relapses\n"
        "  where:  relapses\n"
        "  try:    give them: relapses= in Python, --relapses with a file, the table relapses in a programme"
    )


def test_p14_a_milestone_at_the_last_visit_counts_if_it_is_asked_to():
    # the peer never finds it, as 6 is not the number of its visits less one
    row = milestone_of({0: 5.0, 84: 5.0, 168: 6.0}, last_visit_counts=True)
    assert (row["reached"], row["day"], row["confirmed_date"]) == (True, 168, None)


def test_p14_a_milestone_that_is_lost_at_once_does_not_count():
    # the peer says reached at 84, as 4 is the number of its visits less one
    row = milestone_of({0: 1.0, 84: 4.0, 168: 1.0, 252: 1.0, 336: 1.0}, score=4.0, last_visit_counts=True)
    assert (row["reached"], row["day"]) == (False, 336)


def test_p15_a_later_pair_of_visits_confirms_what_the_first_crossing_did_not():
    # the peer: not reached, censored at 1600
    row = milestone_of({0: 5.0, 100: 6.0, 1500: 6.0, 1600: 6.0})
    assert (row["reached"], row["day"], row["confirmed_date"]) == (True, 1500, on(1600))


def test_p15_of_a_falling_score_as_well():
    # the peer: not reached, although 38 and 38 confirm one another
    scores = {0: 50.0, 84: 39.0, 168: 45.0, 252: 38.0, 336: 38.0}
    cohort = cohort_of(visits=[], measures=sdmt_of(scores))
    row = find_milestone(cohort, Milestone(measure=SDMT, score=40.0, **AT_84_DAYS)).row(0, named=True)
    assert (row["reached"], row["day"], row["onset_score"]) == (True, 252, 38.0)


def test_p16_a_fall_of_the_sdmt_after_a_relapse_is_associated_with_it():
    # the peer: independent -10, associated 0
    scores = {0: 50.0, 84: 40.0, 168: 40.0, 252: 40.0}
    cohort = cohort_of(visits=[], measures=sdmt_of(scores), relapses=relapses_of("a", 60))
    found = find_score_parts(cohort, ScoreParts(measure=SDMT, **AT_84_DAYS))
    assert found["associated"].to_list() == [0.0, 10.0, 10.0, 10.0]
    assert found["independent"].to_list() == [0.0, 0.0, 0.0, 0.0]


def test_p16_falling_scores_mirror_rising_ones():
    steps = {"any_rise_counts": True, **AT_84_DAYS}
    falls = {0: 50.0, 84: 46.0, 168: 48.0, 252: 48.0, 336: 47.0}
    rises = {day: (50.0 - score) / 2 + 2 for day, score in falls.items()}
    relapses = relapses_of("a", 60)
    of_sdmt = cohort_of(visits=[], measures=sdmt_of(falls), relapses=relapses)
    of_edss = cohort_of(visits=visits_of("a", rises), relapses=relapses)
    falling = find_score_parts(of_sdmt, ScoreParts(measure=SDMT, **steps))
    rising = find_score_parts(of_edss, ScoreParts(**steps))
    for part in ("independent", "associated", "transient"):
        assert falling[part].to_list() == (rising[part] * 2).to_list()


def test_p16_visit_numbers_are_no_days():
    # the peer: [0, 1.5, 0], but with all days 10 later [0, 1.5, 2]; it tries visit 1 in vain and then passes
    # over the relapse of day 1
    scores = {-51: 2.0, -31: 3.5, 45: 4.0}
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", -50, 1))
    found = find_score_parts(cohort, ScoreParts(**AT_84_DAYS))
    assert found["transient"].to_list() == [0.0, 1.5, 2.0]


def test_p21_the_tables_of_the_caller_stay_as_they_were():
    cohort = cohort_of(visits=visits_of("a", {0: 5.0, 84: 6.0, 168: 6.0}), relapses=relapses_of("a", 60))
    before = {name: frame.clone() for name, frame in cohort.frames.items()}
    find_milestone(cohort, Milestone())
    find_score_parts(cohort, ScoreParts())
    assert all(frame.equals(before[name]) for name, frame in cohort.frames.items())


def test_p23_a_rise_that_two_relapses_share_is_counted_once():
    # the peer: transient 4.0, independent -2.0 at day 100, below the baseline of 2.0
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 4.0, 120: 2.0}), relapses=relapses_of("a", 60, 80))
    found = find_score_parts(cohort, ScoreParts(**AT_84_DAYS))
    assert found["transient"].to_list() == [0.0, 2.0, 0.0]
    assert found["independent"].to_list() == [0.0, 0.0, 0.0]


def test_p25_a_rise_on_the_very_day_of_a_relapse_is_associated_with_it():
    # the peer: associated 0 where relapse_assoc is 0, though its MSprog calls such a worsening RAW
    cohort = cohort_of(
        visits=visits_of("a", {0: 2.0, 100: 3.0, 200: 3.0, 300: 3.0}), relapses=relapses_of("a", 100)
    )
    found = find_score_parts(cohort, ScoreParts(raw_after_days=0, **AT_84_DAYS))
    assert found["associated"].to_list() == [0.0, 1.0, 1.0, 1.0]
