"""Figures read from re-created programmes: one number for each variant (row) and programme (column)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.exits import Exits, free_share_at, null_exits
from ranvier.claims.null.frame import Floats
from ranvier.claims.null.programmes import NullProgrammes, NullWorld
from ranvier.claims.null.relapses import DAY_SPAN
from ranvier.course.edss_change import find_change
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.edss import TICKS_PER_POINT

MOST_TICKS = 20
N_CHANGES = 2 * MOST_TICKS + 2
"""Changes of -10 to +10 points in half points, and a last place for those that no visit can confirm."""

CHANGES = np.arange(-MOST_TICKS, MOST_TICKS + 1) / TICKS_PER_POINT
"""The change in points of each place."""

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Targets:
    """The visit at which a change is read: number of the patient and of the visit, for all who are seen."""

    patient: NDArray[np.int64]
    visit: NDArray[np.int64]


class NullFigures:
    """Reads figures from `NullProgrammes`; what several figures need is worked out once."""

    def __init__(self, programmes: NullProgrammes) -> None:
        self.programmes = programmes
        self._counts: dict[tuple[float, bool], Counts] = {}
        self._kept_exits: dict[ConfirmedWorsening, list[Exits]] = {}

    def mean_change(self, months: float) -> Floats:
        """Mean EDSS change at *months* of the patients seen then, in points."""
        counts = self._change_counts(months)
        with np.errstate(invalid="ignore"):
            mean: Floats = (counts * CHANGES).sum(axis=2) / counts.sum(axis=2)
        return mean

    def median_change(self, months: float) -> Floats:
        """Median EDSS change at *months* of the patients seen then, in points; NaN where nobody is."""
        counts = self._change_counts(months)
        up_to = counts.cumsum(axis=2)
        n_seen = up_to[:, :, -1:]
        middle = [np.argmax(up_to > rank, axis=2) for rank in ((n_seen - 1) // 2, n_seen // 2)]
        return np.where(n_seen[:, :, 0] > 0, (CHANGES[middle[0]] + CHANGES[middle[1]]) / 2, np.nan)

    def fall_share(self, months: float, points: float, *, confirmed: bool) -> Floats:
        """Share whose EDSS fell by at least *points*, in percent.

        Of the patients seen, or of those with a visit that can confirm the fall; NaN where there is none.
        """
        counts = self._change_counts(months, confirmed=confirmed)
        with np.errstate(invalid="ignore"):
            share: Floats = 100 * counts[:, :, -points >= CHANGES].sum(axis=2) / counts.sum(axis=2)
        return share

    def patients_by_change(self, months: float) -> dict[float, Floats]:
        """For each EDSS change that occurs, how many patients have it."""
        counts = self._change_counts(months)
        occurring = np.flatnonzero(counts.any(axis=(0, 1)))
        return {float(CHANGES[place]): counts[:, :, place].astype(np.float64) for place in occurring}

    def free_share(self, horizon_day: int, worsening: ConfirmedWorsening = PRIMARY) -> Floats:
        """Share free of confirmed worsening at *horizon_day*, in percent (Kaplan-Meier)."""
        picks = self.programmes.picks
        return np.array([free_share_at(exits, picks, horizon_day) for exits in self._exits(worsening)])

    def _exits(self, worsening: ConfirmedWorsening) -> list[Exits]:
        """Those of the primary definition are kept, and those of the one asked for last: they are large."""
        if worsening not in self._kept_exits:
            self._kept_exits = {key: kept for key, kept in self._kept_exits.items() if key == PRIMARY}
            frame, worlds = self.programmes.frame, self.programmes.worlds
            self._kept_exits[worsening] = [null_exits(frame, world, worsening) for world in worlds]
        return self._kept_exits[worsening]

    def _change_counts(self, months: float, *, confirmed: bool = False) -> Counts:
        key = (months, confirmed)
        if key not in self._counts:
            definition = EdssChange(months=months)
            self._counts[key] = _count_changes(self.programmes, definition, confirmed=confirmed)
        return self._counts[key]


def _count_changes(programmes: NullProgrammes, definition: EdssChange, *, confirmed: bool) -> Counts:
    """Patients by change: one table a variant, one row a programme, one column a change."""
    targets = _targets(programmes, definition)
    n_programmes, n_seen = programmes.n_programmes, len(targets.patient)
    place = programmes.picks[:, targets.patient] * n_seen + np.arange(n_seen)
    row = N_CHANGES * np.arange(n_programmes)[:, None]
    counts = []
    for world in programmes.worlds:
        bins = _change_bins(programmes, world, targets, definition if confirmed else None)
        flat = np.take(bins.ravel(), place) + row
        counted = np.bincount(flat.ravel(), minlength=n_programmes * N_CHANGES)
        counts.append(counted.reshape(n_programmes, N_CHANGES)[:, :-1])
    return np.array(counts)


def _change_bins(
    programmes: NullProgrammes, world: NullWorld, targets: Targets, confirmed_by: EdssChange | None
) -> NDArray[np.int64]:
    """Column of `Counts` for each draw and patient; the last one where a change cannot be confirmed."""
    baseline = programmes.frame.baseline_ticks[targets.patient]
    if confirmed_by is None:
        return world.scores[:, targets.visit].astype(np.int64) - baseline + MOST_TICKS
    highest, is_confirmed = _highest_until_confirmed(programmes, world, targets, confirmed_by)
    return np.where(is_confirmed, highest.astype(np.int64) - baseline + MOST_TICKS, N_CHANGES - 1)


def _targets(programmes: NullProgrammes, definition: EdssChange) -> Targets:
    """The same target visits as in the records themselves."""
    frame, records = programmes.frame, programmes.records
    found = find_change(records.cohort, records.baselines, definition)
    day = frame.patient_ids.to_frame("patient_id").join(
        found.select("patient_id", "visit_day"), on="patient_id", how="left", maintain_order="left"
    )["visit_day"]
    patient = np.flatnonzero(day.is_not_null().to_numpy())
    wanted = patient * DAY_SPAN + day.drop_nulls().to_numpy().astype(np.int64)
    return Targets(patient, np.searchsorted(frame.patient_of_visit * DAY_SPAN + frame.day, wanted))


def _highest_until_confirmed(
    programmes: NullProgrammes, world: NullWorld, targets: Targets, definition: EdssChange
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """The highest score from the target visit through the first that confirms, and whether one does."""
    frame = programmes.frame
    end = frame.offset[targets.patient + 1]
    highest = np.zeros((programmes.n_draws, len(end)), dtype=np.int8)
    confirmed = np.zeros(highest.shape, dtype=bool)
    for further in range(int((end - targets.visit).max(initial=0))):
        there = targets.visit + further < end
        visit = np.minimum(targets.visit + further, end - 1)
        highest = np.where(~confirmed & there, np.maximum(highest, world.scores[:, visit]), highest)
        late = there & (frame.day[visit] - frame.day[targets.visit] >= definition.confirm_after_days)
        confirmed |= late & (world.courses.since_relapse[:, visit] > definition.relapse_free_days)
    return highest, confirmed
