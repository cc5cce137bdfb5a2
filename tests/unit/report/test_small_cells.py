"""The rule of docs/decisions/0004-small-groups.md, by hand."""

import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.result import Estimate
from ranvier.report.small_cells import NOT_SHOWN, Sharing, shown_totals

RULE = Sharing()


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1204, "1,204")]
)
def test_nobody_is_told_and_a_few_are_not(n: int, text: str) -> None:
    assert RULE.count(n) == text


def test_another_smallest_group_can_be_asked_for() -> None:
    assert Sharing(smallest=10).count(9) == "fewer than 10"


def test_an_internal_report_shows_everything() -> None:
    inside = Sharing(internal=True)
    assert [inside.count(3), inside.part(3, 20), inside.text("3 of 20 patients")] == [
        "3",
        "3 of 20",
        "3 of 20 patients",
    ]


def test_few_left_over_are_hidden_like_few() -> None:
    assert RULE.part(17, 20) == "all but fewer than 5 of 20"
    assert RULE.part(20, 20) == "20 of 20"


def test_a_lone_small_cell_takes_another_with_it_because_the_total_betrays_it() -> None:
    # 21 + 9 + 3 = 33: with 33, 21 and 9 printed, the 3 follows
    assert RULE.cells([21, 9, 3]) == ("21", NOT_SHOWN, "fewer than 5")


def test_small_cells_that_are_not_small_together_need_no_other() -> None:
    # 2 + 3 = 5: what follows by subtraction is a group of five
    assert RULE.cells([21, 2, 3]) == ("21", "fewer than 5", "fewer than 5")


@given(st.lists(st.integers(0, 30), min_size=2, max_size=7))
def test_what_follows_from_the_total_is_never_a_small_group(counts: list[int]) -> None:
    hidden = RULE.hidden_cells(counts)
    unknown = sum(counts[place] for place in hidden)
    shown = [n for place, n in enumerate(counts) if place not in hidden]
    assert not any(RULE.is_small(n) for n in shown)
    assert not RULE.is_small(unknown) or not any(n >= 5 for n in shown)


@given(st.lists(st.integers(1, 200), max_size=12))
def test_totals_that_are_shown_never_differ_by_a_small_group(totals: list[int]) -> None:
    shown = shown_totals(totals)
    assert all(a == b or abs(a - b) >= 5 for a in shown for b in shown)


def test_a_total_near_another_reads_about() -> None:
    rule = Sharing(totals=shown_totals([150, 147, 112]))
    assert [rule.total(150), rule.total(147), rule.total(112), rule.total(60)] == [
        "150",
        "about 150",
        "112",
        "60",
    ]


def _share(percent: float, n: int, events: int | None = None) -> Estimate:
    return Estimate(percent, 0.0, 100.0, n, "", "", "%", events)


@pytest.mark.parametrize(
    "result",
    [
        _share(15, 20),  # 3 of 20
        _share(85, 20, 17),  # 3 left over
        _share(97, 150, 4),  # a curve with four events
        Estimate(-0.7, -0.9, -0.5, 4, "", "", "EDSS points"),  # a mean of four
        Estimate(2.1, 0.1, 6.0, 90, "", "", "per 1,000 person-years", 1),
    ],
)
def test_a_number_that_rests_on_few_or_gives_them_away_is_withheld(result: Estimate) -> None:
    assert RULE.withholds(result)


@pytest.mark.parametrize(
    "result",
    [
        _share(0, 150, 0),
        _share(100, 150, 150),
        _share(40, 150, 60),
        Estimate(-0.7, -0.9, -0.5, 5, "", "", "EDSS points"),
    ],
)
def test_nobody_everybody_and_many_are_told(result: Estimate) -> None:
    assert not RULE.withholds(result)


def test_a_part_from_which_a_small_one_follows_is_a_secret() -> None:
    rule = Sharing(secrets=frozenset({(24, 142)}))
    assert rule.text("31–90 days: 24 of 142 (17%)") == "31–90 days: a number not shown of 142"
    assert rule.text("24 of 150 (16%)") == "24 of 150 (16%)"
