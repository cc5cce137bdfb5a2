import numpy as np
import polars as pl
import pytest

from ranvier.tables.arrays import in_order, is_in_order, patient_offsets, relapse_arrays, visit_arrays
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
