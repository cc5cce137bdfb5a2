"""The page of published definitions is the code's."""

from pathlib import Path

from ranvier.definitions.presets_page import presets_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "presets.md"


def test_the_page_is_fresh():
    hint = "run: python -m ranvier.definitions.presets_page > docs/reference/presets.md"
    assert PAGE.read_text(encoding="utf-8") == presets_page(), hint
