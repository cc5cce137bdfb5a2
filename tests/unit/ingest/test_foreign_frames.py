"""pandas and Arrow in, and the answer out in the same kind."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import numpy as np
import polars as pl
import pytest

import ranvier as rv
from ranvier.ingest.foreign_frames import FrameKind, columns_of, in_kind_of, kind_of, read_frame

VISITS = {
    "patient_id": ["a", "a", "a", "b"],
    "date": [datetime(2015, 1, 1), datetime(2015, 6, 30), datetime(2015, 12, 27), datetime(2015, 1, 1)],
    "edss": [2.0, 3.0, 3.0, None],
}
RELAPSES = {"patient_id": ["a"], "onset_date": [datetime(2015, 6, 20)]}
ONSET = date(2015, 6, 30)


class OnlyArrow:
    """A frame of a library nobody has heard of."""

    def __init__(self, frame):
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema=None):
        return self.frame.__arrow_c_stream__(requested_schema)


@pytest.fixture
def pandas():
    return pytest.importorskip("pandas", reason="pandas is not installed here: pip install ranvier[test]")


@pytest.fixture
def pyarrow():
    return pytest.importorskip("pyarrow", reason="pyarrow is not installed here: pip install ranvier[test]")


def test_polars_needs_neither_pandas_nor_pyarrow():
    script = (
        "import sys, polars as pl, ranvier as rv; "
        "rv.find_events(pl.DataFrame({'patient_id': ['a'], 'day': [0], 'edss': [2.0]}), rv.PRIMARY); "
        "print([name for name in ('pandas', 'pyarrow', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_any_library_that_speaks_arrow_is_read_and_answered_in_polars():
    visits = OnlyArrow(pl.DataFrame(VISITS))
    assert kind_of(visits) is FrameKind.ARROW
    assert columns_of(visits) == ["patient_id", "date", "edss"]
    found = rv.find_events(visits, rv.PRIMARY, relapses=OnlyArrow(pl.DataFrame(RELAPSES)))
    assert isinstance(found, pl.DataFrame)
    assert found.select("onset_date", "relation").rows() == [(ONSET, "raw")]


def test_pandas_in_and_out(pandas):
    found = rv.find_events(pandas.DataFrame(VISITS), rv.PRIMARY, relapses=pandas.DataFrame(RELAPSES))
    assert isinstance(found, pandas.DataFrame)
    assert found["onset_date"].to_list() == [pandas.Timestamp(ONSET)]
    assert found["relation"].to_list() == ["raw"]
    assert found["onset_score"].to_list() == [3.0]
    assert found["holds_to_end"].to_list() == [True]


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.astype({"patient_id": "category"}),
        lambda frame: frame.astype({"patient_id": "string", "edss": "Float64"}),
        lambda frame: frame.astype({"patient_id": object, "edss": object}),
        lambda frame: frame.assign(date=frame["date"].dt.tz_localize("Pacific/Auckland")),
        lambda frame: frame.assign(date=frame["date"].dt.date),
        lambda frame: frame.assign(date=frame["date"].dt.strftime("%Y-%m-%d")),
        lambda frame: frame.astype({"date": "datetime64[s]"}),
        lambda frame: frame.set_index([[0, 0, 0, 0]]),
        lambda frame: frame.iloc[[3, 2, 0, 1]],
    ],
    ids=["category", "string", "object", "time zone", "dates", "text", "seconds", "one label", "shuffled"],
)
def test_pandas_in_all_its_types_says_the_same(pandas, change):
    given = change(pandas.DataFrame(VISITS))
    assert rv.find_events(given, rv.PRIMARY)["onset_date"].to_list() == [pandas.Timestamp(ONSET)]


def test_pandas_with_ids_of_two_types(pandas):
    visits = pandas.DataFrame({**VISITS, "patient_id": [1, "1", 1.0, "b"]})
    relapses = pandas.DataFrame({**RELAPSES, "patient_id": [1]})
    found = rv.find_events(visits, rv.PRIMARY, relapses=relapses)
    assert found[["patient_id", "relation"]].to_numpy().tolist() == [["1", "raw"]]


def test_pandas_days_with_gaps_are_nullable_whole_numbers(pandas):
    visits = pandas.DataFrame({"patient_id": ["a", "a"], "day": [0, 200], "edss": [2.0, 3.0]})
    found = rv.find_events(visits, rv.ConfirmedWorsening(last_visit_counts=True))
    assert str(found["confirmed_day"].dtype) == "Int64"
    assert found["onset_day"].to_list() == [200]


def test_the_pandas_frame_given_stays_as_it_is(pandas):
    visits = pandas.DataFrame(VISITS)
    rv.find_events(visits, rv.PRIMARY)
    assert visits.equals(pandas.DataFrame(VISITS))


def test_no_events_in_pandas_have_their_columns(pandas):
    found = rv.find_events(pandas.DataFrame(VISITS).head(1), rv.PRIMARY)
    assert len(found) == 0
    assert {"patient_id", "onset_date", "relation"} <= set(found.columns)


def test_pyarrow_in_and_out(pyarrow):
    visits, relapses = (pl.DataFrame(each).to_arrow() for each in (VISITS, RELAPSES))
    found = rv.find_events(visits, rv.PRIMARY, relapses=relapses)
    assert isinstance(found, pyarrow.Table)
    assert found["onset_date"].to_pylist() == [ONSET]
    assert in_kind_of(visits, pl.DataFrame({"a": [None, 1]})).num_rows == 2


def test_only_the_columns_wanted_are_read_and_nan_is_missing():
    frame = pl.DataFrame({"a": [1.0, float("nan")], "b": [1, 2]})
    assert read_frame(frame, ("a", "c")).to_dict(as_series=False) == {"a": [1.0, None]}
    assert np.isnan(frame["a"][1])
