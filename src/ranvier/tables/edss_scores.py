"""Visits with the EDSS that their functional systems and ambulation give, beside the one on record."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.errors import DataFaults, RanvierError
from ranvier.tables.edss_summary import COMPUTED, FLAGS, edss_difference
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.scales.edss_arrays import EdssScores, edss_arrays
from ranvier.vocabulary.scales.edss_convention import TABLE_AS_PRINTED, EdssConvention
from ranvier.vocabulary.scales.edss_flags import EdssFlag, flags_of_bits
from ranvier.vocabulary.scales.edss_lookup import CODINGS, NO_SCORE, NOT_GRADED, RULE_IDS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding

GRADE_COLUMNS = (*(system.column for system in SYSTEMS), "ambulation")
"""The columns a score is made from, beside `ambulation_coding`."""

RULE = "rule"
"""The added column that names the rule; the others: COMPUTED, FLAGS."""

IMPOSSIBLE = -2
"""Stands for what no list of grades has."""


def add_edss_scores(
    visits: pl.DataFrame,
    *,
    coding: AmbulationCoding | None = None,
    convention: EdssConvention = TABLE_AS_PRINTED,
) -> pl.DataFrame:
    """*visits* with the EDSS their grades give, the rule that gave it and what does not fit together.

    visits: columns of the visits table, the seven `fs_…` and `ambulation` as numbers (null or NaN: not
    graded). coding: the list of ambulation grades of rows whose `ambulation_coding` is empty. Adds
    `edss_computed` (points, null where it cannot be known), `rule` (see EdssScore) and `flags` (words of
    EdssFlag, parted by "; ", null where there is nothing to say). A recorded `edss` stays as it is.
    Raises DataFaults that names every column that is absent, of another type or there already.
    """
    _check_columns(visits)
    scores = edss_arrays(
        np.stack([_codes(visits[system.column]) for system in SYSTEMS]),
        _codes(visits["ambulation"]),
        coding_codes(visits, coding),
        convention,
    )
    ticks = pl.Series(COMPUTED, scores.ticks).cast(pl.Float64)
    edss = (ticks / TICKS_PER_POINT).set(ticks == NO_SCORE, None)
    bits = pl.Series(FLAGS, scores.flags | _differs_bit(visits, edss))
    return visits.with_columns(edss, _rules(scores), _flag_words(bits))


def coding_codes(visits: pl.DataFrame, coding: AmbulationCoding | None) -> NDArray[np.int8]:
    """The list of ambulation grades of each row as a place in CODINGS; IMPOSSIBLE for an unknown word."""
    otherwise = NOT_GRADED if coding is None else CODINGS.index(coding)
    if "ambulation_coding" not in visits.columns:
        return np.full(visits.height, otherwise, np.int8)
    places = {word.value: place for place, word in enumerate(CODINGS)}
    words = visits["ambulation_coding"].cast(pl.String)
    found = words.replace_strict(places, default=IMPOSSIBLE, return_dtype=pl.Int8)
    return found.set(words.is_null(), otherwise).to_numpy().astype(np.int8)


def _codes(column: pl.Series) -> NDArray[np.int8]:
    """Whole grades as they are, NOT_GRADED for an empty cell, IMPOSSIBLE for what is no grade of any list."""
    value = pl.col("grade")
    codes = (
        pl.when(value.is_null() | value.is_nan())
        .then(NOT_GRADED)
        .when((value == value.round()) & value.is_between(0, np.iinfo(np.int8).max))
        .then(value)
        .otherwise(IMPOSSIBLE)
        .cast(pl.Int8)
    )
    frame = column.cast(pl.Float64).rename("grade").to_frame()
    return frame.select(codes).to_series().to_numpy().astype(np.int8)


def _check_columns(visits: pl.DataFrame) -> None:
    problems = []
    for name in GRADE_COLUMNS:
        if name not in visits.columns:
            problems.append(RanvierError(f"The visits need a column '{name}'", hint="rename the column"))
        elif not (visits[name].dtype.is_numeric() or visits[name].dtype == pl.Null):
            problems.append(RanvierError(f"'{name}' must hold numbers", hint="turn its cells into numbers"))
    for name in (COMPUTED, RULE, FLAGS):
        if name in visits.columns:
            problems.append(
                RanvierError(f"The visits have a column '{name}' already", hint="rename it, or leave it out")
            )
    if problems:
        raise DataFaults(problems, headline="These visits cannot be scored")


def _differs_bit(visits: pl.DataFrame, computed: pl.Series) -> NDArray[np.int16]:
    differs = (edss_difference(visits, computed) != 0).fill_null(False).to_numpy()
    return np.where(differs, EdssFlag.DIFFERS_FROM_RECORDED.bit, 0).astype(np.int16)


def _rules(scores: EdssScores) -> pl.Series:
    words = {NO_SCORE: None, **dict(enumerate(RULE_IDS))}
    return pl.Series(RULE, scores.rule).replace_strict(words, return_dtype=pl.String)


def _flag_words(bits: pl.Series) -> pl.Series:
    distinct = {0, *bits.unique().to_list()}
    words = {number: "; ".join(flags_of_bits(number)) or None for number in distinct}
    return bits.replace_strict(words, return_dtype=pl.String)
