"""What is said of one patient's course: hand-made courses, small enough to check with a finger."""

import re
from pathlib import Path

import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.explain import explain_patient
from ranvier.course.explain_decided import Decided
from ranvier.course.explain_facts import Facts
from ranvier.course.explain_words import told_decision
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    Reference,
    SlightChanges,
)
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.errors import UsageError
from ranvier.vocabulary.course_rules import COURSE_RULES
from ranvier.vocabulary.decisions import Decision
from ranvier.vocabulary.measures import SDMT
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

COURSE_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "course.md"


def explained(scores, definition=PRIMARY, relapses=(), **tables):
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", *relapses), **tables)
    return explain_patient(cohort, "a", definition)


def told(scores, definition=PRIMARY, relapses=()):
    return [str(one.told) for one in explained(scores, definition, relapses).decisions]


def test_a_worsening_is_told_with_its_step_its_confirmation_and_what_came_before():
    found = explained({0: 3.0, 84: 3.5, 168: 4.0, 252: 4.0, 336: 4.5})
    assert found.answer == (
        "Worsening on 18 June 2015: EDSS 3.0 to 4.0, confirmed on 3 December 2015. "
        "It shows to the end of the record."
    )
    assert [str(one.told) for one in found.decisions] == [
        "Visit of 1 January 2015: EDSS 3.0, the first EDSS used, is where the search starts. (C5)",
        "Visit of 18 June 2015: EDSS 4.0 is 1.0 above the reference 3.0 (needed: 1.0). The first visit that "
        "can confirm it, that of 3 December 2015, 168 days later, shows 4.5 and so does every visit between. "
        "This is the worsening, dated at its first visit; it is independent of relapses (PIRA), no relapse "
        "is known before it. (C7, C8, C13)",
    ]
    assert [(one.mark, str(one.why)) for one in found.visits] == [
        ("reference", "It is the reference. (C5)"),
        ("", "EDSS 3.5 is 0.5 above the reference 3.0 (needed: 1.0): 0.5 short of the step. (C1)"),
        ("onset", found.decisions[1].told.text.split(": ", 1)[1] + " (C7, C8, C13)"),
        ("", "It lies between the start of the worsening and its confirmation. (C7)"),
        ("confirms", "It confirms the worsening that starts on 18 June 2015. (C7)"),
    ]


def test_a_change_that_does_not_hold():
    assert told({0: 2.0, 84: 3.0, 168: 2.5})[1:] == [
        "Visit of 26 March 2015: EDSS 3.0 is 1.0 above the reference 2.0 (needed: 1.0). "
        "No visit lies 168 days or more after it, so nothing confirms it. (C4, C7)",
        "No further visit lies far enough from the reference 2.0 (needed: 1.0), so the search ends. (C6)",
    ]
    assert told({0: 2.0, 84: 3.0, 168: 2.5, 252: 3.0})[1] == (
        "Visit of 26 March 2015: EDSS 3.0 is 1.0 above the reference 2.0 (needed: 1.0). It must hold until "
        "it is confirmed by a visit 168 days or more after it; that of 18 June 2015, 84 days later, shows "
        "2.5, so the worsening does not hold. (C7)"
    )


def test_visits_near_relapses():
    near_confirmation = told({0: 2.0, 84: 3.0, 252: 3.0}, relapses=(240,))
    assert near_confirmation[1].endswith(
        "The only visit 168 days or more after it, on 10 September 2015, lies 12 days after a relapse "
        "(needed: 31): no confirmation. (C4, C7)"
    )
    clear = ConfirmedWorsening(
        relapse_to_onset=RelapseDistance(30), relapse_to_reference=RelapseDistance(30, 0)
    )
    sentences = told({0: 2.0, 60: 2.0, 90: 3.0, 300: 3.0}, clear, relapses=(-5, 89))
    assert sentences[1] == (
        "Visit of 1 January 2015: it cannot be the reference, because it lies 5 days after a relapse (needed"
        ": 30); the next visit is asked. The visit of 2 March 2015, EDSS 2.0, becomes the reference. (C4, C5)"
    )
    assert sentences[2] == (
        "Visit of 1 April 2015: EDSS 3.0 is 1.0 above the reference 2.0 (needed: 1.0), but it lies 1 day "
        "after a relapse (needed: 30), so no change starts here. (C4, C6)"
    )


def test_a_visit_too_near_a_relapse_to_confirm_says_so():
    found = explained({0: 2.0, 84: 3.0, 200: 3.0, 260: 3.0, 300: 3.0}, relapses=(251,))
    assert found.events[0].confirmed_date == on(300)
    assert [str(one.why) for one in found.visits[2:4]] == [
        "It lies between the start of the worsening and its confirmation. (C7)",
        "It comes late enough to confirm the worsening, but lies 9 days after a relapse (needed: 31); "
        "the next visit is asked. (C4, C7)",
    ]


