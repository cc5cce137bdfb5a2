"""However a file is damaged: a clear error or a cohort comes back, and no text shows a patient's value."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, strategies as st

from ranvier.errors import RanvierError
from ranvier.ingest import read_programme
from ranvier.ingest.propose import propose_programme
from tests.unit.ingest.folders import CANARY, PROGRAMME

MAPPED = (
    PROGRAMME
    + """
[tables.visits]
file = "visits.{suffix}"
columns = {{ patient_id = "ID", date = "Datum", edss = "EDSS", kind = "Art" }}
[tables.patients]
file = "visits.{suffix}"
columns = {{ patient_id = "ID", birth_year = {{ year_of = "Born" }}, sex = "Sex" }}
"""
)

ROWS = [
    [f"{CANARY}1", "2020-01-10", "3.5", "scheduled", "1980", "male"],
    [f"{CANARY}1", CANARY, "11", CANARY, f"{CANARY}", CANARY],
    [f" {CANARY}2", "03/04/2020", f"3,5{CANARY}", f'"{CANARY}', "2020", f"{CANARY}\n{CANARY}"],
    [f"{CANARY.lower()}1", "2030-01-01", CANARY, CANARY, "31.12.1980", CANARY],
]
HEADERS = ["ID", "Datum", "EDSS", "Art", "Born", "Sex"]


def csv_bytes(*, with_headers: bool = True) -> bytes:
    frame = pl.DataFrame(ROWS, schema=HEADERS, orient="row")
    return frame.write_csv(include_header=with_headers).encode()


def parquet_bytes() -> bytes:
    file = io.BytesIO()
    pl.DataFrame(ROWS, schema=HEADERS, orient="row").write_parquet(file)
    return file.getvalue()


def workbook_bytes() -> bytes:
    workbook, file = openpyxl.Workbook(), io.BytesIO()
    workbook.active.append(HEADERS)
    for row in [*ROWS, [CANARY, date(2020, 1, 1), 3, CANARY, 1980, None]]:
        workbook.active.append(row)
    workbook.save(file)
    return file.getvalue()


SOURCES = {"csv": csv_bytes(), "parquet": parquet_bytes(), "xlsx": workbook_bytes()}


def told(folder: Path, suffix: str, content: bytes, toml: str) -> str:
    """Everything a person would see."""
    (folder / f"visits.{suffix}").write_bytes(content)
    (folder / "programme.toml").write_text(toml, encoding="utf-8")
    try:
        cohort = read_programme(folder)
    except RanvierError as error:
        return f"{error!r}\n{error}\n{error.args}"
    return "\n".join([*map(str, cohort.faults), *map(repr, cohort.faults), *map(str, cohort.counts)])


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """*content* with a few bytes changed, taken out or put in, and perhaps cut off."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(changed) - 1))
        piece = draw(
            st.sampled_from([b"", b"\0", b'"', b",", b"\n", b"\xff", b"0", b";", b"PK"])
            | st.binary(max_size=4)
        )
        changed[place : place + draw(st.integers(0, 8))] = piece
    return bytes(changed[: draw(st.integers(0, len(changed)) | st.just(len(changed)))])


@pytest.mark.parametrize("suffix", SOURCES)
@given(data=st.data())
def test_no_damage_shows_a_value(suffix: str, data: st.DataObject) -> None:
    content = data.draw(damaged(SOURCES[suffix]))
    toml = data.draw(st.sampled_from([MAPPED.format(suffix=suffix), PROGRAMME]))
    with tempfile.TemporaryDirectory() as folder:
        text = told(Path(folder), suffix, content, toml)
    assert CANARY.casefold() not in text.casefold()


@given(damaged(csv_bytes(with_headers=False)))
def test_a_file_without_headers_shows_no_value(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = told(Path(folder), "csv", content, MAPPED.format(suffix="csv"))
    assert CANARY.casefold() not in text.casefold()


@pytest.mark.parametrize("suffix", SOURCES)
@given(data=st.data())
def test_a_proposal_fails_clearly_or_is_written(suffix: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / f"visits.{suffix}"
        source.write_bytes(data.draw(damaged(SOURCES[suffix])))
        try:
            propose_programme(source, Path(name) / "clinic")
        except RanvierError as error:
            assert CANARY.casefold() not in f"{error!r} {error}".casefold()
