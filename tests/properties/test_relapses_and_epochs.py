"""Relapses that count, their rate, and treatment epochs: equal to their twins, and unmoved by what must not
matter.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.course.epochs import find_epochs
from ranvier.course.relapse_hygiene import find_relapses
from ranvier.course.relapse_rate import count_by_group, count_relapses, find_observation
from ranvier.definitions.epochs import TreatmentEpochs
from ranvier.kernels.arrays import RelapseArrays
from ranvier.kernels.relapse_hygiene import NO_RELAPSE, find_first_onsets
from tests.properties.test_course_invariance import moved, renamed, shuffled
from tests.reference import epochs as slow_epochs
from tests.reference.relapse_hygiene import first_onsets
from tests.small_cohorts import DAY_ZERO, cohort_of, dose_of, on, relapses_of

ONSETS = st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=12).map(sorted)


@given(st.lists(ONSETS, max_size=4), st.sampled_from((0, 1, 30, 90)))
@settings(max_examples=150, deadline=None)
def test_relapses_that_count_equal_their_twin(patients, closest_days):
    onsets = [onset for own in patients for onset in own]
    offset = np.cumsum([0, *map(len, patients)], dtype=np.int64)
    days = np.array([day for day, _ in onsets], np.int32)
    may_count = np.array([may for _, may in onsets], np.bool_)
    found = find_first_onsets(RelapseArrays(offset, days), may_count, closest_days)
    for patient, own in enumerate(patients):
        numbers = found[offset[patient] : offset[patient + 1]]
        expected = [
            NO_RELAPSE if number is None else number + offset[patient]
            for number in first_onsets(own, closest_days)
        ]
        assert list(numbers) == expected


@st.composite
def treated(draw):
    """A patient's courses of treatment, cell doses and last visit; the first visit is on day 0."""
    courses = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(-100, 500))
        length = draw(st.sampled_from((None, 0, 1, 30, 60, 200, 400)))
        name = draw(st.sampled_from("ABC"))
        courses.append(slow_epochs.Course(name.lower(), start, None if length is None else start + length))
    doses = draw(st.lists(st.integers(-50, 500), max_size=2))
    return courses, doses, draw(st.integers(1, 600))


def cohort_of_treated(patients):
    tables = {"visits": [], "treatments": [], "administrations": [], "relapses": []}
    for number, (courses, doses, last_day) in enumerate(patients):
        name = chr(ord("a") + number)
        tables["visits"] += [{"patient_id": name, "date": on(day)} for day in (0, last_day)]
        tables["administrations"] += [dose_of(name, day) for day in doses]
        tables["relapses"] += relapses_of(name, *range(10, last_day, 170))
        tables["treatments"] += [
            {
                "patient_id": name,
                "substance": course.substance.upper(),
                "kind": "dmt",
                "start_date": on(course.from_day),
                "end_date": None if course.to_day is None else on(course.to_day),
            }
            for course in courses
        ]
    return cohort_of(**tables)


def day_of(date):
    return None if date is None else (date - DAY_ZERO).days


@given(st.lists(treated(), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_epochs_equal_their_twin(patients):
    definition = TreatmentEpochs()
    found = find_epochs(cohort_of_treated(patients), definition)
    for number, (courses, doses, last_day) in enumerate(patients):
        everything = [*courses, *(slow_epochs.Course("cells", day, None) for day in doses)]
        expected = slow_epochs.find_epochs(
            everything, 0, last_day, definition.bridged_days, definition.wash_in_days
        )
        rows = found.filter(pl.col("patient_id") == chr(ord("a") + number)).rows(named=True)
        assert [
            slow_epochs.Epoch(
                day_of(row["start_date"]),
                day_of(row["end_date"]),
                row["substance"],
                day_of(row["course_date"]),
                tuple(row["beside"].split(", ")) if row["beside"] else (),
                row["begins"],
                day_of(row["assessed_from"]),
            )
            for row in rows
        ] == expected


@given(st.lists(treated(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_epochs_and_their_relapses_add_up_to_the_observation(patients):
    cohort = cohort_of_treated(patients)
    whole = count_by_group(count_relapses(cohort, find_observation(cohort))).row(0)
    parts = count_by_group(count_relapses(cohort, find_epochs(cohort))).row(0)
    assert parts == pytest.approx(whole)


def everything(cohort):
    observed = find_observation(cohort)
    epochs = find_epochs(cohort)
    return {
        "relapses": find_relapses(cohort),
        "observation": observed,
        "counts": count_relapses(cohort, observed),
        "epochs": epochs,
        "counts of epochs": count_relapses(cohort, epochs),
    }


@given(st.lists(treated(), min_size=1, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_names_other_patients_and_the_calendar_change_nothing(patients, random):
    cohort = cohort_of_treated(patients)
    expected = everything(cohort)
    for name, table in everything(shuffled(cohort, random)).items():
        assert table.equals(expected[name]), name
    for name, table in everything(renamed(cohort)).items():
        again = table.with_columns(pl.col("patient_id").str.strip_prefix("patient "))
        assert again.equals(expected[name]), name
    for name, table in everything(moved(cohort, 59)).items():
        again = table.with_columns(pl.col(pl.Date) - timedelta(days=59))
        assert again.equals(expected[name]), name
    for name, table in everything(cohort_of_treated(patients[:1])).items():
        assert table.equals(expected[name].filter(pl.col("patient_id") == "a")), name
