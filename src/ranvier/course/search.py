"""A cohort and a definition made ready for the search for events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.rules import change_rule
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.pira import Pira, Raw
from ranvier.errors import RanvierError
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.extras import CourseExtras
from ranvier.kernels.rules import ChangeRule
from ranvier.tables.arrays import disability_ticks, owned, patient_runs, relapse_arrays, visit_arrays
from ranvier.tables.cohort import Cohort

PARTICULARS = ("may_confirm", "step_score")
"""What can be said of single visits."""


@dataclass(frozen=True)
class Search:
    """The visits of a course as a frame, and all that the kernel takes."""

    frame: pl.DataFrame
    patients: pl.Series
    visits: VisitArrays
    relapses: RelapseArrays
    rule: ChangeRule
    extras: CourseExtras

    @property
    def arguments(self) -> tuple[VisitArrays, RelapseArrays, ChangeRule, CourseExtras]:
        """The arguments of a kernel, in its order."""
        return self.visits, self.relapses, self.rule, self.extras


def make_search(
    cohort: Cohort,
    definition: ConfirmedChange,
    baselines: pl.DataFrame | None = None,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> Search:
    """What the kernel needs to look for *definition* in *cohort*; see `find_events` for the arguments.

    Raises RanvierError if PIRA or RAW is asked for without a table of relapses, if chance is asked for
    without a seed, and if *particulars* lack their columns.
    """
    _check_relapses(cohort, definition)
    frame = find_course_visits(cohort, baselines, definition.measure)
    patients, offset = patient_runs(frame["patient_id"])
    return Search(
        frame,
        patients,
        visit_arrays(frame, patients, definition.measure, offset),
        relapse_arrays(cohort.relapses, patients),
        change_rule(definition),
        CourseExtras(
            *_visit_particulars(frame, definition, particulars), drawn_last_visits(patients, definition, seed)
        ),
    )


def _check_relapses(cohort: Cohort, definition: ConfirmedChange) -> None:
    if isinstance(definition, Pira | Raw) and not cohort.has("relapses"):
        raise RanvierError(
            "whether a worsening is independent of relapses cannot be said without a table of relapses",
            where="programme.toml, [tables]",
            hint="supply the table relapses, or ask for ConfirmedWorsening",
        )


def drawn_last_visits(
    patients: pl.Series, definition: ConfirmedChange, seed: int | None
) -> NDArray[np.bool_]:
    """For each patient whether a worsening at the last visit counts; no entries where chance decides nothing.

    The draw depends on the seed and the patient's own id alone, so that other patients and the order of rows
    change nothing.
    """
    probability = definition.last_visit_probability
    if not definition.last_visit_counts or probability == 1:
        return np.empty(0, np.bool_)
    if seed is None:
        raise RanvierError(
            "a last visit that counts by chance needs a seed",
            where=f"last_visit_probability = {probability}",
            hint="pass seed=, any whole number; the same number gives the same events",
        )
    draws = [_draw(seed, patient) for patient in patients]
    return np.array(draws, np.float64) < probability


def _draw(seed: int, patient_id: str) -> float:
    """A number from 0 up to 1, the same for one seed and one id."""
    digest = hashlib.blake2b(f"{seed}:{patient_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def _visit_particulars(
    frame: pl.DataFrame, definition: ConfirmedChange, particulars: pl.DataFrame | None
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """step_score and may_confirm of every visit of *frame*; no entries where nothing is said."""
    step_score, may_confirm = np.empty(0, np.int32), np.empty(0, np.bool_)
    if particulars is None:
        return step_score, may_confirm
    said = _checked(particulars)
    joined = frame.join(said, on=["patient_id", "date"], how="left", maintain_order="left")
    if "step_score" in said.columns:
        measure = definition.measure
        scores = joined["step_score"].fill_null(joined[measure.name].cast(pl.Float64))
        step_score = disability_ticks(scores.clip(measure.lowest, measure.highest), measure)
    if "may_confirm" in said.columns:
        may_confirm = owned(joined["may_confirm"].fill_null(value=True), np.bool_)
    return step_score, may_confirm


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
