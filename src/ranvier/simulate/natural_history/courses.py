"""The true course of the illness of simulated patients, from its onset, under what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from ranvier.kernels.simulated_course import Happened, follow_patients
from ranvier.kernels.simulated_effects import Given
from ranvier.kernels.simulated_law import LawNumbers, Sufferers
from ranvier.kernels.simulated_points import Asked, Course, write_points
from ranvier.kernels.simulated_relapse import ONSET, PEAK, RECOVERY, RESIDUAL
from ranvier.simulate.limits import Limits
from ranvier.simulate.natural_history.chunks import in_chunks
from ranvier.simulate.natural_history.law import NaturalHistory
from ranvier.simulate.natural_history.numbers import (
    Floats,
    Treatment,
    given_in,
    given_to,
    law_numbers,
    streams_of,
    sufferers_in,
    sufferers_of,
)
from ranvier.simulate.natural_history.offsets import events_of, offset_of, patient_rows
from ranvier.simulate.natural_history.patients import Patients
from ranvier.simulate.natural_history.progression_law import SILENT_STEP_POINTS
from ranvier.simulate.natural_history.steps import Cause, Changes, changes_table

THREADS = 2
"""Threads on which visits are scored, and courses are followed where no other number is asked for."""

DAYS_A_VISIT = 37
"""Days of a course that plain Python follows in the time of one visit of the other kernels
(benchmarks/simulation.py)."""

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
        relapse_offset, relapse = events_of(self.relapse_offset, rows)
        step_offset, step = events_of(self.step_offset, rows)
        given = given_in(self.given, rows)
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
        relapsing, stepping = patient_rows(self.relapse_offset), patient_rows(self.step_offset)
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
        asked = Asked(np.ascontiguousarray(day, np.float64), np.ascontiguousarray(offset, np.int64))
        course = self._course()
        found = np.empty(len(asked.day), np.float32)

        def write(rows: slice) -> None:
            form(asked, course, self.given, with_passing, (rows.start, rows.stop), found)

        form = write_points.form_for(asked.day)
        in_chunks(len(self), write, THREADS)
        return found

    def _course(self) -> Course:
        return Course(
            onset_points=self.patients.onset_points,
            relapse_offset=self.relapse_offset,
            relapse_day=self.relapse_day,
            peak=self.relapse_peak,
            residual=self.relapse_residual,
            recovery_days=self.relapse_recovery_days,
            step_offset=self.step_offset,
            step_day=self.step_day,
        )


def simulate_courses(
    patients: Patients,
    law: NaturalHistory,
    seed: int,
    *,
    until_day: ArrayLike,
    treatments: Sequence[Treatment] = (),
    n_threads: int = THREADS,
) -> Courses:
    """The true course of each patient from the onset of the illness to *until_day* or death.

    until_day: whole days from the onset, one for all or one each. treatments: what patients are given; ratios
    of several multiply and points add up. The same seed with other treatments is another fate of the same
    patients: what could happen to them stays the same. Same seed, same bytes, whatever the number of threads.

    ImpossiblePlan: until_day outside 0 to 44,000, or fewer than 1 thread.
    """
    days = np.broadcast_to(np.asarray(until_day, np.int64), len(patients)).copy()
    _check(days, n_threads)
    sufferers = sufferers_of(patients, law, seed)
    given = given_to(patients, treatments, seed)
    streams = streams_of(patients, seed, given)
    happened = _followed(days, sufferers, streams, law_numbers(law), given, n_threads)
    relapses = np.concatenate([each.relapses for each in happened])
    steps = np.concatenate([each.step_days for each in happened])
    return Courses(
        patients=patients,
        relapse_offset=offset_of(np.concatenate([each.n_relapses for each in happened])),
        relapse_day=relapses[:, ONSET].astype(np.int32),
        relapse_peak=relapses[:, PEAK].astype(np.float32),
        relapse_residual=relapses[:, RESIDUAL].astype(np.float32),
        relapse_recovery_days=relapses[:, RECOVERY].astype(np.float32),
        step_offset=offset_of(np.concatenate([each.n_steps for each in happened])),
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
    until_day: NDArray[np.int64],
    sufferers: Sufferers,
    streams: NDArray[np.int64],
    law: LawNumbers,
    given: Given,
    n_threads: int,
) -> list[Happened]:
    """What happened, chunk by chunk in the order of the patients."""

    def follow(rows: slice) -> Happened:
        here = sufferers_in(sufferers, rows)
        return form(until_day[rows], here, streams[rows], law, given_in(given, rows))

    form = follow_patients.form_for(range(int(until_day.sum()) // DAYS_A_VISIT))
    return in_chunks(len(until_day), follow, n_threads)
