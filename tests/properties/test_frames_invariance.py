"""What changes nothing where frames come in: order, ids, other patients, the calendar, the time of day."""

from __future__ import annotations

import warnings
from datetime import datetime, time, timedelta

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import ranvier as rv
from ranvier.errors import RowsSetAside
from tests.properties.courses import courses, definitions
from tests.small_cohorts import on

several = st.lists(courses(), min_size=1, max_size=4)
ZONES = (None, "UTC", "Pacific/Auckland", "America/Los_Angeles")


def frames_from(patients):
    """Visits and relapses of patients a, b, c …; of two visits on one day the worse, of two relapses one."""
    visits, relapses = [], []
    for number, (scores, onsets) in enumerate(patients):
        name = chr(ord("a") + number)
        worst = {day: max(score for other, score in scores if other == day) for day, _ in scores}
        visits += [(name, on(day), score) for day, score in worst.items()]
        relapses += [(name, on(day)) for day in sorted(set(onsets))]
    return (
        pl.DataFrame(visits, {"patient_id": pl.String, "date": pl.Date, "edss": pl.Float64}, orient="row"),
        pl.DataFrame(relapses, {"patient_id": pl.String, "onset_date": pl.Date}, orient="row"),
    )


def events(frames, definition):
    visits, relapses = frames
    with warnings.catch_warnings():  # a patient without visits has no relapses that count
        warnings.simplefilter("ignore", RowsSetAside)
        return rv.find_events(visits, definition, relapses=relapses, seed=1)


def changed(frames, change):
    return tuple(change(frame) for frame in frames)


@given(several, definitions(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows(patients, definition, random):
    frames = frames_from(patients)
    shuffled = changed(frames, lambda frame: frame[random.sample(range(frame.height), frame.height)])
    assert events(shuffled, definition).equals(events(frames, definition))


@given(several, definitions())
@settings(max_examples=40, deadline=None)
def test_the_names_of_patients_even_if_they_sort_otherwise(patients, definition):
    frames = frames_from(patients)
    names = {"a": "9", "b": "10", "c": "X", "d": "\u00e9"}
    renamed = changed(frames, lambda frame: frame.with_columns(pl.col("patient_id").replace(names)))
    expected = events(frames, definition).with_columns(pl.col("patient_id").replace(names))
    assert events(renamed, definition).equals(expected.sort("patient_id", maintain_order=True))


@given(several, definitions())
@settings(max_examples=40, deadline=None)
def test_other_patients(patients, definition):
    alone = events(frames_from(patients[:1]), definition)
    among_others = events(frames_from(patients), definition)
    assert among_others.filter(pl.col("patient_id") == "a").equals(alone)


@pytest.mark.parametrize("days", [-4000, 1, 59])
@given(several, definitions())
@settings(max_examples=25, deadline=None)
def test_the_calendar(days, patients, definition):
    frames = frames_from(patients)
    later = changed(frames, lambda frame: frame.with_columns(pl.col(pl.Date) + timedelta(days=days)))
    back = events(later, definition).with_columns(pl.col(pl.Date) - timedelta(days=days))
    assert back.equals(events(frames, definition))


@given(several, definitions(), st.data())
@settings(max_examples=40, deadline=None)
def test_the_time_of_day_and_the_zone(patients, definition, data):
    frames = frames_from(patients)
    zone = data.draw(st.sampled_from(ZONES))

    def with_time(frame):
        name = frame.columns[1]
        moments = [
            datetime.combine(day, data.draw(st.sampled_from((time(0), time(4, 30), time(23, 59)))))
            for day in frame[name]
        ]
        series = pl.Series(name, moments, pl.Datetime)
        return frame.with_columns(series.dt.replace_time_zone(zone, ambiguous="earliest"))

    assert events(changed(frames, with_time), definition).equals(events(frames, definition))


@given(several, definitions())
@settings(max_examples=40, deadline=None)
def test_days_instead_of_dates(patients, definition):
    visits, relapses = frames_from(patients)
    origin = (on(0) - datetime(1970, 1, 1).date()).days
    in_days = (
        visits.with_columns(pl.col("date").cast(pl.Int32) - origin).rename({"date": "day"}),
        relapses.with_columns(pl.col("onset_date").cast(pl.Int32) - origin).rename(
            {"onset_date": "onset_day"}
        ),
    )
    found, expected = events(in_days, definition), events((visits, relapses), definition)
    counted = expected.with_columns(pl.col(pl.Date).cast(pl.Int32) - origin)
    assert found.rows() == counted.rows()
