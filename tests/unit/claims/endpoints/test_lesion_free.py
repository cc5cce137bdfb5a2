"""Lesions that take up contrast, on programmes small enough to count by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, dosed

NAME = "lesion_free_share"


def scan(patient, number, lesions, region="brain"):
    return {"patient_id": patient, "date": day(number), "region": region, "gd_lesions": lesions}


def find(mri, patients):
    small = cohort(**dosed(*patients), mri=mri)
    return ENDPOINTS[NAME](
        bench(small), Interpretation("as in the test", NAME, at_least(50, "%"), {"months": 6})
    )


def test_the_mri_nearest_to_the_time_counts():
    # six months are 183 days: day 170 is nearer than day 240; day 90 lies outside the window
    found = find([scan("a", 170, 0), scan("a", 240, 4), scan("b", 180, 2), scan("c", 90, 0)], "abc")
    assert (found.found.n_events, found.found.n) == (1, 2)
    assert dict(found.unseen) == {"no_contact": 1}
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(100 / 3), pytest.approx(200 / 3))


def test_one_lesion_in_the_cord_is_a_lesion():
    found = find([scan("a", 183, 0), scan("a", 183, 1, "cervical")], "a")
    assert (found.found.n_events, found.found.n) == (0, 1)


def test_without_contrast_nothing_is_known():
    found = find([scan("a", 183, None), scan("b", 183, 0)], "ab")
    assert (found.found.n_events, found.found.n) == (1, 1)
    assert sum(found.unseen.values()) == 1


def test_no_mri_with_contrast_at_all():
    found = find([scan("a", 700, 3)], "a")
    assert found.found is None
    assert "MRI with contrast" in found.reason
