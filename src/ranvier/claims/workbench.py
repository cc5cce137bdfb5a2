"""What several endpoints need of the same records, worked out once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from ranvier.claims.finding import NullBand
from ranvier.claims.records import Records
from ranvier.claims.rules import Rules
from ranvier.course.change import find_change
from ranvier.course.follow_up import find_follow_up
from ranvier.definitions.change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Group

NullSource = Callable[[str, Mapping[str, Any]], NullBand | None]
"""Endpoint name and parameters in, what would be seen without an effect out."""


class Workbench:
    """One programme's records with the courses found so far.

    The same question is asked by several claims; each course is found once. null_source gives the null
    band of an endpoint.
    """

    def __init__(self, records: Records, rules: Rules, null_source: NullSource) -> None:
        self.records = records
        self.rules = rules
        self._null_source = null_source
        self._changes: dict[float, pl.DataFrame] = {}

    @property
    def cohort(self) -> Cohort:
        """The programme's checked rows."""
        return self.records.cohort

    def changes(self, months: float) -> pl.DataFrame:
        """EDSS change at *months* after time zero: one row for each treated patient and comparator."""
        if months not in self._changes:
            self._changes[months] = find_change(
                self.cohort, self.records.baselines, EdssChange(months=months)
            )
        return self._changes[months]

    @cached_property
    def follow_up(self) -> pl.DataFrame:
        """Time free of confirmed worsening: one row for each patient with a baseline."""
        return find_follow_up(self.cohort, self.records.baselines, FreeOfWorsening())

    def null(self, endpoint: str, parameters: Mapping[str, Any]) -> NullBand | None:
        """What would be seen without an effect."""
        return self._null_source(endpoint, parameters)


def of_group(frame: pl.DataFrame, group: Group) -> pl.DataFrame:
    """The rows of one group."""
    return frame.filter(pl.col("group") == group.value)
