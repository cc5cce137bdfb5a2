"""Every input that cannot be read gets its own text; snapshots/*.txt show them as a person sees them.

To write the snapshots anew: RANVIER_SNAPSHOTS=write python -m pytest tests/unit/ingest/test_errors.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ranvier.errors import RanvierError
from ranvier.ingest import read_programme
from ranvier.ingest.limits import Limits
from tests.unit.ingest.broken_files import BROKEN
from tests.unit.ingest.broken_rows import BROKEN_ROWS
from tests.unit.ingest.broken_toml import BROKEN_TOML
from tests.unit.ingest.folders import CANARY, write_folder

SNAPSHOTS = Path(__file__).parent / "snapshots"

SMALL = Limits(csv_bytes=2_000, rows=50, columns=50, cell_characters=200)
"""Limits small enough that a test can go over them; those of workbooks are the real ones."""

REAL_EXTENT = Limits()


def assert_snapshot(name: str, text: str) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("RANVIER_SNAPSHOTS") == "write":
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text + "\n"


def told(error: RanvierError, folder: Path) -> str:
    text = str(error).replace(str(folder), "FOLDER")
    return f"{type(error).__name__}, exit code {error.exit_code}\n\n{text}"


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_says_so(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    BROKEN[name](folder)
    with pytest.raises(RanvierError) as caught:
        read_programme(folder, limits=SMALL if name.startswith("too_") else REAL_EXTENT)
    text = told(caught.value, folder)
    assert CANARY not in text
    assert caught.value.exit_code != 1
    assert_snapshot(name, text)


@pytest.mark.parametrize("name", BROKEN_TOML)
def test_all_faults_of_programme_toml_come_at_once(name: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "clinic", BROKEN_TOML[name])
    with pytest.raises(RanvierError) as caught:
        read_programme(folder)
    assert caught.value.exit_code == 20
    assert_snapshot(name, told(caught.value, folder))


@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_faulty_rows_are_set_aside_and_told(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    BROKEN_ROWS[name](folder)
    cohort = read_programme(folder)
    text = "\n\n".join([*map(str, cohort.faults), "\n".join(map(str, cohort.counts))])
    assert CANARY not in text
    assert cohort.faults
    assert_snapshot(name, text)


def test_every_snapshot_belongs_to_a_case() -> None:
    cases = {*BROKEN, *BROKEN_TOML, *BROKEN_ROWS}
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == cases
