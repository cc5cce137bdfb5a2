"""More lesions, another course: slopes that are put in are found again."""

import numpy as np
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, dosed, randomised, scores

BEFORE = [3.0, 4.0, 5.0, 6.0, 3.5, 4.5, 5.5, 6.5]
LESIONS = [10, 40, 20, 50, 30, 10, 60, 20]
YEARS = [1980, 1975, 1990, 1985, 1970, 1995, 1982, 1978]
CHANGES = [0.5, -0.5, 0.0, -1.0, 0.5, 0.0, -1.5, -0.5]


def find(small):
    asked = Interpretation("as in the test", "change_by_lesions", at_most(-0.1), {"months": 12})
    return ENDPOINTS["change_by_lesions"](bench(small), asked)


def rows(changes, letter="p"):
    names = [f"{letter}{place}" for place in range(len(changes))]
    people = [{"patient_id": name, "birth_year": year} for name, year in zip(names, YEARS, strict=False)]
    visits, mri = [], []
    for name, edss, change, lesions in zip(names, BEFORE, changes, LESIONS, strict=False):
        visits += scores(name, {-5: edss} if change is None else {-5: edss, 365: edss + change})
        mri.append({"patient_id": name, "date": day(-30), "region": "brain", "t2_lesions": lesions})
    return names, people, visits, mri


def treated(changes=CHANGES, drop=()):
    names, people, visits, mri = rows(changes)
    mri = [row for row in mri if row["patient_id"] not in drop]
    return cohort(**{**dosed(*names), "patients": people}, visits=visits, mri=mri)


def by_hand(changes):
    seen = [place for place, change in enumerate(changes) if change is not None]
    design = np.array([[1, LESIONS[i] / 10, BEFORE[i], 2020 - YEARS[i]] for i in seen])
    return np.linalg.lstsq(design, np.array([changes[i] for i in seen]), rcond=None)[0][1]


def test_the_slope_at_one_edss_and_age():
    found = find(treated())
    assert found.found.estimate == pytest.approx(by_hand(CHANGES))
    assert (found.found.n, found.unit) == (8, "EDSS points per 10 lesions")
    assert found.found.lower < found.found.estimate < found.found.upper
    assert "regression dilution" in found.cautions[0]


def test_the_last_mri_of_the_year_before_counts():
    names, people, visits, mri = rows(CHANGES)
    other = [
        {"patient_id": "p0", "date": day(-400), "region": "brain", "t2_lesions": 90},
        {"patient_id": "p0", "date": day(-20), "region": "cervical", "t2_lesions": 2},
        {"patient_id": "p0", "date": day(20), "region": "brain", "t2_lesions": 99},
    ]
    small = cohort(**{**dosed(*names), "patients": people}, visits=visits, mri=mri + other)
    assert find(small).found.estimate == pytest.approx(by_hand(CHANGES))


def test_worst_and_best_case_are_the_steepest_slopes_the_unseen_could_make():
    changes = [*CHANGES[:7], None]
    found = find(treated(changes))
    ends = [by_hand([*CHANGES[:7], size]) for size in (-3.0, 3.0)]
    assert found.bounds.worst == pytest.approx(max(ends))
    assert found.bounds.best == pytest.approx(min(ends))
    assert dict(found.unseen) == {"no_contact": 1}


def test_patients_without_mri_are_named():
    found = find(treated(drop={"p7"}))
    assert dict(found.unseen) == {"no_mri_before": 1}
    assert found.found.n == 7


def test_the_slope_among_comparators_is_taken_away():
    people, visits, mri = [], [], []
    jitter = [0.25, -0.25, -0.25, 0.25, -0.25, 0.25, 0.25, -0.25]
    for letter, slope in (("t", -0.2), ("c", 0.1)):
        changes = [slope * lesions / 10 + j for lesions, j in zip(LESIONS, jitter, strict=True)]
        _, named, seen, imaged = rows(changes, letter)
        people += [
            {**row, "group": "cells" if letter == "t" else "sham", "enrolled_date": ZERO} for row in named
        ]
        visits += seen
        mri += imaged
    found = find(cohort(randomised(), patients=people, visits=visits, mri=mri))
    # the scatter is the same in both groups, so that the difference of the slopes is −0.2 − 0.1
    assert found.contrast.estimate == pytest.approx(-0.3)
    assert found.contrast.unit == "EDSS points per 10 lesions"


def test_what_is_lacking_is_named():
    names, _, visits, _ = rows(CHANGES)
    small = cohort(**dosed(*names), visits=visits)
    assert set(find(small).missing) == {"mri.t2_lesions", "patients.birth_year"}
