from __future__ import annotations

from pathlib import Path

from ranvier.tables.document import tables_page
from ranvier.tables.model import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "tables.md"


def test_the_page_in_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables_page(), (
        "run: python -m ranvier.tables.document docs/reference/tables.md"
    )


def test_every_column_and_code_is_on_the_page() -> None:
    page = tables_page()
    for table in TABLES.values():
        section = page.split(f"## `{table.name}`")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}`" in section
            for code in column.codes or ():
                assert f"`{code.value}`" in section
