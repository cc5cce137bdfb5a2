"""Confirmed worsening of the symbol digit test of every patient, measured past the learning."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.outcome_visits import find_results
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.errors import RanvierError
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import SDMT


def find_cognitive_worsening(cohort: Cohort, definition: CognitiveWorsening) -> pl.DataFrame:
    """Cognitive worsening under *definition*: many rows a patient, in the columns of `find_events`.

    A course starts at the highest of the first practice_tests results, the earliest of equal ones. Raises
    RanvierError where the programme supplied no table of measures.
    Source: S57 and S72; tests/spec/cognitive_worsening.toml.
    """
    if not cohort.has("measures"):
        raise RanvierError(
            "cognitive worsening needs results of the SDMT, and no table of measures was supplied",
            where="measures",
            hint="a column sdmt of visits; in a programme the table measures with instrument = sdmt",
        )
    return find_confirmed_changes(past_learning(cohort, definition.practice_tests), definition.worsening)


def past_learning(cohort: Cohort, practice_tests: int) -> Cohort:
    """The cohort without the SDMT results before the highest of each patient's first *practice_tests*."""
    first = find_results(cohort, SDMT).group_by("patient_id", maintain_order=True).head(practice_tests)
    start = (
        first.sort("patient_id", pl.col(SDMT.name).neg(), "date")
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("date").first().alias("start_date"))
    )
    is_learning = (pl.col("instrument") == SDMT.name) & (pl.col("date") < pl.col("start_date"))
    measures = (
        cohort.table("measures")
        .join(start, on="patient_id", how="left", maintain_order="left")
        .filter(~is_learning.fill_null(value=False))
        .drop("start_date")
    )
    return replace(cohort, frames={**cohort.frames, "measures": measures})
