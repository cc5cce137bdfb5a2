from __future__ import annotations

from pathlib import Path

from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS
from ranvier.vocabulary.scales.document import scales_page
from ranvier.vocabulary.scales.edss_flags import EdssFlag
from ranvier.vocabulary.scales.fs_step import FS_ROWS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "scales.md"


def test_the_page_in_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == scales_page(), (
        "run: python -m ranvier.vocabulary.scales.document docs/reference/scales.md"
    )


def test_every_rule_and_flag_is_on_the_page() -> None:
    page = scales_page()
    assert "{" not in page
    for row in FS_ROWS:
        assert f"\n| {row.id} | {row.step} |" in page
    for rows in AMBULATION_ROWS.values():
        assert all(f" {row.id} |" in page or f" {row.id}," in page for row in rows)
    assert all(f"| `{flag.value}` |" in page for flag in EdssFlag)
