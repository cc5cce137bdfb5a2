"""The fall of a hazard against comparators, checked with R, and the two small endpoints beside it."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least, at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, randomised, scores


def find(small, name, **parameters):
    asserted = at_most(-0.5) if name == "change_by_duration" else at_least(10)
    return ENDPOINTS[name](bench(small), Interpretation("as in the test", name, asserted, parameters))


WORSENS_AT = {**dict.fromkeys("bcdeij"), "a": 500, "f": 180, "g": 360, "h": 500}
"""Treated a–e, comparators f–j: day of the visit that shows the worsening, later visits confirm it."""


def trial(**more):
    visits = []
    for name, worse in WORSENS_AT.items():
        days = (0, 180, 360, 500, 680, 860)
        visits += scores(name, {n: 4.0 if worse and n >= worse else 2.0 for n in days})
    people = [
        {"patient_id": name, "group": "cells" if name < "f" else "sham", "enrolled_date": ZERO, **more}
        for name in WORSENS_AT
    ]
    return cohort(randomised(), patients=people, visits=visits)


def test_the_fall_is_that_of_the_hazard_ratio_of_r():
    # R 4.2.2: coxph(Surv(day, event) ~ rep(1:0, each = 5)) of the days above, and 770 without an event,
    # ties by Efron: exp(coef) 0.236260318, upper limit 2.2968137
    found = find(trial(), "worsening_hazard_reduction", months=24)
    assert found.found.estimate == pytest.approx(100 * (1 - 0.236260318), rel=1e-6)
    assert found.found.lower == pytest.approx(100 * (1 - 2.2968137), rel=1e-6)
    assert (found.unit, found.higher_is_better) == ("% lower", True)


def test_what_comes_after_the_months_does_not_count():
    # within a year (365 days) two comparators and none of the treated worsened: no ratio can be fitted
    found = find(trial(), "worsening_hazard_reduction", months=12)
    assert not found.is_known
    assert found.reason


def test_a_kind_of_ms_that_nobody_has():
    assert not find(
        trial(phenotype="rrms"), "worsening_hazard_reduction", months=24, phenotype="ppms"
    ).is_known


def test_early_and_late_are_told_apart_by_the_years_since_onset():
    # early: −1 and 0; late: +1 and 0; the difference is −1
    changes = {"a": (2, 3.0, 2.0), "b": (2, 3.0, 3.0), "c": (20, 3.0, 4.0), "d": (20, 3.0, 3.0)}
    small = cohort(
        randomised(),
        patients=[
            {"patient_id": name, "group": "cells", "enrolled_date": ZERO, "onset_date": day(-365 * years)}
            for name, (years, _, _) in changes.items()
        ],
        visits=[
            row
            for name, (_, before, after) in changes.items()
            for row in scores(name, {0: before, 365: after})
        ],
    )
    found = find(small, "change_by_duration", years=5, months=12)
    assert found.found.estimate == pytest.approx(-1.0)
    assert [one.estimate for one in found.beside] == [-0.5, 0.5]
    assert found.contrast is None


def reading(patient, number, value, trial_number):
    return {
        "patient_id": patient,
        "date": day(number),
        "instrument": "vein_criteria",
        "value": value,
        "trial": trial_number,
    }


def test_two_readings_of_a_day_agree_on_the_same_side_of_the_cut_off():
    # a: 2 and 4 are both positive; b: 1 and 2 are not alike; c: tested once
    rows = [reading("a", 0, 2, 1), reading("a", 0, 4, 2), reading("b", 0, 1, 1), reading("b", 0, 2, 2)]
    small = cohort(
        randomised(),
        patients=[{"patient_id": name, "group": "cells", "enrolled_date": ZERO} for name in "abc"],
        measures=[*rows, reading("c", 0, 3, 1), reading("c", 90, 3, 1)],
    )
    found = find(small, "repeat_agreement_share", instrument="vein_criteria", result_at_least=2)
    assert (found.found.n_events, found.found.n) == (1, 2)
    assert not find(small, "repeat_agreement_share", instrument="other", result_at_least=2).is_known
