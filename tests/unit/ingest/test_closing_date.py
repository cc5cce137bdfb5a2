from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from ranvier.ingest.propose.closing_date import closing_date_lines, likely_closing_date

DAYS = [date(2020, 1, 1) + timedelta(days=10 * i) for i in range(20)]


def test_the_latest_date_is_proposed_where_nothing_stands_apart() -> None:
    assert likely_closing_date(Counter(DAYS)) == (DAYS[-1], ())
    assert likely_closing_date(Counter([*DAYS, DAYS[-1] + timedelta(days=366)]))[1] == ()


def test_a_slip_of_the_pen_sets_no_closing_date() -> None:
    slip = date(2099, 4, 3)
    assert likely_closing_date(Counter([*DAYS, slip])) == (DAYS[-1], (slip,))
    two = [slip, date(2031, 1, 1)]
    assert likely_closing_date(Counter([*DAYS * 10, *two])) == (
        DAYS[-1],
        tuple(sorted(two)),
    )  # 2 in 202 dates


def test_few_dates_tell_nothing_and_none_give_a_comment() -> None:
    assert likely_closing_date(Counter([date(2019, 1, 1), date(2024, 1, 1)])) == (date(2024, 1, 1), ())
    assert next(closing_date_lines({})).startswith("# data_date = ")


def test_the_lines_say_what_was_left_out_and_who_decides() -> None:
    slips = [date(2090 + i, 1, 1) for i in range(5)]
    first, second = closing_date_lines(Counter([*DAYS * 30, *slips]))
    assert "2090-01-01, 2091-01-01, 2092-01-01 and 2 more" in first
    assert second.startswith(f"data_date = {DAYS[-1]}  #")
    assert "a person must check it" in second
