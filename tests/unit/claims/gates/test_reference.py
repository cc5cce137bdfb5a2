from pathlib import Path

from ranvier.claims.gates.reference import gates_page

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "gates.md"


def test_the_page_of_the_checks_is_up_to_date():
    hint = "run: python -m ranvier.claims.gates.reference > docs/reference/gates.md"
    assert PAGE.read_text(encoding="utf-8") == gates_page(), hint
