"""The columns of a file of rates: what each cell may hold, with every fault and its rows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from ranvier.errors import RanvierError
from ranvier.ingest.header_match import position
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.raw import RawTable
from ranvier.tables.faults import rows_phrase
from ranvier.tables.marks import SOURCE_ROW
from ranvier.tables.rate_table import OLDEST, SEXES

_AGES = re.compile(r"(\d{1,3})\s*(?:[-\u2013]\s*(\d{1,3})|(\+))?")
_PARSE = number_parser(".", typed_cells=False)

_CALENDAR = (1800, 2200)

Cell = TypeVar("Cell")


@dataclass(frozen=True)
class RateRows:
    """One row a band: sex (0 female, 1 male), ages, years (0 where not by year), rate a year, cases."""

    frame: pl.DataFrame
    population: str


def rate_rows(raw: RawTable, population: str | None, label: str, problems: list[RanvierError]) -> RateRows:
    """The rows of *population* as numbers; what is wrong goes to *problems*."""
    reader = _Reader(raw, label, problems)
    if not reader.has_what_is_needed():
        return RateRows(pl.DataFrame(), "")
    chosen = reader.keep_population(population)
    frame = pl.DataFrame(
        {
            SOURCE_ROW: reader.rows,
            **reader.sexes(),
            **reader.ages(),
            **reader.years(),
            **reader.rates(),
        },
        strict=False,
    )
    return RateRows(frame, chosen)


class _Reader:
    """Reads column by column and collects what is wrong."""

    def __init__(self, raw: RawTable, label: str, problems: list[RanvierError]) -> None:
        self._raw, self._label, self._problems = raw, label, problems
        self._frame = raw.frame

    @property
    def rows(self) -> pl.Series:
        """Where each row stands in the file."""
        return self._frame[SOURCE_ROW]

    def has_what_is_needed(self) -> bool:
        """Whether sex, ages and rates have columns, and there is a row."""
        needs = {
            "sex": self._has("sex"),
            "age_from and age_to (or age)": self._has("age") or (self._has("age_from", "age_to")),
            "cases and person_years (or rate_per_100000)": self._has("cases", "person_years")
            or self._has("rate_per_100000"),
        }
        for name, there in needs.items():
            if not there:
                self._fault(f"There is no column {name}", "")
        if self._has("year_from") != self._has("year_to"):
            self._fault("year_from and year_to need each other", "")
        if self._frame.is_empty():
            self._fault("There is no row below the headers", "")
        return not self._problems

    def keep_population(self, asked: str | None) -> str:
        """The population whose rows stay, as the file writes it; nothing where it names none."""
        if not self._has("population"):
            if asked is not None:
                self._fault("There is no column population", "", hint="leave 'population' out")
            return ""
        words = self._texts("population")
        found = sorted({word for word in words if word})
        chosen = asked if asked is not None else (found[0] if len(found) == 1 else "")
        if chosen not in found or "" in words:
            some = ", ".join(found[:20]) or "none"
            hint = f'choose one with population = "..." under [rates]: {some}'
            self._fault("It must be clear which population's rates are meant", "population", hint=hint)
            self._frame = self._frame.clear()
            return ""
        self._frame = self._frame.filter(pl.Series([word == chosen for word in words]))
        return chosen

    def sexes(self) -> dict[str, list[int | None]]:
        """0 female, 1 male."""
        codes = {sex.value: code for code, sex in enumerate(SEXES)}
        return {"sex": self._each("sex", codes.get, "sex must be female or male")}

    def ages(self) -> dict[str, list[int | None]]:
        """First and last year of age of each band; the last may be left out ("85+")."""
        if self._has("age_from", "age_to"):
            first = self._each("age_from", _age, f"age_from must be a whole number up to {OLDEST - 1}")
            last = self._each(
                "age_to", _age_or_end, f"age_to must be a whole number up to {OLDEST}, or empty"
            )
        else:
            spans = self._each("age", _span, "age must be written 45-49, 45 or 85+")
            first = [None if span is None else span[0] for span in spans]
            last = [None if span is None else span[1] for span in spans]
        self._ordered("age", first, last)
        return {"age_from": first, "age_to": last}

    def years(self) -> dict[str, list[int | None]]:
        """First and last calendar year of each band; 0 where rates are not by year."""
        if self._has("year_from", "year_to"):
            words = ("year_from", "year_to")
            first, last = (self._each(name, _year, f"{name} must be a year") for name in words)
        elif self._has("year"):
            first = last = self._each("year", _year, "year must be a year")
        else:
            nought: list[int | None] = [0] * self._frame.height
            return {"year_from": nought, "year_to": nought}
        self._ordered("year", first, last)
        return {"year_from": first, "year_to": last}

    def rates(self) -> dict[str, list[float | None]]:
        """Events a person-year, and the cases behind them where they are known."""
        if not self._has("cases", "person_years"):
            per = self._each("rate_per_100000", _amount, "rate_per_100000 must be a number, 0 or more")
            return {"rate": [None if one is None else one / 1e5 for one in per], "cases": [None] * len(per)}
        cases = self._each("cases", _count, "cases must be whole numbers, 0 or more")
        years = self._each("person_years", _above_nought, "person_years must be numbers above 0")
        return {
            "rate": [
                None if None in (case, year) else case / year  # type: ignore[operator]
                for case, year in zip(cases, years, strict=True)
            ],
            "cases": cases,
        }

    def _has(self, *names: str) -> bool:
        return all(position(self._raw, name) is not None for name in names)

    def _texts(self, name: str) -> list[str]:
        cells = self._frame[str(position(self._raw, name))]
        return [(cell or "").strip() for cell in cells]

    def _each(self, name: str, read: Callable[[str], Cell | None], problem: str) -> list[Cell | None]:
        found = [read(text) for text in self._texts(name)]
        self._rows_fault(problem, name, [one is None for one in found])
        return found

    def _ordered(self, what: str, first: list[int | None], last: list[int | None]) -> None:
        turned = [
            one is not None and other is not None and one > other
            for one, other in zip(first, last, strict=True)
        ]
        self._rows_fault(f"A band must end at the {what} it begins with, or later", what, turned)

    def _rows_fault(self, problem: str, name: str, faulty: list[bool]) -> None:
        rows = [int(row) for row, bad in zip(self.rows, faulty, strict=True) if bad]
        if rows:
            self._fault(problem, name, rows=rows)

    def _fault(self, problem: str, column: str, *, rows: list[int] | None = None, hint: str = "") -> None:
        places = [self._label]
        places += [f"column '{column}'"] if column else []
        where = ", ".join(places) + rows_phrase(tuple(rows or ()))
        self._problems.append(RanvierError(problem, where=where, hint=hint))


def _amount(text: str) -> float | None:
    number = _PARSE(text)
    return number if number is not None and math.isfinite(number) and number >= 0 else None


def _above_nought(text: str) -> float | None:
    number = _amount(text)
    return number if number else None


def _count(text: str) -> float | None:
    number = _amount(text)
    return number if number is not None and number.is_integer() else None


def _age(text: str) -> int | None:
    number = _count(text)
    return int(number) if number is not None and number < OLDEST else None


def _age_or_end(text: str) -> int | None:
    if not text:
        return OLDEST
    number = _count(text)
    return int(number) if number is not None and number <= OLDEST else None


def _span(text: str) -> tuple[int, int] | None:
    parts = _AGES.fullmatch(text)
    if parts is None or int(parts[1]) >= OLDEST:
        return None
    last = OLDEST if parts[3] else int(parts[2] or parts[1])
    return (int(parts[1]), last) if last <= OLDEST else None


def _year(text: str) -> int | None:
    number = _count(text)
    return int(number) if number is not None and _CALENDAR[0] <= number <= _CALENDAR[1] else None
