"""A programme's records with each patient's time zero and baseline: what checks and endpoints work on."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from ranvier.course.baseline import find_baseline
from ranvier.course.change import find_change
from ranvier.course.follow_up import find_follow_up
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment, Group


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

    def changes(self, months: float, group: Group | None = None) -> pl.DataFrame:
        """EDSS change at *months* after time zero: of everyone, or of one group; found once."""
        if months not in self._found:
            self._found[months] = find_change(self.cohort, self.baselines, EdssChange(months=months))
        return of_group(self._found[months], group)

    def follow_up(self, group: Group | None = None) -> pl.DataFrame:
        """Time free of confirmed worsening: one row for each patient with a baseline; found once."""
        if "follow_up" not in self._found:
            self._found["follow_up"] = find_follow_up(self.cohort, self.baselines, FreeOfWorsening())
        return of_group(self._found["follow_up"], group)

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
        """The rows of `baselines` of one group."""
        return of_group(self.baselines, group)


def of_group(frame: pl.DataFrame, group: Group | None) -> pl.DataFrame:
    """The rows of one group; all rows without one."""
    return frame if group is None else frame.filter(pl.col("group") == group.value)


def find_records(cohort: Cohort) -> Records:
    """Time zero and baseline of everyone treated or compared with, beside the checked rows."""
    zeros = find_time_zero(cohort)
    return Records(cohort, zeros, find_baseline(cohort, zeros))