def test_only_the_last_of_several_refusals_says_which_visit_becomes_the_reference():
    clear = ConfirmedWorsening(relapse_to_reference=RelapseDistance(30))
    refused = [
        one for one in told({0: 2.0, 10: 4.0, 50: 2.5, 300: 2.5}, clear, relapses=(-5,)) if "cannot" in one
    ]
    assert [one.partition("; ")[2] for one in refused] == [
        "the next visit is asked. (C4, C5)",
        "the next visit is asked. The visit of 20 February 2015, EDSS 2.5, becomes the reference. (C4, C5)",
    ]


def test_without_an_event_the_answer_names_what_was_looked_for():
    scores = {0: 3.0, 180: 3.5, 360: 3.0}
    assert explained(scores).answer == "No confirmed worsening is found: no change was large enough."
    answers = [
        explained(scores, definition).answer
        for definition in (Pira(), ConfirmedImprovement(), ConfirmedChange())
    ]
    assert [answer.partition(" is found")[0] for answer in answers] == [
        "No worsening independent of relapses (PIRA)",
        "No confirmed improvement",
        "No confirmed change",
    ]


def test_day_0_is_told_in_words():
    cohort = cohort_of(
        patients=[{"patient_id": "a", "enrolled_date": on(0)}],
        visits=visits_of("a", {0: 3.0, 180: 3.0}),
        treated_from="patients.enrolled_date",
    )
    found = explain_patient(cohort, "a", PRIMARY, find_baseline(cohort, find_time_zero(cohort)))
    assert found.start[0].text == (
        "Day 0 is 1 January 2015, the date of enrolment; the patient is among the treated."
    )


def test_a_reference_that_moves():
    roving = ConfirmedChange(reference=Reference.ROVING, occurrence=Occurrence.EVERY)
    found = explained({0: 4.0, 180: 2.0, 360: 2.0, 540: 3.5, 720: 3.5}, roving)
    assert [event.kind for event in found.events] == ["improvement", "worsening"]
    assert [(span.score, span.worse_from, span.better_from) for span in found.references] == [
        (4.0, 5.0, 3.0),
        (2.0, 3.0, 1.0),
    ]
    assert str(found.decisions[2].told) == (
        "Visit of 27 December 2015: after the confirmed change the reference moves here, to EDSS 2.0. (C10)"
    )


def test_pira_after_a_relapse_with_a_new_reference():
    definition = Pira(
        rebases_after_relapse=True, relapse_to_reference=RelapseDistance(30), confirm_after_days=84
    )
    found = explained({0: 2.0, 100: 4.0, 250: 4.0, 350: 4.0, 450: 5.0, 550: 5.0}, definition, (90,))
    assert [event.onset_date for event in found.events] == [on(450)]
    words = {one.decision for one in found.decisions}
    assert {Decision.CROSSED_RELAPSE, Decision.MOVES_BEYOND_RELAPSE} <= words
    assert "C11" in found.rules


def test_an_improvement_is_not_what_a_worsening_is_looked_for():
    scores = {0: 4.0, 84: 3.0, 252: 3.0}
    assert told(scores)[1].endswith(
        "This is a confirmed improvement, which is not what is looked for. (C7, C14)"
    )
    found = explained(scores, ConfirmedImprovement())
    assert found.events[0].kind == "improvement"
    assert found.decisions[-1].told.text.endswith("This is the improvement, dated at its first visit.")


def test_a_measure_that_falls_when_it_gets_worse():
    rows = [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": value}
        for day, value in {0: 50.0, 84: 45.0, 252: 45.0}.items()
    ]
    found = explain_patient(cohort_of(measures=rows), "a", ConfirmedWorsening(measure=SDMT))
    assert "Symbol digit modalities test 45 is 5 below the reference 50 (needed: 4)" in str(
        found.events[0].told
    )
    assert found.references[0].worse_from == 46.0


