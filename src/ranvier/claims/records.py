"""A programme's records with each patient's time zero and baseline: what checks and endpoints work on."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.course.baseline import find_baseline
from ranvier.course.time_zero import find_time_zero
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
        return self.baselines.filter(pl.col("group") == group.value)


def find_records(cohort: Cohort) -> Records:
    """Time zero and baseline of everyone treated or compared with, beside the checked rows."""
    zeros = find_time_zero(cohort)
    return Records(cohort, zeros, find_baseline(cohort, zeros))
