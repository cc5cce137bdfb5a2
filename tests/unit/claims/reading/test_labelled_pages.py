"""How many claims of synthetic pages are found, and how many sentences are proposed that make none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.claims.reading.labelled_pages import CASE, Marked, read_all

RULES = Path(__file__).parents[4] / "docs" / "reference" / "reading-rules.md"

SEEN = "seen"
"""Pages that were there while the rules were written."""

ONCE = "once"
"""Pages written after the rules; docs/reference/reading-rules.md has the figures of their first reading."""

SECOND, THIRD, FOURTH = "second", "third", "fourth"
"""Pages of other kinds, committed before any rule had read them; the rules were changed after each."""

FOLDERS = [SEEN, ONCE, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize("folder", FOLDERS)
def test_promoters_pages_are_found_out(folder: str) -> None:
    pages = read_all(folder, "promoter")
    assert len(pages) >= 2
    found, missed, false = (sum(len(part) for part in parts) for parts in _parts(pages))
    assert found / (found + missed) >= 0.80
    assert found / (found + false) >= 0.60


@pytest.mark.parametrize("folder", FOLDERS)
def test_honest_pages_are_left_in_peace(folder: str) -> None:
    pages = read_all(folder, "honest")
    assert len(pages) >= 2
    sentences = sum(page.reading.n_sentences for page in pages)
    assert sum(len(page.proposed) for page in pages) <= 0.05 * sentences


def test_pages_are_told_apart_by_their_tone() -> None:
    lowest = min(page.reading.tone for folder in FOLDERS for page in read_all(folder, "promoter"))
    highest = max(page.reading.tone for folder in FOLDERS for page in read_all(folder, "honest"))
    assert highest < 0 < lowest


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_page_on_the_rules_prints_these_figures(folder: str) -> None:
    told = RULES.read_text(encoding="utf-8")
    found, missed, false = (
        sum(len(part) for part in parts) for parts in _parts(read_all(folder, "promoter"))
    )
    assert f"{found} of {found + missed} (" in told
    assert f"{found} of {found + false} (" in told
    honest = read_all(folder, "honest")
    proposed = sum(len(page.proposed) for page in honest)
    assert f"| {proposed} of {sum(page.reading.n_sentences for page in honest)} |" in told


@pytest.mark.parametrize("folder", FOLDERS)
def test_most_claims_found_are_of_the_right_kind(folder: str) -> None:
    right = [
        page.labels[line] in page.kinds(line)
        for page in read_all(folder, "promoter")
        for line in page.found
        if page.labels[line] != CASE
    ]
    assert sum(right) / len(right) >= 0.85
    assert f"{sum(right)} of {len(right)} |" in RULES.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [SECOND, THIRD])
def test_quantities_and_times_of_claims_found_are_read(folder: str) -> None:
    told = RULES.read_text(encoding="utf-8")
    for part in (0, 1):
        counts = [page.told_right(part) for page in read_all(folder, "promoter")]
        right, asked = (sum(numbers) for numbers in zip(*counts, strict=True))
        assert right / asked >= 0.90
        assert f"{right} of {asked}" in told


def _parts(pages: list[Marked]) -> tuple[list[set[int]], list[set[int]], list[set[int]]]:
    return [page.found for page in pages], [page.missed for page in pages], [page.false for page in pages]
