"""Emulated trials equal their slow twin, and what cannot matter does not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from ranvier.estimates.emulation.clones import find_clone_rows
from ranvier.estimates.emulation.people import People, Records
from ranvier.estimates.emulation.sequential_effect import (
    TrialAdjustment,
    TrialEffect,
    estimate_sequential_trials,
    find_trial_rows,
)
from ranvier.estimates.emulation.sequential_trials import TrialTimeZero, find_sequential_trials
from ranvier.estimates.emulation.strategies import StartNever, StartWithin
from ranvier.estimates.emulation.weighted_risks import find_arm_curve
from ranvier.estimates.emulation.weighted_rows import WeightedRows
from ranvier.estimates.inputs import InputError
from tests.coverage.target_trial import clinic
from tests.reference.target_trial import clone_days, joined_trials, kept_days, risk_by

EVERY = 3

people = st.lists(
    st.tuples(st.integers(1, 14), st.booleans(), st.none() | st.integers(0, 15)), min_size=2, max_size=12
)
eligible_days = st.dictionaries(st.integers(0, 9), st.booleans(), max_size=4)


def people_of(persons, names=None):
    exit_day, event, start = zip(*persons, strict=True)
    return People(
        range(len(persons)) if names is None else names,
        exit_day,
        event,
        [np.nan if day is None else day for day in start],
    )


def records_of(known):
    rows = [(who, day, fit) for who, days in known.items() for day, fit in days.items()]
    owner, day, fit = zip(*rows, strict=True)
    return Records(owner, day, {}, fit)


@given(people, st.lists(eligible_days, min_size=12, max_size=12), st.sampled_from(TrialTimeZero))
def test_who_joins_which_trial_equals_the_slow_twin(persons, known, zero):
    records = {who: {0: True, **known[who]} for who in range(len(persons))}
    waits_days = EVERY if zero is TrialTimeZero.LAST else 0
    expected = joined_trials(dict(enumerate(persons)), records, EVERY, waits_days)
    try:
        trials = find_sequential_trials(
            people_of(persons), records_of(records), every_days=EVERY, time_zero=zero
        )
    except InputError:
        assert len({treated for _, _, treated, _, _ in expected}) < 2
        return
    columns = (trials.patient, trials.periods.day[trials.row], trials.treated, trials.exit_day, trials.event)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected
    joined = [flow.n_treated + flow.n_comparators for flow in trials.flow]
    assert sum(joined) == len(expected)


@given(people)
def test_follow_up_per_protocol_equals_the_slow_twin(persons):
    records = {who: {0: True, EVERY: False} for who in range(len(persons))}
    try:
        trials = find_sequential_trials(
            people_of(persons), records_of(records), every_days=EVERY, time_zero=TrialTimeZero.FIRST
        )
    except InputError:
        assume(False)
    rows, _ = find_trial_rows(trials, per_protocol=True)
    for who, (days, event) in kept_days(dict(enumerate(persons)), EVERY).items():
        mine = (rows.patient == who) & ~rows.treated
        assert (rows.exit_day - rows.entry_day)[mine].sum() == days
        assert rows.event[mine].sum() == event


@given(people, st.sampled_from([(0, 3), (0, 6), (3, 6), (3, 9)]))
def test_copies_equal_the_slow_twin(persons, window):
    pair = (StartWithin("start", *window), StartNever("never"))
    records = Records(range(len(persons)), [0] * len(persons))
    try:
        rows, _ = find_clone_rows(people_of(persons), records, pair, every_days=EVERY)
    except InputError:
        assume(False)
    for who, person in enumerate(persons):
        for treated, strategy in ((True, window), (False, None)):
            mine = (rows.patient == who) & (rows.treated == treated)
            days, event = clone_days(person, strategy)
            assert (rows.exit_day - rows.entry_day)[mine].sum() == days
            assert rows.event[mine].sum() == event


weighted = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 6), st.booleans(), st.integers(1, 5)).map(
        lambda row: (row[0], row[0] + row[1], row[2], row[3] / 2)
    ),
    min_size=1,
    max_size=12,
)


def arm_of(rows):
    entry, leave, event, weight = (np.array(column) for column in zip(*rows, strict=True))
    n = len(rows)
    zeros = np.zeros(n, np.int64)
    return WeightedRows(np.arange(n), zeros, zeros, np.ones(n, bool), entry, leave, event, weight, {})


@given(weighted, st.integers(1, 12))
def test_weighted_risks_equal_the_slow_twin(rows, day):
    curve = find_arm_curve(arm_of(rows), np.ones(len(rows), bool), day)
    assert 1 - curve.survival[-1] == pytest.approx(risk_by(day, rows), rel=1e-10, abs=1e-12)


@given(weighted, st.integers(1, 12))
def test_the_influence_of_a_row_is_what_more_of_its_weight_changes(rows, day):
    curve = find_arm_curve(arm_of(rows), np.ones(len(rows), bool), day)
    assume(curve.survival[-1] > 0.01)
    for i, (entry, leave, event, weight) in enumerate(rows):
        step = 1e-6 * weight
        more, less = (
            [*rows[:i], (entry, leave, event, weight + change), *rows[i + 1 :]] for change in (step, -step)
        )
        slope = (risk_by(day, less) - risk_by(day, more)) / (2e-6)
        assert curve.influence[i] == pytest.approx(slope, abs=1e-6)


def same(one, other):
    for ours, theirs in (
        (one.hazard_ratio, other.hazard_ratio),
        (one.risk_difference, other.risk_difference),
    ):
        for field in ("estimate", "lower", "upper"):
            assert getattr(ours, field) == pytest.approx(getattr(theirs, field), rel=1e-9, nan_ok=True)
    assert one.flow == other.flow


@pytest.mark.parametrize("effect", TrialEffect)
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_and_the_names_of_patients_change_nothing(effect, seed):
    rng = np.random.default_rng(seed)
    persons, records = clinic(rng, ratio=0.7, drifts=True, n=200)
    by_person, by_record = rng.permutation(200), rng.permutation(len(records.day))
    names = np.array([f"p{number}" for number in rng.permutation(200)])
    shuffled = People(
        names[by_person],
        persons.exit_day[by_person],
        persons.event[by_person],
        persons.start_day[by_person],
    )
    renamed = Records(
        names[records.patient[by_record]],
        records.day[by_record],
        {name: values[by_record] for name, values in records.covariates.items()},
    )
    found = [
        estimate_sequential_trials(
            find_sequential_trials(*tables, every_days=90),
            180,
            effect=effect,
            adjustment=TrialAdjustment.WEIGHTS,
        )
        for tables in ((persons, records), (shuffled, renamed))
    ]
    same(*found)


def test_days_shifted_by_whole_periods_change_nothing():
    persons, records = clinic(np.random.default_rng(5), ratio=0.7, drifts=True, n=200)
    later = replace(persons, exit_day=persons.exit_day + 900, start_day=persons.start_day + 900)
    shifted = replace(records, day=records.day + 900)
    found, moved = (
        estimate_sequential_trials(find_sequential_trials(*tables, every_days=90), 180)
        for tables in ((persons, records), (later, shifted))
    )
    assert [replace(flow, day=flow.day - 900) for flow in moved.flow] == list(found.flow)
    assert moved.hazard_ratio.estimate == pytest.approx(found.hazard_ratio.estimate, rel=1e-9)
    assert moved.risk_difference.upper == pytest.approx(found.risk_difference.upper, rel=1e-9)
