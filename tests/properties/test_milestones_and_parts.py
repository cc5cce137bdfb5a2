"""Milestones and parts of a score: kernels equal their twins, and some things change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.course.milestone import find_milestone, kernel_rule as milestone_rule
from ranvier.course.score_parts import find_score_parts, kernel_rule as parts_rule
from ranvier.course.time_to_event import find_time_to_event
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.milestone import find_milestones
from ranvier.kernels.score_parts import find_score_parts as split_scores
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.events import EventKind
from tests.properties.courses import cohorts, make_course, relapse_arrays_of, seeded_pick, visit_arrays_of
from tests.properties.test_course_invariance import (
    assert_same,
    cohort_from,
    moved,
    renamed,
    several,
    shuffled,
)
from tests.reference.milestone import find_milestone as slow_milestone
from tests.reference.score_parts import split_score


def make_windows(pick):
    def window():
        return ConfirmWindow(pick((84, 168, 365)), pick((0, 7, 28)), pick((None, 0, 30, 730)))

    first = window()
    return {
        "confirm_after_days": first.after_days,
        "confirm_earlier_days": first.earlier_days,
        "confirm_later_days": first.later_days,
        "further_windows": tuple(window() for _ in range(pick((0, 0, 1, 2)))),
        "relapse_to_confirmation": make_distance(pick),
    }


def make_distance(pick):
    return RelapseDistance(pick((0, 0, 1, 30, 31, 90)), pick((0, 0, 30)))


def make_milestone(pick):
    return Milestone(
        score=pick((0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 6.5)),
        reached_by=pick((EventKind.WORSENING, EventKind.WORSENING, EventKind.IMPROVEMENT)),
        all_visits_hold=pick((True, True, False)),
        relapse_to_onset=make_distance(pick),
        sustained_days=pick((0, 0, 168, 180, 365)),
        sustained_to_end=pick((False, False, True)),
        last_visit_counts=pick((False, True)),
        last_visit_within_days=pick((None, 168, 365)),
        **make_windows(pick),
    )


def make_parts(pick):
    return ScoreParts(
        any_rise_counts=pick((False, False, True)),
        relapse_to_baseline=make_distance(pick),
        raw_after_days=pick((0, 30, 90, 180)),
        raw_before_days=pick((0, 0, 30)),
        held_more_than_days=pick((0, 84, 180, 365)),
        **make_windows(pick),
    )


EVERY_VISIT = np.empty(0, np.bool_)
"""Every visit may confirm."""


def marks_of(visits, seed):
    """Which visits may confirm: about four of five, and all of them without a seed."""
    if seed is None:
        return EVERY_VISIT
    return np.random.default_rng(seed).random(len(visits.day)) < 0.8


def own_marks(marks, visits, number):
    return list(marks[visits.offset[number] : visits.offset[number + 1]]) or None


def check_milestones(patients, definition, seed=None):
    visits = visit_arrays_of(patients)
    marks = marks_of(visits, seed)
    found = find_milestones(visits, relapse_arrays_of(patients), milestone_rule(definition), marks)
    for number, patient in enumerate(patients):
        numbers = [
            None if column[number] == NO_VISIT else int(column[number] - visits.offset[number])
            for column in found
        ]
        expected = slow_milestone(*patient, definition, own_marks(marks, visits, number))
        assert numbers == ([None, None] if expected is None else [expected.onset, expected.confirmed])


def check_parts(patients, definition, seed=None):
    visits = visit_arrays_of(patients)
    marks = marks_of(visits, seed)
    found = split_scores(visits, relapse_arrays_of(patients), parts_rule(definition), marks)
    for number, patient in enumerate(patients):
        expected = split_score(*patient, definition, own_marks(marks, visits, number))
        if expected is None:
            assert found.first_visit[number] == NO_VISIT
            continue
        own = slice(found.first_visit[number], visits.offset[number + 1])
        assert list(visits.day[own]) == expected.day
        assert set(found.baseline[own] / TICKS_PER_POINT) == {expected.baseline}
        for name in ("independent", "associated", "transient"):
            assert list(getattr(found, name)[own] / TICKS_PER_POINT) == getattr(expected, name), name


@st.composite
def drawn(draw, make):
    """A definition that *make* makes, as Hypothesis draws it."""
    return make(lambda options: draw(st.sampled_from(options)))


@given(cohorts, drawn(make_milestone))
@settings(max_examples=100, deadline=None)
def test_milestones_equal_their_twin(patients, definition):
    check_milestones(patients, definition)


@given(cohorts, drawn(make_parts))
@settings(max_examples=100, deadline=None)
def test_parts_equal_their_twin(patients, definition):
    check_parts(patients, definition)


@pytest.mark.parametrize(("check", "make"), [(check_milestones, make_milestone), (check_parts, make_parts)])
def test_kernels_equal_their_twins_on_many_seeded_patients(check, make):
    for seed in range(300):
        pick = seeded_pick(seed)
        definition = make(pick)
        check([make_course(pick) for _ in range(20)], definition, seed if seed % 3 == 0 else None)


@given(cohorts, drawn(make_parts))
@settings(max_examples=100, deadline=None)
def test_parts_add_up_to_the_score(patients, definition):
    visits = visit_arrays_of(patients)
    found = split_scores(visits, relapse_arrays_of(patients), parts_rule(definition), EVERY_VISIT)
    total = found.baseline + found.independent + found.associated + found.transient
    begins = np.where(found.first_visit == NO_VISIT, visits.offset[1:], found.first_visit)
    is_split = np.arange(len(visits.day)) >= np.repeat(begins, np.diff(visits.offset))
    falls_short = found.associated + found.transient > visits.score  # more than there is to split
    assert np.array_equal(total[is_split & ~falls_short], visits.score[is_split & ~falls_short])
    assert np.all(found.baseline[is_split] + found.independent[is_split] >= 0)
    assert np.all(found.associated >= 0)


def everything(cohort):
    milestone = Milestone(score=3.0, confirm_after_days=84)
    return {
        "milestone": find_milestone(cohort, milestone),
        "parts": find_score_parts(cohort, ScoreParts(confirm_after_days=84)),
        "time to a milestone": find_time_to_event(cohort, milestone),
        "time to worsening": find_time_to_event(cohort, PRIMARY),
    }


@given(several, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing(patients, random):
    cohort = cohort_from(patients)
    assert_same(everything(shuffled(cohort, random)), everything(cohort))


@given(several)
@settings(max_examples=30, deadline=None)
def test_the_names_of_patients_change_nothing(patients):
    cohort = cohort_from(patients)
    found = {
        name: table.with_columns(pl.col("patient_id").str.strip_prefix("patient "))
        for name, table in everything(renamed(cohort)).items()
    }
    assert_same(found, everything(cohort))


@given(several)
@settings(max_examples=30, deadline=None)
def test_other_patients_change_nothing(patients):
    alone = everything(cohort_from(patients[:1]))
    among = everything(cohort_from(patients))
    assert_same({name: table.filter(pl.col("patient_id") == "a") for name, table in among.items()}, alone)


@pytest.mark.parametrize("days", [-4000, 59])
@given(several)
@settings(max_examples=25, deadline=None)
def test_the_calendar_changes_nothing(days, patients):
    cohort = cohort_from(patients)
    later = everything(moved(cohort, days))
    back = {name: table.with_columns(pl.col(pl.Date) - timedelta(days=days)) for name, table in later.items()}
    assert_same(back, everything(cohort))


@given(cohorts, drawn(make_milestone))
@settings(max_examples=60, deadline=None)
def test_the_order_of_windows_changes_nothing(patients, definition):
    first = ConfirmWindow(
        definition.confirm_after_days, definition.confirm_earlier_days, definition.confirm_later_days
    )
    *others, last = (first, *definition.further_windows)
    backwards = replace(
        definition,
        confirm_after_days=last.after_days,
        confirm_earlier_days=last.earlier_days,
        confirm_later_days=last.later_days,
        further_windows=tuple(others),
    )
    check_milestones(patients, backwards)
    visits, relapses = visit_arrays_of(patients), relapse_arrays_of(patients)
    forwards = find_milestones(visits, relapses, milestone_rule(definition), EVERY_VISIT)
    found = find_milestones(visits, relapses, milestone_rule(backwards), EVERY_VISIT)
    assert np.array_equal(forwards.onset, found.onset)


@given(cohorts, drawn(make_milestone), drawn(make_parts))
@settings(max_examples=100, deadline=None)
def test_both_forms_of_the_kernels_give_the_same(patients, milestone, parts):
    visits, relapses = visit_arrays_of(patients), relapse_arrays_of(patients)
    for kernel, rule in ((find_milestones, milestone_rule(milestone)), (split_scores, parts_rule(parts))):
        plain, compiled = (
            form(visits, relapses, rule, EVERY_VISIT) for form in (kernel.plain, kernel.compiled)
        )
        for column, other in zip(plain, compiled, strict=True):
            assert column.dtype == other.dtype
            assert np.array_equal(column, other)
