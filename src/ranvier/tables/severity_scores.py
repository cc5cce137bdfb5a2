"""Visits with their severity score: MSSS by disease duration, ARMSS by age."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.scales.severity_score import (
    SCORED,
    WHY,
    Clock,
    SeverityTable,
    rank_table,
    severity_scores,
)
from ranvier.vocabulary.time import DAYS_PER_YEAR

SCORE_NAME = {Clock.DISEASE_YEARS: "msss", Clock.AGE: "armss"}
"""What the score is called by what its table counts."""


def add_severity_scores(cohort: Cohort, table: SeverityTable) -> pl.DataFrame:
    """The visits of *cohort* with `msss` (or `armss`) and `msss_why_none` (`armss_why_none`).

    table: a user's own, read from a file, or `local_severity_table`. The second column holds a word of
    WhyNone, null where there is a score. See `visit_years` for how years are counted.
    """
    name = SCORE_NAME[table.clock]
    visits = visit_years(cohort, table.clock)
    found = severity_scores(_floats(visits["edss"]), _floats(visits["years"]), table)
    words = {SCORED: None, **{place: why.value for place, why in enumerate(WHY)}}
    return visits.drop("years").with_columns(
        pl.Series(name, found.score).fill_nan(None),
        pl.Series(f"{name}_why_none", found.why_none).replace_strict(words, return_dtype=pl.String),
    )


def local_severity_table(cohort: Cohort, clock: Clock) -> SeverityTable:
    """The severity scores of *cohort* itself: each patient's last visit with an EDSS and within the years.

    One visit a patient, so that those who come often do not count often. The scores of a small cohort rest on
    few patients: see `n_patients` of the table.
    """
    first, last = clock.rows
    within = pl.col("years").floor().is_between(first, last) & pl.col("edss").is_between(0, 9.5)
    visits = visit_years(cohort, clock).filter(within.fill_null(False)).sort("patient_id", "date")
    one_each = visits.unique("patient_id", keep="last", maintain_order=True)
    source = f"{cohort.programme.name}: {one_each.height:,} patients, the last visit of each"
    return rank_table(_floats(one_each["edss"]), _floats(one_each["years"]), clock, source)


def visit_years(cohort: Cohort, clock: Clock) -> pl.DataFrame:
    """The visits of *cohort* with `years` at the visit: since the first symptom, or of age; null if unknown.

    Years of disease are days since `patients.onset_date` over 365.25. Age is the year of the visit minus
    `patients.birth_year`, up to one year too much, because the birthday is not recorded.
    """
    if clock is Clock.DISEASE_YEARS:
        years = (pl.col("date") - pl.col("onset_date")).dt.total_days() / DAYS_PER_YEAR
    else:
        years = (pl.col("date").dt.year() - pl.col("birth_year")).cast(pl.Float64)
    people = cohort.patients.select("patient_id", "onset_date", "birth_year")
    joined = cohort.visits.join(people, on="patient_id", how="left", maintain_order="left")
    return joined.with_columns(years.alias("years")).drop("onset_date", "birth_year")


def _floats(column: pl.Series) -> NDArray[np.float64]:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
