"""No sign of the disease and no drug, on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import DATA_DATE, ZERO, bench, cohort, day, dosed, randomised, scores

YEAR = 365
DATA_DAY = (DATA_DATE - ZERO).days
FLAT = {-10: 3.0, 180: 3.0, 360: 3.0, 370: 3.0}


def mri(patient, number=350, new=0, contrast=0, since=-10):
    return {
        "patient_id": patient,
        "date": day(number),
        "region": "brain",
        "new_t2": new,
        "gd_lesions": contrast,
        "compared_to_date": day(since),
    }


def drug(patient, kind="dmt", start=100, end=None):
    return {
        "patient_id": patient,
        "substance": "x",
        "kind": kind,
        "start_date": day(start),
        "end_date": None if end is None else day(end),
    }


def find(small):
    asked = Interpretation("as in the test", "no_activity_share", at_least(50, "%"), {"months": 12})
    return ENDPOINTS[asked.endpoint](bench(small), asked)


def programme(names, *, visits=None, relapses=(), mris=None, treatments=()):
    """Patients in whom everything was looked for and nothing found, but for what is named."""
    visits = visits or {}
    return cohort(
        **dosed(*names),
        visits=[row for name in names for row in scores(name, visits.get(name, FLAT))],
        relapses=[
            {"patient_id": name, "onset_date": day(number)} for name, number in [*relapses, ("nobody", 9)]
        ],
        mri=[row for name in names for row in (mris or {}).get(name, [mri(name)])],
        treatments=[*treatments, drug("nobody")],
    )


def test_one_sign_of_any_kind_is_enough_against():
    small = programme(
        "abcdefg",
        visits={"b": {-10: 3.0, 100: 4.0, 300: 4.0, 370: 4.0}},
        relapses=[("a", 200), ("g", 400)],  # g after the end
        mris={"c": [mri("c", new=1)], "d": [mri("d", contrast=1)]},
        treatments=[drug("e"), drug("f", "symptomatic")],
    )
    found = find(small)
    assert (found.found.n_events, found.found.n) == (2, 7)  # f and g
    assert not found.unseen
    assert (found.unit, found.higher_is_better) == ("%", True)


@pytest.mark.parametrize(
    ("treatment", "counts"),
    [
        (drug("a", start=-500), True),  # begun before and goes on
        (drug("a", start=-500, end=-1), False),
        (drug("a", start=-500, end=0), False),  # ended on the very day
        (drug("a", start=-500, end=1), True),
        (drug("a", start=YEAR), True),
        (drug("a", start=YEAR + 1), False),
        (drug("a", "ahsct"), True),
        (drug("a", "immunosuppressant"), True),
        (drug("a", "steroid"), False),
    ],
)
def test_a_drug_counts_from_time_zero_to_the_end(treatment, counts):
    assert find(programme("ab", treatments=[treatment])).found.n_events == (1 if counts else 2)


def test_what_nobody_looked_for_is_worst_and_best_case():
    small = programme(
        "abcd",
        visits={"b": {-10: 3.0, 30: 3.0}},  # no more contact
        mris={"c": [mri("c", number=100)]},  # the last one too early
        treatments=[drug("d", None)],  # of a kind not recorded
    )
    found = find(small)
    assert (found.found.n_events, found.found.n) == (1, 1)
    assert dict(found.unseen) == {"not_looked_at": 3}
    assert (found.bounds.worst, found.bounds.best) == (25.0, 100.0)


def test_a_sign_tells_although_nobody_looked_for_the_others():
    small = programme("ab", visits={"b": {-10: 3.0, 30: 3.0}}, relapses=[("b", 20)])
    assert (find(small).found.n_events, find(small).found.n) == (1, 2)


def test_the_dead_and_those_not_yet_due_are_told_apart():
    tables = {
        "patients": [{"patient_id": "a", "death_date": day(200)}, {"patient_id": "b"}, {"patient_id": "c"}],
        "administrations": [
            {"patient_id": "a", "date": ZERO},
            {"patient_id": "b", "date": day(DATA_DAY - 300)},
            {"patient_id": "c", "date": ZERO},
        ],
        "visits": scores("a", {-10: 3.0, 100: 3.0}) + scores("c", FLAT),
        "relapses": [{"patient_id": "c", "onset_date": day(-400)}],
        "mri": [mri("c")],
        "treatments": [drug("c", "steroid")],
    }
    found = find(cohort(**tables))
    assert dict(found.unseen) == {"died": 1, "not_due": 1}
    assert (
        found.hidden == "2 unreported patients, all with activity, would overturn this."
    )  # 1 / (1 + 2) < 1/2


def test_the_contrast_is_treated_minus_comparator():
    names = "abcdef"
    patients = [
        {"patient_id": name, "group": "cells" if name in "abc" else "sham", "enrolled_date": ZERO}
        for name in names
    ]
    small = cohort(
        randomised(),
        patients=patients,
        visits=[row for name in names for row in scores(name, FLAT)],
        relapses=[{"patient_id": name, "onset_date": day(50)} for name in "ade"],
        mri=[mri(name) for name in names],
        treatments=[drug("f", "steroid")],
    )
    assert find(small).contrast.estimate == pytest.approx(100 / 3)  # 2 of 3 minus 1 of 3


def test_every_column_it_lacks_is_named():
    found = find(cohort(**dosed("a"), visits=scores("a", FLAT)))
    assert found.missing == (
        "relapses.onset_date",
        "mri.new_t2",
        "treatments.start_date",
        "treatments.kind",
    )
