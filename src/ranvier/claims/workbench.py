"""What several endpoints need beside the records: the judging rules and the null band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ranvier.claims.finding import NullBand
from ranvier.claims.records import Records
from ranvier.claims.rules import Rules
from ranvier.tables.cohort import Cohort

NullSource = Callable[[str, Mapping[str, Any]], NullBand | None]
"""Endpoint name and parameters in, what would be seen without an effect out."""


@dataclass(frozen=True)
class Workbench:
    """One programme's records, the rules of the readings, and the source of null bands."""

    records: Records
    rules: Rules
    null: NullSource

    @property
    def cohort(self) -> Cohort:
        """The programme's checked rows."""
        return self.records.cohort
