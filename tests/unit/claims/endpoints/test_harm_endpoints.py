"""Harm within a fixed time and against comparators, on programmes small enough to count by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, randomised

RISK, RATIO = "adverse_event_risk", "adverse_event_rate_ratio"


def find(small, name, **parameters):
    return ENDPOINTS[name](bench(small), Interpretation("as in the test", name, at_most(1), parameters))


def people(treated, compared="", **more):
    rows = [(name, "cells") for name in treated] + [(name, "sham") for name in compared]
    return [{"patient_id": name, "group": word, "enrolled_date": ZERO, **more} for name, word in rows]


def event(patient, number, term="Thrombosis of a vein", serious=True):
    return {"patient_id": patient, "onset_date": day(number), "term": term, "serious": serious}


def asked(names, until, method="active"):
    return [
        {"patient_id": name, "from_date": ZERO, "to_date": day(until), "method": method} for name in names
    ]


def test_an_event_answers_and_none_only_where_somebody_asked():
    # a: event; b: asked and none; c: asked for half of the month only; d: never asked
    small = cohort(
        randomised(),
        patients=people("abcd"),
        adverse_events=[event("a", 3)],
        safety_followup=asked("ab", 60) + asked("c", 15) + asked("d", 60, "passive"),
    )
    found = find(small, RISK, months=1)
    assert (found.found.n_events, found.found.n) == (1, 2)
    assert dict(found.unseen) == {"not_asked_all_along": 2}
    assert (found.bounds.worst, found.bounds.best) == (75.0, 25.0)


def test_only_events_with_one_of_the_words_and_of_the_severity_count():
    small = cohort(
        randomised(),
        patients=people("abcd"),
        adverse_events=[
            event("a", 3, "headache"),
            event("b", 3, "STROKE, left"),
            event("c", 3, "stroke", serious=False),
            event("d", 3, "stroke", serious=None),
        ],
        safety_followup=asked("abcd", 60),
    )
    assert find(small, RISK, months=1, term="thrombosis, stroke").found.n_events == 3
    serious = find(small, RISK, months=1, term="stroke", serious=True)
    assert (serious.found.n_events, serious.found.n) == (1, 3)
    assert dict(serious.unseen) == {"severity_not_said": 1}


def test_time_counts_from_the_second_start_where_one_is_named():
    starts = [("a", 0), ("a", 200), ("b", 10)]
    small = cohort(
        randomised(),
        patients=people("abc"),
        treatments=[
            {"patient_id": name, "substance": "Venoplasty", "start_date": day(number)}
            for name, number in starts
        ],
        adverse_events=[event("a", 5), event("b", 12)],
        safety_followup=asked("abc", 400),
    )
    first = find(small, RISK, months=1, substance="venoplasty")
    assert (first.found.n_events, first.found.n) == (2, 2)
    second = find(small, RISK, months=1, substance="venoplasty", number=2)
    assert (second.found.n_events, second.found.n) == (0, 1)


def test_a_stratum_is_told_by_a_result_and_by_what_was_taken_before():
    small = cohort(
        randomised(),
        patients=people("abcd"),
        measures=[
            {"patient_id": name, "date": day(-5), "instrument": "jcv_index", "value": value}
            for name, value in {"a": 0.2, "b": 1.8, "c": 2.5}.items()
        ],
        treatments=[
            {
                "patient_id": "c",
                "substance": "mitoxantrone",
                "kind": "immunosuppressant",
                "start_date": day(-900),
            }
        ],
        adverse_events=[event("c", 800, "PML")],
        safety_followup=asked("abcd", 2000),
    )
    low = find(small, RISK, months=48, term="pml", instrument="jcv_index", result_at_most=0.4)
    assert (low.found.n_events, low.found.n) == (0, 1)
    risky = {"instrument": "jcv_index", "result_at_least": 1.5, "after_immunosuppressant": True}
    high = find(small, RISK, months=48, from_months=24, term="pml", **risky)
    assert (high.found.n_events, high.found.n) == (1, 1)
    never_tested = find(small, RISK, months=48, term="pml", after_immunosuppressant=False)
    assert never_tested.found.n == 3


def test_nobody_was_asked():
    small = cohort(
        randomised(), patients=people("a"), adverse_events=[event("b", 1)], safety_followup=asked("b", 9)
    )
    assert "asked" in find(small, RISK, months=1).reason


def test_rates_in_time_asked_are_compared_and_other_events_do_not_count():
    # 2 events in 2 × 365.25 days against 1 in 4 × 365.25: four times as often
    small = cohort(
        randomised(),
        patients=people("ab", "cdef", sex="female"),
        adverse_events=[event("a", 9), event("b", 9), event("c", 9), event("d", 900), event("e", 9, "fall")],
        safety_followup=asked("abcdef", 364),
    )
    found = find(small, RATIO, term="thrombosis", sex="female")
    assert found.found.estimate == pytest.approx(4.0)
    # R 4.2.2: poisson.test(c(2, 1), c(2, 4))$conf.int = 0.208235075 235.988747774
    assert (found.found.lower, found.found.upper) == pytest.approx((0.208235075, 235.988747774), rel=1e-6)
    assert find(small, RATIO, term="thrombosis", sex="male").reason


def test_a_ratio_needs_comparators():
    small = cohort(
        randomised(), patients=people("a"), adverse_events=[event("a", 1)], safety_followup=asked("a", 9)
    )
    assert "comparators" in find(small, RATIO, term="x").reason