def test_the_primary_definition_from_the_baseline_says_where_it_starts_and_ends():
    cohort = cohort_of(
        visits=visits_of("a", {-200: 1.0, -10: 3.0, 0: 3.0, 180: 3.0, 360: 3.0}),
        administrations=[dose_of("a")],
    )
    found = explain_patient(cohort, "a", PRIMARY, find_baseline(cohort, find_time_zero(cohort)))
    assert [str(one) for one in found.start] == [
        "Day 0 is 1 January 2015, the date of the first dose; the patient is among the treated.",
        "The baseline is the visit of 1 January 2015: EDSS 3.0, 0 days before day 0, and whether a relapse "
        "came before is not on record. It is the last EDSS up to day 0 that is at most 90 days old, neither "
        "after the first dose nor after steroids. (C3)",
    ]
    assert [one.in_course for one in found.visits] == [False, False, True, True, True]
    assert str(found.visits[0].why) == "It lies before the baseline. (C3)"
    assert [str(one) for one in found.end] == [
        "The last confirmable visit is that of 30 June 2015 (day 180): a worsening that starts later could "
        "not be confirmed by the visits on record. (C17)",
        "The patient leaves the risk set on 28 September 2015 (day 270), midway between the last confirmable "
        "visit and the next one. (C17)",
    ]
    assert found.exit_date == on(270)


@pytest.mark.parametrize(
    ("scores", "dose", "words"),
    [
        ({-200: 3.0, 180: 4.0}, True, "There is no baseline: no EDSS in the 90 days up to day 0"),
        ({0: 3.0}, False, "neither treated nor a comparator"),
        ({}, True, "There is no baseline"),
    ],
)
def test_without_a_baseline_the_reason_is_said_and_nothing_is_searched(scores, dose, words):
    cohort = cohort_of(
        patients=[{"patient_id": "a"}, {"patient_id": "b"}],
        visits=visits_of("a", scores),
        administrations=[dose_of("a" if dose else "b")],
    )
    found = explain_patient(cohort, "a", PRIMARY, find_baseline(cohort, find_time_zero(cohort)))
    assert any(words in str(one) for one in found.start)
    assert found.answer.startswith("There is no EDSS from which a change could be measured")
    assert found.events == found.decisions == found.references == ()
    assert all(str(one.why) == "It is not searched: there is no baseline. (C3)" for one in found.visits)


def test_another_measure_starts_at_its_own_last_result():
    rows = [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": value}
        for day, value in {-20: 50.0, 84: 45.0, 252: 45.0}.items()
    ]
    cohort = cohort_of(measures=rows, administrations=[dose_of("a")], visits=[])
    baselines = find_baseline(cohort, find_time_zero(cohort))
    found = explain_patient(cohort, "a", ConfirmedWorsening(measure=SDMT), baselines)
    assert str(found.start[-1]).startswith(
        "The course of the Symbol digit modalities test starts at its last"
    )
    assert [event.onset_date for event in found.events] == [on(84)]


def test_one_visit():
    found = explained({0: 3.0})
    assert found.answer == "There is a single EDSS in the course, so no change can be seen."
    assert str(found.decisions[-1].told) == (
        "Visit of 1 January 2015: it is the only one, so no change can be seen from it. (C5)"
    )


def test_an_unknown_patient_is_an_error_that_does_not_repeat_the_name():
    cohort = cohort_of(patients=[{"patient_id": name} for name in "abc"])
    with pytest.raises(UsageError, match="3 patients") as raised:
        explain_patient(cohort, "Q-secret-7", PRIMARY)
    assert "secret" not in str(raised.value)


def test_every_decision_has_a_sentence_of_its_own():
    facts = Facts(PRIMARY, (on(0), on(90), on(300)), (3.0, 4.0, 4.0), (on(-1), on(89)), None)
    sentences = {
        word: told_decision(Decided(word, "worsening", on(0), 3.0, on(90), 4.0, on(300), 4.0, None), facts)
        for word in Decision
    }
    assert len({one.text for one in sentences.values()}) == len(Decision)
    assert all(one.text.endswith(".") for one in sentences.values())
    assert all(rule in COURSE_RULES for one in sentences.values() for rule in one.rule.split(", "))


def test_slight_changes_and_extrema_are_told():
    slight = ConfirmedWorsening(reference=Reference.ROVING, slight_changes=SlightChanges.IMPROVEMENT)
    sentences = told({0: 3.0, 90: 2.5, 300: 2.5, 400: 3.0}, slight)
    assert "too little for an event, but enough to move the reference" in sentences[1]
    peak = ConfirmedWorsening(
        reference=Reference.ROVING, extrema=Extrema.SKIP_ALL, proceeds_from=PRIMARY.proceeds_from
    )
    assert told({0: 3.0, 90: 3.0}, peak)[0].endswith("is where the search starts. (C5)")


def test_rules_are_named_as_the_reference_names_them():
    headings = dict(re.findall(r"^\*\*(C\d+) ([^*]+?)\.?\*\*", COURSE_PAGE.read_text(encoding="utf-8"), re.M))
    assert COURSE_RULES.items() <= headings.items()
