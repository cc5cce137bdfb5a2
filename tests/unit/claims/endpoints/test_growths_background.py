"""The number of cancers to be expected, by age and sex or crude, by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import never
from ranvier.claims.language.claim import Interpretation
from ranvier.tables.rate_table import RateTable
from ranvier.vocabulary.time import days_from_months
from tests.unit.claims.small_programme import ZERO, bench, cohort, day
from tests.unit.estimates.rates.small_rates import rate_table


def clinic(**patients):
    """Each patient, given as sex and year of birth, has a dose on day 0 and is asked for two years."""
    rows = [{"patient_id": name, "sex": sex, "birth_year": year} for name, (sex, year) in patients.items()]
    return cohort(
        patients=rows,
        administrations=[{"patient_id": name, "date": ZERO} for name in patients],
        adverse_events=[
            {"patient_id": name, "onset_date": day(100), "term": "growth", "malignancy": "cancer"}
            for name in patients
        ],
        safety_followup=[
            {"patient_id": name, "from_date": ZERO, "to_date": day(730), "method": "active"}
            for name in patients
        ],
    )


def found(small, table=None, **parameters):
    small = replace(small, rates={"cancer": table or rate_table()})
    asked = Interpretation("as in the test", "cancer_after_dose", never("events"), parameters)
    return ENDPOINTS["cancer_after_dose"](bench(small), asked)


def test_time_is_split_at_the_first_of_july_of_the_year_of_a_birthday():
    # Born in 1980, taken as 1 July: 40 on 2020-07-01, 182 days after the dose of 2020-01-01.
    assert date(2020, 1, 1) == ZERO
    seen = found(clinic(a=("female", 1980)), latency_months=0)
    by_hand = (182 * 120 / 4e5 + (730 - 182) * 600 / 2e5) / 365.25
    assert seen.expected_events == pytest.approx(by_hand, rel=1e-12)
    assert seen.contrast.estimate == pytest.approx(1 / by_hand)


def test_a_latency_is_no_time_at_risk():
    seen = found(clinic(a=("male", 1950)), latency_months=12)
    days = 730 - days_from_months(12)
    assert seen.expected_events == pytest.approx(days / 365.25 * 2100 / 1.5e5, rel=1e-12)
    assert seen.watched_events == 0


def test_an_event_of_somebody_whose_age_is_not_known_is_left_out_of_the_ratio_only():
    seen = found(clinic(a=("male", 1950), b=(None, 1960), c=("female", None)), latency_months=0)
    assert (seen.verified_events, seen.watched_events, seen.found.n_events) == (3, 1, 3)
    assert seen.contrast.n == 1
    assert "left out" in seen.expected_from


def test_a_patient_asked_in_the_year_of_birth_counts_from_the_first_day():
    seen = found(clinic(a=("female", 2020)), latency_months=0)
    assert seen.expected_events == pytest.approx(730 / 365.25 * 120 / 4e5, rel=1e-12)


def test_ages_without_a_rate_leave_the_crude_number_and_say_so():
    whole = rate_table()
    old = whole.age_from >= 60
    some = RateTable(
        *(getattr(whole, name)[old] for name in list(RateTable.__dataclass_fields__)[:7]), source="old.csv"
    )
    seen = found(clinic(a=("female", 1980)), some, latency_months=0)
    assert seen.expected_from.startswith("old.csv has no rate for some ages")
    assert "not by age and sex" in seen.expected_from
    assert np.isclose(seen.expected_events, 5.8 * 730 / 365.25 / 1000)
