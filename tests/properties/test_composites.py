"""Cognitive worsening, EDSS-plus and PIRA with MRI equal their slow twins, whatever the order of rows."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from ranvier.course.cognitive_worsening import find_cognitive_worsening
from ranvier.course.edss_plus import find_edss_plus
from ranvier.course.events import find_events
from ranvier.course.pira_with_mri import find_pira_with_mri
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.pira import Pira
from ranvier.definitions.pira_with_mri import MriWindowBegins, PiraWithMri
from ranvier.definitions.windows import RelapseDistance
from ranvier.vocabulary.measures import MEASURES
from ranvier.vocabulary.steps import Combine
from tests.properties.courses import make_course_of, seeded_pick
from tests.reference.composites import Scan, cognitive_worsening, edss_plus, mri_activity
from tests.small_cohorts import DAY_ZERO, cohort_of, on, relapses_of, visits_of

NAMES = ("edss", "t25fw", "nhpt", "sdmt")


def make_patient(pick):
    """Results by measure and day, days of relapses, and MRI."""
    results = {}
    for name in NAMES:
        visits, relapses = make_course_of(pick, MEASURES[name])
        results[name] = sorted(dict(visits).items()) if pick(range(6)) else []
    counts = (0, 0, 0, 1, None)
    scans = [Scan(pick(range(0, 900, 30)), pick(counts), pick(counts)) for _ in range(pick((0, 1, 2, 4)))]
    return results, sorted(set(relapses)), scans


def cohort_from(patients):
    names = [f"p{number}" for number in range(len(patients))]
    rows = list(zip(names, patients, strict=True))
    return cohort_of(
        patients=[{"patient_id": name} for name in names],
        visits=[row for name, (own, _, _) in rows for row in visits_of(name, dict(own["edss"]))],
        relapses=[row for name, (_, days, _) in rows for row in relapses_of(name, *days)],
        measures=[
            {"patient_id": name, "date": on(day), "instrument": test, "value": float(value)}
            for name, (own, _, _) in rows
            for test in NAMES[1:]
            for day, value in own[test]
        ],
        mri=[
            {"patient_id": name, "date": on(scan.day), "new_t2": scan.new_t2, "gd_lesions": scan.gd_lesions}
            for name, (_, _, scans) in rows
            for scan in scans
        ],
    )


def days_of(row):
    return tuple(
        None if row[name] is None else (row[name] - DAY_ZERO).days
        for name in ("reference_date", "onset_date", "confirmed_date")
    )


def by_patient(found, patients):
    return [
        [days_of(row) for row in found.filter(patient_id=f"p{number}").iter_rows(named=True)]
        for number in range(len(patients))
    ]


def shuffled(cohort, seed):
    frames = {
        name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in cohort.frames.items()
    }
    return replace(cohort, frames=frames)


@pytest.mark.parametrize("seed", range(25))
def test_cognitive_worsening_equals_its_twin(seed):
    pick = seeded_pick(seed)
    patients = [make_patient(pick) for _ in range(20)]
    definition = CognitiveWorsening(
        practice_tests=pick((1, 2, 3)),
        combine=pick(tuple(Combine)),
        reference=pick(tuple(Reference)),
        occurrence=pick(tuple(Occurrence)),
        confirm_after_days=pick((84, 168)),
        relapse_to_confirmation=RelapseDistance(pick((0, 31))),
    )
    found = find_cognitive_worsening(shuffled(cohort_from(patients), seed), definition)
    expected = [cognitive_worsening(own["sdmt"], days, definition) for own, days, _ in patients]
    assert by_patient(found, patients) == expected


@pytest.mark.parametrize("seed", range(25))
def test_edss_plus_equals_its_twin(seed):
    pick = seeded_pick(seed)
    patients = [make_patient(pick) for _ in range(20)]
    definition = EdssPlus(
        timed_percent=pick((15, 20)),
        confirm_after_days=pick((84, 168)),
        relapse_to_confirmation=RelapseDistance(pick((0, 31))),
    )
    found = find_edss_plus(shuffled(cohort_from(patients), seed), definition)
    rows = {row["patient_id"]: row for row in found.iter_rows(named=True)}
    for number, (own, days, _) in enumerate(patients):
        row = rows[f"p{number}"]
        event = None if row["component"] is None else (row["component"], days_of(row))
        assert (row["reached"], event) == edss_plus(own, days, definition)


@pytest.mark.parametrize("seed", range(25))
def test_pira_with_mri_equals_its_twin(seed):
    pick = seeded_pick(seed)
    patients = [make_patient(pick) for _ in range(20)]
    definition = PiraWithMri(
        pira=Pira(reference=pick(tuple(Reference)), occurrence=Occurrence.EVERY, confirm_after_days=84),
        begins=pick(tuple(MriWindowBegins)),
        days_before=pick((0, 30)),
        days_after=pick((0, 30)),
        without_contrast_counts=pick((True, False)),
    )
    cohort = cohort_from(patients)
    found = find_pira_with_mri(shuffled(cohort, seed), definition)
    assert found.drop("mri_activity", "n_mri", "active_date").equals(find_events(cohort, definition.pira))
    for row in found.iter_rows(named=True):
        scans = patients[int(row["patient_id"][1:])][2]
        assert row["mri_activity"] == mri_activity(days_of(row), scans, definition)


def test_moving_every_date_moves_every_event_alike():
    patients = [make_patient(seeded_pick(3)) for _ in range(10)]
    cohort = cohort_from(patients)
    dated = {"visits": "date", "measures": "date", "mri": "date", "relapses": "onset_date"}
    later = {
        name: cohort.frames[name].with_columns(pl.col(column) + pl.duration(days=41))
        for name, column in dated.items()
    }
    moved = replace(cohort, frames={**cohort.frames, **later})
    for find, definition in (
        (find_cognitive_worsening, CognitiveWorsening()),
        (find_edss_plus, EdssPlus()),
        (find_pira_with_mri, PiraWithMri()),
    ):
        expected = find(cohort, definition).with_columns(pl.col(pl.Date) + pl.duration(days=41))
        assert find(moved, definition).equals(expected)
