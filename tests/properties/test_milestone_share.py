"""The share that reaches a lasting score equals a plain search and a plain product, patient by patient."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.untreated_course import find_untreated_courses
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from ranvier.definitions.milestone import Milestone
from tests.reference.milestone import Course
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, scores

SCORE, HORIZON_DAYS = 4.0, 365
VISIT_DAYS = (-10, 0, 1, 40, 100, 168, 207, 208, 268, 269, 436, 500, 700)

courses = st.dictionaries(st.sampled_from(VISIT_DAYS), st.sampled_from((3.0, 3.5, 4.0, 4.5)), max_size=7)
people = st.lists(
    st.tuples(
        courses,
        st.lists(st.sampled_from((90, 190, 260)), max_size=2, unique=True),
        st.sampled_from((None, None, 205, 300)),
    ),
    min_size=1,
    max_size=6,
)


def programme(drawn):
    names = [f"p{number}" for number in range(len(drawn))]
    named = list(zip(names, drawn, strict=True))
    return cohort(
        patients=[{"patient_id": name, "onset_date": ZERO} for name in names],
        administrations=[
            {"patient_id": name, "date": day(dose)} for name, (_, _, dose) in named if dose is not None
        ],
        visits=[row for name, (course, _, _) in named for row in scores(name, course)]
        or [{"patient_id": "nobody", "date": ZERO, "edss": 3.0}],
        relapses=[
            {"patient_id": name, "onset_date": day(onset)}
            for name, (_, onsets, _) in named
            for onset in sorted(onsets)
        ],
    )


def plain(course, relapses, dose):
    """entry_day, exit_day and event of one patient; None where nobody watched."""
    days = sorted(one for one in course if one >= 0 and (dose is None or one <= dose))
    watched = Course([(one, course[one]) for one in days], sorted(relapses), Milestone(score=SCORE))
    for visit in range(len(days)):
        if watched.starts(visit) and watched.confirms(visit):
            return (days[0], days[visit], True) if visit else None
    confirmable = [visit for visit in range(len(days)) if watched.confirming(visit) is not None]
    if not confirmable:
        return None
    exit_day = (days[confirmable[-1]] + days[confirmable[-1] + 1]) // 2
    return (days[0], exit_day, False) if exit_day > days[0] else None


@settings(max_examples=150, deadline=None)
@given(people)
def test_courses_equal_a_plain_search(drawn):
    found = find_untreated_courses(programme(drawn), SCORE)
    rows = [
        None if unseen else (entry, exit_day, event)
        for entry, exit_day, event, unseen in found.select(
            "entry_day", "exit_day", "event", "unseen"
        ).iter_rows()
    ]
    assert rows == [plain(*one) for one in drawn]


@settings(max_examples=100, deadline=None)
@given(people)
def test_the_share_equals_a_plain_product(drawn):
    asked = Interpretation("", "milestone_share", at_least(50, "%"), {"edss": SCORE, "years": 1})
    found = ENDPOINTS[asked.endpoint](bench(programme(drawn), least_at_risk=1), asked)
    watched = [one for one in (plain(*each) for each in drawn) if one is not None]
    free = 1.0
    for event_day in sorted({end for _, end, event in watched if event and end <= HORIZON_DAYS}):
        at_risk = sum(entry < event_day <= end for entry, end, _ in watched)
        events = sum(event and end == event_day for _, end, event in watched)
        free *= 1 - events / at_risk
    if not found.is_known:
        assert all(end < HORIZON_DAYS for _, end, _ in watched)
        return
    assert found.found.estimate == pytest.approx(100 * (1 - free), abs=1e-9)
    assert found.bounds.best <= found.found.estimate + 1e-9
    assert found.bounds.worst >= found.found.estimate - 1e-9
