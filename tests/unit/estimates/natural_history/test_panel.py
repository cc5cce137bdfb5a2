"""Visits of a table as a multistate model reads them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.natural_history.panel import find_panel
from ranvier.estimates.natural_history.states import DEATH, FOUR_BANDS, THREE_BANDS, find_states

VISITS = pl.DataFrame(
    {
        "patient_id": ["b", "a", "a", "b", "a"],
        "date": [date(2020, 1, 1), date(2021, 1, 1), date(2020, 1, 1), date(2020, 7, 1), date(2020, 3, 1)],
        "edss": [6.5, 4.0, 0.0, 6.0, None],
        "age": [50.0, 31.0, 30.0, 50.5, 30.2],
    }
)


def test_a_table_in_any_order_becomes_courses():
    panel = find_panel(VISITS, FOUR_BANDS, "age")
    assert panel.patient.tolist() == [0, 0, 1, 1]
    assert panel.day.tolist() == [0, 366, 0, 182]
    assert panel.state.tolist() == [0, 2, 3, 2]
    assert panel.covariates["age"].tolist() == [30.0, 31.0, 50.0, 50.5]
    assert panel.offset.tolist() == [0, 2, 4]
    assert panel.n_patients == 2


def test_deaths_end_a_course_and_later_visits_are_left_out():
    states = (*FOUR_BANDS, DEATH)
    deaths = pl.DataFrame(
        {
            "patient_id": ["a", "b", "stranger"],
            "death_date": [None, date(2020, 7, 1), date(2020, 1, 1)],
        }
    )
    panel = find_panel(VISITS, states, "age", deaths=deaths)
    assert panel.patient.tolist() == [0, 0, 1, 1]
    assert panel.day.tolist() == [0, 366, 0, 182]
    assert panel.state.tolist() == [0, 2, 3, 4]


def test_scores_outside_all_bands_are_refused_without_showing_them():
    with pytest.raises(InputError) as told:
        find_states([0.0, 10.0], THREE_BANDS)
    assert "entry 2" in str(told.value)
    assert "10.0" not in str(told.value)
