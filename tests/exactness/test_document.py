"""The page of exactness lists what is compared today; the last digits may differ between machines."""

from __future__ import annotations

from tests.exactness.document import PAGE, page


def test_the_page_of_exactness_is_current():
    assert _without_differences(PAGE.read_text(encoding="utf-8")) == _without_differences(page()), (
        "run python -m tests.exactness.document"
    )


def _without_differences(text: str) -> list[str]:
    return [line.rsplit("|", 2)[0] if line.startswith("|") else line for line in text.splitlines()]
