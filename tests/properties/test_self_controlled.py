"""The self-controlled case series equals its slow twin, and what cannot matter does not."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from ranvier.estimates.inputs import InputError
from ranvier.estimates.self_controlled.conditional_poisson import fit_conditional_poisson
from ranvier.estimates.self_controlled.intervals import find_intervals
from ranvier.estimates.self_controlled.ratios import estimate_self_controlled
from ranvier.estimates.self_controlled.records import CaseRecords, check_cases
from ranvier.estimates.self_controlled.windows import RiskWindow
from tests.reference.self_controlled import days_and_events, log_likelihood

SPANS = ((-3, -1), (0, 2), (3, 6))
WINDOWS = tuple(RiskWindow(f"window {i}", *span) for i, span in enumerate(SPANS))

spans = st.tuples(st.integers(0, 5), st.integers(10, 30))
happenings = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 35)), max_size=8)
cohorts = st.tuples(
    st.lists(spans, min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(5, 10)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 35)), min_size=1, max_size=8),
    happenings,
)


def people_of(cohort):
    """Patients 0 to 3, their events within the observation, and their happenings."""
    observed, some, more, exposures = cohort
    people = dict(enumerate(observed))
    events = [(who, day) for who, day in some + more if people[who][0] <= day <= people[who][1]]
    return people, events, exposures


def records(people, events, exposures, shift=0, names=None):
    names = names or {who: who for who in people}
    return CaseRecords(
        [names[who] for who in people],
        [people[who][0] + shift for who in people],
        [people[who][1] + shift for who in people],
        [names[who] for who, _ in events],
        [day + shift for _, day in events],
        [names[who] for who, _ in exposures],
        [day + shift for _, day in exposures],
    )


def fitted(*arguments, **options):
    try:
        return estimate_self_controlled(records(*arguments, **options), WINDOWS)
    except InputError:
        return None


def same(one, other):
    assert (one is None) == (other is None)
    for name in one.ratios if one is not None else ():
        mine, theirs = one.ratios[name], other.ratios[name]
        for field in ("estimate", "lower", "upper"):
            np.testing.assert_allclose(getattr(mine, field), getattr(theirs, field), rtol=1e-7)


@given(cohorts)
def test_days_and_events_equal_the_slow_twin(cohort):
    people, events, exposures = people_of(cohort)
    assume(events)
    series = fitted(people, events, exposures)
    assume(series is not None)
    counts = days_and_events(people, events, exposures, SPANS)
    names = sorted({who for who, _ in events})
    for i, window in enumerate(WINDOWS):
        rows = series.intervals.columns[window.name]
        for place, who in enumerate(names):
            mine = rows & (series.intervals.case == place)
            found = [int(series.intervals.n_days[mine].sum()), int(series.intervals.n_events[mine].sum())]
            assert found == counts.get((who, i), [0, 0])


cells = st.tuples(st.integers(1, 20), st.integers(1, 4))  # days, events: some in each, so that a top exists


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_no_step_away_from_the_ratios_is_more_likely(table):
    counts = {
        (who, i - 1 if i else None): cell for who, row in enumerate(table) for i, cell in enumerate(row)
    }
    case = np.repeat(np.arange(len(table)), 3)
    n_days, n_events = np.array(table, np.float64).reshape(-1, 2).T
    fit = fit_conditional_poisson(case, n_days, n_events, np.tile(np.eye(3)[:, 1:], (len(table), 1)))
    assert fit.converged
    top = log_likelihood(counts, fit.coefficients)
    assert fit.log_likelihood == pytest.approx(top, rel=1e-12)
    for i in range(2):
        for step in (-0.01, 0.01):
            assert log_likelihood(counts, fit.coefficients + step * (np.arange(2) == i)) < top


@given(cohorts, st.randoms(use_true_random=False), st.integers(0, 400))
def test_order_names_and_dates_change_nothing(cohort, random, shift):
    people, events, exposures = people_of(cohort)
    assume(events)
    names = {0: "c", 1: "a", 2: "d", 3: "b"}
    shuffled = (
        dict(random.sample(list(people.items()), len(people))),
        random.sample(events, len(events)),
        random.sample(exposures, len(exposures)),
    )
    same(fitted(*shuffled, shift=shift, names=names), fitted(people, events, exposures))


@given(
    cohorts, st.lists(st.integers(1, 60), max_size=3, unique=True), st.integers(2, 12), st.integers(0, 800)
)
def test_bands_and_seasons_hold_the_days_that_a_loop_counts(cohort, cuts, n_seasons, shift):
    people, events, exposures = people_of(cohort)
    assume(events)
    cut_days = [cut + shift for cut in cuts]
    cases = check_cases(records(people, events, exposures, shift), first_only=False)
    found = find_intervals(cases, WINDOWS, cut_days=cut_days, n_seasons=n_seasons)
    days = {}
    for who in {who for who, _ in events}:
        for day in range(people[who][0] + shift, people[who][1] + shift + 1):
            band = f"band {1 + sum(cut <= day for cut in cut_days)}"
            season = f"season {1 + int(Fraction(day * n_seasons * 4, 1461)) % n_seasons}"
            days[band], days[season] = days.get(band, 0) + 1, days.get(season, 0) + 1
    named = {name: rows for name, rows in found.columns.items() if not name.startswith("window")}
    assert len(named) == len(days) - 2  # the bands and seasons with most events are what others are beside
    for name, rows in named.items():
        assert found.n_days[rows].sum() == days[name]


def test_a_ratio_at_its_top_was_tried():
    # The properties above would hold if no cohort had a fitted ratio; this one has three.
    people = {0: (0, 40), 1: (0, 40)}
    events = [(0, 8), (0, 11), (0, 15), (0, 30), (1, 19), (1, 21), (1, 24), (1, 5)]
    series = fitted(people, events, [(0, 10), (1, 20)])
    assert all(ratio.estimate > 1 for ratio in series.ratios.values())
    assert series.ratios["window 1"].estimate == pytest.approx((2 / 6) / (2 / 62), rel=1e-6)
