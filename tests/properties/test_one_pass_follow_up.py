"""The one-pass kernel equals its slow twin, and the general kernel, under every definition it takes."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
from hypothesis import given, settings, strategies as st

from ranvier.course.follow_up import follow_courses, is_one_pass_rule, one_pass_rule
from ranvier.course.rules import change_rule
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.events import find_events
from ranvier.kernels.follow_up import follow_up
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5
from tests.properties.courses import cohorts, make_course, relapse_arrays_of, seeded_pick, visit_arrays_of
from tests.reference import follow_up as slow_follow_up

fixed_rules = st.builds(
    ConfirmedWorsening,
    steps=st.sampled_from([EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5]),
    confirm_after_days=st.sampled_from([84, 168, 336]),
    confirm_earlier_days=st.sampled_from([0, 7]),
    confirm_later_days=st.sampled_from([None, 0, 14, 200, 730]),
    relapse_to_confirmation=st.sampled_from([RelapseDistance(), RelapseDistance(31)]),
    sustained_to_end=st.booleans(),
)
roving_rules = fixed_rules.map(
    lambda rule: replace(rule, reference=Reference.ROVING, sustained_to_end=False),
)


def own_visits(visits, found, patient):
    """The row of one patient, visits numbered from the first."""
    first = visits.offset[patient]
    return [None if column[patient] == NO_VISIT else int(column[patient] - first) for column in found]


@given(cohorts, fixed_rules)
@settings(max_examples=200, deadline=None)
def test_a_fixed_reference_equals_the_twin(patients, rule):
    visits = visit_arrays_of(patients)
    found = follow_up(visits, relapse_arrays_of(patients), one_pass_rule(rule))
    (window,) = rule.windows
    window_days = window.opens_days, inf if window.closes_days is None else window.closes_days
    for number, (own, relapses) in enumerate(patients):
        expected = slow_follow_up.follow_up(
            own,
            relapses,
            rule.steps,
            window_days,
            rule.relapse_to_confirmation.after_days - 1,
            sustained_to_end=rule.sustained_to_end,
        )
        assert own_visits(visits, found, number) == list(expected)


def check_general(patients, rule):
    """Onset, confirming and last confirmable visit of both kernels, and what the record leaves open."""
    assert is_one_pass_rule(rule)
    visits, relapses = visit_arrays_of(patients), relapse_arrays_of(patients)
    found = follow_courses(visits, relapses, rule)
    general = find_events(visits, relapses, change_rule(replace(rule, occurrence=Occurrence.FIRST)))
    onset = np.full(len(patients), NO_VISIT)
    confirmed = onset.copy()
    onset[general.patient], confirmed[general.patient] = general.onset, general.confirmed
    assert found.onset.tolist() == onset.tolist()
    assert found.confirmed.tolist() == confirmed.tolist()
    assert found.last_confirmable.tolist() == general.last_confirmable.tolist()
    is_open = onset == NO_VISIT
    assert found.pending[is_open].tolist() == general.pending[is_open].tolist()
    return int((~is_open).sum())


@given(cohorts, st.one_of(fixed_rules, roving_rules))
@settings(max_examples=200, deadline=None)
def test_it_equals_the_general_kernel(patients, rule):
    check_general(patients, rule)


def test_a_reference_that_moves_equals_the_general_kernel_on_many_seeded_patients():
    pick = seeded_pick(1)
    patients = [make_course(pick) for _ in range(3000)]
    rule = ConfirmedWorsening(confirm_after_days=84, reference=Reference.ROVING)
    moving = check_general(patients, rule)
    fixed = check_general(patients, replace(rule, reference=Reference.FIXED))
    assert moving > fixed > 0  # the reference does move here
