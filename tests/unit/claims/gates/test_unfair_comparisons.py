"""Comparisons called randomised that are not fair, and patients who slip out of both groups.

Each was written against a programme without effect that came out as supported, or whose failures were gone.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Attribution
from ranvier.tables.faults import TableCount
from ranvier.tables.programme import TimeZero
from ranvier.vocabulary.outcomes import Cap, Reading
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.small_cohorts import dose_of, on, visits_of
from tests.unit.claims.gates.ask import (
    CHANGE,
    FREE,
    about,
    answer,
    claim_of,
    clinic,
    compared,
    entered,
    names,
)

LOT = Assignment.RANDOMISED


FREE_5_YEARS = claim_of("free_of_worsening", at_least(75, "%"), Attribution.LEVEL, months=60)


def cap(result: GateResult) -> Cap:
    return result.cap(Reading.BECAUSE) if result.binds(Reading.BECAUSE) else Cap.NONE


def seen_every(treated_days: int, comparator_days: int):
    rows = []
    for name in names(20) + names(20, "c"):
        step = treated_days if name.startswith("t") else comparator_days
        rows += visits_of(name, {-10: 4.0, **{day: 4.0 for day in range(step, 1500, step)}})
    return compared(visits=rows, assignment=LOT)


def test_a_curve_of_patients_seen_less_often_is_no_comparison_even_by_lot():
    rarely = seen_every(730, 180)
    assert cap(answer(22, rarely, FREE_5_YEARS)) is Cap.NOT_SUPPORTED
    assert cap(answer(22, rarely, CHANGE)) is Cap.NONE  # a score at a time does not depend on other visits
    assert cap(answer(22, seen_every(180, 180), FREE_5_YEARS)) is Cap.NONE


def test_visits_in_one_week_do_not_make_up_for_years_without():
    rows = []
    for name in names(20) + names(20, "c"):
        days = [1, 2, 3, 4, 5, 730, 1460] if name.startswith("t") else range(180, 1500, 180)
        rows += visits_of(name, {-10: 4.0, **dict.fromkeys(days, 4.0)})
    assert answer(22, compared(visits=rows, assignment=LOT), FREE_5_YEARS).status == "fail"


def test_patients_who_leave_early_are_not_seen_more_often():
    # same visits as long as they stay; half of the treated leave after the close visits of the first months
    rows = []
    for count, name in enumerate(names(20) + names(20, "c")):
        stays = name.startswith("c") or count % 2
        days = [30, 90, 180, *range(365, 1500, 180)] if stays else [30, 90]
        rows += visits_of(name, {-10: 4.0, **dict.fromkeys(days, 4.0)})
    assert answer(22, compared(visits=rows, assignment=LOT), FREE_5_YEARS).status == "pass"


def test_visits_after_the_time_of_the_claim_do_not_count():
    rows = []
    for name in names(20) + names(20, "c"):
        days = [180, 360, 540, 720] if name.startswith("t") else [180, 360, 480, 500, 520, 540]
        rows += visits_of(name, {-10: 4.0, **dict.fromkeys(days, 4.0)})
    assert answer(22, compared(visits=rows, assignment=LOT), FREE).status == "pass"  # at 12 months


def test_patients_moved_to_the_comparators_after_their_first_dose():
    # treated "counts" only from the second dose; who did badly before it was moved to the comparators
    moved = [dose_of(name) for name in names(20) + names(2, "c")]
    result = answer(3, compared(administrations=moved, assignment=LOT))
    assert cap(result) is Cap.NOT_SUPPORTED
    assert "of the comparators had the therapy at their own time zero" in result.reason


def test_a_comparator_who_is_treated_later_stays_a_comparator():
    later = [dose_of(name) for name in names(20)] + [dose_of(name, 400) for name in names(10, "c")]
    assert answer(3, compared(administrations=later, assignment=LOT)).status == "pass"


def test_one_comparator_dosed_by_mistake_is_no_reason():
    # 1 of 20 is 5 %
    doses = [dose_of(name) for name in names(20) + names(1, "c")]
    assert answer(3, compared(administrations=doses, assignment=LOT)).status == "pass"


def test_comparators_on_other_cells_are_an_active_group():
    cohort = compared(administrations=[dose_of(name) for name in names(20) + names(20, "c")], assignment=LOT)
    active = about(cohort, groups=_with_kind(cohort, ComparatorKind.ACTIVE))
    assert answer(3, active).status == "pass"


def _with_kind(cohort, kind):
    return replace(cohort.programme.groups, comparator_kind=kind)


def test_time_zero_at_an_earlier_drug_is_not_the_first_dose():
    drugs = [
        {"patient_id": name, "substance": "interferon beta", "kind": "dmt", "start_date": on(-900)}
        for name in names(20)
    ]
    cohort = about(clinic(treatments=drugs), time_zero=TimeZero("treatments.start_date"))
    assert answer(3, cohort).status == "fail"


def test_cells_recorded_among_the_treatments_are_doses():
    cells = [
        {"patient_id": name, "substance": "cells", "kind": "cells", "start_date": on(0)} for name in names(20)
    ]
    cohort = about(clinic(doses=False, treatments=cells), time_zero=TimeZero("treatments.start_date"))
    assert answer(3, cohort).status == "pass"


@pytest.mark.parametrize(("years", "status"), [(0, "pass"), (4, "fail")])
def test_lot_gives_both_groups_the_same_calendar(years, status):
    people = []
    for count, name in enumerate(names(20) + names(20, "c")):
        person = {"patient_id": name, "sex": "female" if count % 3 else "male", **entered(name)}
        later = timedelta(days=30 * (count % 20) + (round(365.25 * years) if name.startswith("c") else 0))
        person["enrolled_date"] += later
        people.append(person)
    doses = [dose_of(name, 30 * (count % 20)) for count, name in enumerate(names(20))]
    result = answer(20, compared(people=people, administrations=doses, assignment=LOT))
    assert result.status == status
    assert ("the date of time zero" in result.reason) == (status == "fail")


def test_doses_set_aside_are_patients_no_longer_treated():
    people = [{"patient_id": name, "consecutive_number": count} for count, name in enumerate(names(20))]
    cohort = clinic(patients=people)
    counts = (TableCount("administrations", "doses.csv", 25, 5, (("without a date", 5),)),)
    assert answer(16, cohort).status == "pass"
    assert answer(16, replace(cohort, counts=counts)).status == "flag"


def test_patients_with_a_dose_and_another_word_are_counted():
    people = [{"patient_id": name, **entered(name)} for name in names(20) + names(20, "c")]
    for person in people[:6]:
        person["group"] = "withdrawn"
    assert "6 patients with a dose in neither group" in answer(35, compared(people=people)).reason


@pytest.mark.parametrize("word", ["Waiting", "wai ting"])
def test_words_that_nearly_name_a_group_are_told(word):
    people = [{"patient_id": name, **entered(name)} for name in names(20) + names(20, "c")]
    for person in people[-6:]:
        person["group"] = word
    result = answer(7, compared(people=people))
    assert result.status == "flag"
    assert "6 patients in neither group" in result.reason


def test_patients_whose_doses_were_set_aside_have_no_baseline():
    # 12 treated; 8 of the 20 on the list have lost their only dose to a fault: 8 of 20 is 40 %
    cohort = clinic(administrations=[dose_of(name) for name in names(12)])
    assert answer(9, cohort).status == "pass"
    counts = (TableCount("administrations", "doses.csv", 20, 8, (("whose date is no date", 8),)),)
    lost = answer(9, replace(cohort, counts=counts))
    assert lost.status == "fail"
    assert "8 more may have been treated" in lost.reason
    repeats = (TableCount("administrations", "doses.csv", 20, 8, (("repeating a row", 8),)),)
    assert answer(9, replace(cohort, counts=repeats)).status == "pass"
