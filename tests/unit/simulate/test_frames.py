"""Arrays become frames with the declared schema."""

from __future__ import annotations

import numpy as np

from ranvier.simulate.frames import frame_of, supplied_columns
from ranvier.tables.relapses import RELAPSES


def test_a_frame_is_sorted_complete_and_exact_to_the_day() -> None:
    frame = frame_of(
        RELAPSES,
        {
            "patient_id": np.array(["S0002", "S0001", "S0001"]),
            "onset_date": np.array([20.0, 40.0, 30.0]),
            "end_date": np.array([np.nan, 50.0, np.nan]),
        },
    )
    assert dict(frame.schema) == RELAPSES.schema
    assert frame["patient_id"].to_list() == ["S0001", "S0001", "S0002"]
    assert [str(day) for day in frame["onset_date"]] == ["1970-01-31", "1970-02-10", "1970-01-21"]
    assert frame["end_date_precision"].to_list() == [None, "day", None]
    assert frame["severity"].null_count() == 3
    assert supplied_columns(RELAPSES, frame) == {"patient_id", "onset_date", "end_date"}


def test_a_frame_of_nobody_keeps_the_schema() -> None:
    frame = frame_of(RELAPSES, {"patient_id": np.array([], dtype=str), "onset_date": np.array([])})
    assert dict(frame.schema) == RELAPSES.schema
    assert supplied_columns(RELAPSES, frame) == {"patient_id", "onset_date"}
