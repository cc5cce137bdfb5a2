"""NEDA equals its twin, and is unmoved by what must not matter."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from hypothesis import given, settings, strategies as st

from ranvier.course.neda import find_neda
from ranvier.definitions.confirmed_change import Occurrence
from ranvier.definitions.neda import Neda
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from tests.properties.courses import make_course
from tests.properties.test_course_invariance import moved, renamed, shuffled
from tests.reference import neda as slow
from tests.small_cohorts import DAY_ZERO, cohort_of, on, relapses_of

EVERY_FROM_BASELINE = ConfirmedWorsening(occurrence=Occurrence.EVERY)
COLUMNS = ("no_relapse", "no_worsening", "no_mri_activity", "no_brain_loss", "neda3", "neda4")


def make_definition(pick):
    kept = pick(({}, {}, {"worsening": PRIMARY}, {"worsening": EVERY_FROM_BASELINE}))
    return Neda(
        window_days=pick((180, 365)),
        n_windows=pick((1, 2, 3)),
        starts_after_days=pick((0, 90, 183)),
        reference_days=pick((0, 90, 200)),
        assessed_within_days=pick((0, 60, 90, 365)),
        **kept,
    )


def make_records(pick):
    visits, relapses = make_course(pick)
    by_day = {day: max(score for other, score in visits if other == day) for day, _ in visits}
    days = sorted({pick(range(-200, 900, 30)) + pick((0, 1)) for _ in range(pick(range(5)))})
    mris = [
        slow.Mri(day, pick((None, 0, 0, 0, 1)), pick((None, 0, 0, 2)), pick((None, -0.2, -0.4, -1.0)))
        for day in days
    ]
    has_relapses = pick((True, True, False))
    return slow.Records(sorted(by_day.items()), sorted(set(relapses)) if has_relapses else None, mris)


@st.composite
def patients_and_definition(draw):
    def pick(options):
        return draw(st.sampled_from(options))

    people = [make_records(pick) for _ in range(pick((1, 2, 3)))]
    return [person._replace(relapses=None) for person in people] if people[0].relapses is None else [
        person._replace(relapses=person.relapses or []) for person in people
    ], make_definition(pick)


def cohort_with(people):
    names = [chr(ord("a") + number) for number in range(len(people))]
    tables = {
        "patients": [{"patient_id": name} for name in names],
        "visits": [
            {"patient_id": name, "date": on(day), "edss": edss}
            for name, person in zip(names, people, strict=True)
            for day, edss in person.visits
        ],
        "mri": [
            {
                "patient_id": name,
                "date": on(mri.day),
                "region": "brain",
                "new_t2": mri.new_t2,
                "gd_lesions": mri.gd_lesions,
                "brain_volume_change_percent": mri.change_percent,
            }
            for name, person in zip(names, people, strict=True)
            for mri in person.mris
        ],
    }
    if people[0].relapses is not None:
        tables["relapses"] = [
            row
            for name, person in zip(names, people, strict=True)
            for row in relapses_of(name, *person.relapses)
        ]
    return cohort_of(**tables)


def zeros_of(cohort, days=0):
    return cohort.patients.select("patient_id", pl.lit(DAY_ZERO + timedelta(days=days)).alias("zero_date"))


@given(patients_and_definition())
@settings(max_examples=300, deadline=None)
def test_neda_equals_its_twin(drawn):
    people, definition = drawn
    cohort = cohort_with(people)
    found = find_neda(cohort, zeros_of(cohort), definition)
    for number, person in enumerate(people):
        rows = found.filter(pl.col("patient_id") == chr(ord("a") + number)).select(COLUMNS).rows()
        assert rows == [tuple(status) for status in slow.find_neda(person, definition)]


@given(patients_and_definition(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_names_other_patients_and_the_calendar_change_nothing(drawn, random):
    people, definition = drawn
    cohort = cohort_with(people)
    expected = find_neda(cohort, zeros_of(cohort), definition)
    assert find_neda(shuffled(cohort, random), zeros_of(cohort), definition).equals(expected)
    other = renamed(cohort)
    again = find_neda(other, zeros_of(other), definition)
    assert again.with_columns(pl.col("patient_id").str.strip_prefix("patient ")).equals(expected)
    later = find_neda(moved(cohort, 59), zeros_of(cohort, 59), definition)
    assert later.with_columns(pl.col(pl.Date) - timedelta(days=59)).equals(expected)
    alone = cohort_with(people[:1])
    own = expected.filter(pl.col("patient_id") == "a")
    assert find_neda(alone, zeros_of(alone), definition).equals(own)


@given(patients_and_definition())
@settings(max_examples=60, deadline=None)
def test_taking_a_table_away_never_makes_a_yes(drawn):
    people, definition = drawn
    whole = cohort_with(people)
    without = cohort_with([person._replace(mris=[], relapses=None) for person in people])
    before = find_neda(whole, zeros_of(whole), definition)["neda3"].to_list()
    after = find_neda(without, zeros_of(without), definition)["neda3"].to_list()
    assert True not in after
    assert all(known is False for known, found in zip(before, after, strict=True) if found is False)
