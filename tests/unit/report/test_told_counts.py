"""Sentences of the claims room, told again without small groups."""

import pytest

from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import find_small

RULE = Sharing()

SMALL = [
    ("3 of 20 (15%) fell", "fewer than 5 of 20 fell"),
    ("15% (3 of 20) fell", "(fewer than 5 of 20) fell"),
    ("17 of the 20", "all but fewer than 5 of 20"),
    ("1 of the doses is otherwise", "fewer than 5 of the doses is otherwise"),
    ("147 / 3", "all but fewer than 5 / fewer than 5"),
    ("3 (15%)", "fewer than 5"),
    ("a mean of n 3", "a mean of n fewer than 5"),
    ("15% (95% CI 3–38, n 20)", "fewer than 5 of 20"),
    ("97% (95% CI 90–99), n 75", "all but fewer than 5 of 75"),
    ("5 of 8 with a dose", "all but fewer than 5 of 8 with a dose"),
    ("fewer than 5 of 3", "fewer than 5 of fewer than 5"),
    ("two patients died", "fewer than 5 patients died"),
    ("4 serious events", "fewer than 5 serious events"),
]

NOT_SMALL = [
    "24 of 243 (9.9%)",
    "0 of 20",
    "20 of 20",
    "48% (95% CI 40–56), n 82",
    "short of −2 in 2 of 3 readings",
    "EDSS falls by 2–3 points",
    "1.4 events were expected",
    "fewer than 3 events expected",
    "3 unreported patients would overturn this",
    "12 ± 2 months",
    "147 / 13",
    "fewer than 5 of 8 with a dose",
    "all but fewer than 5 of 8",
]


@pytest.mark.parametrize(("text", "told"), SMALL)
def test_a_small_group_is_told_as_such(text: str, told: str) -> None:
    assert RULE.text(text) == told


@pytest.mark.parametrize("text", NOT_SMALL)
def test_other_numbers_stay(text: str) -> None:
    assert RULE.text(text) == text


@pytest.mark.parametrize("text", [text for text, _ in SMALL])
def test_the_check_finds_what_the_writer_hides(text: str) -> None:
    assert list(find_small(text, RULE))
    assert not list(find_small(RULE.text(text), RULE))
