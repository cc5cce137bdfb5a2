"""Every kernel equals its slow twin on random patients, on every boundary of days."""

from __future__ import annotations

import os
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings

from ranvier.course.rule_parts import step_table
from ranvier.course.rules import change_rule
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels import decisions as code
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.events import find_decisions, find_events, search_courses
from ranvier.kernels.extras import NO_EXTRAS
from ranvier.kernels.follow_up import FollowUpRule, follow_up
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED, WORSE
from ranvier.tables.arrays import scores_of_ticks
from ranvier.vocabulary.decisions import Decision
from tests.properties.courses import (
    MEASURED,
    cohorts,
    definitions,
    extras_of,
    make_course,
    make_course_of,
    make_definition,
    make_extras,
    relapse_arrays_of,
    seeded_pick,
    visit_arrays_of,
)
from tests.reference import event_rows, events as slow_events, follow_up as slow_follow_up

RELATION = {RAW: "raw", PIRA: "pira", UNDEFINED: "undefined"}
DECISION = {getattr(code, decision.name): decision.name for decision in Decision}


def own_visit(visit, first):
    return None if visit == NO_VISIT else int(visit - first)


def kernel_events(patients, definition, extras=NO_EXTRAS):
    """The events of the kernel in the words of the twin, a list for each patient."""
    measure = definition.measure
    visits = visit_arrays_of(patients, measure)
    found = search_courses(visits, relapse_arrays_of(patients), change_rule(definition), extras, None)
    scores = scores_of_ticks(found.reference_score, measure)
    lists = [[] for _ in patients]
    for row in range(len(found.patient)):
        patient = found.patient[row]
        own = partial(own_visit, first=visits.offset[patient])
        lists[patient].append(
            event_rows.Event(
                own(found.onset[row]),
                bool(found.direction[row] == WORSE),
                RELATION.get(int(found.relation[row]), ""),
                own(found.reference[row]),
                pytest.approx(scores[row]),
                own(found.last_lower[row]),
                own(found.held_until[row]),
                bool(found.lasts[row]),
                own(found.confirmed[row]),
                tuple(own(visit) for visit in found.by_window[row]),
                tuple(own(visit) for visit in found.by_window_pira[row]),
            )
        )
    return lists


def kernel_decisions(patients, definition, extras=NO_EXTRAS):
    """The decisions of the kernel in the words of the twin, a list for each patient."""
    measure = definition.measure
    log = find_decisions(
        visit_arrays_of(patients, measure), relapse_arrays_of(patients), change_rule(definition), extras
    )
    scores = scores_of_ticks(log[:, code.REFERENCE_SCORE], measure)
    lists = [[] for _ in patients]
    for row, score in zip(log.tolist(), scores, strict=True):
        lists[row[code.PATIENT]].append(
            event_rows.Decided(
                DECISION[row[code.DECISION]],
                row[code.REFERENCE],
                pytest.approx(score),
                own_visit(row[code.VISIT], 0),
                own_visit(row[code.OTHER], 0),
                row[code.SIZE],
            )
        )
    return lists


def check_events(patients, definition, extras=None):
    own = extras or [event_rows.NO_EXTRAS] * len(patients)
    arrays = extras_of(extras, definition.measure) if extras else NO_EXTRAS
    courses = [(*patient, definition, said) for patient, said in zip(patients, own, strict=True)]
    assert kernel_events(patients, definition, arrays) == [slow_events.find_events(*one) for one in courses]
    assert kernel_decisions(patients, definition, arrays) == [
        slow_events.find_decisions(*one) for one in courses
    ]


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
    check_many(range(400))


def check_every_measure(seeds):
    """Any measure, with something said of single visits."""
    for seed in seeds:
        pick = seeded_pick(seed)
        measure = pick(MEASURED)
        definition = make_definition(pick, measure)
        patients = [make_course_of(pick, measure) for _ in range(20)]
        with_steps, with_marks = pick((True, False)), pick((True, False))
        extras = [make_extras(pick, visits, with_steps, with_marks) for visits, _ in patients]
        check_events(patients, definition, extras)


def test_events_of_every_measure_equal_their_twin():
    check_every_measure(range(600))


@pytest.mark.deep
@pytest.mark.skipif("RANVIER_DEEP" not in os.environ, reason="a long run; set RANVIER_DEEP=1")
def test_events_equal_their_twin_at_length():
    check_many(range(1_000, 21_000))
    check_every_measure(range(1_000, 21_000))


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
