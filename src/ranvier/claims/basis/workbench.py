"""What several endpoints need beside the records: the judging rules and the null band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ranvier.claims.basis.finding import NullBand
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.rules import Rules
from ranvier.tables.cohort import Cohort

NullSource = Callable[[str, Mapping[str, Any]], NullBand | None]
"""Endpoint name and parameters in, what would be seen without an effect out."""


@dataclass(frozen=True)
class Workbench:
    """One programme's records, the rules of the readings, and the source of null bands.

    null_of_votes: the source for definitions that are not the claim's own; None: the same source. seed: of
    the patients drawn anew.
    """

    records: Records
    rules: Rules
    null: NullSource
    null_of_votes: NullSource | None = None
    seed: int = 1

    def for_votes(self) -> Workbench:
        """The same for a definition that has one vote among the published ones."""
        return replace(self, null=self.null_of_votes or self.null)

    @property
    def cohort(self) -> Cohort:
        """The programme's checked rows."""
        return self.records.cohort
