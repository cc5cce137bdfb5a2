from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ranvier.errors import ProgrammeError
from ranvier.ingest import read_programme
from ranvier.tables.cohort import Cohort
from ranvier.tables.faults import Effect
from ranvier.tables.model import TABLES
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.ingest.folders import PROGRAMME, VISITS, write_folder, write_workbook


def edss(cohort: Cohort) -> list[tuple[str, date, float | None]]:
    return cohort.visits.select("patient_id", "date", "edss").rows()


EXPECTED = [
    ("A1", date(2020, 1, 10), 3.5),
    ("A1", date(2020, 7, 10), 4.0),
    ("B2", date(2021, 3, 1), 2.0),
]


def test_a_folder_with_a_table_by_its_name(tmp_path: Path) -> None:
    cohort = read_programme(write_folder(tmp_path, visits_csv=VISITS))
    assert edss(cohort) == EXPECTED
    assert cohort.patients["patient_id"].to_list() == ["A1", "B2"]
    assert cohort.supplied == {"visits": {"patient_id", "date", "edss"}}
    assert cohort.visits.schema == TABLES["visits"].schema
    assert cohort.patients.schema == TABLES["patients"].schema
    assert [count.n_read for count in cohort.counts] == [3]


def test_the_path_may_be_the_file_or_the_folder_and_a_text(tmp_path: Path) -> None:
    write_folder(tmp_path, visits_csv=VISITS)
    assert edss(read_programme(str(tmp_path / "programme.toml"))) == edss(read_programme(tmp_path))


def test_fingerprints_name_each_file_once(tmp_path: Path) -> None:
    toml = PROGRAMME + '[tables.visits]\nfile = "v.csv"\n[tables.patients]\nfile = "v.csv"\n'
    cohort = read_programme(write_folder(tmp_path, toml, v_csv="patient_id,date\nA,2020-01-01\n"))
    assert cohort.files == {
        "programme.toml": hashlib.sha256((tmp_path / "programme.toml").read_bytes()).hexdigest(),
        "v.csv": hashlib.sha256((tmp_path / "v.csv").read_bytes()).hexdigest(),
    }


