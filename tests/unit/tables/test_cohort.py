from dataclasses import replace

import polars as pl

import ranvier as rv
from tests.small_cohorts import on

VISITS = pl.DataFrame(
    {"patient_id": ["a", "a", "b"], "date": [on(0), on(90), on(0)], "edss": [2.0, 3.0, 4.0]}
)
RELAPSES = pl.DataFrame({"patient_id": ["b"], "onset_date": [on(5)]})


def test_the_runs_of_a_table_in_order_are_known():
    cohort = rv.read_frames(VISITS, RELAPSES)
    for table, begins in (("visits", [0, 2, 3]), ("relapses", [0, 0, 1])):  # relapses: of everybody
        patients, found = cohort.runs_of(table)
        assert (patients.to_list(), found.tolist()) == (["a", "b"], begins)


def test_runs_are_known_of_rows_that_had_to_be_sorted():
    _, begins = rv.read_frames(VISITS[::-1]).runs_of("visits")
    assert begins.tolist() == [0, 2, 3]


def test_nothing_is_known_of_a_frame_that_took_the_place_of_another():
    cohort = rv.read_frames(VISITS, RELAPSES)
    other = replace(cohort, frames={**cohort.frames, "visits": cohort.visits[1:]})
    assert other.runs_of("visits") is None
    assert other.runs_of("relapses") is not None


def test_nothing_is_known_of_a_table_that_was_not_supplied():
    assert rv.read_frames(VISITS).runs_of("relapses") is None
