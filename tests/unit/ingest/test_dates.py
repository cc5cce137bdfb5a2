from __future__ import annotations

from datetime import date

import pytest

from ranvier.ingest.dates import (
    DateProblem,
    DateReading,
    ReadDate,
    date_parser,
    is_date_format,
    month_shifted,
)
from ranvier.tables.declaration import Precision

DATA_DATE = date(2024, 6, 30)


def read(text: str, date_format: str = "yyyy-mm-dd", *, day_numbers: bool = False) -> ReadDate:
    return date_parser(DateReading(DATA_DATE, date_format, day_numbers))(text)


@pytest.mark.parametrize(
    ("text", "date_format"),
    [
        ("2020-04-03", "yyyy-mm-dd"),
        ("2020-4-3", "yyyy-mm-dd"),
        ("2020-04-03 00:00:00", "yyyy-mm-dd"),
        ("2020-04-03T10:30", "yyyy-mm-dd"),
        ("2020-04-03T10:30:00.123+02:00", "yyyy-mm-dd"),
        ("03.04.2020", "dd.mm.yyyy"),
        ("3.4.2020", "dd.mm.yyyy"),
        ("03.04.2020 09:15", "dd.mm.yyyy"),
        ("2020-04-03", "dd.mm.yyyy"),
        ("04/03/2020", "mm/dd/yyyy"),
        ("03/04/2020", "dd/mm/yyyy"),
        ("03-04-2020", "dd-mm-yyyy"),
        ("2020/04/03", "yyyy/mm/dd"),
        ("03.04.20", "dd.mm.yy"),
        ("3 4 2020", "d m yyyy"),
    ],
)
def test_full_dates(text: str, date_format: str) -> None:
    assert read(text, date_format) == ReadDate(date(2020, 4, 3), Precision.DAY)


@pytest.mark.parametrize("text", ["06.2004", "6.2004", "2004-06", "06/2004", "2004/06", "06-2004"])
def test_months_are_dated_on_the_15th(text: str) -> None:
    assert read(text) == ReadDate(date(2004, 6, 15), Precision.MONTH)


@pytest.mark.parametrize("text", ["2004", "2004.0"])
def test_years_are_dated_on_the_first_of_july(text: str) -> None:
    assert read(text) == ReadDate(date(2004, 7, 1), Precision.YEAR)


@pytest.mark.parametrize("text", ["03/04/2020", "13/04/2020", "03.04.2020", "4/3/20", "3-4-2020", "3 4 2020"])
def test_other_orders_need_a_declared_format(text: str) -> None:
    assert read(text).problem is DateProblem.UNDECLARED_ORDER


@pytest.mark.parametrize("text", ["03/04/2020", "2020.04.03"])
def test_another_format_than_the_declared_one_is_refused(text: str) -> None:
    assert read(text, "dd.mm.yyyy").problem is DateProblem.UNDECLARED_ORDER


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-30",
        "2020-13-01",
        "soon",
        "0203-01-01",
        "1899-12-31",
        "2101",
        "13.2020",
        "٢٠٢٠-٠١-٠١",
        "20200403",
        "0",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read(text).problem is DateProblem.NOT_A_DATE


def test_a_day_that_does_not_exist_in_the_declared_order_is_refused() -> None:
    assert read("31.02.2020", "dd.mm.yyyy").problem is DateProblem.NOT_A_DATE
    assert read("13/13/2020", "mm/dd/yyyy").problem is DateProblem.NOT_A_DATE


def test_two_digit_years_are_the_latest_not_after_the_data_date() -> None:
    # the records were closed in 2024
    assert read("01.01.24", "dd.mm.yy").day == date(2024, 1, 1)
    assert read("01.01.25", "dd.mm.yy").day == date(1925, 1, 1)
    assert read("01.01.99", "dd.mm.yy").day == date(1999, 1, 1)


def test_day_numbers_count_only_in_a_spreadsheet() -> None:
    # LibreOffice and Excel both show 43924 as 3 April 2020
    assert read("43924").problem is DateProblem.DAY_NUMBER
    assert read("43924", day_numbers=True) == ReadDate(date(2020, 4, 3), Precision.DAY)
    assert read("43924.5", day_numbers=True) == ReadDate(date(2020, 4, 3), Precision.DAY)
    assert read("2004", day_numbers=True).precision is Precision.YEAR


@pytest.mark.parametrize(
    "text", ["dd.mm", "dd.mm/yyyy", "dd.dd.yyyy", "yyyy.dd.yyyy", "day", "ddmmyyyy", "dd.mm.yyy"]
)
def test_formats_name_each_part_once(text: str) -> None:
    assert not is_date_format(text)


def test_months_are_added_within_shorter_months() -> None:
    assert month_shifted(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert month_shifted(date(2019, 10, 31), 13) == date(2020, 11, 30)
    assert month_shifted(date(2020, 3, 31), -13) == date(2019, 2, 28)
    assert month_shifted(date(2020, 12, 15), 12) == date(2021, 12, 15)
