"""Masses after a dose: of those imaged, on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.masses import NOT_IMAGED
from ranvier.claims.language.asserted import never
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, dosed


def masses(events, imaged, *, names="abcd", latency_months=0):
    """Four treated, of whom some were imaged until a day."""
    spans = [
        {"patient_id": name, "from_date": day(-30), "to_date": day(until), "method": "imaging"}
        for name, until in imaged.items()
    ]
    other = [{**mass(names[0], 5), "malignancy": "none"}]
    small = cohort(**dosed(*names), adverse_events=events + other, safety_followup=spans)
    asked = Interpretation("masses", "tumour_after_dose", never("events"), {"latency_months": latency_months})
    return ENDPOINTS["tumour_after_dose"](bench(small), asked)


def mass(patient, number, site=None):
    return {
        "patient_id": patient,
        "onset_date": day(number),
        "term": "growth",
        "malignancy": "mass",
        "site": site,
    }


def test_the_denominator_is_who_was_imaged_after_the_dose():
    # a, b and c imaged after it, d never; c only before it would not count
    found = masses([mass("a", 400)], {"a": 500, "b": 500, "c": -10})
    assert (found.found.n, found.found.n_events) == (2, 1)
    assert found.found.estimate == 50
    # two of four not imaged: at worst both had one, at best neither
    assert (found.bounds.worst, found.bounds.best) == (75, 25)
    assert found.unseen == {"not_imaged_after_a_dose": 2}
    assert found.expected_events is None


def test_a_mass_of_somebody_not_imaged_counts_against_never_and_not_in_the_share():
    found = masses([mass("d", 400)], {"a": 500})
    assert (found.verified_events, found.watched_events, found.found.n_events) == (1, 0, 0)


def test_who_was_imaged_before_the_latency_was_not_imaged_for_it():
    found = masses([], {"a": 100}, latency_months=12)
    assert found.found is None
    assert found.reason == NOT_IMAGED


def test_none_without_any_imaging_is_not_none():
    assert masses([], {}).missing or masses([], {}).reason == NOT_IMAGED


def test_a_latency_does_not_shift_the_time_since_the_dose():
    assert masses([mass("a", 400)], {"a": 900}, latency_months=6).picture["cases"][0][0] == 400


@pytest.mark.parametrize(("number", "window"), [(364, 0), (366, 1), (1826, 1), (1827, 2)])
def test_each_case_falls_into_its_window_of_time_since_the_dose(number, window):
    # 1 year is 365.25 days, 5 years 1826.25
    found = masses([mass("a", number, "spinal cord")], {"a": 3000})
    assert [n for _, n in found.picture["windows"]] == [int(place == window) for place in range(3)]
    assert found.picture["cases"] == ((number, "spinal cord"),)
