"""One trial drawn from a pool of simulated patients, as records that the endpoints read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.records import Records, of_group
from ranvier.vocabulary.people import Group

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class DrawnRecords(Records):
    """Records of the patients in *rows* of `whole.baselines`, each as often as drawn.

    What was found of everybody is kept, so that a trial costs no second search.
    """

    whole: Records | None = None
    rows: Any = None

    def changes(self, months: float, group: Group | None = None) -> pl.DataFrame:
        """As of `Records`, of the patients drawn."""
        return of_group(self._pool.changes(months)[self.rows], group)

    def follow_up(self, group: Group | None = None, definition: object = None) -> pl.DataFrame:
        """As of `Records`, of the patients drawn."""
        followed = self._pool.follow_up(definition=definition)
        place = place_of(self._pool, followed)[self.rows]
        return of_group(followed[place[place >= 0]], group)

    def covariates(self) -> pl.DataFrame:
        """Of the whole pool, one row a patient: what is joined to it may hold a patient several times."""
        return self._pool.covariates()

    def with_treated_scored_higher(self, points: float) -> Records:
        """As of `Records`, of the patients drawn."""
        return drawn(self._pool.with_treated_scored_higher(points), self.rows)

    @property
    def _pool(self) -> Records:
        assert self.whole is not None
        return self.whole


def drawn(pool: Records, rows: Rows) -> DrawnRecords:
    """The trial of the patients in *rows* of the pool's baselines."""
    return DrawnRecords(pool.cohort, pool.zeros[rows], pool.baselines[rows], whole=pool, rows=rows)


def place_of(pool: Records, frame: pl.DataFrame) -> Rows:
    """For each row of the pool's baselines its row in *frame*, −1 where it has none."""
    places = frame.select("patient_id").with_row_index("place")
    found = pool.baselines.select("patient_id").join(
        places, on="patient_id", how="left", maintain_order="left"
    )["place"]
    return found.cast(pl.Int64).fill_null(-1).to_numpy()
