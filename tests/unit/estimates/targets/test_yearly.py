"""Yearly intervals of a few visits, worked out by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from ranvier.estimates.targets.yearly import yearly_pairs

VISITS = pl.DataFrame(
    {
        "patient_id": ["a", "a", "a", "a", "b", "b"],
        "date": [
            date(2001, 1, 1),
            date(2001, 11, 1),  # ten months after the first
            date(2002, 2, 1),  # 13 months after the first: nearer to a year (31 days) than 61 before it
            date(2003, 2, 10),
            date(2001, 1, 1),
            date(2002, 6, 1),  # 17 months: no yearly interval
        ],
        "edss": [2.0, 2.5, 3.0, 2.0, 4.0, 4.0],
    }
)


def test_each_visit_is_set_beside_the_one_nearest_to_a_year_later():
    pairs = yearly_pairs(VISITS).sort("patient_id", "date")
    assert pairs.select("patient_id", "edss", "later").rows() == [("a", 2.0, 3.0), ("a", 3.0, 2.0)]


def test_nobody_is_set_beside_another_patient():
    assert set(yearly_pairs(VISITS)["patient_id"]) == {"a"}
