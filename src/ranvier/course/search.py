"""A cohort and a definition made ready for the search for events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.outcome_visits import find_course_runs
from ranvier.course.particulars import visit_particulars
from ranvier.course.rules import change_rule
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.pira import Pira, Raw
from ranvier.errors import RanvierError
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.extras import CourseExtras
from ranvier.kernels.rules import ChangeRule
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort


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
    frame, (patients, offset) = find_course_runs(cohort, baselines, definition.measure)
    return Search(
        frame,
        patients,
        visit_arrays(frame, patients, definition.measure, offset),
        relapse_arrays(cohort.relapses, patients, cohort.runs_of("relapses")),
        change_rule(definition),
        CourseExtras(
            *visit_particulars(frame, definition.measure, particulars),
            drawn_last_visits(patients, definition, seed),
        ),
    )


def _check_relapses(cohort: Cohort, definition: ConfirmedChange) -> None:
    if isinstance(definition, Pira | Raw) and not cohort.has("relapses"):
        raise RanvierError(
            "whether a worsening is independent of relapses cannot be said without a table of relapses",
            where="relapses",
            hint=f"{HOW_TO_SUPPLY}; or ask for ConfirmedWorsening",
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
