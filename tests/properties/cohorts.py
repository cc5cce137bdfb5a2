"""Random cohorts of every shape the tables allow, checked so that each row can stand."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from ranvier.tables.check import check_table
from ranvier.tables.check_across import check_across, patients_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.tables.marks import drop_companions
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.people import Assignment, ComparatorKind

DATA_DATE = date(2024, 6, 30)

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
_WORDS = st.text(st.one_of(_LETTERS, st.sampled_from(" ,;\"\n\t'")), min_size=1, max_size=8).map(str.strip)
TEXTS = _WORDS.filter(lambda text: text != "" and text == text.strip() and not text.startswith("\ufeff"))


def is_normal_id(text: str) -> bool:
    normal = unicodedata.normalize("NFKC", text).strip()
    return normal == text and not (text.endswith(".0") and text[:-2].isdigit())


IDS = TEXTS.filter(is_normal_id)


def values(column: Column, ids: list[str]) -> st.SearchStrategy[Any]:
    if column.kind is Kind.ID:
        return st.sampled_from(ids)
    if column.kind is Kind.TEXT:
        return TEXTS
    if column.kind is Kind.CODE:
        assert column.codes is not None
        return st.sampled_from([code.value for code in column.codes])
    if column.kind is Kind.EDSS:
        return st.sampled_from(VALID_EDSS)
    if column.kind is Kind.YES_NO:
        return st.booleans()
    low = -1e9 if column.lowest is None else column.lowest
    high = 1e9 if column.highest is None else column.highest
    if column.kind is Kind.WHOLE:
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


@st.composite
def dated(draw: st.DrawFn, column: Column) -> tuple[date, str]:
    exactness = list(Precision)[: list(Precision).index(column.coarsest) + 1]
    precision = draw(st.sampled_from(exactness))
    day = draw(st.dates(date(1950, 1, 1), DATA_DATE))
    if precision is Precision.YEAR:
        return day.replace(month=7, day=1), precision.value
    return (day.replace(day=15) if precision is Precision.MONTH else day), precision.value


@st.composite
def frames(draw: st.DrawFn, table: Table, ids: list[str]) -> tuple[pl.DataFrame, frozenset[str]]:
    """Rows of *table* and the columns it was supplied with."""
    optional = [name for name in table.names if name not in table.required]
    supplied = frozenset(
        [*table.required, *draw(st.sets(st.sampled_from(optional)) if optional else st.just(set()))]
    )
    rows = []
    for _ in range(draw(st.integers(1 if table.name in ("patients", "visits") else 0, 6))):
        row: dict[str, Any] = {}
        for column in table.columns:
            empty = column.name not in supplied or (not column.required and draw(st.booleans()))
            if column.kind is Kind.DATE:
                row[column.name], row[f"{column.name}_precision"] = (
                    (None, None) if empty else draw(dated(column))
                )
            else:
                row[column.name] = None if empty else draw(values(column, ids))
        rows.append(row)
    return pl.DataFrame(rows, schema=table.schema), supplied


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    dates = [f"{table.name}.{column.name}" for table in TABLES.values() for column in table.dates]
    words = draw(st.lists(TEXTS, unique=True, max_size=4))
    return Programme(
        name=draw(TEXTS),
        data_date=DATA_DATE,
        supplied_by=draw(TEXTS),
        synthetic=draw(st.booleans()),
        audited=draw(st.booleans()),
        claims_fixed=draw(st.none() | st.dates()),
        entry_edss_at_least=draw(st.none() | st.sampled_from(VALID_EDSS)),
        time_zero=TimeZero(
            draw(st.none() | st.sampled_from(dates)), draw(st.none() | st.sampled_from(dates))
        ),
        groups=Groups(
            tuple(words[:2]),
            tuple(words[2:]),
            draw(st.sampled_from(Assignment)),
            draw(st.none() | st.sampled_from(ComparatorKind)),
            draw(st.none() | st.booleans()),
        ),
    )


@st.composite
def cohorts(draw: st.DrawFn) -> Cohort:
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    names = ["visits", *draw(st.lists(st.sampled_from([n for n in TABLES if n != "visits"]), unique=True))]
    found, supplied = {}, {}
    for name in names:
        frame, supplied[name] = draw(frames(TABLES[name], ids))
        found[name] = check_table(TABLES[name], frame)[0]
    kept, _ = check_across(found, DATA_DATE, files={})
    complete = {name: drop_companions(frame) for name, frame in kept.items()}
    complete["patients"] = patients_of(complete)
    return Cohort(
        draw(programmes()), {name: in_order(name, frame) for name, frame in complete.items()}, supplied
    )


def in_order(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    dates = [column.name for column in TABLES[name].dates if column.required][:1]
    return frame.sort("patient_id", *dates, maintain_order=True)
