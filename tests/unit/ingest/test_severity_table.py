"""A table of severity scores that a user supplies as CSV."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.errors import FileFaults, MissingFile
from ranvier.ingest.severity_table import read_severity_table
from ranvier.vocabulary.scales.severity_score import SCORED_EDSS, Clock, severity_scores

HEADER = ",".join(["disease_years", *(f"edss_{edss:g}" for edss in SCORED_EDSS)])


def row(year, *, start=0.0):
    return ",".join([str(year), *(f"{min(start + place / 2, 10):.2f}" for place in range(19))])


def written(tmp_path, *lines):
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_table_is_read_and_looked_up(tmp_path):
    table = read_severity_table(written(tmp_path, HEADER, row(4), row(5, start=0.5)), "made up")
    assert (table.clock, table.first, table.last, table.source) == (Clock.DISEASE_YEARS, 4, 5, "made up")
    found = severity_scores(np.array([0.0, 1.0, 1.0]), np.array([4.99, 4.0, 5.0]), table)
    assert found.score.tolist() == [0.0, 0.5, 1.0]


def test_columns_may_stand_in_any_order_cells_may_be_empty_and_rows_need_not_rise(tmp_path):
    reverse = ",".join(["age", *(f"edss_{edss:g}" for edss in reversed(SCORED_EDSS))])
    cells = ["40", *("" if edss == 9.5 else "2.5" if edss == 3.0 else "5" for edss in reversed(SCORED_EDSS))]
    table = read_severity_table(written(tmp_path, reverse, ",".join(cells)), "made up")
    assert table.clock is Clock.AGE
    assert np.isnan(table.scores[0, -1])
    assert table.scores[0, SCORED_EDSS.index(3.0)] == 2.5


def test_decimal_commas(tmp_path):
    text = [line.replace(",", ";").replace(".", ",") for line in (HEADER, row(4))]
    table = read_severity_table(written(tmp_path, *text), "made up", decimal_mark=",")
    assert table.scores[0, 1] == 0.5


def test_everything_wrong_with_the_headers_is_told_at_once(tmp_path):
    header = HEADER.replace("disease_years", "dd").replace("_9.5", "_0.5").replace("_3,", "_2,")
    with pytest.raises(FileFaults) as told:
        read_severity_table(written(tmp_path, header, row(4)), "made up")
    shown = str(told.value)
    for words in (
        "disease_years or age",
        "Column 7 ",
        "Column 20 ",
        "No column for EDSS 3, 9.5",
        "scales.md",
    ):
        assert words in shown


def test_everything_wrong_with_the_cells_is_told_at_once(tmp_path):
    lines = [HEADER, row(4).replace("9.00", "10.01").replace("0.50", "x"), row(6)]
    with pytest.raises(FileFaults) as told:
        read_severity_table(written(tmp_path, *lines), "made up")
    shown = str(told.value)
    for words in ("rise by one", "under EDSS 1 1 cell is not", "under EDSS 9.5 1 cell is not"):
        assert words in shown
    assert "10.01" not in shown


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingFile):
        read_severity_table(tmp_path / "none.csv", "made up")
