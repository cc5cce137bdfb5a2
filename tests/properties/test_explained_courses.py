"""An explanation is the search itself, told: on any course its events are those of find_events."""

from hypothesis import given, settings, strategies as st

from ranvier.course.decisions import find_decisions
from ranvier.course.events import find_events
from ranvier.course.explain import explain_patient
from ranvier.report.explained import render_explained
from ranvier.report.explained_text import explained_text
from ranvier.vocabulary.course_rules import COURSE_RULES
from ranvier.vocabulary.decisions import Decision
from tests.properties.courses import courses, definitions, make_course, make_definition, seeded_pick
from tests.small_cohorts import cohort_of, on, relapses_of

FIELDS = ("kind", "relation", "onset_date", "onset_score", "reference_date", "reference_score")
FURTHER = ("confirmed_date", "confirmed_score", "held_until_date", "holds_to_end")


def cohort_with(patients):
    return cohort_of(
        patients=[{"patient_id": name} for name in patients],
        visits=[
            {"patient_id": name, "date": on(day), "edss": edss}
            for name, (visits, _) in patients.items()
            for day, edss in visits
        ],
        relapses=[row for name, (_, days) in patients.items() for row in relapses_of(name, *days)],
    )


def rows_of(events):
    return [tuple(getattr(event, name) for name in (*FIELDS, *FURTHER)) for event in events]


@given(courses(), definitions(), st.integers(0, 99))
@settings(max_examples=150)
def test_events_and_decisions_are_those_of_the_search(course, definition, seed):
    cohort = cohort_with({"a": course})
    told = explain_patient(cohort, "a", definition, seed=seed)
    events = find_events(cohort, definition, seed=seed)
    assert rows_of(told.events) == events.select(*FIELDS, *FURTHER).rows()
    decisions = find_decisions(cohort, definition, seed=seed)
    assert [one.decision for one in told.decisions] == decisions["decision"].to_list()
    assert set(told.rules) <= set(COURSE_RULES)
    assert [visit.date for visit in told.visits] == [on(day) for day, _ in course[0]]
    onsets = {visit.date for visit in told.visits if visit.mark == "onset"}
    assert onsets == {event.onset_date for event in told.events}


def test_every_decision_is_met_and_told_on_seeded_courses():
    """Two visits of one day, and an onset found twice, are among them."""
    met = set()
    for seed in range(400):
        pick = seeded_pick(seed)
        course, definition = make_course(pick), make_definition(pick)
        cohort = cohort_with({"a": course})
        told = explain_patient(cohort, "a", definition, seed=seed)
        events = find_events(cohort, definition, seed=seed)
        assert rows_of(told.events) == events.select(*FIELDS, *FURTHER).rows(), seed
        assert not [one for one in told.decisions if "None" in one.told.text]
        met |= {one.decision for one in told.decisions}
    assert met == {word.value for word in Decision}


@given(courses(), courses(), definitions())
@settings(max_examples=40)
def test_nothing_of_another_patient_is_told(course, other, definition):
    alone = explain_patient(cohort_with({"a": course}), "a", definition, seed=1)
    beside = explain_patient(cohort_with({"a": course, "b": other}), "a", definition, seed=1)
    assert render_explained(alone) == render_explained(beside)
    assert explained_text(alone) == explained_text(beside)
