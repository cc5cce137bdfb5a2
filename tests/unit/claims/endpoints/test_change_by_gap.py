"""A second dose after two to three months, beside any other schedule: by hand from the landmark on."""

from dataclasses import replace

import polars as pl
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import DATA_DATE, ZERO, bench, cohort, day, scores

ASKED = {"from_months": 2, "to_months": 3, "months": 12}
"""Days 61 to 91; the landmark is day 91."""


def find(small, **parameters):
    asked = Interpretation("as in the test", "change_by_gap", at_most(-0.5), {**ASKED, **parameters})
    return ENDPOINTS["change_by_gap"](bench(small), asked)


def programme(second, courses, **people):
    """Day of the second dose of each patient (None: none), and the visits of each."""
    doses = [{"patient_id": name, "date": ZERO} for name in second]
    doses += [{"patient_id": name, "date": day(number)} for name, number in second.items() if number]
    visits = [row for name, course in courses.items() for row in scores(name, course)]
    patients = [{"patient_id": name, **people.get(name, {})} for name in second]
    return cohort(patients=patients, administrations=doses, visits=visits)


SECOND = {"a": 70, "b": 91, "c": None, "d": 200}
COURSES = {
    "a": {-5: 6.0, 80: 4.0, 365: 3.0},  # −1 since the landmark; −3 in all
    "b": {-5: 4.0, 90: 4.0, 365: 4.0},
    "c": {-5: 5.0, 91: 5.0, 365: 5.0},
    "d": {-5: 5.0, 60: 5.0, 365: 6.0},
}


def test_only_what_happens_after_the_landmark_counts():
    found = find(programme(SECOND, COURSES))
    assert found.found.estimate == pytest.approx(-1.0)  # (−1 + 0)/2 minus (0 + 1)/2
    assert [round(one.estimate, 6) for one in found.beside] == [-0.5, 0.5]
    assert "immortal time" in found.cautions[0]
    assert found.contrast is None


def test_who_died_before_the_landmark_or_came_too_late_is_in_neither_group():
    second = {**SECOND, "e": None, "f": 75}
    people = {"e": {"death_date": day(50)}, "f": {"death_date": day(300)}}
    found = find(programme(second, {**COURSES, "f": {-5: 4.0, 80: 4.0}}, **people))
    assert found.found.n == 4
    assert dict(found.unseen) == {"died": 1}  # f alone: alive at the landmark


def test_a_landmark_after_the_data_date_does_not_count():
    small = programme(SECOND, COURSES)
    late = (DATA_DATE - ZERO).days - 30
    doses = [{"patient_id": "g", "date": day(late)}]
    more = cohort(
        patients=[*small.patients.select("patient_id").to_dicts(), {"patient_id": "g"}],
        administrations=[*({"patient_id": name, "date": ZERO} for name in SECOND), *doses]
        + [{"patient_id": name, "date": day(number)} for name, number in SECOND.items() if number],
        visits=[row for name, course in COURSES.items() for row in scores(name, course)],
    )
    assert find(more).unseen == {}


def test_who_was_not_scored_at_the_landmark_is_worst_and_best_case():
    found = find(programme({**SECOND, "e": 80}, {**COURSES, "e": {-5: 4.0, 365: 4.0}}))
    assert dict(found.unseen) == {"no_score_at_landmark": 1}
    assert found.bounds.worst == pytest.approx((-1 + 3) / 3 - 0.5)
    assert found.bounds.best == pytest.approx((-1 - 3) / 3 - 0.5)


def test_a_gap_that_ends_after_the_time_of_the_claim_is_no_question():
    found = find(programme(SECOND, COURSES), to_months=12)
    assert found.reason.startswith("The gap must begin before it ends")


def test_what_is_lacking_is_named():
    small = cohort(patients=[{"patient_id": "a"}])
    assert set(find(small).missing) == {"administrations.date", "visits.edss"}


def known_by_month(small, patient):
    """The same records with the second dose of a patient known by its month only."""
    doses = small.administrations
    second = (pl.col("patient_id") == patient) & (pl.col("date") > ZERO)
    precision = pl.when(second).then(pl.lit("month")).otherwise("date_precision").alias("date_precision")
    return replace(small, frames={**small.frames, "administrations": doses.with_columns(precision)})


@pytest.mark.parametrize(
    # day 91 is 1 April: the month of April ends on day 120, after the gap. March runs from day 60 to day 90
    ("second", "unseen"),
    [(75, {"gap_unclear": 1}), (100, {"gap_unclear": 1}), (200, {})],
)
def test_a_month_that_reaches_out_of_the_gap_leaves_open_who_had_it_in_time(second, unseen):
    courses = {**COURSES, "e": {-5: 4.0, 80: 4.0, 365: 4.0}}
    found = find(known_by_month(programme({**SECOND, "e": second}, courses), "e"))
    assert dict(found.unseen) == unseen
    assert found.bounds.n_unseen == sum(unseen.values())
