"""Drugs, contacts and raters: facts of record on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import DATA_DATE, ZERO, bench, cohort, day, dosed

DATA_DAY = (DATA_DATE - ZERO).days


def find(small, endpoint, **parameters):
    asked = Interpretation("as in the test", endpoint, at_least(50, "%"), parameters)
    return ENDPOINTS[endpoint](bench(small), asked)


def treatment(patient, kind="dmt", start=-500, end=None):
    return {
        "patient_id": patient,
        "substance": "x",
        "kind": kind,
        "start_date": day(start),
        "end_date": None if end is None else day(end),
    }


TREATMENTS = [
    treatment("a"),  # to this day
    treatment("b", end=-30),  # ended before time zero
    treatment("c", "symptomatic"),
    treatment("d", None),  # of a kind not recorded
]


def test_whoever_ever_had_such_a_drug_counts_and_silence_is_the_best_case():
    found = find(cohort(**dosed(*"abcde"), treatments=TREATMENTS), "drug_share", kind="dmt")
    assert found.found.estimate == pytest.approx(40.0)  # a and b of five
    assert (found.bounds.worst, found.bounds.best) == (
        pytest.approx(40.0),
        pytest.approx(80.0),
    )  # d, e silent
    assert dict(found.unseen) == {"treatment_not_said": 2}
    # (2 + k) / (5 + k) is at least one half from k = 1 on
    assert found.hidden == "1 unreported patient, all with it, would overturn this."


def test_at_time_zero_only_what_was_under_way_counts():
    found = find(
        cohort(**dosed(*"abcde"), treatments=TREATMENTS), "drug_share", kind="dmt", when="at_time_zero"
    )
    assert (found.found.n_events, found.found.n) == (1, 5)
    assert found.bounds.best == pytest.approx(60.0)


def test_people_never_treated_with_cells_are_part_of_practice():
    tables = dosed(*"ab")
    tables["patients"].append({"patient_id": "z"})
    found = find(
        cohort(**tables, treatments=[treatment("a"), treatment("z", "steroid")]), "drug_share", kind="dmt"
    )
    assert (found.found.n_events, found.found.n) == (1, 3)


def test_without_kinds_of_treatment_nothing_is_said_of_drugs():
    rows = [{"patient_id": "a", "substance": "x", "start_date": ZERO}]
    found = find(cohort(**dosed("a"), treatments=rows), "drug_share", kind="dmt")
    assert found.missing == ("treatments.kind",)


def test_everyone_treated_counts_who_was_heard_of_lately_or_is_dead():
    tables = dosed(*"abcde")
    tables["patients"][0]["last_contact_date"] = day(DATA_DAY - 300)
    tables["patients"][1]["last_contact_date"] = day(DATA_DAY - 400)
    tables["patients"][2]["vital_status"] = "dead"
    tables["patients"][3]["death_date"] = day(50)
    tables["patients"].append({"patient_id": "z", "last_contact_date": day(DATA_DAY)})  # never treated
    visits = [{"patient_id": "e", "date": day(DATA_DAY - 365)}]
    found = find(cohort(**tables, visits=visits), "contact_share", months=12)
    assert (found.found.n_events, found.found.n) == (4, 5)  # all but b; e on the very first day
    assert find(cohort(**tables, visits=visits), "contact_share", months=11).found.n_events == 3
    # 4 / (5 + k) is below one half from k = 4 on
    assert found.hidden == "4 unreported patients, all out of contact, would overturn this."


def test_a_dose_is_a_contact():
    tables = dosed("a", "b")
    tables["administrations"].append({"patient_id": "a", "date": day(DATA_DAY - 10)})
    tables["patients"][1]["last_contact_date"] = day(5)
    assert find(cohort(**tables), "contact_share", months=1).found.n_events == 1


def test_without_visits_and_contacts_nobody_can_be_accounted_for():
    found = find(cohort(**dosed("a")), "contact_share", months=12)
    assert found.missing == ("patients.last_contact_date", "visits.date")


def score(patient, number, rater, treats, blinded, edss=3.0):
    return {
        "patient_id": patient,
        "date": day(number),
        "edss": edss,
        "rater_id": rater,
        "treating_id": treats,
        "rater_blinded": blinded,
    }


def test_a_score_by_who_treats_or_knows_does_not_fit_whatever_else_is_silent():
    visits = [
        score("a", -5, "r", "t", True),  # a baseline is no outcome
        score("a", 100, "r", "t", True),
        score("a", 200, "t", "t", None),
        score("a", 300, None, "t", False),
        score("a", 400, None, "t", True),  # not to be said
        score("a", 500, "r", "t", True, None),  # no score
    ]
    found = find(cohort(**dosed("a"), visits=visits), "independent_rater_share")
    assert found.found.estimate == pytest.approx(100 / 3)
    assert (found.bounds.worst, found.bounds.best) == (25.0, 50.0)
    # (1 + k) / (3 + k) is at least one half from k = 1 on
    assert found.hidden == "1 unreported score, all scored so, would overturn this."


def test_who_scored_needs_three_columns():
    visits = [{"patient_id": "a", "date": day(10), "edss": 3.0}]
    found = find(cohort(**dosed("a"), visits=visits), "independent_rater_share")
    assert found.missing == ("visits.rater_id", "visits.treating_id", "visits.rater_blinded")


def test_scores_without_a_word_on_the_rater_say_nothing():
    visits = [score("a", 10, None, None, None), score("a", -10, "r", "t", True)]
    found = find(cohort(**dosed("a"), visits=visits), "independent_rater_share")
    assert found.reason == "No score after time zero says who made it."
