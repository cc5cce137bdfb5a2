"""The true course of the illness of simulated patients, from its onset, under what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from ranvier.kernels.simulated_course import (
    ONSET,
    PEAK,
    RECOVERY,
    RESIDUAL,
    Happened,
    LawNumbers,
    Sufferers,
    follow_patients,
)
from ranvier.kernels.simulated_effects import Given
from ranvier.kernels.simulated_points import Course, points_on
from ranvier.simulate.limits import Limits
from ranvier.simulate.natural_history.law import NaturalHistory
from ranvier.simulate.natural_history.numbers import (
    Floats,
    Treatment,
    given_to,
    law_numbers,
    streams_of,
    sufferers_in,
    sufferers_of,
)
from ranvier.simulate.natural_history.patients import Patients
from ranvier.simulate.natural_history.progression_law import SILENT_STEP_POINTS
from ranvier.simulate.natural_history.steps import Cause, Changes, changes_table

CHUNK_PATIENTS = 2048
"""Patients that one thread follows at a time."""

LONGEST_DAYS = 44_000
"""Nobody is followed for more than 120 years."""


@dataclass(frozen=True)
class Courses:
    """What truly happens to patients; days are whole days from the onset of each one's illness.

    relapse_offset: relapses of patient i are at offset[i] to offset[i + 1], in order; peak: points above the
    level at the height, residual included; recovery_days: time constant of what recedes. step_*: silent
    progression in the same way. secondary_day: onset of secondary progression, infinite if never. death_day:
    infinite for those alive on until_day.
    """

    patients: Patients
    relapse_offset: NDArray[np.int64]
    relapse_day: NDArray[np.int32]
    relapse_peak: NDArray[np.float32]
    relapse_residual: NDArray[np.float32]
    relapse_recovery_days: NDArray[np.float32]
    step_offset: NDArray[np.int64]
    step_day: NDArray[np.int32]
    step_points: NDArray[np.float32]
    secondary_day: Floats
    death_day: Floats
    until_day: NDArray[np.int32]
    treatments: tuple[Treatment, ...]
    given: Given

    def __len__(self) -> int:
        return len(self.patients)

    def of(self, rows: NDArray[np.intp]) -> Courses:
        """The courses of the patients in *rows*."""
        relapse_offset, relapse = _rows_of(self.relapse_offset, rows)
        step_offset, step = _rows_of(self.step_offset, rows)
        given = Given(self.given.numbers, self.given.start_day[:, rows], self.given.points[:, rows])
        return Courses(
            patients=self.patients.of(rows),
            relapse_offset=relapse_offset,
            relapse_day=self.relapse_day[relapse],
            relapse_peak=self.relapse_peak[relapse],
            relapse_residual=self.relapse_residual[relapse],
            relapse_recovery_days=self.relapse_recovery_days[relapse],
            step_offset=step_offset,
            step_day=self.step_day[step],
            step_points=self.step_points[step],
            secondary_day=self.secondary_day[rows],
            death_day=self.death_day[rows],
            until_day=self.until_day[rows],
            treatments=tuple(map(Treatment, given.start_day, (each.effect for each in self.treatments))),
            given=given,
        )

    def true_points(self, offset: ArrayLike, day: ArrayLike) -> NDArray[np.float32]:
        """True EDSS in points, 0 to 9.5 and unrounded, on each *day*, passing relapses included.

        offset, day: days of patient i are at offset[i] to offset[i + 1]. NaN on a day that is NaN.
        """
        return self._points(offset, day, True)

    def lasting_points(self, offset: ArrayLike, day: ArrayLike) -> NDArray[np.float32]:
        """The same apart from what still recedes of relapses."""
        return self._points(offset, day, False)

    def steps_table(self) -> pl.DataFrame:
        """Every change of the truth: row of the patient, day, points and cause.

        The points of a relapse are its height and, on a row of its own, what stays of it; those of a therapy
        what it brings in the end.
        """
        relapsing, stepping = _rows(self.relapse_offset), _rows(self.step_offset)
        stays, dead = self.relapse_residual > 0, np.flatnonzero(np.isfinite(self.death_day))
        stays_day, stays_points = self.relapse_day[stays], self.relapse_residual[stays]
        return changes_table(
            [
                Changes(Cause.RELAPSE_ONSET, relapsing, self.relapse_day, self.relapse_peak),
                Changes(Cause.RELAPSE_RESIDUAL, relapsing[stays], stays_day, stays_points),
                Changes(Cause.PROGRESSION, stepping, self.step_day, self.step_points),
                *self._therapies(),
                Changes(Cause.DEATH, dead, self.death_day[dead], np.full(len(dead), np.nan)),
            ]
        )

    def _therapies(self) -> list[Changes]:
        """What each treatment brings to those who begin it alive."""
        changes = []
        for start_day, points in zip(self.given.start_day, self.given.points, strict=True):
            begins = np.flatnonzero((start_day <= self.until_day) & (start_day < self.death_day))
            changes.append(Changes(Cause.THERAPY, begins, start_day[begins], points[begins]))
        return changes

    def _points(self, offset: ArrayLike, day: ArrayLike, with_passing: bool) -> NDArray[np.float32]:
        days = np.ascontiguousarray(day, np.float64)
        offsets = np.ascontiguousarray(offset, np.int64)
        course = Course(
            self.patients.onset_points,
            self.relapse_offset,
            self.relapse_day,
            self.relapse_peak,
            self.relapse_residual,
            self.relapse_recovery_days,
            self.step_offset,
            self.step_day,
        )
        return points_on(days, offsets, course, self.given, with_passing)


def simulate_courses(
    patients: Patients,
    law: NaturalHistory,
    seed: int,
    *,
    until_day: ArrayLike,
    treatments: Sequence[Treatment] = (),
    n_threads: int = 2,
) -> Courses:
    """The true course of each patient from the onset of the illness to *until_day* or death.

    until_day: whole days from the onset, one for all or one each. treatments: what patients are given; ratios
    of several multiply and points add up. The same seed with other treatments is another fate of the same
    patients: what could happen to them stays the same. Same seed, same bytes, whatever the number of threads.

    ImpossiblePlan: until_day outside 0 to 44,000, or fewer than 1 thread.
    """
    days = np.broadcast_to(np.asarray(until_day, np.int64), len(patients)).copy()
    _check(days, n_threads)
    sufferers = sufferers_of(patients, law, seed, days)
    given = given_to(patients, treatments, seed)
    happened = _followed(sufferers, streams_of(patients, seed), law_numbers(law), given, n_threads)
    relapses = np.concatenate([each.relapses for each in happened])
    steps = np.concatenate([each.steps for each in happened])
    return Courses(
        patients=patients,
        relapse_offset=_offset(np.concatenate([each.n_relapses for each in happened])),
        relapse_day=relapses[:, ONSET].astype(np.int32),
        relapse_peak=relapses[:, PEAK].astype(np.float32),
        relapse_residual=relapses[:, RESIDUAL].astype(np.float32),
        relapse_recovery_days=relapses[:, RECOVERY].astype(np.float32),
        step_offset=_offset(np.concatenate([each.n_steps for each in happened])),
        step_day=steps.astype(np.int32),
        step_points=np.full(len(steps), SILENT_STEP_POINTS, np.float32),
        secondary_day=sufferers.secondary_day,
        death_day=np.concatenate([each.death_day for each in happened]),
        until_day=days.astype(np.int32),
        treatments=tuple(treatments),
        given=given,
    )


def _check(days: NDArray[np.int64], n_threads: int) -> None:
    limits = Limits("courses")
    for name, day in (("until_day", int(days.min(initial=0))), ("until_day", int(days.max(initial=0)))):
        limits.whole(name, day, 0, LONGEST_DAYS)
    limits.whole("n_threads", n_threads, 1, 10_000)
    limits.finish()


def _followed(
    sufferers: Sufferers, streams: NDArray[np.int64], law: LawNumbers, given: Given, n_threads: int
) -> list[Happened]:
    """What happened, chunk by chunk in the order of the patients."""

    def follow(first: int) -> Happened:
        rows = slice(first, first + CHUNK_PATIENTS)
        people = sufferers_in(sufferers, rows)
        given_here = Given(
            given.numbers,
            np.ascontiguousarray(given.start_day[:, rows]),
            np.ascontiguousarray(given.points[:, rows]),
        )
        return form(people.until_day, people, streams[rows], law, given_here)

    form = follow_patients.form_for(range(int(sufferers.until_day.sum()) // 36))
    starts = range(0, max(len(sufferers.male), 1), CHUNK_PATIENTS)
    with ThreadPoolExecutor(n_threads) as pool:
        return list(pool.map(follow, starts))


def _offset(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def _rows(offset: NDArray[np.int64]) -> NDArray[np.int64]:
    """The row of the patient of each event."""
    return np.repeat(np.arange(len(offset) - 1), np.diff(offset))


def _rows_of(
    offset: NDArray[np.int64], rows: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Offsets of the patients in *rows*, and where their events are."""
    first, counts = offset[:-1][rows], np.diff(offset)[rows]
    new = _offset(counts)
    return new, np.repeat(first - new[:-1], counts) + np.arange(new[-1])
