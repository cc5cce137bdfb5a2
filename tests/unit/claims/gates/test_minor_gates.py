from datetime import date

import pytest

from ranvier.tables.programme import TimeZero
from tests.small_cohorts import dose_of, on
from tests.unit.claims.gates.ask import CHANGE, about, answer, clinic, names


@pytest.mark.parametrize(("n", "status"), [(2, "pass"), (3, "flag")])
def test_more_than_10_percent_treated_before_time_zero_are_noted(n, status):
    patients = [{"patient_id": name, "enrolled_date": on(0)} for name in names(20)]
    doses = [dose_of(name, -100 if count < n else 0) for count, name in enumerate(names(20))]
    cohort = clinic(patients=patients, administrations=doses)
    assert answer(5, about(cohort, time_zero=TimeZero("patients.enrolled_date"))).status == status


@pytest.mark.parametrize(("n", "day", "status"), [(1, 300, "pass"), (2, 300, "flag"), (10, 400, "pass")])
def test_deaths_before_the_claimed_time_are_noted_above_5_percent(n, day, status):
    # of 20: 1 is 5 %; after twelve months a death no longer competes
    patients = [{"patient_id": name, "death_date": on(day)} for name in names(n)]
    assert answer(24, clinic(patients=patients), CHANGE).status == status


@pytest.mark.parametrize(
    ("fixed", "status"),
    [
        (None, "not_assessable"),
        (date(2024, 12, 31), "pass"),
        (date(2025, 1, 1), "pass"),
        (date(2025, 1, 2), "fail"),
    ],
)
def test_claims_are_fixed_on_or_before_the_data_date(fixed, status):
    assert answer(26, about(clinic(), claims_fixed=fixed)).status == status


def test_doses_and_patients_that_add_up_pass():
    assert answer(35, clinic()).status == "pass"


def test_doses_that_do_not_fit_are_counted():
    patients = [{"patient_id": name, "death_date": on(-1)} for name in names(6)]
    result = answer(35, clinic(patients=patients))
    assert (result.status, result.reason) == ("flag", "6 doses after death")
    lots = [{**dose_of(name), "lot": "L1" if count else None} for count, name in enumerate(names(20))]
    assert answer(35, clinic(administrations=lots)).reason == "fewer than 5 doses without a lot"


def test_deviations_are_counted_and_the_word_none_is_none():
    words = ["lot not released"] * 6 + [" None ", "no", "", None] * 3 + [None] * 2
    doses = [{**dose_of(name), "deviation": word} for name, word in zip(names(20), words, strict=True)]
    result = answer(38, clinic(administrations=doses))
    assert (result.status, result.reason) == ("flag", "6 of 20 (30%) doses departed from the plan")
    assert answer(38, clinic(administrations=doses[6:])).status == "pass"
    assert answer(38, clinic()).status == "not_assessable"


@pytest.mark.parametrize(("last", "status"), [(3.5, "pass"), (4.0, "flag")])
def test_scores_rounded_to_whole_numbers_are_noted(last, status):
    # 40 of 80 whole; 60 of 80: the exact interval begins at 64%
    course = {-10: 4.0, 100: 3.5, 200: 4.0, 300: last}
    assert answer(36, clinic(scores=course)).status == status


def test_a_few_whole_scores_are_chance():
    # 6 of 8 whole: the exact interval reaches down to 35 %
    assert answer(36, clinic(2, scores={-10: 4.0, 100: 4.0, 200: 4.0, 300: 3.5})).status == "pass"


def odd(doses, **rows):
    """The answer of the cross-footing to doses of several products and lots."""
    return answer(35, clinic(administrations=doses, **rows)).reason


@pytest.mark.parametrize(("last", "reason"), [(730, "doses and patients add up"), (731, "in use for longer")])
def test_a_lot_is_not_given_over_years(last, reason):
    doses = [{**dose_of(name, last if place else 0), "lot": "L1"} for place, name in enumerate(names(20))]
    assert reason in odd(doses)


def test_a_lot_holds_one_product_and_a_patients_own_cells_are_for_one_patient():
    fat, cord = "autologous_adipose", "cord_blood"
    lots = [{**dose_of(name), "lot": f"L{place}", "product": fat} for place, name in enumerate(names(20))]
    assert odd(lots) == "doses and patients add up"
    given_twice = [{**dose, "lot": dose["lot"] if place > 5 else "L0"} for place, dose in enumerate(lots)]
    assert odd(given_twice) == "fewer than 5 lots of a patient's own cells given to others too"
    mixed = [{**dose, "lot": f"L{place // 2}"} for place, dose in enumerate(lots)]
    mixed = [{**dose, "product": cord if place % 2 else fat} for place, dose in enumerate(mixed)]
    assert "10 lots of more than one product" in odd(mixed)
    donor = [{**dose, "lot": "L0", "product": cord} for dose in lots]
    assert odd(donor) == "doses and patients add up"


@pytest.mark.parametrize(("day", "reason"), [(30, "add up"), (31, "6 treatments with cells without a dose")])
def test_treatments_with_cells_have_a_dose_near_them(day, reason):
    cells = [
        {"patient_id": name, "substance": "cells", "kind": "cells", "start_date": on(day)}
        for name in names(6)
    ]
    assert reason in odd([dose_of(name) for name in names(20)], treatments=cells)


def test_doses_before_the_disease_are_counted():
    patients = [{"patient_id": name, "onset_date": on(1)} for name in names(6)]
    assert odd([dose_of(name) for name in names(20)], patients=patients) == "6 doses before the onset of MS"
