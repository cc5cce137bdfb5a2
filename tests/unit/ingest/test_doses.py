"""The date of a cell dose is recognised by whatever name it has, and never taken for a visit."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ranvier.ingest import read_programme
from ranvier.ingest.propose import propose_programme
from ranvier.ingest.propose.doses import dose_number
from ranvier.ingest.propose.known import normal

DOSES = (
    *(
        "Дата первого введения",
        "Дата введения",
        "Первое введение",
        "Дата введения клеток",
        "Дата первой дозы",
    ),
    *("Первая доза", "Дата 1-й дозы", "Дата инъекции", "Дата процедуры", "Дата терапии", "Дата лечения"),
    *("Дата первой инъекции", "Дата введения СК", "Дата трансплантации", "Дата ТСК", "Введение 1"),
    *("Date of first dose", "First dose", "Dose 1", "Dose 2", "First dose date", "Date of infusion"),
    *("Injection date", "First injection", "First infusion", "date_of_1st_dose", "Transplantation"),
    *("Datum der ersten Gabe", "Erste Dosis", "1. Dosis", "Datum Erstgabe", "Zweite Infusion"),
)

NO_DOSES = (
    *("Дата визита", "Дата начала терапии", "Дата отмены терапии", "Дата пульс-терапии", "EDSS до лечения"),
    *("Treatment", "Терапия", "Treatment start", "Relapse after dose 1", "Date of visit", "Доза, мг"),
    *("Дата следующего введения", "Days since first dose", "Путь введения", "Datum Therapiebeginn"),
)


def proposed(folder: Path, header: str, *rows: str) -> dict[str, Any]:
    (folder / "v.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    text = propose_programme(folder / "v.csv", folder / "clinic").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize("header", DOSES)
def test_a_dose_is_recognised_by_its_header(header: str, tmp_path: Path) -> None:
    rows = [f"П-{k};{k + 10}.03.2019;3,5;3,0" for k in range(12)]
    found = proposed(tmp_path, f"Пациент;{header};EDSS_0;EDSS_6м", *rows)
    assert found["time_zero"]["treated"] == "administrations.date"
    assert found["tables"]["administrations"]["wide"] == [{"date": header}]
    assert found["tables"]["visits"]["wide"] == [
        {"date": {"date": header, "plus_months": 0}, "edss": "EDSS_0"},
        {"date": {"date": header, "plus_months": 6}, "edss": "EDSS_6м"},
    ]


@pytest.mark.parametrize("header", NO_DOSES)
def test_other_dates_are_no_doses(header: str) -> None:
    assert dose_number(normal(header), lambda _years_count: True) is None


def test_several_doses_are_several_administrations(tmp_path: Path) -> None:
    header = "ID;Sex;Dose 1;Dose 2;Third dose;Last injection date;EDSS V1;Date V1"
    rows = [f"P{k};m;2019-03-{k + 10};2019-06-{k + 10};;2020-01-01;3;2019-03-01" for k in range(9)]
    found = proposed(tmp_path, header, *rows)
    wide = found["tables"]["administrations"]["wide"]
    assert wide == [{"date": "Dose 1"}, {"date": "Dose 2"}, {"date": "Last injection date"}]
    assert found["tables"]["visits"]["wide"] == [{"edss": "EDSS V1", "date": "Date V1"}]
    path = tmp_path / "clinic" / "programme.toml"
    path.write_text(path.read_text().replace('supplied_by = ""', 'supplied_by = "x"'))
    cohort = read_programme(path)
    assert cohort.administrations.filter(patient_id="P0")["date"].to_list() == [
        date(2019, 3, 10),
        date(2019, 6, 10),
        date(2020, 1, 1),
    ]
    assert cohort.visits.height == 9


def test_doses_that_are_called_alike_are_numbered_from_the_left(tmp_path: Path) -> None:
    rows = [f"P{k};2019-03-{k + 10};2019-06-{k + 10};3" for k in range(9)]
    found = proposed(tmp_path, "ID;First dose;First injection;EDSS_0", *rows)
    assert found["tables"]["administrations"]["wide"] == [{"date": "First dose"}, {"date": "First injection"}]


def test_numbers_below_a_dose_are_no_dates(tmp_path: Path) -> None:
    rows = [f"P{k};2000;2019-03-{k + 10};3" for k in range(9)]
    found = proposed(tmp_path, "ID;Dose 1;Visit date;EDSS", *rows)
    assert "administrations" not in found["tables"]
    assert "treated" not in found["time_zero"]


def test_a_date_of_something_else_makes_no_visit_of_a_wide_sheet(tmp_path: Path) -> None:
    rows = [f"P{k};2019-03-{k + 10};2018-01-01;3;4" for k in range(9)]
    found = proposed(tmp_path, "ID;First dose;Дата анализа;EDSS_0;EDSS_6", *rows)
    assert [entry["edss"] for entry in found["tables"]["visits"]["wide"]] == ["EDSS_0", "EDSS_6"]


def test_cells_are_counted_as_the_column_takes_them(tmp_path: Path) -> None:
    rows = [f"P{k},{'2020' if k < 3 else '2020-01-02'},2019" for k in range(10)]
    (tmp_path / "v.csv").write_text("\n".join(["ID,visit date,date of first dose", *rows]) + "\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "clinic").read_text()
    assert 'date = "visit date"  # sure; 7 of 10 cells can be read' in text  # visits need the month
    assert '# sure; 10 of 10 cells can be read\n  { date = "date of first dose" }' in text


def test_a_column_that_lacks_its_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("ID,Пол (м/ж),Дата визита,EDSS,Препарат\nA,м,2020-01-01,2,x\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "clinic").read_text()
    assert 'sex = "Пол (м/ж)"  # sure' in text
    assert (
        '# "Препарат" looks like treatments.substance, but no header was recognised for: start_date' in text
    )
