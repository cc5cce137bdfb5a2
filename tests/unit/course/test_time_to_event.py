import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.time_to_event import find_time_to_event
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.pira import Pira
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.definitions.secondary_progression import SecondaryProgression
from ranvier.definitions.sustained_change import SustainedWorsening
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.worsening import PRIMARY
from ranvier.errors import RanvierError
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

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


@pytest.mark.parametrize(
    ("definition", "row"),
    [
        (SustainedWorsening(), ("a", 100, True, 700)),
        (TwoReferences(), ("a", 100, True, 700)),
        (PiraWithMri(), ("a", 100, True, 700)),
        (EdssPlus(), ("a", 100, True, 700)),
        (SecondaryProgression(uses_functional_systems=False), ("a", 700, False, 700)),
    ],
)
def test_events_of_every_school_can_be_timed(definition, row):
    visits = visits_of("a", {0: 2.0, 100: 3.0, 300: 3.0, 500: 3.0, 700: 3.0})
    cohort = cohort_of(visits=visits, relapses=[])
    assert find_time_to_event(cohort, definition).rows() == [row]


def test_where_an_event_cannot_be_said_it_is_neither_observed_nor_not():
    cohort = cohort_of(visits=visits_of("a", {0: 4.0, 700: 6.0}), relapses=[])  # two visits are too few
    definition = SecondaryProgression(uses_functional_systems=False)
    assert find_time_to_event(cohort, definition).rows() == [("a", 700, None, 700)]


def test_cognitive_worsening_is_followed_by_the_sdmt():
    results = [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": score}
        for day, score in {10: 60.0, 400: 40.0, 800: 40.0}.items()
    ]
    cohort = cohort_of(visits=VISITS, measures=results)
    assert find_time_to_event(cohort, CognitiveWorsening()).rows() == [("a", 390, True, 790)]


def test_a_definition_that_takes_no_baseline_says_so():
    cohort = cohort_of(visits=VISITS, administrations=[dose_of("a"), dose_of("b")])
    baselines = find_baseline(cohort, find_time_zero(cohort))
    with pytest.raises(RanvierError, match="EdssPlus is looked for in whole courses only"):
        find_time_to_event(cohort, EdssPlus(), baselines)
