"""A programme's records with each patient's time zero and baseline: what checks and endpoints work on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import polars as pl

from ranvier.claims.basis.covariates import find_covariates
from ranvier.course.baseline import find_baseline
from ranvier.course.edss_change import find_change
from ranvier.course.follow_up import find_follow_up
from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.presets import PRESETS
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import EDSS
from ranvier.vocabulary.people import Assignment, Group
from ranvier.vocabulary.scales.functional_systems import SYSTEMS

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Records:
    """Checked rows, and who is treated or compared with since when.

    zeros: one row a patient of either group (patient_id, group, zero_date). baselines: the same rows with
    the baseline EDSS or the reason why there is none. Both sorted by patient_id.
    """

    cohort: Cohort
    zeros: pl.DataFrame
    baselines: pl.DataFrame
    _found: dict[float | str, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _shifted: dict[str, Records] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What *make* gives of these records, made once for each *key*."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Kept = self._kept[key]
        return found

    def changes(self, months: float, group: Group | None = None) -> pl.DataFrame:
        """EDSS change at *months* after time zero: of everyone, or of one group; found once."""
        if months not in self._found:
            self._found[months] = find_change(self.cohort, self.baselines, EdssChange(months=months))
        return of_group(self._found[months], group)

    def follow_up(self, group: Group | None = None, definition: object = None) -> pl.DataFrame:
        """Time free of confirmed worsening: one row for each patient with a baseline; found once.

        definition: name of a published definition of worsening; None for the primary one.
        """
        key = f"follow_up {definition or PRIMARY_NAME}"
        if key not in self._found:
            asked = FreeOfWorsening(worsening=worsening_named(definition))
            self._found[key] = find_follow_up(
                self.cohort, self.baselines, asked, visits=self._course_visits()
            )
        return of_group(self._found[key], group)

    def _course_visits(self) -> pl.DataFrame:
        """The examinations that every definition of worsening is asked of; found once."""
        if "course visits" not in self._found:
            self._found["course visits"] = find_course_visits(self.cohort, self.baselines)
        return self._found["course visits"]

    def covariates(self) -> pl.DataFrame:
        """What everybody of either group was like at time zero (`find_covariates`); found once."""
        if "covariates" not in self._found:
            self._found["covariates"] = find_covariates(self.cohort, self.baselines)
        return self._found["covariates"]

    def with_treated_scored_higher(self, points: float) -> Records:
        """Had the raters scored the treated *points* higher (below 0: lower) after time zero; found once."""
        key = f"scored {points:g} higher"
        if key not in self._shifted:
            self._shifted[key] = _scored_higher(self, points)
        return self._shifted[key]

    @property
    def n_treated(self) -> int:
        """How many are treated."""
        return self.members(Group.TREATED).height

    @property
    def n_comparator(self) -> int:
        """How many they are compared with; 0 where nobody is."""
        return self.members(Group.COMPARATOR).height

    @property
    def is_randomised(self) -> bool:
        """Whether the programme says that lot decided who was treated."""
        return self.cohort.programme.groups.assignment is Assignment.RANDOMISED

    def members(self, group: Group) -> pl.DataFrame:
        """The rows of `baselines` of one group; found once."""
        key = f"members {group.value}"
        if key not in self._found:
            self._found[key] = of_group(self.baselines, group)
        return self._found[key]


PRIMARY_NAME = "primary"
"""The name of the primary definition of worsening."""


def worsening_named(name: object) -> ConfirmedWorsening:
    """The published definition of worsening called *name*, measured from the programme's baseline.

    None: the primary one. The first reference is the programme's baseline under every definition, also where
    the authors move a baseline away from relapses: time zero is the dose, whoever scores it (verdict rule 3).
    """
    definition = PRESETS[str(name or PRIMARY_NAME)].definition
    assert isinstance(definition, ConfirmedWorsening)
    if definition.rebases_after_relapse:
        return definition  # the reference moves with relapses by its own rule
    return replace(definition, relapse_to_reference=RelapseDistance())


def _scored_higher(records: Records, points: float) -> Records:
    """Scores of the treated after time zero moved by *points*, and on where the EDSS has no such score.

    Grades of the functional systems move by a whole one, for there is no less.
    """
    treated = records.members(Group.TREATED).select("patient_id", "zero_date")
    visits = records.cohort.visits
    zero_date = visits.join(treated, on="patient_id", how="left", maintain_order="left")["zero_date"]
    moved = (pl.col("edss") + points).clip(EDSS.lowest, EDSS.highest)
    allowed = pl.when(moved.is_between(0, 1, closed="none")).then(1.0 if points > 0 else 0.0).otherwise(moved)
    after = pl.col("date") > zero_date
    grade = 1.0 if points > 0 else -1.0
    higher = visits.with_columns(
        pl.when(after).then(allowed).otherwise("edss").alias("edss"),
        *(
            pl.when(after)
            .then((pl.col(system.column) + grade).clip(0, system.highest_raw))
            .otherwise(system.column)
            .alias(system.column)
            for system in SYSTEMS
        ),
    )
    cohort = replace(records.cohort, frames={**records.cohort.frames, "visits": higher})
    return Records(cohort, records.zeros, records.baselines)


def of_group(frame: pl.DataFrame, group: Group | None) -> pl.DataFrame:
    """The rows of one group; all rows without one."""
    return frame if group is None else frame.filter(pl.col("group") == group.value)


def find_records(cohort: Cohort) -> Records:
    """Time zero and baseline of everyone treated or compared with, beside the checked rows."""
    zeros = find_time_zero(cohort)
    return Records(cohort, zeros, find_baseline(cohort, zeros))
