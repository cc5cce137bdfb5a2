"""Many definitions over one cohort, on courses small enough to do by hand."""

import pytest

import ranvier as rv
from ranvier.course.multiverse import find_multiverse
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.grid import definition_grid
from ranvier.errors import RanvierError, UsageError
from ranvier.vocabulary.measures import SDMT
from tests.small_cohorts import cohort_of, relapses_of, visits_of

YEAR = 365.25

COHORT = cohort_of(
    visits=[
        *visits_of("a", {0: 2.0, 100: 3.0, 200: 3.0, 300: 3.0, 400: 3.0}),  # worse from day 100
        *visits_of("b", {0: 2.0, 100: 3.0, 200: 2.0, 300: 2.0, 400: 2.0}),  # once only
        *visits_of("c", {0: 4.0, 100: 5.0, 200: 5.0, 300: 4.0, 400: 4.0}),  # worse for 100 days
        *visits_of("d", {0: 1.0, 100: 1.0, 200: 1.0, 300: 1.0, 400: 1.0}),
    ],
    relapses=relapses_of("a", 60),
)
DEFINITIONS = {
    "12 weeks": rv.ConfirmedWorsening(confirm_after_days=84),
    "24 weeks": rv.ConfirmedWorsening(confirm_after_days=168),
    "pira": rv.Pira(confirm_after_days=84),
}


def rows(cohort=COHORT, definitions=DEFINITIONS, **more):
    return {row["definition"]: row for row in find_multiverse(cohort, definitions, **more).to_dicts()}


def test_each_definition_counts_its_own_events():
    found = rows()
    # 12 weeks: a and c; 24 weeks: a alone. PIRA: a's visit of day 100 is 40 days after a relapse and is
    # passed over, that of day 200 still lies above the fixed reference; c as before
    assert [found[name]["n_events"] for name in DEFINITIONS] == [2, 1, 2]
    assert [found[name]["n_with_event"] for name in DEFINITIONS] == [2, 1, 2]
    assert found["pira"]["person_years"] == pytest.approx((200 + 350 + 100 + 350) / YEAR)
    assert {row["n_patients"] for row in found.values()} == {4}


def test_person_years_run_to_the_event_or_half_way_past_the_last_confirmable_visit():
    found = rows()
    # 12 weeks: last confirmable day 300, left at 350; a and c leave at 100: 100 + 350 + 100 + 350
    assert found["12 weeks"]["person_years"] == pytest.approx(900 / YEAR)
    assert found["12 weeks"]["rate_per_year"] == pytest.approx(2 / (900 / YEAR))
    # 24 weeks: last confirmable day 200, left at 250; a leaves at 100: 100 + 3 × 250
    assert found["24 weeks"]["person_years"] == pytest.approx(850 / YEAR)


def test_shares_of_worsenings_by_their_relation_to_relapses():
    found = rows()["12 weeks"]
    assert (found["raw_percent"], found["pira_percent"], found["undefined_percent"]) == (50, 50, 0)


def test_median_and_share_free_are_read_from_the_curve():
    found = rows(read_at_years=0.5)
    # 12 weeks: two of four at day 100, so half from then on
    assert found["12 weeks"]["median_years"] == pytest.approx(100 / YEAR)
    assert found["12 weeks"]["free_percent"] == 50
    assert found["24 weeks"]["median_years"] is None
    assert found["24 weeks"]["free_percent"] == 75
    assert rows(read_at_years=3)["12 weeks"]["free_percent"] is None  # nobody was followed so long


def test_every_event_of_a_patient_counts_where_asked_for():
    cohort = cohort_of(
        visits=visits_of("a", {0: 2.0, 100: 3.0, 200: 3.0, 300: 4.0, 400: 4.0, 500: 4.0}),
        relapses=[],
    )
    every = rv.ConfirmedWorsening(
        confirm_after_days=84, reference=Reference.ROVING, occurrence=Occurrence.EVERY
    )
    found = rows(cohort, {"every": every})["every"]
    assert (found["n_with_event"], found["n_events"]) == (1, 2)  # 2 to 3 at day 100, 3 to 4 at day 300
    assert found["person_years"] == pytest.approx(450 / YEAR)  # last confirmable day 400, on to half way


def test_without_relapses_nothing_is_said_of_them():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 200: 3.0}))
    found = rows(cohort, {"12 weeks": DEFINITIONS["12 weeks"]})["12 weeks"]
    assert found["n_events"] == 1
    assert found["pira_percent"] is None
    with pytest.raises(RanvierError, match="table of relapses"):
        rows(cohort, {"pira": DEFINITIONS["pira"]})


def test_another_measure_is_refused_by_its_name():
    with pytest.raises(RanvierError, match="Symbol digit"):
        rows(definitions={"sdmt": rv.ConfirmedWorsening(measure=SDMT)})


def test_an_empty_cohort_and_an_empty_list_give_defined_results():
    empty = cohort_of(visits=[], relapses=[])
    found = rows(empty)["12 weeks"]
    assert (found["n_patients"], found["n_events"], found["person_years"]) == (0, 0, 0)
    assert found["rate_per_year"] is None
    assert find_multiverse(COHORT, {}).height == 0


def test_the_number_of_threads_changes_nothing():
    assert rows(n_threads=1) == rows(n_threads=3)


def test_the_same_events_as_one_definition_at_a_time():
    for name, definition in DEFINITIONS.items():
        alone = rv.find_events(COHORT, definition)
        assert rows()[name]["n_events"] == alone.height


def test_a_grid_is_every_combination_in_order():
    grid = definition_grid({"confirm_after_days": [84, 168], "sustained_to_end": [False, True]})
    assert list(grid) == [
        "confirm_after_days=84, sustained_to_end=no",
        "confirm_after_days=84, sustained_to_end=yes",
        "confirm_after_days=168, sustained_to_end=no",
        "confirm_after_days=168, sustained_to_end=yes",
    ]
    assert grid["confirm_after_days=168, sustained_to_end=no"] == rv.PRIMARY
    assert len(set(grid.values())) == 4


def test_a_grid_refuses_what_the_definition_does_not_have():
    with pytest.raises(UsageError, match="'confirm_days'") as told:
        definition_grid({"confirm_days": [84]})
    assert "confirm_after_days" in told.value.hint
    with pytest.raises(UsageError, match="no value"):
        definition_grid({"confirm_after_days": []})
