import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence, Reference
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.errors import RanvierError
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

UP_AND_DOWN = {0: 3.0, 180: 4.0, 360: 4.0, 540: 3.0, 720: 3.0, 900: 4.5, 1080: 4.5}
EVERY = {"occurrence": Occurrence.EVERY, "reference": Reference.ROVING}


def events_of(definition, scores, *relapse_days):
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", *relapse_days))
    return find_confirmed_changes(cohort, definition)


def test_the_first_worsening_with_its_visits():
    row = events_of(PRIMARY, UP_AND_DOWN).row(0, named=True)
    assert row == {
        "patient_id": "a",
        "kind": "worsening",
        "relation": "pira",
        "onset_date": on(180),
        "onset_score": 4.0,
        "reference_date": on(0),
        "reference_score": 3.0,
        "last_lower_date": on(0),
        "confirmed_date": on(360),
        "confirmed_score": 4.0,
        "held_until_date": on(360),
        "holds_to_end": False,
    }


def test_every_event_of_both_kinds_in_order():
    found = events_of(ConfirmedChange(**EVERY), UP_AND_DOWN)
    assert found.select("kind", "onset_date").rows() == [
        ("worsening", on(180)),
        ("improvement", on(540)),
        ("worsening", on(900)),
    ]
    assert found["relation"].to_list() == ["pira", "not_applicable", "pira"]


@pytest.mark.parametrize(
    ("definition", "onsets"),
    [
        (ConfirmedWorsening(**EVERY), [180, 900]),
        (ConfirmedImprovement(**EVERY), [540]),
        (Raw(**EVERY), [180]),
        (Pira(**EVERY), [900]),
        (ConfirmedWorsening(), [180]),
        (ConfirmedImprovement(), []),  # nothing is better than the first visit
        (ConfirmedImprovement(reference=Reference.ROVING), [540]),
        (Raw(), [180]),
        (Pira(), [900]),
    ],
)
def test_each_definition_gives_its_own_events(definition, onsets):
    found = events_of(definition, UP_AND_DOWN, 170)  # the relapse makes the first worsening RAW
    assert found["onset_date"].to_list() == [on(day) for day in onsets]


def test_a_course_may_start_at_the_baseline():
    scores = {-400: 2.0, 0: 3.0, 180: 3.0, 400: 3.0}
    cohort = cohort_of(visits=visits_of("a", scores), administrations=[dose_of("a"), dose_of("b")])
    baselines = find_baseline(cohort, find_time_zero(cohort))
    assert find_confirmed_changes(cohort, PRIMARY).height == 1
    assert find_confirmed_changes(cohort, PRIMARY, baselines).height == 0


def test_without_a_relapse_table_no_relation_is_claimed():
    cohort = cohort_of(visits=visits_of("a", UP_AND_DOWN))
    assert find_confirmed_changes(cohort, PRIMARY)["relation"].to_list() == ["undefined"]
    with pytest.raises(RanvierError) as error:
        find_confirmed_changes(cohort, Pira())
    assert str(error.value) == (
        "whether a worsening is independent of relapses cannot be said without a table of relapses\n"
        "  where:  relapses\n"
        "  try:    give them: relapses= in Python, --relapses with a file, the table relapses in a "
        "programme; or ask for ConfirmedWorsening"
    )


def test_a_worsening_at_the_last_visit_can_count_unconfirmed():
    row = events_of(ConfirmedWorsening(last_visit_counts=True), {0: 2.0, 200: 3.0}).row(0, named=True)
    assert (row["onset_date"], row["confirmed_date"], row["confirmed_score"]) == (on(200), None, None)


def test_an_empty_cohort_has_no_events():
    found = find_confirmed_changes(cohort_of(visits=[], relapses=[]), PRIMARY)
    assert found.height == 0
    assert found.columns[0] == "patient_id"
