from __future__ import annotations

from datetime import date

import polars as pl
from polars.testing import assert_frame_equal

from ranvier.tables.check_across import check_across, patients_of
from ranvier.tables.faults import Effect
from ranvier.tables.marks import drop_companions
from ranvier.tables.model import TABLES

DATA_DATE = date(2024, 6, 10)


def frame(table: str, *rows: dict[str, object]) -> pl.DataFrame:
    complete = []
    for row in rows:
        exact = {f"{c.name}_precision": "day" for c in TABLES[table].dates if row.get(c.name) is not None}
        complete.append({"patient_id": "A", **exact, **row})
    return pl.DataFrame(complete, schema=TABLES[table].schema)


def reasons(**frames: pl.DataFrame) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
    marks = check_across(frames, DATA_DATE, files={})[1]
    return {
        name: [(one.fault.reason, one.fault.rows) for one in found] for name, found in marks.items() if found
    }


PERSON = {"birth_year": 1980, "death_date": date(2022, 5, 15), "death_date_precision": "month"}


def test_rows_of_people_nobody_knows_are_set_aside() -> None:
    frames = {
        "patients": frame("patients", {}, {"patient_id": "01"}),
        "visits": frame("visits", {"date": date(2020, 1, 1)}, {"patient_id": "B", "date": date(2020, 1, 1)}),
        "relapses": frame("relapses", {"patient_id": "1", "onset_date": date(2020, 1, 1)}),
    }
    kept, marks = check_across(frames, DATA_DATE, files={"visits": "v.csv"})
    assert kept["visits"]["patient_id"].to_list() == ["A"]
    assert marks["visits"][0].fault.file == "v.csv"
    assert "leading zeros" not in marks["visits"][0].fault.hint
    assert "1 row is off by capital letters or leading zeros" in marks["relapses"][0].fault.hint


def test_the_data_date_bounds_what_a_date_may_stand_for() -> None:
    visits = frame(
        "visits",
        {"date": date(2024, 6, 10)},
        {"date": date(2024, 6, 11)},
        {"date": date(2024, 6, 15), "date_precision": "month"},  # June began before the data date
        {"date": date(2024, 7, 15), "date_precision": "month"},
    )
    assert reasons(visits=visits) == {"visits": [("after the data date", (3, 5))]}


def test_birth_and_death_bound_the_dates_of_a_patient() -> None:
    visits = frame(
        "visits",
        {"date": date(1979, 12, 31)},
        {"date": date(1980, 1, 1)},
        {"date": date(2022, 5, 31)},  # the death is known to the month
        {"date": date(2022, 6, 1)},
    )
    events = frame("adverse_events", {"term": "x", "onset_date": date(2023, 1, 1)})
    assert reasons(patients=frame("patients", PERSON), visits=visits, adverse_events=events) == {
        "visits": [("before birth", (2,)), ("after death", (5,))]
    }


def test_a_death_after_the_data_date_sets_no_visit_aside() -> None:
    patients = frame("patients", {"death_date": date(2025, 1, 1)})
    visits = frame("visits", {"date": date(2024, 1, 1)})
    kept, _ = check_across({"visits": visits, "patients": patients}, DATA_DATE, files={})
    assert kept["patients"]["death_date"].to_list() == [None]
    assert kept["visits"].height == 1


def test_faulty_dates_of_a_patient_are_emptied_and_the_patient_stays() -> None:
    patients = frame(
        "patients", {**PERSON, "onset_date": date(1979, 1, 1)}, {"patient_id": "B", "birth_year": 2025}
    )
    kept, marks = check_across({"patients": patients}, DATA_DATE, files={})
    assert kept["patients"].select("onset_date", "birth_year").rows() == [(None, 1980), (None, None)]
    assert [one.fault.reason for one in marks["patients"]] == ["born after the data date", "before birth"]


def test_contradictions_about_a_death_are_noted_and_nothing_is_changed() -> None:
    patients = frame(
        "patients",
        {**PERSON, "vital_status": "alive"},
        {**PERSON, "patient_id": "B", "vital_status": "dead", "last_contact_date": date(2022, 5, 31)},
        {**PERSON, "patient_id": "C", "last_contact_date": date(2022, 6, 1)},
        {"patient_id": "D", "vital_status": "alive"},
    )
    kept, marks = check_across({"patients": patients}, DATA_DATE, files={})
    assert [(one.fault.column, one.fault.rows, one.fault.effect) for one in marks["patients"]] == [
        ("vital_status", (2,), Effect.NOTED),
        ("last_contact_date", (4,), Effect.NOTED),
    ]
    assert_frame_equal(drop_companions(kept["patients"]), patients)


def test_sound_tables_pass_unchanged() -> None:
    frames = {
        "patients": frame("patients", PERSON),
        "visits": frame("visits", {"date": date(2020, 1, 1)}),
        "exposures": TABLES["exposures"].empty(),
    }
    kept, marks = check_across(frames, DATA_DATE, files={})
    for name, given in frames.items():
        assert_frame_equal(drop_companions(kept[name]), given)
        assert marks[name] == []


def test_patients_without_a_table_are_sorted_and_unique() -> None:
    frames = {
        "visits": frame("visits", {"patient_id": "b"}, {"patient_id": "B"}, {"patient_id": "b"}),
        "administrations": frame("administrations", {"patient_id": "a"}),
        "relapses": frame("relapses", {"patient_id": "z"}),
    }
    assert patients_of(frames)["patient_id"].to_list() == ["B", "a", "b"]
    assert patients_of({}).is_empty()
