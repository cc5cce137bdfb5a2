"""Each patient's follow-up cut into periods of equal length, with what was known when each began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.emulation.people import NEVER, CheckedRecords, Days, Numbers


@dataclass(frozen=True, eq=False)
class PersonPeriods:
    """One row a patient and period under observation, by patient and period.

    Period k begins on day k * every_days. A start or stop belongs to the period whose days, the first one
    included, hold it; time at risk runs from after the first day to the first day of the next, included.
    first_row: where the rows of each patient begin, and the end. record: the latest record when it began.
    untreated, treated: whether the treatment had not begun, or was under way, when the period began.
    changes: whether it is started (of the untreated) or stopped (of the treated) in the period.
    """

    every_days: int
    people: CheckedRecords
    patient: Days
    period: Days
    first_row: Days
    record: Days
    untreated: NDArray[np.bool_]
    treated: NDArray[np.bool_]
    changes: NDArray[np.bool_]

    @property
    def day(self) -> Days:
        """First day of each period."""
        return self.period * self.every_days

    def covariates(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> dict[str, Numbers]:
        """What was known when the periods in *rows* began."""
        at = self.record[rows]
        return {name: values[at] for name, values in self.people.covariates.items()}


def find_person_periods(people: CheckedRecords, every_days: int) -> PersonPeriods:
    """The periods of every patient, from the first that begins on or after the first record to the exit."""
    first_record = np.searchsorted(people.record_patient, np.arange(people.n))
    first = -(-people.record_day[first_record] // every_days) if people.n else np.empty(0, np.int64)
    n_rows = np.maximum(-(-people.exit_day // every_days) - first, 0)
    first_row = np.concatenate([[0], np.cumsum(n_rows)]).astype(np.int64)
    patient = np.repeat(np.arange(people.n), n_rows)
    period = np.arange(patient.size) - np.repeat(first_row[:-1] - first, n_rows)
    day = period * every_days
    start, stop = people.start_day[patient], people.stop_day[patient]
    untreated = start >= day
    treated = ~untreated & (stop >= day)
    change_day = np.where(untreated, start, stop)
    return PersonPeriods(
        every_days=every_days,
        people=people,
        patient=patient,
        period=period,
        first_row=first_row,
        record=_latest_record(people, patient, day),
        untreated=untreated,
        treated=treated,
        changes=(untreated | treated) & (change_day < day + every_days),
    )


def _latest_record(people: CheckedRecords, patient: Days, day: Days) -> Days:
    key = people.record_patient * NEVER + people.record_day
    return np.asarray(np.searchsorted(key, patient * NEVER + day, side="right") - 1, np.int64)


def by_name(columns: Mapping[str, Numbers], rows: NDArray[np.int64]) -> dict[str, Numbers]:
    """The same *rows* of each column."""
    return {name: values[rows] for name, values in columns.items()}
