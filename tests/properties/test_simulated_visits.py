"""Visits equal their slow twin, and a patient's visits know of nobody else."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings, strategies as st
from numpy.typing import NDArray

from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.visits import simulate_visits
from ranvier.simulate.watched import Watched
from tests.reference.simulated_visits import visits_of


@dataclass(frozen=True)
class Course:
    """True EDSS that rises or falls by a line of each patient."""

    relapse_offset: NDArray[np.int64]
    relapse_day: NDArray[np.int32]
    slope: NDArray[np.float64]

    def true_points(self, offset, day):
        slope = np.repeat(self.slope, np.diff(offset))
        return (4.0 + slope * day).astype(np.float32)


def felt_by(slope):
    return lambda day: float(np.float32(4.0 + slope * day))


people = st.tuples(
    st.integers(0, 2**40),  # number
    st.integers(100, 3000),  # day 0
    st.integers(-30, 3),  # baseline, from day 0
    st.integers(0, 2500),  # data date, from day 0
    st.one_of(st.just(float("inf")), st.integers(1, 2500)),  # death, from day 0
    st.lists(st.integers(-200, 2600), max_size=6, unique=True).map(sorted),  # relapses, from day 0
    st.sampled_from([-0.002, 0.0, 0.002]),
)
months = st.lists(st.integers(1, 70), min_size=1, max_size=8, unique=True).map(lambda m: tuple(sorted(m)))
plans = st.builds(
    FollowUpPlan,
    visit_months=months,
    jitter=st.sampled_from([0.0, 0.05, 0.5]),
    missed=st.sampled_from([0.0, 0.2, 0.5]),
    missed_again=st.sampled_from([None, 0.1, 0.8]),
    lost_per_year=st.sampled_from([0.0, 0.1, 2.0]),
    lost=st.sampled_from(Lost),
    lost_pull=st.sampled_from([0.0, 0.8, 3.0]),
    relapse_visit_chance=st.sampled_from([0.0, 0.4, 1.0]),
)


def watched(rows):
    number, zero, baseline, data, death = (np.array([row[k] for row in rows]) for k in range(5))
    return Watched(number, zero, zero + baseline, zero + data, zero + death)


def course(rows):
    counts = [len(row[5]) for row in rows]
    days = [row[1] + onset for row in rows for onset in row[5]]
    offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Course(offset, np.array(days, np.int32), np.array([row[6] for row in rows]))


@settings(deadline=None)
@given(st.lists(people, min_size=1, max_size=5), plans, st.integers(0, 2**60))
def test_visits_equal_their_slow_twin(rows, plan, seed):
    found = simulate_visits(watched(rows), course(rows), plan, seed)
    for i, (number, zero, baseline, data, death, onsets, slope) in enumerate(rows):
        patient = (number, zero, zero + baseline, zero + data, zero + death)
        visits, lost_day = visits_of(patient, [zero + day for day in onsets], felt_by(slope), plan, seed)
        mine = slice(found.offset[i], found.offset[i + 1])
        assert list(zip(found.day[mine], found.planned[mine], strict=True)) == visits
        assert found.lost_day[i] == lost_day
        assert found.true_points[mine].tolist() == [felt_by(slope)(day) for day, _ in visits]


@settings(deadline=None)
@given(st.lists(people, min_size=2, max_size=5), plans, st.integers(0, 2**60))
def test_the_visits_of_a_patient_know_of_nobody_else(rows, plan, seed):
    found = simulate_visits(watched(rows), course(rows), plan, seed)
    alone = simulate_visits(watched(rows[-1:]), course(rows[-1:]), plan, seed)
    assert found.day[found.offset[-2] :].tolist() == alone.day.tolist()
    assert (np.diff(found.day)[np.diff(found.patient) == 0] > 0).all()
