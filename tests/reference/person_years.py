"""Years in each band, one patient and one day after the other."""

from __future__ import annotations

from datetime import date, timedelta

from ranvier.tables.rate_table import RateTable

EPOCH = date(1970, 1, 1)


def count_days(followed, table: RateTable) -> list[int]:
    """Days under observation in each band of the table; a day's age is that of its morning."""
    days = [0] * len(table)
    for row in zip(followed.sex, followed.birth_day, followed.entry_day, followed.exit_day, strict=True):
        sex, birth, entry, end = (int(number) for number in row)
        born = EPOCH + timedelta(days=birth)
        for number in range(entry, end):
            band = _band(table, sex, born, EPOCH + timedelta(days=number))
            if band is not None:
                days[band] += 1
    return days


def _band(table: RateTable, sex: int, born: date, day: date) -> int | None:
    age = _age(born, day)
    year = _nearest_year(table, day.year)
    for band in range(len(table)):
        of_age = table.age_from[band] <= age <= table.age_to[band]
        of_year = table.year_from[band] <= year <= table.year_to[band] or not table.by_year
        if table.sex[band] == sex and of_age and of_year:
            return band
    return None


def _age(born: date, day: date) -> int:
    """Birthdays so far; who was born on 29 February has it on 1 March of other years."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def _nearest_year(table: RateTable, year: int) -> int:
    return min(max(year, int(table.year_from.min())), int(table.year_to.max()))
