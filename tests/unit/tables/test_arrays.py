from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from ranvier.tables.arrays import (
    BLOCK_ROWS,
    blocks_of,
    in_order,
    is_in_order,
    patient_offsets,
    patient_runs,
    relapse_arrays,
    runs_among,
    visit_arrays,
)
from tests.small_cohorts import on, relapses_of, table_of, visits_of

PATIENTS = pl.Series("patient_id", ["a", "b", "c"])


def test_each_patient_has_the_rows_between_two_offsets():
    visits = table_of("visits", [*visits_of("c", {0: 2.0, 90: 2.5}), *visits_of("a", {5: 6.5})])
    arrays = visit_arrays(visits, PATIENTS)
    assert arrays.offset.tolist() == [0, 1, 1, 3]
    assert (arrays.day - arrays.day[1]).tolist() == [5, 0, 90]
    assert arrays.score.tolist() == [13, 4, 5]  # ticks of half a point


def test_relapses_are_sorted_and_those_of_others_left_out():
    relapses = table_of("relapses", [*relapses_of("b", 90, 10), *relapses_of("z", 1)])
    arrays = relapse_arrays(relapses[::-1], PATIENTS)
    assert arrays.offset.tolist() == [0, 0, 2, 2]
    assert np.diff(arrays.day).tolist() == [80]


def test_kernels_are_given_one_type_of_array_only():
    # read-only arrays or other types would compile every kernel a second time
    arrays = visit_arrays(table_of("visits", visits_of("a", {0: 2.0})), PATIENTS)
    assert [array.dtype for array in arrays] == [np.int64, np.int32, np.int32]
    assert all(array.flags.writeable and array.flags.c_contiguous for array in arrays)


def test_nobody_has_no_rows():
    arrays = visit_arrays(table_of("visits", []), PATIENTS[:0])
    assert (arrays.offset.tolist(), arrays.day.size) == ([0], 0)


def test_days_count_from_1970():
    visits = table_of("visits", visits_of("a", {0: 2.0}))
    assert visit_arrays(visits, PATIENTS).day.tolist() == [(on(0) - on(0).replace(year=1970)).days]


def test_rows_of_a_stranger_are_refused():
    with pytest.raises(ValueError, match="1 rows belong to none of the 3 patients"):
        patient_offsets(pl.Series(["a", "z"]), PATIENTS)


def test_rows_of_a_patient_that_lie_apart_are_refused():
    with pytest.raises(ValueError, match="do not lie together"):
        patient_offsets(pl.Series(["a", "b", "a"]), PATIENTS)


def rows_of(*rows):
    return pl.DataFrame(rows, schema=["patient_id", "date", "edss"], orient="row")


@pytest.mark.parametrize(
    ("rows", "ordered"),
    [
        ((), True),
        (
            (("a", 1, 2.0), ("a", 2, 1.0), ("b", 0, 0.0)),
            True,
        ),  # a later column may fall where an earlier rises
        ((("a", 1, 2.0), ("a", 1, 2.0)), True),
        ((("a", 1, 2.0), ("a", 1, 1.5)), False),
        ((("a", 2, 2.0), ("a", 1, 2.0)), False),
        ((("b", 1, 2.0), ("a", 2, 2.0)), False),
        ((("a", 1, 2.0), ("b", 1, 2.0), ("a", 2, 2.0)), False),
        ((("a", 1, 2.0), (None, 2, 2.0)), False),
    ],
)
def test_order_is_by_patient_then_date_then_score(rows, ordered):
    frame = rows_of(*rows)
    columns = ("patient_id", "date", "edss")
    assert is_in_order(frame, *columns) is ordered
    assert in_order(frame, *columns).equals(frame.sort(*columns))


@pytest.mark.parametrize(("dates", "strict"), [([1, 2, 1], True), ([1, 1, 2], False), ([2, 1, 1], False)])
def test_order_is_strict_where_no_date_of_a_patient_repeats_or_falls(dates, strict):
    frame = pl.DataFrame({"patient_id": ["a", "a", "b"], "date": dates})
    assert is_in_order(frame, "patient_id", "date", strictly=True) is strict


@pytest.mark.parametrize("cuts", [[], [1], [2], [3], [1, 2, 3, 4], [0, 5]])
def test_runs_are_the_same_however_a_column_is_cut_into_parts(cuts):
    ids = ["a", "a", "a", "b", "c"]
    borders = [0, *cuts, 5]
    parts = [pl.Series("id", ids[a:b], pl.String) for a, b in pairwise(borders)]
    patients, begins = patient_runs(pl.concat(parts, rechunk=False))
    assert (patients.name, patients.to_list(), begins.tolist()) == (
        "patient_id",
        ["a", "b", "c"],
        [0, 3, 4, 5],
    )


def test_nobody_has_no_runs():
    patients, begins = patient_runs(pl.Series("patient_id", [], pl.String))
    assert (patients.to_list(), begins.tolist()) == ([], [0])


def test_runs_among_patients_have_no_rows_for_who_has_none():
    patients, begins = runs_among(patient_runs(pl.Series("patient_id", ["a", "c", "c"])), PATIENTS)
    assert (patients.to_list(), begins.tolist()) == (["a", "b", "c"], [0, 1, 1, 3])
    assert runs_among(patient_runs(pl.Series("patient_id", ["a", "z"])), PATIENTS) is None


def test_relapses_of_known_runs_are_those_that_are_looked_up():
    relapses = table_of("relapses", [*relapses_of("a", 10, 90), *relapses_of("c", 1)])
    runs = runs_among(patient_runs(relapses["patient_id"]), PATIENTS)
    for patients in (PATIENTS, PATIENTS[:2]):  # of the second the runs know one patient too many
        known, looked_up = relapse_arrays(relapses, patients, runs), relapse_arrays(relapses, patients)
        assert [a.tolist() for a in known] == [a.tolist() for a in looked_up]


def test_blocks_are_views_of_all_values_in_their_order():
    values = pl.concat([pl.Series(range(BLOCK_ROWS + 5)), pl.Series(range(3))], rechunk=False)
    blocks = list(blocks_of(values))
    assert [len(block) for block in blocks] == [BLOCK_ROWS, 5, 3]
    assert np.concatenate(blocks).tolist() == values.to_list()
