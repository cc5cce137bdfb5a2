"""The time somebody was observed, cut wherever something begins or ends."""

from __future__ import annotations

import polars as pl


def find_stretches(observed: pl.DataFrame, courses: pl.DataFrame) -> pl.DataFrame:
    """The stretches between any two starts or ends of a patient: patient_id, start_date, end_date.

    observed: patient_id, start_date, end_date, one row a patient. courses: patient_id, from_date, to_date of
    what begins and ends; what lies outside the time observed cuts nothing.
    """
    ends = pl.concat(
        [
            frame.select("patient_id", date=column)
            for frame, column in (
                (observed, "start_date"),
                (observed, "end_date"),
                (courses, "from_date"),
                (courses, "to_date"),
            )
        ]
    )
    return (
        ends.unique()
        .join(observed, on="patient_id")
        .filter(pl.col("date").is_between("start_date", "end_date"))
        .sort("patient_id", "date")
        .select(
            "patient_id",
            pl.col("date").alias("start_date"),
            pl.col("date").shift(-1).over("patient_id").alias("end_date"),
        )
        .drop_nulls()
    )
