from ranvier.course.decisions import WORDS, find_decisions, find_unconfirmed
from ranvier.course.events import find_events
from ranvier.definitions.confirmed_change import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    Reference,
    SlightChanges,
)
from ranvier.definitions.pira import Pira
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.decisions import Decision
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of

D = Decision


def decided(definition, scores, *relapse_days):
    """Each decision with the days of its visit and of the other visit."""
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", *relapse_days))
    rows = find_decisions(cohort, definition).select("decision", "visit_date", "other_date").rows()
    return [(Decision(word), *(date and (date - on(0)).days for date in dates)) for word, *dates in rows]


def test_every_decision_has_a_word():
    assert set(WORDS.values()) == {decision.value for decision in Decision}
    assert len(WORDS) == len(Decision)


def test_an_event_with_the_visit_that_confirms_it():
    assert decided(PRIMARY, {0: 2.0, 84: 3.0, 300: 3.0}) == [(D.STARTS, 0, None), (D.EVENT, 84, 300)]


def test_a_change_that_did_not_hold_names_the_first_visit_without_it():
    found = decided(PRIMARY, {0: 2.0, 84: 3.0, 168: 2.5, 300: 3.0})
    assert found[1:] == [
        (D.DID_NOT_HOLD, 84, 168),
        (D.NO_CONFIRMING_VISIT, 300, None),
        (D.NO_CHANGE, None, None),
    ]


def test_a_change_that_did_not_last_names_the_visit_that_ended_it():
    found = decided(ConfirmedWorsening(sustained_to_end=True), {0: 2.0, 84: 3.0, 252: 3.0, 420: 2.0})
    assert found[1] == (D.DID_NOT_LAST, 84, 420)


def test_a_reference_near_a_relapse_or_at_a_dip_moves_on():
    near = ConfirmedWorsening(relapse_to_reference=RelapseDistance(30))
    assert decided(near, {0: 3.0, 40: 2.0, 180: 2.0}, -10)[:2] == [
        (D.STARTS, 0, None),
        (D.REFERENCE_NEAR_RELAPSE, 0, None),
    ]
    roving = ConfirmedChange(
        reference=Reference.ROVING, occurrence=Occurrence.EVERY, extrema=Extrema.SKIP_ALL
    )
    found = decided(roving, {0: 5.0, 180: 3.0, 360: 3.0, 540: 2.5, 720: 3.0, 900: 3.0})
    assert found[1:3] == [(D.EVENT, 180, 360), (D.MOVES_TO_EVENT, 360, None)]
    assert decided(roving, {0: 5.0})[1:] == [(D.NO_REFERENCE, 0, None)]


def test_a_change_near_a_relapse_is_skipped():
    apart = ConfirmedWorsening(relapse_to_onset=RelapseDistance(30))
    assert decided(apart, {0: 2.0, 84: 3.0, 180: 3.0, 360: 3.0}, 80)[1:] == [
        (D.CHANGE_NEAR_RELAPSE, 84, None),
        (D.EVENT, 180, 360),
    ]


def test_a_worsening_that_is_not_the_one_asked_for_is_passed_over():
    assert decided(Pira(), {0: 2.0, 100: 3.0, 300: 3.0}, 60)[1] == (D.OTHER_RELATION, 100, 300)


def test_a_relapse_places_the_reference_anew():
    after_relapse = Pira(rebases_after_relapse=True, confirm_after_days=84)
    found = decided(after_relapse, {0: 2.0, 100: 4.0, 250: 4.0, 350: 4.0, 450: 5.0, 550: 5.0}, 90)
    assert found == [
        (D.STARTS, 0, None),
        (D.CROSSED_RELAPSE, 100, None),
        (D.MOVES_BEYOND_RELAPSE, 100, None),
        (D.EVENT, 450, 550),
    ]


def test_slight_changes():
    roving = ConfirmedChange(reference=Reference.ROVING, slight_changes=SlightChanges.IMPROVEMENT)
    assert decided(roving, {0: 3.0, 84: 2.5, 300: 2.5, 400: 3.0})[1:4] == [
        (D.SLIGHT_CHANGE, 84, 300),
        (D.MOVES_TO_SLIGHT_CHANGE, 300, None),
        (D.TOO_SLIGHT, 400, None),
    ]


def test_a_last_visit_that_counts():
    counts = ConfirmedWorsening(last_visit_counts=True)
    assert decided(counts, {0: 2.0, 200: 3.0})[1] == (D.COUNTED_UNCONFIRMED, 200, None)


def test_events_are_among_the_decisions():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 84: 3.0, 300: 3.0}), relapses=[])
    decisions = find_decisions(cohort, PRIMARY).filter(decision=D.EVENT.value)
    event = find_events(cohort, PRIMARY)
    assert decisions["visit_date"].equals(event["onset_date"], check_names=False)
    assert decisions["reference_score"].to_list() == event["reference_score"].to_list() == [2.0]


def test_unconfirmed_changes_with_their_distance_from_relapses():
    scores = {0: 2.0, 84: 3.0, 168: 2.0, 400: 3.5}
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", 60, 420))
    rows = find_unconfirmed(cohort, PRIMARY).rows(named=True)
    assert [(row["onset_date"], row["why"], row["failed_date"]) for row in rows] == [
        (on(84), D.DID_NOT_HOLD, on(168)),
        (on(400), D.NO_CONFIRMING_VISIT, None),
    ]
    assert [(row["days_since_relapse"], row["days_until_relapse"]) for row in rows] == [(24, 336), (340, 20)]
    assert [(row["kind"], row["is_full_step"]) for row in rows] == [("worsening", True)] * 2


def test_nobody_has_no_decisions():
    cohort = cohort_of(visits=[], relapses=[])
    assert find_decisions(cohort, PRIMARY).is_empty()
    assert find_unconfirmed(cohort, PRIMARY).is_empty()