def test_rows_come_sorted_by_patient_and_date_and_otherwise_as_in_the_file(tmp_path: Path) -> None:
    content = (
        "patient_id,date,instrument,value\nB,2020-02-01,t25fw,7\nA,2020-01-01,sdmt,50\nA,2020-01-01,nhpt,20\n"
    )
    cohort = read_programme(
        write_folder(tmp_path, visits_csv=VISITS.replace("A1", "A").replace("B2", "B"), measures_csv=content)
    )
    assert cohort.table("measures").select("patient_id", "instrument").rows() == [
        ("A", "sdmt"),
        ("A", "nhpt"),
        ("B", "t25fw"),
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("cp1251", 'encoding = "windows-1251"'),
        ("utf-16", 'encoding = "utf-16"'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_russian_headers_words_and_numbers(
    encoding: str, declared: str, line_end: str, tmp_path: Path
) -> None:
    toml = f"""
[programme]
name = "Клиника"
data_date = 2024-06-30
supplied_by = "клиника"
date_format = "dd.mm.yyyy"
decimal_mark = ","
{declared}
[tables.visits]
file = "визиты.csv"
columns.patient_id = "ИД пациента"
columns.date = "Дата визита"
columns.edss = "ШКАЛА EDSS"
columns.rater_blinded = "Ослеплён"
columns.kind = "Вид"
codes.kind = {{ "плановый" = "scheduled", "Обострение" = "relapse" }}
"""
    lines = [
        "ИД пациента;Дата визита;Шкала EDSS;Вид;Ослеплён",
        "П1;10.01.2020;3,5;Плановый;да",
        "П1;07.2020;4;обострение;Нет",
        "П2;01.03.2021;н/д;;",
    ]
    write_folder(tmp_path, toml)
    (tmp_path / "визиты.csv").write_bytes((line_end.join(lines) + line_end).encode(encoding))
    cohort = read_programme(tmp_path)
    assert cohort.visits.select(
        "patient_id", "date", "date_precision", "edss", "kind", "rater_blinded"
    ).rows() == [
        ("П1", date(2020, 1, 10), "day", 3.5, "scheduled", True),
        ("П1", date(2020, 7, 15), "month", 4.0, "relapse", False),
        ("П2", date(2021, 3, 1), "day", None, None, None),
    ]


def test_german_files_in_windows_1252(tmp_path: Path) -> None:
    toml = (
        f"{PROGRAMME}"
        '[tables.visits]\nfile = "v.csv"\nencoding = "windows-1252"\n'
        'date_format = "d.m.yyyy"\ndecimal_mark = ","\n'
        'columns = { patient_id = "Nr.", date = "Prüfdatum", edss = "EDSS" }\n'
    )
    write_folder(tmp_path, toml, v_csv="Nr.;Prüfdatum;EDSS\n7;1.3.2020;2,5\n".encode("cp1252"))
    assert edss(read_programme(tmp_path)) == [("7", date(2020, 3, 1), 2.5)]


def test_a_wide_sheet_becomes_one_row_a_visit(tmp_path: Path) -> None:
    toml = (
        PROGRAMME
        + """
[tables.patients]
file = "sheet.csv"
columns = { patient_id = "ID", sex = "Sex" }
codes.sex = { "м" = "male", "ж" = "female" }
[tables.administrations]
file = "sheet.csv"
columns = { patient_id = "ID" }
wide = [ { date = "Dose 1" }, { date = "Dose 2" } ]
[tables.visits]
file = "sheet.csv"
columns = { patient_id = "ID" }
wide = [
  { date = "Date_V1", edss = "EDSS_V1" },
  { date = { date = "Dose 1", plus_months = 0 }, edss = "EDSS_0" },
  { date = { date = "Dose 1", plus_months = 6 }, edss = "EDSS_6m", kind = { constant = "scheduled" } },
]
"""
    )
    sheet = (
        "ID,Sex,Dose 1,Dose 2,Date_V1,EDSS_V1,EDSS_0,EDSS_6m\n"
        "A,м,2020-01-31,2020-05-01,2019-12-01,3,3.5,2\n"
        "B,Ж,,,2020-02-01,,,\n"
        "C,,2021-03-01,,,,5,\n"
        "D,,,,,,,4\n"
    )
    cohort = read_programme(write_folder(tmp_path, toml, sheet_csv=sheet))
    assert cohort.visits.select("patient_id", "date", "date_precision", "edss", "kind").rows() == [
        ("A", date(2019, 12, 1), "day", 3.0, None),
        ("A", date(2020, 1, 31), "day", 3.5, None),
        ("A", date(2020, 7, 15), "month", 2.0, "scheduled"),
        ("B", date(2020, 2, 1), "day", None, None),
        ("C", date(2021, 3, 1), "day", 5.0, None),
    ]
    assert cohort.administrations.select("patient_id", "date").rows() == [
        ("A", date(2020, 1, 31)),
        ("A", date(2020, 5, 1)),
        ("C", date(2021, 3, 1)),
    ]
    assert cohort.patients.select("patient_id", "sex").rows() == [
        ("A", "male"),
        ("B", "female"),
        ("C", None),
        ("D", None),
    ]
    fault = next(fault for fault in cohort.faults if fault.effect is Effect.ROW_SET_ASIDE)
    assert (fault.table, fault.rows, fault.reason) == ("visits", (5,), "without a date")
    assert str(cohort.counts[1]) == "6 visits read, 1 set aside: 1 without a date"
    assert cohort.has("visits", "kind", "edss", "date")


def test_relapses_counted_from_visits_are_merged_and_empty_sources_skipped(tmp_path: Path) -> None:
    toml = PROGRAMME + (
        '[tables.visits]\nfile = "v.csv"\n[tables.relapses]\nfile = "v.csv"\n'
        'columns = { onset_date = { date = "date", plus_days = "since" }, confirmed = { constant = true } }\n'
    )
    content = (
        "patient_id,date,edss,since\nA,2020-01-31,2,-30\nA,2020-02-10,2,-40\nA,2020-03-01,2,NA\nA,2020-05-01,2,\n"
        "A,2020-06-01,2,-1\nB,2020-06,3,-10\n"
    )
    cohort = read_programme(write_folder(tmp_path, toml, v_csv=content))
    assert cohort.relapses.select("patient_id", "onset_date", "onset_date_precision", "confirmed").rows() == [
        ("A", date(2020, 1, 1), "day", True),
        ("A", date(2020, 5, 31), "day", True),
        ("B", date(2020, 6, 15), "month", True),
    ]
    assert cohort.counts[1].n_read == 3
    merged = [fault for fault in cohort.faults if fault.reason == "merged with an earlier row"]
    assert [fault.rows for fault in merged] == [(3,)]
    assert cohort.supplied["relapses"] == {"patient_id", "onset_date", "confirmed"}


def test_a_workbook_with_a_sheet_for_each_table(tmp_path: Path) -> None:
    write_folder(tmp_path)
    write_workbook(
        tmp_path / "programme.xlsx",
        patients=[["patient_id", "birth_year", "sex"], [1, 1980.0, "male"], ["007", 1975, None]],
        Visits=[
            ["patient_id", "date", "edss", "rater_blinded", "walking_distance_m"],
            [1, datetime(2020, 4, 3, 10, 30), 3.5, True, 500],
            [1.0, 44000, "4", False, "1 200"],
            [None, None, None, None, None],
            ["007", date(2021, 5, 6), 0, None, 0.5],
            [7, "2021-06", 10, "нет", None],
        ],
    )
    cohort = read_programme(tmp_path)
    # 44000 is 18 June 2020 in LibreOffice
    assert cohort.visits.select(
        "patient_id", "date", "edss", "rater_blinded", "walking_distance_m"
    ).rows() == [
        ("007", date(2021, 5, 6), 0.0, None, 0.5),
        ("1", date(2020, 4, 3), 3.5, True, 500.0),
        ("1", date(2020, 6, 18), 4.0, False, 1200.0),
    ]
    assert cohort.patients["birth_year"].to_list() == [1975, 1980]
    unknown = next(fault for fault in cohort.faults if fault.reason == "of an unknown patient")
    assert unknown.rows == (6,)
    assert "1 row is off by capital letters or leading zeros" in unknown.hint


def test_day_numbers_count_in_workbooks_from_1900_only(tmp_path: Path) -> None:
    rows: list[list[object]] = [["patient_id", "date"], ["A", datetime(2020, 4, 3)], ["A", 42462]]
    write_folder(tmp_path / "old")
    write_workbook(tmp_path / "old" / "programme.xlsx", epoch=CALENDAR_MAC_1904, visits=rows)
    cohort = read_programme(tmp_path / "old")
    assert cohort.visits["date"].to_list() == [date(2020, 4, 3)]
    assert cohort.faults[0].reason == "whose date is a day number"
    write_folder(tmp_path / "parquet")
    frame = pl.DataFrame({"patient_id": ["A", "A"], "date": ["2020-04-03", "43924"]})
    frame.write_parquet(tmp_path / "parquet" / "visits.parquet")
    assert read_programme(tmp_path / "parquet").faults[0].reason == "whose date is a day number"


def test_a_sheet_may_begin_below_a_title(tmp_path: Path) -> None:
    write_folder(tmp_path, PROGRAMME + '[tables.visits]\nfile = "b.xlsx"\nheader_row = 4\n')
    rows = [[], ["List of the clinic"], [], ["patient_id", "date", "edss"], ["A", date(2020, 1, 1), 11]]
    write_workbook(tmp_path / "b.xlsx", visits=[*rows, ["A", date(2020, 2, 1), 2]])
    cohort = read_programme(tmp_path)
    assert edss(cohort) == [("A", date(2020, 2, 1), 2.0)]
    assert cohort.faults[0].rows == (5,)


def test_a_csv_may_begin_below_a_title(tmp_path: Path) -> None:
    toml = PROGRAMME + '[tables.visits]\nfile = "v.csv"\nheader_row = 3\nseparator = ";"\n'
    content = (
        "List, of; the clinic\n\npatient_id;date;edss\nA;2020-01-01;11\n\nA;2020-02-01;2\nA;2020-03-01;0.5\n"
    )
    cohort = read_programme(write_folder(tmp_path, toml, v_csv=content))
    assert edss(cohort) == [("A", date(2020, 2, 1), 2.0)]
    assert cohort.faults[0].rows == (4, 7)


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    write_folder(tmp_path, PROGRAMME + 'decimal_mark = ","\n')
    pl.DataFrame(
        {
            "patient_id": pl.Series([1, 2], dtype=pl.Int64),
            "date": [date(2020, 1, 10), date(2021, 2, 1)],
            "edss": [3.5, None],
            "rater_blinded": [True, False],
            "rater_id": pl.Series(["a", "b"], dtype=pl.Categorical),
        }
    ).write_parquet(tmp_path / "visits.parquet")
    pl.DataFrame({"patient_id": ["1"], "onset_date": [datetime(2020, 1, 1, 12)]}).write_parquet(
        tmp_path / "relapses.parquet"
    )
    cohort = read_programme(tmp_path)
    assert cohort.visits.select("patient_id", "date", "edss", "rater_blinded", "rater_id").rows() == [
        ("1", date(2020, 1, 10), 3.5, True, "a"),
        ("2", date(2021, 2, 1), None, False, "b"),
    ]
    assert cohort.relapses["onset_date"].to_list() == [date(2020, 1, 1)]


def test_relative_paths_and_links_lead_anywhere(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "v.csv").write_text(VISITS)
    (tmp_path / "link.csv").symlink_to(tmp_path / "data" / "v.csv")
    for file in ("../data/v.csv", "../link.csv", str(tmp_path / "data" / "v.csv")):
        folder = write_folder(tmp_path / "clinic", PROGRAMME + f'[tables.visits]\nfile = "{file}"\n')
        cohort = read_programme(folder)
        assert edss(cohort) == EXPECTED
        assert set(cohort.files) == {"programme.toml", "v.csv" if file.startswith("/") else file}


def test_missing_words_are_declared_or_the_usual_ones(tmp_path: Path) -> None:
    content = "patient_id,date,edss,rater_id\nA,2020-01-01,na,NA\nA,2020-02-01,-,x\nA,2020-03-01,999,none\n"
    cohort = read_programme(write_folder(tmp_path / "a", visits_csv=content.replace("999", "1")))
    assert cohort.visits["edss"].to_list() == [None, None, 1.0]
    assert cohort.visits["rater_id"].to_list() == [None, "x", "none"]
    toml = PROGRAMME + 'missing = ["999"]\n'
    content = content.replace(",na,", ",2,").replace("-,x", "3,x")
    cohort = read_programme(write_folder(tmp_path / "b", toml, visits_csv=content))
    assert cohort.visits["edss"].to_list() == [2.0, 3.0, None]
    assert cohort.visits["rater_id"].to_list() == ["NA", "x", "none"]


def test_a_declared_word_is_not_missing_even_if_it_usually_is(tmp_path: Path) -> None:
    toml = (
        PROGRAMME
        + '[tables.visits]\nfile = "v.csv"\ncodes.rater_blinded = { "-" = "no", "+" = "yes", "x" = "" }\n'
    )
    content = "patient_id,date,rater_blinded\nA,2020-01-01,-\nA,2020-02-01,+\nA,2020-03-01,X\n"
    cohort = read_programme(write_folder(tmp_path, toml, v_csv=content))
    assert cohort.visits["rater_blinded"].to_list() == [False, True, None]
    assert all(fault.effect is Effect.NOTED for fault in cohort.faults)


def test_codes_may_translate_scores_too(tmp_path: Path) -> None:
    toml = PROGRAMME + '[tables.visits]\nfile = "v.csv"\ncodes.edss = { "unclear" = "", "normal" = 0 }\n'
    content = "patient_id,date,edss\nA,2020-01-01,Normal\nA,2020-02-01,unclear\n"
    assert read_programme(write_folder(tmp_path, toml, v_csv=content)).visits["edss"].to_list() == [0.0, None]


def test_headers_differ_in_case_and_outer_spaces_only(tmp_path: Path) -> None:
    cohort = read_programme(
        write_folder(tmp_path, visits_csv=VISITS.replace("patient_id,date", " Patient ID , DATE"))
    )
    assert edss(cohort) == EXPECTED


def test_an_empty_header_leaves_a_column_unread(tmp_path: Path) -> None:
    toml = PROGRAMME + '[tables.visits]\nfile = "v.csv"\ncolumns = { edss = "" }\n'
    cohort = read_programme(write_folder(tmp_path, toml, v_csv=VISITS))
    assert cohort.visits["edss"].null_count() == 3
    assert not cohort.has("visits", "edss")


def test_patients_without_a_table_are_those_with_a_visit_or_a_dose(tmp_path: Path) -> None:
    cohort = read_programme(
        write_folder(
            tmp_path,
            visits_csv=VISITS,
            administrations_csv="patient_id,date\nC3,2020-01-01\n",
            relapses_csv="patient_id,onset_date\nD4,2020-01-01\n",
        )
    )
    assert cohort.patients["patient_id"].to_list() == ["A1", "B2", "C3"]
    assert not cohort.has("patients")
    assert cohort.relapses.is_empty()
    assert "the 3 patients are those found in visits and administrations" in "\n".join(
        map(str, cohort.faults)
    )


def test_what_a_programme_says_of_itself(tmp_path: Path) -> None:
    toml = """
[programme]
name = "Клиника"
data_date = "2024-06-30"
supplied_by = "the clinic"
synthetic = true
audited = true
claims_fixed = 2019-01-01
entry_edss_at_least = 3
[time_zero]
treated = "administrations.date"
comparator = "patients.enrolled_date"
[groups]
treated = ["cells"]
comparator = ["waiting list"]
assignment = "randomised"
comparator_kind = "untreated"
assessor_blinded = false
"""
    programme = read_programme(write_folder(tmp_path, toml, visits_csv=VISITS)).programme
    assert (programme.name, programme.data_date, programme.supplied_by) == (
        "Клиника",
        date(2024, 6, 30),
        "the clinic",
    )
    assert (programme.synthetic, programme.audited, programme.claims_fixed) == (True, True, date(2019, 1, 1))
    assert programme.entry_edss_at_least == 3.0
    assert (programme.time_zero.treated, programme.time_zero.comparator) == (
        "administrations.date",
        "patients.enrolled_date",
    )
    groups = programme.groups
    assert (groups.treated, groups.comparator, groups.assessor_blinded) == (
        ("cells",),
        ("waiting list",),
        False,
    )
    assert (groups.assignment, groups.comparator_kind) == (Assignment.RANDOMISED, ComparatorKind.UNTREATED)


def test_programme_toml_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    write_folder(tmp_path, visits_csv=VISITS)
    (tmp_path / "programme.toml").write_bytes(b"\xef\xbb\xbf" + PROGRAMME.encode())
    assert edss(read_programme(tmp_path)) == EXPECTED


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, visits_csv=VISITS + "A1,2020-01-10,5\nA1,x,5\n")
    first, second = read_programme(folder), read_programme(folder)
    assert first.visits.equals(second.visits)
    assert first.faults == second.faults
    assert first.counts == second.counts


def test_the_year_of_a_birthday_is_kept_and_repeated_patients_are_merged(tmp_path: Path) -> None:
    toml = (
        f'{PROGRAMME}date_format = "dd.mm.yyyy"\n[tables.visits]\nfile = "v.csv"\n'
        '[tables.patients]\nfile = "v.csv"\ncolumns = { birth_year = { year_of = "born" } }\n'
    )
    content = (
        "patient_id,date,edss,born,sex\nA,01.02.2020,2,31.12.1980,male\nA,01.03.2020,2,31.12.1980,male\n"
        "B,01.02.2020,2,1975,female\nB,01.03.2020,2,1975,\nC,01.02.2020,3,12/31/1980,male\n"
    )
    cohort = read_programme(write_folder(tmp_path, toml, v_csv=content))
    assert cohort.patients.select("patient_id", "birth_year", "sex").rows() == [
        ("A", 1980, "male"),
        ("B", 1975, "female"),
        ("C", None, "male"),
    ]
    assert [(fault.reason, fault.rows, fault.effect) for fault in cohort.faults] == [
        ("whose birth_year is written in another order", (6,), Effect.CELL_EMPTIED),
        ("merged with an earlier row", (3,), Effect.NOTED),
        ("repeating patient_id", (5,), Effect.ROW_SET_ASIDE),
    ]
    assert cohort.supplied["patients"] == {"patient_id", "birth_year", "sex"}


def test_a_row_with_several_faults_is_reported_for_each_and_counted_once(tmp_path: Path) -> None:
    content = VISITS + "A1,soon,11\nA1,2020-09-01,11\nA1,,far\n"
    cohort = read_programme(write_folder(tmp_path, visits_csv=content))
    told = [(fault.column, fault.rows) for fault in cohort.faults if fault.effect is Effect.ROW_SET_ASIDE]
    assert told == [("date", (5,)), ("edss", (7,)), ("date", (7,)), ("edss", (5, 6))]
    count = cohort.counts[0]
    assert (count.n_read, count.n_set_aside) == (6, 3)
    assert count.reasons == (
        ("whose date is no date", 1),
        ("without a number in edss", 1),
        ("with an impossible EDSS", 1),
    )


def test_a_table_called_by_its_first_letters_is_meant(tmp_path: Path) -> None:
    toml = PROGRAMME + '[time_zero]\ntreated = "admin.date"\n'
    with pytest.raises(ProgrammeError, match=r"did you mean 'administrations\.date'"):
        read_programme(write_folder(tmp_path, toml, visits_csv=VISITS))


def test_a_sheet_that_one_table_names_and_another_does_not_is_read_once(tmp_path: Path) -> None:
    toml = (
        PROGRAMME + '[tables.visits]\nfile = "b.xlsx"\nsheet = "S"\n'
        '[tables.relapses]\nfile = "b.xlsx"\ncolumns = { onset_date = "relapse" }\n'
    )
    write_folder(tmp_path, toml)
    header = ["patient_id", "date", "edss", "relapse"]
    write_workbook(tmp_path / "b.xlsx", S=[header, ["A", date(2020, 1, 1), 2, date(2019, 12, 1)]])
    assert "columns not read" not in [fault.reason for fault in read_programme(tmp_path).faults]
