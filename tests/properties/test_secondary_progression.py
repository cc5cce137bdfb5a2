"""The kernel of secondary progression equals its slow twin, and MSoutcomes 0.2.1 but for named defects."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st

from ranvier.definitions.secondary_progression import (
    LORSCHEIDER2016,
    LORSCHEIDER2016_EDSS_ONLY,
    SecondaryProgression,
)
from tests.oracles import msoutcomes
from tests.properties.courses import make_course, seeded_pick
from tests.properties.progression_kernel import quickly, rule_of
from tests.reference.secondary_progression import ALL, M3, M4, M5, Rule, Visit, diagnosis
from tests.reference.sustained_words import visits_of_course

PRESETS = {"spmsDx": LORSCHEIDER2016, "spmsDx_no_fss": LORSCHEIDER2016_EDSS_ONLY}


def make_progression(pick):
    """A definition with any mixture of settings, days off the whole so that no border is doubtful."""
    return SecondaryProgression(
        lowest_edss=pick((2.0, 4.0, 4.0, 5.0)),
        uses_functional_systems=pick((True, False)),
        lowest_pyramidal=pick((0, 2)),
        confirm_after_days=pick((29.5, 90.75, 181.5)),
        relapse_free_days=pick((0, 30, 90)),
        improvement_days=pick((90.75, 272.25)),
        new_level_days=pick((90.75, 181.5)),
    )


def make_graded_course(pick):
    """A random course with functional systems near half the EDSS, some of them missing."""
    visits = []
    for day, edss, since in visits_of_course(make_course(pick)):
        grades = tuple(
            None if pick(range(10)) == 0 else min(5, max(0, round(edss / 2) + pick((-1, 0, 0, 1))))
            for _ in range(8)
        )
        visits.append(Visit(day, edss, since, (None,) * 8 if pick(range(8)) == 0 else grades))
    return visits


def check(courses, definition, *, compiled=False):
    expected = [diagnosis(visits, rule_of(definition)) for visits in courses]
    assert quickly(courses, definition, compiled=compiled) == expected


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_secondary_progression_equals_its_twin(data):
    def pick(options):
        return data.draw(st.sampled_from(options))

    check([make_graded_course(pick) for _ in range(2)], make_progression(pick))


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_secondary_progression_equals_its_twin_on_many_seeded_patients(compiled):
    for seed in range(150):
        pick = seeded_pick(seed)
        definition = make_progression(pick)
        check([make_graded_course(pick) for _ in range(20)], definition, compiled=compiled)


def each_cell(source):
    """Every patient of *source*, with and without systems: definition, visits, onset by R or "error"."""
    found = {
        (row["source"], row["fn"], row["patient_id"]): row["onset_date"] or "error"
        for row in msoutcomes.read("spms").iter_rows(named=True)
    }
    for name, definition in PRESETS.items():
        for patient, rows in msoutcomes.visits_with_edss(source).items():
            visits = [Visit(row["day"], row["edss"], row["since"], row["systems"]) for row in rows]
            onset = found.get((source, name, patient))
            yield definition, visits, onset if onset in (None, "error") else msoutcomes.day_of(onset)


def onset_day(visits, rule, defects=frozenset()):
    found = diagnosis(visits, rule, defects)
    return None if found is None else visits[found[0]].day


@pytest.mark.parametrize("source", msoutcomes.SOURCES)
def test_with_its_defects_the_twin_is_msoutcomes(source):
    for definition, visits, expected in each_cell(source):
        if expected != "error":
            assert onset_day(visits, rule_of(definition), ALL) == expected


M6 = "M6: stops where no visit is clear of relapses"


@pytest.mark.parametrize(
    ("source", "n_differing"),
    # counted by this test when it was written: of 80 and 800 cells
    [("sample", {M3: 12}), ("random", {M3: 42, M4: 2, M5: 2, M6: 2})],
)
def test_cells_differ_from_msoutcomes_by_named_defects_only(source, n_differing):
    touched = Counter()
    for definition, visits, expected in each_cell(source):
        found = quickly([visits], definition)[0]
        if expected == "error":
            assert found is None
            touched[M6] += 1
        elif (None if found is None else visits[found[0]].day) != expected:
            rule = rule_of(definition)
            touching = [defect for defect in ALL if onset_day(visits, rule, ALL - {defect}) != expected]
            assert touching, "a cell differs without a named defect"
            touched.update(touching)
    assert touched == n_differing


def test_the_diagnosis_asks_for_three_visits():
    visits = [Visit(0, 3.0, None), Visit(400, 5.0, None)]
    assert diagnosis(visits, Rule(with_systems=False)) is None
    assert quickly([visits], LORSCHEIDER2016_EDSS_ONLY) == [None]
