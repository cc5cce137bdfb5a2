"""Whether the bands of a file of rates fit together: each once, none overlapping, none left out between."""

from __future__ import annotations

import polars as pl

from ranvier.errors import RanvierError
from ranvier.tables.faults import rows_phrase
from ranvier.tables.marks import SOURCE_ROW
from ranvier.tables.rate_table import SEXES


def band_faults(frame: pl.DataFrame, label: str) -> list[RanvierError]:
    """What is wrong with how the bands of *frame* lie to one another."""
    faults = _repeated(frame, label)
    for code, sex in enumerate(SEXES):
        of_sex = frame.filter(pl.col("sex") == code)
        if not of_sex.is_empty():
            faults += _not_in_line(of_sex, "age", f"{label}, {sex.value}")
            faults += _years_differ(of_sex, f"{label}, {sex.value}")
    return faults or _not_in_line(frame, "year", label)


def _repeated(frame: pl.DataFrame, label: str) -> list[RanvierError]:
    band = ["sex", "age_from", "age_to", "year_from", "year_to"]
    again = frame.filter(~pl.struct(band).is_first_distinct())
    if again.is_empty():
        return []
    where = f"{label}{rows_phrase(tuple(again[SOURCE_ROW].to_list()))}"
    return [RanvierError("A band stands more than once", where=where, hint="keep one row of each band")]


def _not_in_line(frame: pl.DataFrame, what: str, where: str) -> list[RanvierError]:
    """Bands that overlap, or leave something out between them."""
    bands = frame.select(f"{what}_from", f"{what}_to").unique().sort(f"{what}_from", f"{what}_to")
    steps = (bands[f"{what}_from"] - bands[f"{what}_to"].shift(1) - 1).drop_nulls()
    hint = f"let each band begin one {'year of age' if what == 'age' else 'year'} after the one before ends"
    faults = []
    if (steps < 0).any():
        faults.append(RanvierError(f"Bands of {what} overlap", where=where, hint=hint))
    if (steps > 0).any():
        faults.append(RanvierError(f"Between bands of {what} something is left out", where=where, hint=hint))
    return faults


def _years_differ(frame: pl.DataFrame, where: str) -> list[RanvierError]:
    """Each age band must have the same calendar years."""
    n_years = frame.select("year_from", "year_to").unique().height
    per_age = frame.group_by("age_from", "age_to").agg(
        pl.struct("year_from", "year_to").n_unique().alias("n")
    )
    if (per_age["n"] == n_years).all():
        return []
    hint = "give each band of age a row for each band of years"
    return [RanvierError("Some ages lack some of the calendar years", where=where, hint=hint)]
