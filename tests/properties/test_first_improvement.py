"""First improvements equal a plain search through each patient's visits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ranvier.claims.basis.records import find_records
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.first_improvement import find_first_improvements
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.steps import BandSteps
from tests.reference.follow_up import follow_up
from tests.unit.claims.small_programme import DATA_DATE, ZERO, bench, cohort, day, dosed, scores

BASELINE = 5.0
VISIT_DAYS = (1, 30, 60, 90, 91, 167, 168, 169, 258, 259, 400, 700)
EDSS_SCORES = (3.0, 3.5, 4.0, 4.5, 5.0, 5.5)

courses = st.dictionaries(st.sampled_from(VISIT_DAYS), st.sampled_from(EDSS_SCORES), max_size=8)
people = st.lists(
    st.tuples(courses, st.lists(st.sampled_from((50, 200, 380)), max_size=2)), min_size=1, max_size=4
)


def programme(drawn):
    names = [f"p{number}" for number in range(len(drawn))]
    visits = [
        row
        for name, (course, _) in zip(names, drawn, strict=True)
        for row in scores(name, {0: BASELINE} | course)
    ]
    relapses = [
        {"patient_id": name, "onset_date": day(onset)}
        for name, (_, onsets) in zip(names, drawn, strict=True)
        for onset in sorted(set(onsets))
    ]
    return cohort(**dosed(*names), visits=visits, **({"relapses": relapses} if relapses else {}))


def plain(course, relapses, points, *, confirmed):
    """event, exit_day, before_day and last_visit_day of one patient."""
    days = sorted(course)
    last = days[-1] if days else 0
    if not confirmed:
        fallen = [one for one in days if course[one] <= BASELINE - points]
        first = fallen[0] if fallen else None
        exit_day = last if first is None else first
    else:
        turned = [(0, 10 - BASELINE), *((one, 10 - course[one]) for one in days)]
        found = follow_up(turned, relapses, BandSteps(((10.0, points),)))
        first = None if found.onset is None else turned[found.onset][0]
        stays = turned[found.last_confirmable or 0][0]
        following = turned[min((found.last_confirmable or 0) + 1, len(turned) - 1)][0]
        exit_day = (stays + following) // 2 if first is None else first
    before = max((one for one in days if first is not None and one < first), default=0)
    return first is not None, exit_day, before, last


@settings(max_examples=100, deadline=None)
@given(people, st.sampled_from((0.5, 1.0, 1.5)), st.booleans())
def test_first_improvements_equal_a_plain_search(drawn, points, confirmed):
    found = find_first_improvements(find_records(programme(drawn)), points, confirmed=confirmed)
    columns = ("event", "exit_day", "before_day", "last_visit_day")
    rows = found.select(columns).rows()
    assert rows == [plain(course, onsets, points, confirmed=confirmed) for course, onsets in drawn]
    assert set(found["potential_day"]) == {(DATA_DATE - ZERO).days}


@settings(max_examples=60, deadline=None)
@given(st.lists(courses, min_size=1, max_size=6))
def test_with_everybody_seen_to_the_end_the_share_is_a_plain_count(drawn):
    """Visits added on days 250 and 3,500: nobody is lost, so the curve is the share of patients."""
    whole = [({**course, 250: 5.0, 3500: 5.0}, []) for course in drawn]
    asked = Interpretation("", "improved_by_day", at_least(50, "%"), {"days": 200, "points": 1.0})
    found = ENDPOINTS[asked.endpoint](bench(programme(whole), least_at_risk=1), asked)
    improved = sum(any(one <= 261 and edss <= 4.0 for one, edss in course.items()) for course, _ in whole)
    assert found.found.estimate == pytest.approx(100 * improved / len(whole))
    assert found.bounds.worst == pytest.approx(found.found.estimate)
    assert found.bounds.best == pytest.approx(found.found.estimate)
