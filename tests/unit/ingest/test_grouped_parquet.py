"""Whole patients from a file, whatever the order of its rows and the size of a batch."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.ingest.grouped_parquet import FIRST_FILE_ROW, batches_of_patients, read_layout
from ranvier.tables.marks import SOURCE_ROW

COLUMNS = ("patient_id", "day")


def written(folder, ids):
    path = folder / "visits.parquet"
    pl.DataFrame({"patient_id": pl.Series(ids, dtype=pl.String), "day": np.arange(len(ids))}).write_parquet(
        path
    )
    return path


@pytest.mark.parametrize(
    ("ids", "grouped", "is_sorted"),
    [
        ("aabbc", True, True),
        ("bbaac", True, False),
        ("aabba", False, False),
        ("abab", False, False),
        ("aaaaaa", True, True),
        ("", True, True),
    ],
)
@pytest.mark.parametrize("batch_rows", [1, 2, 3, 100])
def test_the_layout_is_that_of_the_file(tmp_path, ids, grouped, is_sorted, batch_rows):
    layout = read_layout(written(tmp_path, list(ids)), batch_rows)
    assert (layout.is_grouped, layout.is_sorted) == (grouped, is_sorted)
    assert layout.n_visits == len(ids)
    assert dict(layout.counts.iter_rows()) == {name: ids.count(name) for name in ids}


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", " d", "1", "1.0", None]), max_size=30), st.integers(1, 8)
)
@settings(max_examples=60, deadline=None)
def test_every_row_comes_once_and_every_patient_whole(tmp_path_factory, ids, batch_rows):
    folder = tmp_path_factory.mktemp("rows")
    path = written(folder, ids)
    layout = read_layout(path, batch_rows)
    batches = list(batches_of_patients(path, COLUMNS, layout, folder / "parts", batch_rows))
    rows = [row for batch in batches for row in batch.select(SOURCE_ROW, *COLUMNS).iter_rows()]
    assert sorted(rows) == [(n + FIRST_FILE_ROW, name, n) for n, name in enumerate(ids)]
    named = [{name for name in batch["patient_id"]} for batch in batches]
    for number, names in enumerate(named):
        assert not any(names & others for others in named[number + 1 :])


def test_a_file_that_is_not_grouped_comes_in_the_order_of_its_ids(tmp_path):
    path = written(tmp_path, list("cabcab"))
    told = []
    batches = batches_of_patients(path, COLUMNS, read_layout(path), tmp_path / "parts", 2, told.append)
    assert [batch["patient_id"][0] for batch in batches] == ["a", "b", "c"]
    assert told == ["the file is not grouped by patient: sorting it first"]
