"""Faults and counts of the parts of a file, told once."""

from __future__ import annotations

from dataclasses import replace

from ranvier.tables.faults import Effect, Fault, TableCount
from ranvier.tables.merged_faults import merged_counts, merged_faults

ONE = Fault(
    "EDSS scores must be 0 or 1.0 to 10.0 in half points, but 1 row is not",
    "with an impossible EDSS",
    "visits",
    "visits.parquet",
    "edss",
    (41,),
    "correct the rows",
    Effect.ROW_SET_ASIDE,
)
UNDATED = replace(
    ONE, problem="Dates must be dates, but 1 row is not", reason="without a date", column="date"
)


def test_faults_of_one_kind_are_one_with_all_their_rows():
    merged, undated = merged_faults([ONE, UNDATED, replace(ONE, rows=(7, 9))])
    assert merged.rows == (7, 9, 41)
    assert merged.problem == "EDSS scores must be 0 or 1.0 to 10.0 in half points, but 3 rows do not comply"
    assert undated is UNDATED


def test_counts_are_added_by_table_and_reason():
    parts = [
        TableCount("visits", "v", 10, 2, (("without a date", 2),)),
        TableCount("relapses", "r", 3, 0),
        TableCount("visits", "v", 5, 3, (("without a patient", 1), ("without a date", 2))),
    ]
    assert [str(count) for count in merged_counts(parts)] == [
        "15 visits read, 5 set aside: 4 without a date, 1 without a patient",
        "3 relapses read, 0 set aside",
    ]
    assert merged_counts([]) == ()
