"""Every kernel equals its slow twin on random patients, on every boundary of days."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings

from ranvier.course.rules import change_rule, step_table
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.events import find_events
from ranvier.kernels.follow_up import FollowUpRule, follow_up
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED, WORSE
from ranvier.vocabulary.edss import TICKS_PER_POINT
from tests.properties.courses import (
    cohorts,
    definitions,
    make_course,
    make_definition,
    relapse_arrays_of,
    seeded_pick,
    visit_arrays_of,
)
from tests.reference import events as slow_events
from tests.reference import follow_up as slow_follow_up

RELATION = {RAW: "raw", PIRA: "pira", UNDEFINED: "undefined"}


def kernel_events(patients, definition):
    """The events of the kernel in the words of the twin, a list for each patient."""
    visits = visit_arrays_of(patients)
    found = find_events(visits, relapse_arrays_of(patients), change_rule(definition))
    lists = [[] for _ in patients]
    for row in range(len(found.patient)):
        patient = found.patient[row]
        first = visits.offset[patient]

        def own(visit, first=first):
            return None if visit == NO_VISIT else int(visit - first)

        lists[patient].append(
            slow_events.Event(
                own(found.onset[row]),
                bool(found.direction[row] == WORSE),
                RELATION.get(int(found.relation[row]), ""),
                own(found.reference[row]),
                found.reference_score[row] / TICKS_PER_POINT,
                own(found.last_lower[row]),
                own(found.held_until[row]),
                bool(found.lasts[row]),
                own(found.confirmed[row]),
                tuple(own(visit) for visit in found.by_window[row]),
                tuple(own(visit) for visit in found.by_window_pira[row]),
            )
        )
    return lists


def check_events(patients, definition):
    expected = [slow_events.find_events(visits, relapses, definition) for visits, relapses in patients]
    assert kernel_events(patients, definition) == expected


@given(cohorts, definitions())
@settings(max_examples=100, deadline=None)
def test_events_equal_their_twin(patients, definition):
    check_events(patients, definition)


def check_many(seeds):
    for seed in seeds:
        pick = seeded_pick(seed)
        definition = make_definition(pick)
        check_events([make_course(pick) for _ in range(40)], definition)


def test_events_equal_their_twin_on_many_seeded_patients():
    check_many(range(600))


@pytest.mark.deep
@pytest.mark.skipif("RANVIER_DEEP" not in os.environ, reason="a long run; set RANVIER_DEEP=1")
def test_events_equal_their_twin_at_length():
    check_many(range(1_000, 21_000))


def kernel_follow_up(patients):
    visits = visit_arrays_of(patients)
    found = follow_up(visits, relapse_arrays_of(patients), FollowUpRule(step_table(PRIMARY.steps), 168, 31))
    return [
        slow_follow_up.FollowUp(
            *(
                None if column[patient] == NO_VISIT else int(column[patient] - visits.offset[patient])
                for column in found
            )
        )
        for patient in range(len(patients))
    ]


@given(cohorts)
@settings(max_examples=300, deadline=None)
def test_follow_up_equals_its_twin(patients):
    expected = [slow_follow_up.follow_up(visits, relapses, PRIMARY.steps) for visits, relapses in patients]
    assert kernel_follow_up(patients) == expected


@given(cohorts)
@settings(max_examples=200, deadline=None)
def test_the_two_kernels_agree_on_the_primary_definition(patients):
    visits = visit_arrays_of(patients)
    general = find_events(visits, relapse_arrays_of(patients), change_rule(PRIMARY))
    one_pass = kernel_follow_up(patients)
    for patient, found in enumerate(one_pass):
        row = np.flatnonzero(general.patient == patient)
        onset = None if len(row) == 0 else int(general.onset[row[0]] - visits.offset[patient])
        assert onset == found.onset
        ends = [("last_confirmable", found.last_confirmable)]
        if onset is None:
            ends.append(("pending", found.pending))
        for name, expected in ends:
            visit = int(getattr(general, name)[patient])
            assert (None if visit == NO_VISIT else visit - int(visits.offset[patient])) == expected
