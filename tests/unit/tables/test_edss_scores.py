"""Whole tables scored: the same as one examination at a time, whatever else the rows hold."""

from __future__ import annotations

import polars as pl
import pytest

from ranvier.errors import DataFaults
from ranvier.tables.edss_scores import add_edss_scores
from ranvier.tables.edss_summary import summarise_edss
from ranvier.tables.visits import VISITS
from ranvier.vocabulary.scales.edss_convention import EdssConvention
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding


def visits(*rows: str, **columns: list) -> pl.DataFrame:
    """Rows of seven grades and ambulation, such as "0042000 0"; "." is an empty cell."""
    frame = {system.column: [] for system in SYSTEMS} | {"ambulation": []}
    for row in rows:
        systems, walk = row.split()
        for name, digit in zip(frame, [*systems, walk], strict=True):
            frame[name].append(None if digit == "." else float(digit))
    return pl.DataFrame({**frame, **columns}, schema_overrides=dict.fromkeys(frame, pl.Float64))


def test_columns_are_added_and_none_is_changed():
    before = visits(
        "0042000 0", "0000000 6", ambulation_coding=["neurostatus_16", "grades_13"], edss=[4.0, 6.5]
    )
    after = add_edss_scores(before)
    assert after.drop("edss_computed", "rule", "flags").equals(before)
    assert after["edss_computed"].to_list() == [4.5, 6.5]
    assert after["rule"].to_list() == ["F5", "G6"]
    assert after["flags"].to_list() == [
        "step_4_5_walks_freely; differs_from_recorded",
        "aid_without_leg_signs",
    ]


def test_the_list_of_grades_of_a_row_goes_before_the_one_for_all():
    rows = visits("0010000 6", "0010000 6", "0010000 6", ambulation_coding=["neurostatus_16", None, "iMed"])
    assert add_edss_scores(rows)["edss_computed"].to_list() == [6.0, None, None]
    scored = add_edss_scores(rows, coding=AmbulationCoding.GRADES_13)
    assert scored["edss_computed"].to_list() == [6.0, 6.5, None]
    assert scored["flags"].to_list() == [None, None, "impossible_grade"]
    without = add_edss_scores(rows.drop("ambulation_coding"), coding=AmbulationCoding.GRADES_13)
    assert without["edss_computed"].to_list() == [6.5] * 3


@pytest.mark.parametrize("grade", [2.5, -1.0, 7.0, 1e9, float("inf"), -1e300])
def test_what_is_no_grade_leaves_only_its_row_without_a_score(grade):
    rows = visits("0010000 0", "0010000 0").with_columns(fs_pyramidal=pl.Series([grade, 3.0]))
    scored = add_edss_scores(rows, coding=AmbulationCoding.NEUROSTATUS_16)
    assert scored["edss_computed"].to_list() == [None, 3.0]
    assert scored["flags"].to_list() == ["impossible_grade", None]


def test_nan_is_a_grade_that_was_not_recorded():
    rows = visits("0010000 4").with_columns(fs_sensory=pl.Series([float("nan")]))
    scored = add_edss_scores(rows, coding=AmbulationCoding.NEUROSTATUS_16)
    assert scored.select("edss_computed", "flags").row(0) == (5.5, "fs_missing")


def test_conventions_reach_the_rows():
    rows = visits("0060000 0", "0000001 0")
    scored = add_edss_scores(
        rows, coding=AmbulationCoding.NEUROSTATUS_16, convention=EdssConvention(False, True)
    )
    assert scored["edss_computed"].to_list() == [6.0, 0.0]


def test_an_empty_table_of_visits_is_scored_as_empty():
    scored = add_edss_scores(VISITS.empty())
    assert scored.height == 0
    assert scored.schema["edss_computed"] == pl.Float64
    assert str(summarise_edss(scored)) == "0 rows: 0 scored, 0 with grades that do not fit together"


def test_absent_columns_other_types_and_columns_already_there_are_told_together():
    rows = visits("0000000 0", rule=["x"]).drop("fs_visual").with_columns(fs_cerebral=pl.lit("two"))
    with pytest.raises(DataFaults) as told:
        add_edss_scores(rows)
    shown = str(told.value)
    for name in ("'fs_visual'", "'fs_cerebral'", "'rule'"):
        assert name in shown
    assert "two" not in shown


def test_recorded_and_computed_are_compared_where_both_are_an_edss():
    rows = visits(
        "0000000 0", "0020000 0", "0020000 0", "0020000 0", "0020000 .", "0020000 0",
        edss=[0.0, 2.0, 2.5, None, 2.0, 0.5],
    )  # fmt: skip
    summary = summarise_edss(add_edss_scores(rows, coding=AmbulationCoding.NEUROSTATUS_16))
    assert (summary.n_rows, summary.n_scored, summary.n_compared, summary.n_different) == (6, 5, 3, 1)
    assert summary.differences == ((-0.5, 1),)
    told = "6 rows: 5 scored, 0 with grades that do not fit together, 1 of 3 differ from the recorded EDSS"
    assert str(summary) == told


def test_order_of_rows_changes_nothing():
    rows = visits("0042000 0", "0000000 6", "6000000 2", "..00000 4").with_row_index("n")
    scored = add_edss_scores(rows, coding=AmbulationCoding.GRADES_13)
    turned = add_edss_scores(rows.reverse(), coding=AmbulationCoding.GRADES_13)
    assert turned.sort("n").equals(scored)
