"""What is said of single visits: whether they may confirm, and from which score a step is taken."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.errors import RanvierError
from ranvier.tables.arrays import disability_ticks, owned
from ranvier.vocabulary.measures import Measure

PARTICULARS = ("may_confirm", "step_score")
"""What can be said of single visits."""


def visit_particulars(
    frame: pl.DataFrame, measure: Measure, particulars: pl.DataFrame | None
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """step_score and may_confirm of every visit of *frame*; no entries where nothing is said."""
    step_score, may_confirm = np.empty(0, np.int32), np.empty(0, np.bool_)
    if particulars is None:
        return step_score, may_confirm
    said = _checked(particulars)
    joined = frame.join(said, on=["patient_id", "date"], how="left", maintain_order="left")
    if "step_score" in said.columns:
        scores = joined["step_score"].fill_null(joined[measure.name].cast(pl.Float64))
        step_score = disability_ticks(scores.clip(measure.lowest, measure.highest), measure)
    if "may_confirm" in said.columns:
        may_confirm = owned(joined["may_confirm"].fill_null(value=True), np.bool_)
    return step_score, may_confirm


def visits_that_confirm(frame: pl.DataFrame, particulars: pl.DataFrame | None) -> NDArray[np.bool_]:
    """may_confirm of every visit of *frame*; no entries where nothing is said."""
    if particulars is None:
        return np.empty(0, np.bool_)
    said = _checked(particulars)
    if "step_score" in said.columns:
        raise RanvierError(
            "no step is taken here from another score of the visit",
            where="particulars, column 'step_score'",
            hint="leave the column out",
        )
    joined = frame.join(said, on=["patient_id", "date"], how="left", maintain_order="left")
    return owned(joined["may_confirm"].fill_null(value=True), np.bool_)


def _checked(particulars: pl.DataFrame) -> pl.DataFrame:
    """One row a patient and day, ids as text and days as dates; the first of several stays."""
    named = [column for column in PARTICULARS if column in particulars.columns]
    if not named or not {"patient_id", "date"} <= set(particulars.columns):
        raise RanvierError(
            "what is said of single visits needs the columns patient_id, date and one more",
            where=f"particulars, with the columns {', '.join(particulars.columns)}",
            hint=f"name the further column {' or '.join(PARTICULARS)}",
        )
    if "may_confirm" in named and particulars.schema["may_confirm"] != pl.Boolean:
        raise RanvierError(
            "whether a visit may confirm is true or false, not text or a number",
            where="particulars, column 'may_confirm'",
            hint="make the column Boolean; the text 'False' would count as true",
        )
    kinds = {"patient_id": pl.String, "date": pl.Date, "step_score": pl.Float64}
    said = particulars.select("patient_id", "date", *named)
    cast = said.with_columns(pl.col(name).cast(kinds[name]) for name in said.columns if name in kinds)
    return cast.unique(["patient_id", "date"], keep="first", maintain_order=True)
