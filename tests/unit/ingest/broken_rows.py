"""Folders with faulty rows, by the name of the snapshot that shows what a person is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.unit.ingest.folders import CANARY, PROGRAMME, VISITS, write_folder, write_workbook

Make = Callable[[Path], None]

_PATIENTS = (
    "patient_id,sex,birth_year,death_date,vital_status\n"
    "A1,male,1980,,alive\nB2,female,1975,2022-05,dead\nC3,,2015,,\n"
)


def _files(more: str = "", **files: str) -> Make:
    def make(folder: Path) -> None:
        write_folder(folder, PROGRAMME + more, **files)

    return make


def _visits(*rows: str, header: str = "patient_id,date,edss") -> Make:
    return _files(visits_csv=VISITS.replace("patient_id,date,edss", header) + "\n".join(rows) + "\n")


def _with_patients(**files: str) -> Make:
    return _files(patients_csv=_PATIENTS, visits_csv=VISITS, **files)


def _workbook(folder: Path) -> None:
    write_folder(folder)
    rows: list[list[object]] = [
        ["patient_id", "date", "edss"],
        ["A1", "2020-01-10", 3.5],
        [CANARY, "03.04.2020", 0.5],
        ["A1", 43924, "3,5"],
    ]
    write_workbook(folder / "programme.xlsx", visits=rows)


_DECLARED = """
[time_zero]
treated = "administrations.date"
[groups]
treated = ["cells"]
comparator = ["list"]
[tables.patients]
file = "p.csv"
[tables.visits]
file = "v.csv"
[tables.adverse_events]
file = "ae.csv"
"""

BROKEN_ROWS: dict[str, Make] = {
    "rows_impossible_edss": _visits(
        f"{CANARY},2020-02-10,0.5", f"{CANARY},2020-03-10,2.3", f"{CANARY},2020-04-10,11", "A1,2021-01-01,-1"
    ),
    "rows_ambiguous_dates": _visits(f"{CANARY},03/04/2020,2", f"{CANARY},13.04.2020,2", "A1,4/5/20,1"),
    "rows_unreadable_dates": _visits(f"{CANARY},2020-02-30,2", f"{CANARY},soon,2", "A1,0203-01-01,1"),
    "rows_spreadsheet_day_numbers": _visits(f"{CANARY},43924,2"),
    "rows_too_inexact_dates": _visits(f"{CANARY},2020,2", "A1,06.2020,3"),
    "rows_of_doses_known_to_the_year": _files(
        visits_csv=VISITS, administrations_csv="patient_id,date\nA1,2004\nB2,2005-06\nC3,soon\n"
    ),
    "rows_with_ids_almost_alike": _visits("007,2020-01-10,2", "7,2020-01-10,2", "a1,2020-01-10,2"),
    "rows_of_relapses_after_their_visit": _files(
        '[tables.visits]\nfile = "v.csv"\n[tables.relapses]\nfile = "v.csv"\n'
        'columns = { onset_date = { date = "date", plus_days = "days" } }\n',
        v_csv="patient_id,date,edss,days\nA1,2020-01-10,2,30\nA1,2020-05-10,2,-30\nA1,2020-06-10,2,0\n",
    ),
    "rows_without_a_date_or_patient": _visits(f"{CANARY},,2", ",2020-01-10,3", "A1,NA,3"),
    "rows_undeclared_decimal_comma": _visits(f'{CANARY},2020-01-10,"3,5"', "A1,2021-01-10,unknown"),
    "rows_in_a_workbook": _workbook,
    "rows_same_day": _visits("A1,2020-01-10,5", "A1,2020-01-10,", "B2,2021-03-01,2"),
    "rows_after_the_data_date": _visits(f"{CANARY},2024-07-01,2", "A1,2024-06,3"),
    "rows_before_birth_and_after_death": _with_patients(
        relapses_csv="patient_id,onset_date\nA1,1979\nC3,2014-12-31\nB2,2022-06-01\nB2,2022-05-31\n"
    ),
    "rows_of_unknown_patients": _with_patients(
        relapses_csv=f"patient_id,onset_date\n{CANARY},2020-01-01\na1,2020-01-01\n0B2,2020-01-01\nA1,2021\n"
    ),
    "rows_with_dates_in_the_wrong_order": _with_patients(
        treatments_csv=(
            "patient_id,substance,start_date,end_date\n"
            f"A1,{CANARY},2020-05-01,2020-04-30\nA1,x,2020-05-01,2020-05\nA1,x,2020,2019-12-31\n"
        ),
        safety_followup_csv=f"patient_id,from_date,to_date,method\nA1,2021-01-01,2020-01-01,{CANARY}\n",
    ),
    "rows_out_of_bounds": _with_patients(
        administrations_csv=(
            "patient_id,date,product,volume_ml,viability_percent\n"
            f"A1,2020-02-01,{CANARY},6000,101\nA1,2020-03-01,other,-1,95\n"
        )
    ),
    "rows_with_unknown_words": _with_patients(
        relapses_csv=f"patient_id,onset_date,severity,confirmed\nA1,2020-01-01,{CANARY},perhaps\n"
    ),
    "rows_with_half_numbers": _with_patients(
        mri_csv=f"patient_id,date,t2_lesions\nA1,2020-01-01,3.5\nA1,2020-02-01,{CANARY}\n"
    ),
    "rows_equal_in_every_cell": _with_patients(
        exposures_csv="patient_id,date,kind\nA1,2020-01-01,infection\nA1,2020-01-01,infection\n"
    ),
    "rows_repeat_a_patient": _files(
        visits_csv=VISITS, patients_csv=f"patient_id,sex\nA1,male\nA1,female\nB2,{CANARY}\n"
    ),
    "rows_born_after_the_data_date": _files(
        visits_csv=VISITS, patients_csv="patient_id,birth_year\nA1,2025\nB2,1850\n"
    ),
    "notes_on_a_programme": _files(
        _DECLARED,
        p_csv=f"patient_id,group,{CANARY}\nA1,cells,1\nB2,cell,1\n",
        v_csv=VISITS,
        ae_csv="patient_id,onset_date,term\n",
        relapses_csv="patient_id,onset_date\n",
    ),
    "rows_counted_from_visits": _files(
        '[tables.visits]\nfile = "v.csv"\n[tables.relapses]\nfile = "v.csv"\n'
        'columns = { onset_date = { date = "date", plus_days = "since" } }\n',
        v_csv="patient_id,date,edss,since\nA1,2020-01-31,2,-30\nA1,2020-02-10,2,-40\nA1,2020-03-01,2,NA\n"
        f"A1,2020-04-01,2,{CANARY}\n",
    ),
}
