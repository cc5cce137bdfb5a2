"""Folders that cannot be read, by the name of the snapshot that shows what a person is told."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.unit.ingest.folders import CANARY, PROGRAMME, VISITS, write_folder, write_workbook

Make = Callable[[Path], None]

RUSSIAN = f"ид,дата визита,шкала\n{CANARY},2020-01-10,3\nпациент,2020-02-10,4\n"
GERMAN = f"patient_id,date,edss,site\n{CANARY},2020-01-10,3,Köln\nB,2020-02-10,4,Zürich\n"


def _files(toml: str = PROGRAMME, **files: str | bytes) -> Make:
    def make(folder: Path) -> None:
        write_folder(folder, toml, **files)

    return make


def _visits(content: str | bytes) -> Make:
    return _files(visits_csv=content)


def _named(file: str, more: str = "") -> str:
    return f'{PROGRAMME}\n[tables.visits]\nfile = "{file}"\n{more}'


def _no_toml(folder: Path) -> None:
    folder.mkdir()


def _nothing(_folder: Path) -> None:
    pass


def _workbook(more: str = 'sheet = "visits"', **sheets: list[list[object]]) -> Make:
    def make(folder: Path) -> None:
        write_folder(folder, _named("book.xlsx", more))
        write_workbook(folder / "book.xlsx", **sheets)

    return make


_ROWS: list[list[object]] = [["patient_id", "date", "edss"], [CANARY, "2020-01-10", 3.5]]


def _cut_workbook(folder: Path) -> None:
    _workbook(visits=_ROWS)(folder)
    path = folder / "book.xlsx"
    path.write_bytes(path.read_bytes()[:-200])


def _other_archive(folder: Path) -> None:
    write_folder(folder, _named("book.xlsx"))
    with zipfile.ZipFile(folder / "book.xlsx", "w") as archive:
        archive.writestr("letter.txt", CANARY)


def _bomb(folder: Path) -> None:
    _workbook(visits=_ROWS)(folder)
    with zipfile.ZipFile(folder / "book.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/one.bin", bytes(20 * 1024 * 1024))


def _far_cell(folder: Path) -> None:
    _workbook(visits=[*_ROWS, *([[]] * 9), [None] * 2_500 + [1]])(folder)


def _far_corner(folder: Path) -> None:
    _with_cell(folder, b'<c r="CV1048576"><v>1</v></c>')


def _hidden_far_corner(folder: Path) -> None:
    """Another order of attributes, other quotes, and a harmless cell behind it."""
    _with_cell(folder, b"<c s='0' r='cv1048576'><v>1</v></c><c r='A3'><v>1</v></c>")


def _with_cell(folder: Path, cell: bytes) -> None:
    _workbook(visits=_ROWS)(folder)
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _parquet(cut: int = 0) -> Make:
    def make(folder: Path) -> None:
        write_folder(folder)
        path = folder / "visits.parquet"
        pl.DataFrame({"patient_id": [CANARY], "date": ["2020-01-10"], "edss": [3.5]}).write_parquet(path)
        if cut:
            path.write_bytes(path.read_bytes()[:-cut])

    return make


def _damaged_parquet(folder: Path) -> None:
    _parquet()(folder)
    path = folder / "visits.parquet"
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(bytes(content))


def _nested_parquet(folder: Path) -> None:
    write_folder(folder)
    frame = pl.DataFrame({"patient_id": [CANARY], "date": ["2020-01-10"], "edss": [[3.5]]})
    frame.write_parquet(folder / "visits.parquet")


def _folder_as_file(folder: Path) -> None:
    write_folder(folder, _named("visits.csv"))
    (folder / "visits.csv").mkdir()


def _twice(folder: Path) -> None:
    write_folder(folder, visits_csv=VISITS)
    _parquet()(folder)


BROKEN: dict[str, Make] = {
    "missing_folder": _nothing,
    "missing_programme_toml": _no_toml,
    "missing_table_file": _files(_named("visits_2024.csv")),
    "folder_in_place_of_a_file": _folder_as_file,
    "no_table_at_all": _files(),
    "same_table_twice": _twice,
    "two_files_missing": _files(_named("a.csv", '[tables.relapses]\nfile = "b.csv"')),
    "missing_and_empty": _files(_named("a.csv", '[tables.relapses]\nfile = "b.csv"'), b_csv=""),
    "other_ending": _files(_named("visits.docx"), visits_docx=CANARY),
    "empty_file": _visits(""),
    "blank_file": _visits("\n\n  \n"),
    "header_only_visits": _visits("patient_id,date,edss\n"),
    "no_header_row": _visits("20170,2020-01-10,3.5\n20171,2020-07-10,4\n"),
    "cut_in_a_row": _visits(VISITS + f"{CANARY},2020-0"),
    "cut_in_a_quotation": _visits(VISITS + f'"{CANARY}'),
    "row_too_long": _visits(VISITS + f"{CANARY},2020-01-10,3.5,9\n" + "C,2020-01-11,2\n"),
    "cut_in_a_character": _visits("patient_id,date,edss\nЖ,2020-01-10,3.5\nЖ".encode()[:-1]),
    "binary_content": _visits(VISITS.encode() + b"\0\1\2" + CANARY.encode()),
    "picture_named_csv": _visits(b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "archive_named_csv": _visits(b"PK\x03\x04" + bytes(64)),
    "csv_named_xlsx": _files(_named("book.xlsx"), book_xlsx=VISITS),
    "old_xls_or_password": _files(_named("book.xlsx"), book_xlsx=b"\xd0\xcf\x11\xe0" + bytes(64)),
    "windows_1251_undeclared": _visits(RUSSIAN.encode("cp1251")),
    "windows_1252_undeclared": _visits(GERMAN.encode("cp1252")),
    "utf_16_undeclared": _visits(GERMAN.encode("utf-16")),
    "declared_1251_is_utf_8": _files(_named("v.csv", 'encoding = "windows-1251"'), v_csv=GERMAN),
    "declared_utf_16_is_not": _files(_named("v.csv", 'encoding = "utf-16"'), v_csv=GERMAN[:-1]),
    "too_large": _visits(VISITS + " " * 2_000),
    "too_many_rows": _visits(VISITS + f"{CANARY},2020-01-10,1\n" * 60),
    "too_many_columns": _visits(",".join(f"c{i}" for i in range(60)) + "\n" + "1," * 59 + "1\n"),
    "too_long_cell": _visits(f"patient_id,date,edss\nA,2020-01-10,{CANARY * 30}\n"),
    "workbook_cut_short": _cut_workbook,
    "workbook_of_something_else": _other_archive,
    "workbook_that_unpacks_to_too_much": _bomb,
    "workbook_with_a_far_column": _far_cell,
    "workbook_with_a_far_corner": _far_corner,
    "workbook_with_a_hidden_far_corner": _hidden_far_corner,
    "workbook_without_the_sheet": _workbook('sheet = "visit"', visits=_ROWS, other=_ROWS),
    "workbook_with_sheets_to_choose": _workbook("", visits=_ROWS, other=_ROWS),
    "workbook_with_an_empty_sheet": _workbook(visits=[]),
    "parquet_cut_short": _parquet(cut=20),
    "parquet_damaged": _damaged_parquet,
    "parquet_with_lists": _nested_parquet,
    "headers_that_do_not_fit": _files(
        _named("v.csv", 'columns = { date = "Datum", edss = "EDDS" }'),
        v_csv=f"ID,date,EDSS,EDSS\n{CANARY},1,2,3\n",
    ),
    "header_twice": _files(
        _named("v.csv", 'columns = { patient_id = "ID", edss = "EDSS" }'),
        v_csv=f"ID,date,EDSS,EDSS\n{CANARY},2020-01-10,2,3\n",
    ),
    "header_and_file": _files(
        _named("v.csv", '[tables.relapses]\nfile = "gone.csv"'),
        v_csv=f"ID,date,EDSS\n{CANARY},2020-01-10,2\n",
    ),
    "file_in_place_of_a_programme": lambda folder: folder.write_text(CANARY) and None,
    "toml_empty": _files(""),
    "toml_not_utf_8": lambda folder: (folder.mkdir(), (folder / "programme.toml").write_bytes(b'a = "\xcf"'))[
        0
    ],
    "toml_syntax": _files("[programme]\nname = Test\n"),
    "nobody_left": _visits(f"patient_id,date,edss\n{CANARY},03/04/2020,3.5\n{CANARY},2020-01-10,11\n"),
}
