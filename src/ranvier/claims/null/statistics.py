"""Figures read from re-created programmes: one number for each case (row) and programme (column).

A case is a variant; where relapses are not recorded, a share of baselines in a relapse and a variant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.basis.records import Records
from ranvier.claims.null.exits import Exits, free_part_at, free_share_at, null_exits, null_improvements
from ranvier.claims.null.frame import Floats
from ranvier.claims.null.programmes import NullProgrammes, NullState, Values
from ranvier.claims.null.relapses import DAY_SPAN
from ranvier.claims.null.scores import Ticks
from ranvier.claims.null.variants import VARIANTS
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.edss import TICKS_PER_POINT

MOST_TICKS = 20
N_CHANGES = 2 * MOST_TICKS + 2
"""Changes of -10 to +10 points in half points, and a last place for those that no visit can confirm."""

CHANGES = np.arange(-MOST_TICKS, MOST_TICKS + 1) / TICKS_PER_POINT
"""The change in points of each place."""

MOST_VALUES = 2_000_000
"""Values of several programmes that are put together at once: 16 MB at most."""

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Targets:
    """The visit at which a change is read: number of the patient and of the visit, for all who are seen."""

    patient: NDArray[np.int64]
    visit: NDArray[np.int64]


class NullFigures:
    """Reads figures from `NullProgrammes` as they are read from *records*; what several need is kept.

    n_threads: blocks of programmes followed at the same time; the same figures whatever it is.
    """

    def __init__(self, programmes: NullProgrammes, records: Records, *, n_threads: int = 2) -> None:
        self.programmes = programmes
        self.records = records
        self._n_threads = n_threads
        self._counts: dict[tuple[float, bool], Counts] = {}
        self._exits: tuple[ConfirmedWorsening, list[list[Exits]]] | None = None

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
        key = ("free", horizon_day, worsening)
        everyone = np.arange(self.programmes.frame.n_patients)

        def read() -> Floats:
            return self._over_cases(
                self._exits_under(worsening), everyone, lambda exits: free_share_at(exits, horizon_day)
            )

        return self.programmes.figures.get(key, read)

    def free_among_followed(self, horizon_day: int, worsening: ConfirmedWorsening = PRIMARY) -> Floats:
        """Share without confirmed worsening by *horizon_day*, in percent, of those seen at or after it.

        NaN where nobody is.
        """
        key = ("free among followed", horizon_day, worsening)
        followed = np.flatnonzero(self.programmes.frame.last_day >= horizon_day)

        def read() -> Floats:
            if len(followed) == 0:
                return np.full((len(VARIANTS), self.programmes.n_programmes), np.nan)
            exits = [[each[:, followed] for each in state] for state in self._exits_under(worsening)]
            return self._over_cases(exits, followed, lambda each: free_part_at(each, horizon_day))

        return self.programmes.figures.get(key, read)

    def improved_share(self, horizon_day: int, points: float, *, confirmed: bool) -> Floats:
        """Share whose EDSS had fallen by at least *points* at *horizon_day*, in percent (Kaplan-Meier)."""
        key = ("improved", horizon_day, points, confirmed)
        everyone = np.arange(self.programmes.frame.n_patients)

        def read() -> Floats:
            frame, states = self.programmes.frame, self.programmes.states
            exits = null_improvements(frame, states, points, confirmed=confirmed, n_threads=self._n_threads)
            return 100 - self._over_cases(exits, everyone, lambda each: free_share_at(each, horizon_day))

        return self.programmes.figures.get(key, read)

    def _exits_under(self, worsening: ConfirmedWorsening) -> list[list[Exits]]:
        """Those of the definition asked for last are kept: they are large."""
        if self._exits is None or self._exits[0] != worsening:
            found = null_exits(
                self.programmes.frame, self.programmes.states, worsening, n_threads=self._n_threads
            )
            self._exits = (worsening, found)
        return self._exits[1]

    def _change_counts(self, months: float, *, confirmed: bool = False) -> Counts:
        key = (months, confirmed)
        if key not in self._counts:
            definition = EdssChange(months=months)
            targets = _targets(self.programmes, self.records, months)
            bins = [
                [
                    self._bins(state, scores, targets, definition if confirmed else None)
                    for scores in state.scores
                ]
                for state in self.programmes.states
            ]
            self._counts[key] = self._over_cases(bins, targets.patient, _count)[:, :, :-1]
        return self._counts[key]

    def _bins(
        self, state: NullState, scores: Ticks, targets: Targets, confirmed_by: EdssChange | None
    ) -> NDArray[np.int8]:
        return change_bins(self.programmes, state, scores, targets, confirmed_by)

    def _over_cases(
        self, by_state: list[list[Values]], patients: NDArray[np.int64], read: Callable[[Values], Values]
    ) -> Values:
        """What *read* makes of every programme, one case after the other: each share, each variant.

        by_state: for each state and variant one row a draw and one column a patient.
        """
        programmes, n = self.programmes, self.programmes.n_programmes
        at_once = max(1, MOST_VALUES // max(len(patients), 1))
        parts = []
        for first in range(0, n, at_once):
            rows = slice(first, min(first + at_once, n))
            places = programmes.places(rows, patients)
            cases = []
            for of_variant in zip(*by_state, strict=True):
                picked = [programmes.picked(each, rows, places) for each in of_variant]
                cases.append([read(each) for each in programmes.mixed(picked, rows, patients)])
            parts.append([case for share in zip(*cases, strict=True) for case in share])
        return np.stack([np.concatenate(case) for case in zip(*parts, strict=True)])


def _count(bins: NDArray[np.int8]) -> Counts:
    """Programmes (rows) by change (columns), from the places of their patients."""
    n_rows = len(bins)
    flat = bins + N_CHANGES * np.arange(n_rows)[:, None]
    return np.bincount(flat.ravel(), minlength=n_rows * N_CHANGES).reshape(n_rows, N_CHANGES)


def change_bins(
    programmes: NullProgrammes,
    state: NullState,
    scores: Ticks,
    targets: Targets,
    confirmed_by: EdssChange | None,
) -> NDArray[np.int8]:
    """Place among `CHANGES` for each draw and patient; the last one where a change cannot be confirmed."""
    baseline = programmes.frame.baseline_ticks[targets.patient].astype(np.int8)
    if confirmed_by is None:
        return scores[:, targets.visit] - baseline + np.int8(MOST_TICKS)
    highest, is_confirmed = _highest_until_confirmed(programmes, state, scores, targets, confirmed_by)
    return np.where(is_confirmed, highest - baseline + np.int8(MOST_TICKS), np.int8(N_CHANGES - 1))


def _targets(programmes: NullProgrammes, records: Records, months: float) -> Targets:
    """The same target visits as in the records themselves."""
    frame = programmes.frame
    found = records.changes(months)
    day = frame.patient_ids.to_frame("patient_id").join(
        found.select("patient_id", "visit_day"), on="patient_id", how="left", maintain_order="left"
    )["visit_day"]
    patient = np.flatnonzero(day.is_not_null().to_numpy())
    wanted = patient * DAY_SPAN + day.drop_nulls().to_numpy().astype(np.int64)
    return Targets(patient, np.searchsorted(frame.patient_of_visit * DAY_SPAN + frame.day, wanted))


def _highest_until_confirmed(
    programmes: NullProgrammes, state: NullState, scores: Ticks, targets: Targets, definition: EdssChange
) -> tuple[Ticks, NDArray[np.bool_]]:
    """The highest score from the target visit through the first that confirms, and whether one does."""
    frame = programmes.frame
    end = frame.offset[targets.patient + 1]
    highest = np.zeros((programmes.n_draws, len(end)), dtype=np.int8)
    confirmed = np.zeros(highest.shape, dtype=bool)
    for further in range(int((end - targets.visit).max(initial=0))):
        there = targets.visit + further < end
        visit = np.minimum(targets.visit + further, end - 1)
        highest = np.where(~confirmed & there, np.maximum(highest, scores[:, visit]), highest)
        late = there & (frame.day[visit] - frame.day[targets.visit] >= definition.confirm_after_days)
        confirmed |= late & (state.since_relapse[:, visit] > definition.relapse_free_days)
        if confirmed[:, there].all():
            break
    return highest, confirmed
