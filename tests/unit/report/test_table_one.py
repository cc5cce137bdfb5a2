"""Table 1: small cells hidden, and those from which they would follow."""

from ranvier.claims.judging.verdict import TableOneRow
from ranvier.report.sections.table_one import betrayed_parts, person_rows
from ranvier.report.small_cells import Sharing

RULE = Sharing()


def _cells(*texts: tuple[str, int], n: int = 150) -> list[str]:
    rows = [TableOneRow(f"row {place}", text, missing) for place, (text, missing) in enumerate(texts)]
    return [row.treated for row in person_rows(rows, n, 0, RULE)]


def test_a_small_cell_is_hidden_with_the_neighbour_that_betrays_it() -> None:
    # 118 + 3 + 29 = 150: everybody is relapsing or progressive in one of two ways
    assert _cells(("118 (79%)", 0), ("3 (2%)", 0), ("29 (19%)", 0)) == [
        "118 (79%)",
        "fewer than 5",
        "not shown",
    ]


def test_a_lone_small_cell_needs_no_other() -> None:
    assert _cells(("3 (2%)", 0), ("80 (53%)", 0)) == ["fewer than 5", "80 (53%)"]


def test_few_left_over_are_hidden() -> None:
    assert _cells(("147 (98%)", 0)) == ["all but fewer than 5"]
    assert _cells(("136 (96%)", 10)) == ["all but fewer than 5"]  # of the 140 in whom it is known


def test_two_counts_in_one_cell() -> None:
    assert _cells(("147 / 3", 0), ("123 / 27", 0)) == ["all but fewer than 5 / fewer than 5", "123 / 27"]


def test_a_cell_that_tells_a_small_group_in_words_is_hidden_whole() -> None:
    assert _cells(("1 patient, 1 dose", 0)) == ["fewer than 5"]


def test_medians_and_zero_stay() -> None:
    assert _cells(("4.5 [3.0–6.0]", 9), ("0 (0%)", 0), ("0 of 150 (0%)", 0)) == [
        "4.5 [3.0–6.0]",
        "0 (0%)",
        "0 of 150 (0%)",
    ]


def test_missing_is_a_count_too() -> None:
    row = person_rows([TableOneRow("EDSS", "4.5 [3.0–6.0]", 2, "4.0 [3.0–5.5]", 1)], 75, 75, RULE)[0]
    assert (row.treated_missing, row.comparator_missing) == ("fewer than 5", "fewer than 5")


def test_what_is_hidden_for_another_is_a_secret_everywhere() -> None:
    rows = [
        TableOneRow("a", "61 of 142 (43%)", 8),
        TableOneRow("b", "2 of 142 (1%)", 8),
        TableOneRow("c", "79 of 142 (56%)", 8),
    ]
    assert list(betrayed_parts(rows, 150, 0, RULE)) == [(61, 142)]
