"""docs/how-to/read-your-files.md says what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ranvier.ingest.limits import LIMITS, bytes_phrase
from ranvier.ingest.programme_file import read_programme_file
from ranvier.ingest.programme_tables import ENCODINGS
from ranvier.ingest.toml_section import Section
from ranvier.ingest.words import DEFAULT_MISSING

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "read-your-files.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_the_examples_are_valid(example: str) -> None:
    assert tomllib.loads(example)


def test_every_key_is_on_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: set[str] = set()
    take = Section.take

    def noted(section: Section, key: str) -> object:
        asked.add(key)
        return take(section, key)

    monkeypatch.setattr(Section, "take", noted)
    (tmp_path / "programme.toml").write_text(
        '[programme]\nname="x"\ndata_date=2024-01-01\nsupplied_by="x"\n[tables.visits]\nfile="v.csv"\n'
    )
    read_programme_file(tmp_path)
    for key in asked - {"programme", "time_zero", "groups", "rates", "tables", "visits"}:
        assert f"`{key}`" in TEXT, key


def test_the_limits_are_those_of_the_program() -> None:
    for size in (LIMITS.csv_bytes, LIMITS.xlsx_bytes, LIMITS.xlsx_unpacked_bytes, LIMITS.programme_bytes):
        assert bytes_phrase(size) in TEXT
    for count in (LIMITS.columns, LIMITS.cell_characters, LIMITS.xlsx_entries):
        assert f"{count:,}" in TEXT
    assert LIMITS.rows == LIMITS.sheet_cells == 50_000_000
    assert f"{LIMITS.xlsx_ratio} times" in TEXT


def test_encodings_and_missing_words_are_those_of_the_program() -> None:
    for encoding in ENCODINGS:
        assert f'"{encoding}"' in TEXT
    for word in set(DEFAULT_MISSING) - {".", "-", "–", "—"}:
        assert word in TEXT
