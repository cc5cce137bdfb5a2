import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.time_to_event import find_time_to_event
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.pira import Pira
from ranvier.definitions.worsening import PRIMARY
from ranvier.errors import RanvierError
from tests.small_cohorts import cohort_of, dose_of, relapses_of, visits_of

VISITS = [*visits_of("a", {-50: 2.0, 100: 3.0, 300: 3.0}), *visits_of("b", {0: 2.0, 400: 2.0})]


def test_days_count_from_the_first_visit():
    found = find_time_to_event(cohort_of(visits=VISITS), PRIMARY)
    assert found.columns == ["patient_id", "day", "observed", "followup_days"]
    assert found.rows() == [("a", 150, True, 350), ("b", 400, False, 400)]


@pytest.mark.parametrize(
    ("definition", "rows"),
    [
        (PRIMARY, [("a", 100, True, 300), ("b", 400, False, 400)]),
        (Milestone(score=3.0), [("a", 100, True, 300), ("b", 400, False, 400)]),
    ],
)
def test_days_count_from_a_given_day_zero(definition, rows):
    cohort = cohort_of(visits=VISITS, administrations=[dose_of("a", 0), dose_of("b", 0), dose_of("c", 0)])
    baselines = find_baseline(cohort, find_time_zero(cohort))
    assert find_time_to_event(cohort, definition, baselines).rows() == rows


def test_the_first_of_several_events_counts():
    visits = visits_of("a", {0: 2.0, 100: 3.0, 300: 3.0, 500: 4.0, 700: 4.0})
    cohort = cohort_of(visits=visits, relapses=relapses_of("a", 90))
    assert find_time_to_event(cohort, Pira()).rows() == [("a", 300, True, 700)]


def test_what_a_definition_needs_is_needed_here_too():
    with pytest.raises(RanvierError, match="without a table of relapses"):
        find_time_to_event(cohort_of(visits=VISITS), Pira())


def test_an_empty_cohort_gives_an_empty_table():
    assert find_time_to_event(cohort_of(visits=[]), PRIMARY).height == 0
