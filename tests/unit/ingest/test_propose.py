"""A proposal names what it recognises, says how sure it is, and reads once a person has filled in the rest.

The proposed files are snapshots: RANVIER_SNAPSHOTS=write python -m pytest tests/unit/ingest/test_propose.py
"""

from __future__ import annotations

import os
import tomllib
from datetime import date
from enum import StrEnum
from pathlib import Path

import polars as pl
import pytest

from ranvier.errors import EmptyFile, MissingFile, ProgrammeError, UnreadableFile, UsageError
from ranvier.ingest import read_programme
from ranvier.ingest.propose import propose_programme
from ranvier.ingest.propose.known import known_code, match_header, normal
from ranvier.ingest.propose.visit_marks import MarkKind, VisitMark, split_mark
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Kind
from ranvier.tables.model import TABLES
from tests.unit.ingest.folders import write_workbook

SNAPSHOTS = Path(__file__).parent / "proposals"


def assert_proposal(name: str, text: str) -> None:
    path = SNAPSHOTS / f"{name}.toml"
    if os.environ.get("RANVIER_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def filled_in(proposal: Path) -> Cohort:
    """What is read after a person has said who supplies the records, and nothing else."""
    text = proposal.read_text(encoding="utf-8")
    proposal.write_text(text.replace('supplied_by = ""', 'supplied_by = "x"'), encoding="utf-8")
    return read_programme(proposal)


def russian_list(path: Path) -> Path:
    rows = [
        "Список больных центра;;;;;;;",
        "ИД пациента;Дата визита;EDSS;Пол;Дата рождения;Обострение;Тип РС;Прочее",
        "П1;10.01.2020;3,5;м;01.02.1980;05.01.2020;РРС;a",
        "П1;10.07.2020;4,0;м;01.02.1980;;РРС;b",
        "П2;13.03.2021;2,5;ж;1975;;ВПРС;c",
        "П3;14.03.2021;6;ж;03.04.1970;01.02.2021;какая-то;d",
    ]
    path.write_bytes("\r\n".join(rows).encode("cp1251"))
    return path


def wide_workbook(path: Path) -> Path:
    header = ["ID", "Sex", "DOB", "Group", "Dose 1 date", "EDSS_0", "EDSS_6m", "EDSS 12 мес", "EDSS 2 года"]
    people = [
        [i, "m" if i % 2 else "f", date(1980, 1, 1 + i), "cells", date(2020, 1, 1 + i), 3.5, 4, 4, 5]
        for i in range(1, 9)
    ]
    visited = ["Date_V1", "EDSS_V1", "Date_V2", "EDSS_V2"]
    return write_workbook(
        path,
        Patients=[
            [*header, *visited],
            *([*row, date(2019, 1, 1), 2, date(2019, 6, 1), None] for row in people),
        ],
        Обострения=[
            ["ИД", "Дата начала", "Тяжесть", "Дата окончания"],
            [1, "03.04.2019", "лёгкое", None],
            [2, "13.04.2019", "тяжелое", "20.05.2019"],
        ],
        Notes=[["remark"], ["x"]],
        Empty=[],
    )


def test_a_russian_list(tmp_path: Path) -> None:
    source = russian_list(tmp_path / "список.csv")
    proposal = propose_programme(source, tmp_path / "clinic")
    assert_proposal("russian_list", proposal.read_text(encoding="utf-8"))
    cohort = filled_in(proposal)
    assert cohort.visits.select("patient_id", "date", "edss").rows() == [
        ("П1", date(2020, 1, 10), 3.5),
        ("П1", date(2020, 7, 10), 4.0),
        ("П2", date(2021, 3, 13), 2.5),
        ("П3", date(2021, 3, 14), 6.0),
    ]
    assert cohort.patients.select("patient_id", "sex", "birth_year", "phenotype").rows() == [
        ("П1", "male", 1980, "rrms"),
        ("П2", "female", 1975, "spms"),
        ("П3", "female", 1970, None),
    ]
    assert cohort.relapses.select("patient_id", "onset_date").rows() == [
        ("П1", date(2020, 1, 5)),
        ("П3", date(2021, 2, 1)),
    ]


def test_a_wide_workbook_with_several_sheets(tmp_path: Path) -> None:
    source = wide_workbook(tmp_path / "sheet.xlsx")
    proposal = propose_programme(source, tmp_path / "clinic")
    assert_proposal("wide_workbook", proposal.read_text(encoding="utf-8"))
    cohort = filled_in(proposal)
    first = cohort.visits.filter(patient_id="1").select("date", "date_precision", "edss").rows()
    assert first == [
        (date(2019, 1, 1), "day", 2.0),
        (date(2019, 6, 1), "day", None),
        (date(2020, 1, 2), "day", 3.5),
        (date(2020, 7, 15), "month", 4.0),
        (date(2021, 1, 15), "month", 4.0),
        (date(2022, 1, 15), "month", 5.0),
    ]
    assert cohort.administrations.height == 8
    assert cohort.relapses.select("patient_id", "onset_date", "severity").rows() == [
        ("1", date(2019, 4, 3), "mild"),
        ("2", date(2019, 4, 13), "severe"),
    ]
    assert cohort.programme.time_zero.treated == "administrations.date"


def test_a_german_list_in_windows_1252(tmp_path: Path) -> None:
    content = "Patientennummer;Untersuchungsdatum;EDSS;Geschlecht;Land\n7;1.3.2020;2,5;männlich;Österreich\n"
    (tmp_path / "liste.csv").write_bytes(content.encode("cp1252"))
    cohort = filled_in(propose_programme(tmp_path / "liste.csv", tmp_path))
    assert cohort.visits.select("patient_id", "date", "edss").rows() == [("7", date(2020, 3, 1), 2.5)]
    assert cohort.patients.select("sex", "country").rows() == [("male", "Österreich")]


def test_days_since_a_relapse_date_it_whatever_their_sign(tmp_path: Path) -> None:
    for name, sign in (("minus", -1), ("plus", 1)):
        content = f"ID,dateEDSS,EDSS,daysPostRelapse\nA,2020-01-31,2,{sign * 30}\nA,2020-02-10,2,NA\n"
        (tmp_path / f"{name}.csv").write_text(content)
        cohort = filled_in(propose_programme(tmp_path / f"{name}.csv", tmp_path / name))
        assert cohort.relapses["onset_date"].to_list() == [date(2020, 1, 1)]


def test_dates_that_do_not_tell_day_from_month_are_left_to_the_person(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("ID,visit date,EDSS\nA,03/04/2020,2\nA,05/06/2020,3\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "a").read_text()
    assert '# date_format = "dd/mm/yyyy"\n# date_format = "mm/dd/yyyy"\n' in text
    assert "date_format" not in tomllib.loads(text)["programme"]
    (tmp_path / "v.csv").write_text("ID,visit date,EDSS\nA,03/04/2020,2\nA,05/26/2020,3\n")
    settled = propose_programme(tmp_path / "v.csv", tmp_path / "b").read_text()
    assert tomllib.loads(settled)["programme"]["date_format"] == "mm/dd/yyyy"


def test_columns_whose_cells_do_not_fit_are_proposed_as_a_comment(tmp_path: Path) -> None:
    rows = "\n".join(f"A,2020-01-{day:02},2,far" for day in range(1, 10))
    (tmp_path / "v.csv").write_text(f"ID,visit date,EDSS,walking distance\n{rows}\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "clinic").read_text()
    assert '# walking_distance_m = "walking distance"  # unsure; 0 of 9 cells can be read' in text


def test_the_data_date_is_looked_for_in_every_row(tmp_path: Path) -> None:
    rows = [f"P{i},2020-01-{i % 28 + 1:02},2" for i in range(1_100)]
    last = ["P1,2020-06-01,2", "P2,2099-04-03,2"]
    (tmp_path / "v.csv").write_text("\n".join(["ID,visit date,EDSS", *rows, *last]) + "\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "clinic").read_text()
    assert tomllib.loads(text)["programme"]["data_date"] == date(2020, 6, 1)
    assert "nearly all other dates: 2099-04-03." in text


def test_a_visit_still_to_come_closes_no_records(tmp_path: Path) -> None:
    rows = [f"P{i},2020-01-{i + 1:02},3,{'3' if i < 5 else ''},{'NA' if i else '4'}" for i in range(9)]
    (tmp_path / "v.csv").write_text("\n".join(["ID,First dose,EDSS_0,EDSS_6,EDSS_12", *rows]) + "\n")
    text = propose_programme(tmp_path / "v.csv", tmp_path / "clinic").read_text()
    assert "plus_months = 12" in text
    assert tomllib.loads(text)["programme"]["data_date"] == date(2021, 1, 1)  # that of the first patient


def test_rare_words_are_counted_and_not_shown(tmp_path: Path) -> None:
    rows = "\n".join(f"P{i},{'m' if i < 5 else 'intersex remark'}" for i in range(7))
    (tmp_path / "p.csv").write_text(f"ID,sex\n{rows}\n")
    text = propose_programme(tmp_path / "p.csv", tmp_path / "clinic").read_text()
    assert "remark" not in text
    assert "# 1 rarer words are not known either" in text


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    source = russian_list(tmp_path / "v.csv")
    (tmp_path / "programme.toml").write_text("mine")
    with pytest.raises(UsageError, match="already has a programme"):
        propose_programme(source, tmp_path)
    assert (tmp_path / "programme.toml").read_text() == "mine"


def test_a_proposal_cannot_be_read_before_somebody_answers_for_it(tmp_path: Path) -> None:
    proposal = propose_programme(russian_list(tmp_path / "v.csv"), tmp_path / "clinic")
    with pytest.raises(ProgrammeError, match="1 fault") as caught:
        read_programme(proposal)
    assert "supplied_by" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, MissingFile),
        ("", EmptyFile),
        ("20170,2020-01-10,3.5\n", UnreadableFile),
        ("x,y\n1,2\n", UnreadableFile),
    ],
)
def test_what_cannot_be_looked_at_says_so_and_leaves_nothing_behind(
    content: str | None, error: type[Exception], tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "v.csv").write_text(content)
    with pytest.raises(error):
        propose_programme(tmp_path / "v.csv", tmp_path / "clinic")
    assert not (tmp_path / "clinic").exists()


@pytest.mark.parametrize("name", [name for name in TABLES if name != "patients"])
def test_our_own_headers_are_recognised_whole(name: str, tmp_path: Path) -> None:
    table = TABLES[name]
    cells = {column.name: [_sample(column.kind, column.codes)] for column in table.columns}
    pl.DataFrame(cells).write_csv(tmp_path / f"{name}.csv")
    proposed = tomllib.loads(propose_programme(tmp_path / f"{name}.csv", tmp_path / "clinic").read_text())
    assert proposed["tables"][name]["columns"] == {column.name: column.name for column in table.columns}


def _sample(kind: Kind, codes: type[StrEnum] | None) -> str:
    if codes is not None:
        return next(iter(codes)).value
    return {Kind.DATE: "2020-01-02", Kind.YES_NO: "yes", Kind.ID: "P1", Kind.TEXT: "word"}.get(kind, "1")


@pytest.mark.parametrize(
    ("header", "base", "mark"),
    [
        ("EDSS_0", "edss", VisitMark(MarkKind.BARE, 0)),
        ("EDSS_6m", "edss", VisitMark(MarkKind.MONTH, 6)),
        ("EDSS 12 мес", "edss", VisitMark(MarkKind.MONTH, 12)),
        ("EDSS через 6 месяцев", "edss", VisitMark(MarkKind.MONTH, 6)),
        ("EDSS (24 months)", "edss", VisitMark(MarkKind.MONTH, 24)),
        ("EDSS M6", "edss", VisitMark(MarkKind.MONTH, 6)),
        ("EDSS 2 года", "edss", VisitMark(MarkKind.MONTH, 24)),
        ("EDSS week 26", "edss", VisitMark(MarkKind.MONTH, 6)),
        ("EDSS_V1", "edss", VisitMark(MarkKind.VISIT, 1)),
        ("Date_V1", "date", VisitMark(MarkKind.VISIT, 1)),
        ("Дата визита 3", "дата визита", VisitMark(MarkKind.BARE, 3)),
        ("EDSS Visite 2", "edss", VisitMark(MarkKind.VISIT, 2)),
        ("EDSS исходно", "edss", VisitMark(MarkKind.MONTH, 0)),
        ("EDSS до лечения", "edss", VisitMark(MarkKind.MONTH, 0)),
        ("Dose 2 date", "dose date", VisitMark(MarkKind.BARE, 2)),
        ("EDSS", "edss", None),
    ],
)
def test_marks_of_visits(header: str, base: str, mark: VisitMark | None) -> None:
    assert split_mark(normal(header)) == (base, mark)


@pytest.mark.parametrize(
    ("header", "target", "whole"),
    [
        ("ИД пациента", ("any", "patient_id"), True),
        ("Дата визита", ("visits", "date"), True),
        ("дата визита (дд.мм.гггг)", ("visits", "date"), False),
        ("Дата рождения", ("patients", "birth_year"), True),
        ("Пол", ("patients", "sex"), True),
        ("Обострение", ("relapses", "onset_date"), True),
        ("EDSS", ("visits", "edss"), True),
        ("FScrbl", ("visits", "fs_cerebellar"), True),
        ("FScereb", ("visits", "fs_cerebral"), True),
        ("FSsph", ("visits", "fs_bowel_bladder"), True),
        ("Geburtsdatum", ("patients", "birth_year"), True),
    ],
)
def test_headers_that_clinics_write(header: str, target: tuple[str, str], whole: bool) -> None:
    match = match_header(normal(header))
    assert match is not None
    assert target in [(one.table, one.column) for one in match.targets]
    assert match.whole is whole


def test_every_known_header_and_word_belongs_to_a_column_and_a_code() -> None:
    folder = Path(__file__).parents[3] / "src" / "ranvier" / "ingest" / "propose"
    headers = tomllib.loads((folder / "headers.toml").read_text(encoding="utf-8"))
    for table, columns in headers.items():
        names = {"patient_id", "date"} if table == "any" else {*TABLES[table].names, "days_since"}
        assert set(columns) <= names
    codes: dict[str, set[str]] = {}
    for table in TABLES.values():
        for column in table.columns:
            codes.setdefault(column.name, set()).update(code.value for code in column.codes or ())
    for name, words in tomllib.loads((folder / "words.toml").read_text(encoding="utf-8")).items():
        assert set(words) <= codes[name]
    assert set(tomllib.loads((folder / "sheets.toml").read_text(encoding="utf-8"))) == set(TABLES)
    assert known_code("sex", " Муж ") == "male"
    assert known_code("sex", "?") is None
