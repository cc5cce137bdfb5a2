"""Harms of simulated clinics."""

from __future__ import annotations

import polars as pl
import pytest

from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT
from ranvier.tables.cohort import Cohort


@pytest.fixture(scope="module")
def linked() -> Cohort:
    return simulate_clinic(TRUE_EFFECT, 1)


@pytest.fixture(scope="module")
def waiting() -> Cohort:
    return simulate_clinic(NO_EFFECT, 1)


def test_meningism_lasts_three_to_five_days_from_the_day_after_a_dose(linked: Cohort) -> None:
    events = linked.table("adverse_events").filter(pl.col("term") == "meningism")
    days = (events["end_date"] - events["onset_date"]).dt.total_days()
    assert set(days) <= {3, 4, 5}
    doses = linked.administrations.select(
        "patient_id", (pl.col("date") + pl.duration(days=1)).alias("onset_date")
    )
    assert events.join(doses, on=["patient_id", "onset_date"], how="anti").is_empty()


def test_linked_clinics_ask_link_and_image_everybody(linked: Cohort) -> None:
    followed = linked.table("safety_followup")
    by_method = dict(followed.group_by("method").agg(pl.col("patient_id").n_unique()).iter_rows())
    assert by_method == {"active": 150, "linkage": 150, "imaging": 150}


def test_others_follow_a_part_of_their_patients_and_mostly_wait(waiting: Cohort) -> None:
    followed = waiting.table("safety_followup")
    by_method = dict(followed.group_by("method").agg(pl.col("patient_id").n_unique()).iter_rows())
    assert set(by_method) == {"active", "passive"}
    assert by_method["active"] < by_method["passive"] < 150


def test_no_stretch_ends_before_it_begins(linked: Cohort, waiting: Cohort) -> None:
    for cohort in (linked, waiting):
        assert cohort.table("safety_followup").filter(pl.col("to_date") < pl.col("from_date")).is_empty()


def test_harms_reach_the_records_more_often_where_they_are_asked_for(linked: Cohort, waiting: Cohort) -> None:
    per_dose = [
        cohort.table("adverse_events").filter(pl.col("term") == "meningism").height
        / cohort.administrations.height
        for cohort in (linked, waiting)
    ]
    assert per_dose[1] < per_dose[0]
