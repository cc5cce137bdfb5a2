"""Small programme folders for the tests of reading.

The canary stands in for a patient's value: no error may show it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import WINDOWS_EPOCH

CANARY = "KAN4RIE"

PROGRAMME = """
[programme]
name = "Test"
data_date = 2024-06-30
supplied_by = "the tests"
"""

VISITS = "patient_id,date,edss\nA1,2020-01-10,3.5\nA1,2020-07-10,4\nB2,2021-03-01,2\n"


def write_folder(folder: Path, toml: str = PROGRAMME, **files: str | bytes) -> Path:
    """A folder with programme.toml and *files*, whose names have `_csv` and so on at the end for `.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.toml").write_text(toml, encoding="utf-8")
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def write_workbook(path: Path, *, epoch: datetime = WINDOWS_EPOCH, **sheets: list[list[object]]) -> Path:
    """An XLSX with a sheet for each of *sheets*, cells as given."""
    workbook = openpyxl.Workbook()
    workbook.epoch = epoch
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path
