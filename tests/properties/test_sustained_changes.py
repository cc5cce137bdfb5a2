"""The kernel of sustained changes equals its slow twin, and MSoutcomes 0.2.1 but for its named defects."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from ranvier.definitions.sustained_change import (
    MSOUTCOMES_CDESEQ,
    MSOUTCOMES_CDI,
    MSOUTCOMES_CDW,
    MSOUTCOMES_PIRA,
    AfterUnconfirmed,
    PiraReference,
    SustainedImprovement,
    SustainedPira,
    SustainedSequence,
    SustainedWorsening,
)
from tests.oracles import msoutcomes
from tests.properties.courses import courses, make_course, seeded_pick
from tests.properties.sustained_kernel import quickly
from tests.reference.sustained_change import ALL, M1, M2, Found, Visit
from tests.reference.sustained_words import slowly, visits_of_course

PRESETS = {
    "CDW": MSOUTCOMES_CDW,
    "CDI": MSOUTCOMES_CDI,
    "PIRA": MSOUTCOMES_PIRA,
    "CDEseq": MSOUTCOMES_CDESEQ,
}


def make_sustained(pick):
    """A definition of a sustained change with any mixture of settings."""
    shared = {
        "confirm_after_days": pick((84, 90.75, 168, 181.5)),
        "relapse_free_days": pick((0, 29, 30, 90)),
    }
    kind = pick((SustainedWorsening, SustainedImprovement, SustainedPira, SustainedSequence))
    if kind is SustainedSequence:
        return kind(**shared, after_unconfirmed=pick(tuple(AfterUnconfirmed)))
    shared["sustained_to_end"] = pick((True, False, False))
    if kind is SustainedPira:
        shared["references_anew"] = pick(tuple(PiraReference))
    return kind(**shared)


@st.composite
def sustained_definitions(draw):
    return make_sustained(lambda options: draw(st.sampled_from(options)))


@given(st.lists(courses(), max_size=5), sustained_definitions())
@settings(max_examples=200, deadline=None)
def test_sustained_changes_equal_their_twin(drawn, definition):
    patients = [visits_of_course(course) for course in drawn]
    assert quickly(patients, definition) == [slowly(visits, definition) for visits in patients]


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_sustained_changes_equal_their_twin_on_many_seeded_patients(compiled):
    for seed in range(200):
        pick = seeded_pick(seed)
        definition = make_sustained(pick)
        patients = [visits_of_course(make_course(pick)) for _ in range(20)]
        expected = [slowly(visits, definition) for visits in patients]
        assert quickly(patients, definition, compiled=compiled) == expected


def found_by_r():
    """What MSoutcomes found: for each source, function and settings, a list of events for each patient."""
    cells = defaultdict(lambda: defaultdict(list))
    for row in msoutcomes.read("events").iter_rows(named=True):
        rule = (row["fn"], row["mconf"], row["tRelapse"], row["sustained"])
        onset, reference = msoutcomes.day_of(row["onset_date"]), msoutcomes.day_of(row["reference_date"])
        cells[row["source"], *rule][row["patient_id"]].append(
            Found(
                row["kind"] == "worsening",
                onset,
                float(row["onset_edss"]),
                reference,
                float(row["reference_edss"]),
                row["held_days"],
            )
        )
    return cells


def each_cell(source):
    """Every patient of *source* under every definition: definition, visits, and what R found, by onset."""
    found = found_by_r()
    for name, preset in PRESETS.items():
        for confirm_days, relapse_days in ((90.75, 30), (181.5, 60)):
            for lasts in (False,) if name == "CDEseq" else (True, False):
                kept = {} if name == "CDEseq" else {"sustained_to_end": lasts}
                definition = replace(
                    preset, confirm_after_days=confirm_days, relapse_free_days=relapse_days, **kept
                )
                events = found[source, name, confirm_days, relapse_days, lasts]
                for patient, rows in msoutcomes.visits_with_edss(source).items():
                    visits = [Visit(row["day"], row["edss"], row["since"]) for row in rows]
                    yield definition, visits, sorted(events[patient], key=lambda event: event.onset)


def ours(visits, definition, defects=frozenset()):
    return sorted(slowly(visits, definition, defects), key=lambda event: event.onset)


@pytest.mark.parametrize("source", msoutcomes.SOURCES)
def test_with_its_defects_the_twin_is_msoutcomes(source):
    for definition, visits, expected in each_cell(source):
        assert ours(visits, definition, ALL) == expected


def test_the_presets_give_on_the_sample_what_msoutcomes_gives_row_by_row():
    n_rows = Counter()
    for definition, visits, expected in each_cell("sample"):
        if definition.confirm_after_days == 90.75:
            assert quickly([visits], definition) == [expected]
            lasts = getattr(definition, "sustained_to_end", False)
            n_rows.update((type(definition).__name__, lasts, event.worsening) for event in expected)
    # MSoutcomes 0.2.1 run on its sample, validation/msoutcomes.R
    assert n_rows == {
        ("SustainedWorsening", True, True): 40,
        ("SustainedWorsening", False, True): 49,
        ("SustainedImprovement", True, False): 1,
        ("SustainedImprovement", False, False): 5,
        ("SustainedPira", True, True): 30,
        ("SustainedPira", False, True): 34,
        ("SustainedSequence", False, True): 53,
        ("SustainedSequence", False, False): 9,
    }


@pytest.mark.parametrize(
    ("source", "n_differing"),
    # counted by this test when it was written: of 560 and 5,600 cells, a patient under a definition each
    [("sample", {M1: 1}), ("random", {M1: 18, M2: 11})],
)
def test_other_cells_differ_from_msoutcomes_by_named_defects_only(source, n_differing):
    touched = Counter()
    for definition, visits, expected in each_cell(source):
        if quickly([visits], definition) != [expected]:
            touching = [defect for defect in ALL if ours(visits, definition, ALL - {defect}) != expected]
            assert touching, "a cell differs without a named defect"
            touched.update(touching)
    assert touched == n_differing


@pytest.mark.parametrize(
    ("defect", "course", "definition"),
    [
        (M1, [(0, 2.0, 0), (100, 2.0, 100), (160, 3.0, 160), (260, 5.0, 260)], MSOUTCOMES_PIRA),
        (M1, [(0, 2.0, 5), (60, 5.0, 65), (90, 2.0, 95), (190, 3.0, 195)], MSOUTCOMES_CDI),
        (
            M2,
            [
                *[(0, 2.0, None), (100, 4.0, None), (160, 3.0, None), (195, 3.0, None)],
                *[(300, 2.0, None), (400, 5.0, None), (600, 5.0, None)],
            ],
            replace(MSOUTCOMES_CDW, sustained_to_end=False),
        ),
    ],
)
def test_each_defect_moves_an_event(defect, course, definition):
    visits = [Visit(*visit) for visit in course]
    assert slowly(visits, definition, frozenset({defect})) != slowly(visits, definition)
