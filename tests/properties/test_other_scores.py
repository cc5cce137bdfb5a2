"""Shares and changes of scores other than the EDSS equal a plain count, patient by patient."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, dosed

MONTHS, TARGET_DAY, WINDOW_DAYS, OLDEST_DAYS, CONFIRM_DAYS = 12, 365, 61, 90, 168
DAYS = (-200, -91, -90, -20, 0, 20, 303, 304, 350, 365, 380, 426, 427, 533, 550, 700)
"""Days before, on and after the edges of every window."""

courses = st.lists(
    st.dictionaries(st.sampled_from(DAYS), st.integers(0, 6), max_size=6), min_size=1, max_size=5
)


def plain_change(course, *, confirmed):
    """Baseline and change of one patient, either of them None; by the rules in words, with a loop each."""
    before = [number for number in course if -OLDEST_DAYS <= number <= 0]
    if not before:
        return None, None
    baseline = course[max(before)]
    near = [number for number in sorted(course) if number > 0 and abs(number - TARGET_DAY) <= WINDOW_DAYS]
    if not near:
        return baseline, None
    target = min(near, key=lambda number: abs(number - TARGET_DAY))
    if not confirmed:
        return baseline, course[target] - baseline
    confirming = [number for number in sorted(course) if number >= target + CONFIRM_DAYS]
    if not confirming:
        return baseline, None
    return baseline, max(course[n] for n in course if target <= n <= confirming[0]) - baseline


def find(endpoint, tables, parameters):
    asked = Interpretation("", endpoint, at_least(50, "%"), {"months": MONTHS, **parameters})
    return ENDPOINTS[endpoint](bench(cohort(**tables)), asked)


def visits_of(people):
    rows = [
        {"patient_id": f"p{number}", "date": day(one), "edss": 3.0, "fs_sensory": float(grade)}
        for number, course in enumerate(people)
        for one, grade in course.items()
    ]
    return rows or [{"patient_id": "p0", "date": day(-900), "edss": 3.0, "fs_sensory": None}]


@settings(max_examples=60, deadline=None)
@given(courses, st.integers(1, 3), st.integers(0, 4), st.none() | st.integers(0, 4), st.booleans())
def test_who_got_better_by_so_many_grades(people, grades, from_grade, to_grade, confirmed):
    tables = {**dosed(*(f"p{number}" for number in range(len(people)))), "visits": visits_of(people)}
    parameters = {"system": "sensory", "grades": grades, "from_grade": from_grade, "confirmed": confirmed}
    reach = {} if to_grade is None else {"to_grade": to_grade}
    found = find("functional_system_share", tables, parameters | reach)
    yes = known = unknown = 0
    for course in people:
        baseline, change = plain_change(course, confirmed=confirmed)
        if baseline is not None and baseline < from_grade:
            continue
        known += change is not None
        unknown += change is None
        if change is not None and change <= -grades:
            yes += to_grade is None or baseline + change <= to_grade
    assert sum(found.unseen.values()) == unknown
    if known == 0:
        assert found.found is None
        return
    assert (found.found.n_events, found.found.n) == (yes, known)
    everybody = known + unknown
    assert found.bounds.worst == pytest.approx(100 * yes / everybody)
    assert found.bounds.best == pytest.approx(100 * (yes + unknown) / everybody)


@settings(max_examples=60, deadline=None)
@given(courses, st.integers(0, 3))
def test_the_mean_change_of_a_grade(people, from_grade):
    tables = {**dosed(*(f"p{number}" for number in range(len(people)))), "visits": visits_of(people)}
    found = find("functional_system_change", tables, {"system": "sensory", "from_grade": from_grade})
    both = [plain_change(course, confirmed=False) for course in people]
    changes = [change for baseline, change in both if change is not None and baseline >= from_grade]
    if not changes:
        assert found.found is None
        return
    assert found.found.estimate == pytest.approx(sum(changes) / len(changes))


@settings(max_examples=60, deadline=None)
@given(courses, st.integers(1, 60), st.sampled_from(["lower", "higher"]), st.booleans())
def test_who_got_better_by_a_part_of_the_baseline(people, percent, better, confirmed):
    measures = [
        {"patient_id": f"p{number}", "date": day(one), "instrument": "own", "value": float(value)}
        for number, course in enumerate(people)
        for one, value in course.items()
    ]
    if not measures:
        return
    tables = {**dosed(*(f"p{number}" for number in range(len(people)))), "measures": measures}
    parameters = {"instrument": "own", "better": better, "percent": percent, "confirmed": confirmed}
    found = find("measure_improved_share", tables, parameters)
    sign = 1 if better == "lower" else -1
    turned = [{one: sign * value for one, value in course.items()} for course in people]
    both = [plain_change(course, confirmed=confirmed) for course in turned]
    known = [(abs(base), change) for base, change in both if base and change is not None]
    assert sum(found.unseen.values()) == len(people) - len(known)
    if known:
        yes = sum(-100 * change >= percent * base for base, change in known)  # whole numbers: exact
        assert (found.found.n_events, found.found.n) == (yes, len(known))
