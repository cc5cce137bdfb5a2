"""What an emulated trial is made from: when each patient starts, stops and leaves, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import MOST_DAYS, Inputs
from ranvier.estimates.labels import check_columns, known_names

Days = NDArray[np.int64]
Numbers = NDArray[np.float64]

NEVER = 4 * MOST_DAYS
"""The day of what did not happen, beyond every follow-up."""


@dataclass(frozen=True, eq=False)
class People:
    """Patients, one entry each, on one axis of whole days.

    patient: names or numbers, each once. exit_day: the event or the end of the records. event: whether it was
    the event. start_day: first day of the treatment, NaN for never. stop_day: the day on which it ended, NaN
    for never; without it nobody stops. The day of the event comes before a start or a stop of the same day.
    """

    patient: ArrayLike
    exit_day: ArrayLike
    event: ArrayLike
    start_day: ArrayLike
    stop_day: ArrayLike | None = None


@dataclass(frozen=True, eq=False)
class Records:
    """What was known of a patient from a day on, until the patient's next record: many rows a patient.

    patient, day: as in `People`; one row a patient and day. covariates: numbers by name. eligible: whether
    the patient could have joined a trial then (without it: always). Patients are observed from the first
    record on.
    """

    patient: ArrayLike
    day: ArrayLike
    covariates: Mapping[str, ArrayLike] = field(default_factory=dict)
    eligible: ArrayLike | None = None


@dataclass(frozen=True, eq=False)
class CheckedRecords:
    """Patients in the order of their names, and their records by patient and day.

    record_patient: the place of the patient. start_day, stop_day: NEVER where there is none before the exit.
    """

    patient: NDArray[np.generic]
    exit_day: Days
    event: NDArray[np.bool_]
    start_day: Days
    stop_day: Days
    record_patient: Days
    record_day: Days
    eligible: NDArray[np.bool_]
    covariates: Mapping[str, Numbers]

    @property
    def n(self) -> int:
        """Patients."""
        return int(self.exit_day.size)


def check_records(people: People, records: Records, of: str = "emulated trial") -> CheckedRecords:
    """Both tables with every column checked and sorted; raises InputError with all problems."""
    inputs = Inputs(of)
    columns = _people_columns(inputs, people)
    day = inputs.days("record day", records.day)
    eligible = np.ones(day.size, np.bool_)
    if records.eligible is not None:
        eligible = inputs.flags("eligible", records.eligible)
    given = check_columns(inputs, records.covariates)
    covariates = {name: inputs.numbers(name, values) for name, values in given.items()}
    owner = known_names(inputs, "record patient", records.patient)
    sizes = [(name, values.size) for name, values in covariates.items()]
    inputs.same_length(("record patient", owner.size), ("day", day.size), ("eligible", eligible.size), *sizes)
    inputs.finish()
    names, by_name = _unique_names(inputs, people.patient, columns[0].size)
    inputs.finish()
    place = _places_of(inputs, owner, names)
    inputs.finish()
    order = _record_order(inputs, place, day)
    _check_observed(inputs, place, columns[0].size)
    inputs.finish()
    exit_day = columns[0][by_name]
    start_day, stop_day = (column[by_name] for column in columns[2:])
    start_day = np.where(start_day < exit_day, start_day, NEVER).astype(np.int64)
    stop_day = np.where(np.maximum(start_day, stop_day) < exit_day, stop_day, NEVER).astype(np.int64)
    return CheckedRecords(
        patient=names,
        exit_day=exit_day,
        event=columns[1][by_name],
        start_day=start_day,
        stop_day=stop_day,
        record_patient=place[order],
        record_day=day[order],
        eligible=eligible[order],
        covariates={name: values[order] for name, values in covariates.items()},
    )


def _people_columns(inputs: Inputs, people: People) -> tuple[Days, NDArray[np.bool_], Days, Days]:
    exit_day, event = inputs.days("exit_day", people.exit_day), inputs.flags("event", people.event)
    start_day = _day_or_never(inputs, "start_day", people.start_day)
    stop_day = np.full(start_day.size, NEVER, np.int64)
    if people.stop_day is not None:
        stop_day = _day_or_never(inputs, "stop_day", people.stop_day)
    inputs.same_length(
        ("exit_day", exit_day.size),
        ("event", event.size),
        ("start_day", start_day.size),
        ("stop_day", stop_day.size),
    )
    if start_day.size == stop_day.size:
        follows = (stop_day > start_day) | (stop_day == NEVER)
        inputs.each(
            follows, "stop_day must be after start_day", "stop_day", "correct the dates of the treatment"
        )
    return exit_day, event, start_day, stop_day


def _day_or_never(inputs: Inputs, name: str, values: ArrayLike) -> Days:
    try:
        numbers = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        return inputs.days(name, values)  # says what is wrong
    never = np.isnan(numbers)
    days = inputs.days(name, np.where(never, 0.0, numbers))
    return np.where(never, NEVER, days) if days.shape == never.shape else days


def _unique_names(inputs: Inputs, patient: ArrayLike, n: int) -> tuple[NDArray[np.generic], Days]:
    given = known_names(inputs, "patient", patient)
    inputs.same_length(("patient", given.size), ("exit_day", n))
    names, first = np.unique(given, return_index=True)
    inputs.require(
        names.size == given.size, "each patient must have one entry", "patient", "keep one row each"
    )
    return names, first.astype(np.int64)


def _places_of(inputs: Inputs, owner: NDArray[np.generic], names: NDArray[np.generic]) -> Days:
    if not names.size:
        return np.empty(0, np.int64)
    place = np.minimum(np.searchsorted(names, owner), names.size - 1)
    known = np.asarray(names[place] == owner, np.bool_)
    inputs.each(
        known, "records must be of a patient of the first table", "record patient", "match the patients"
    )
    return place.astype(np.int64)


def _record_order(inputs: Inputs, place: Days, day: Days) -> NDArray[np.int64]:
    key = place * NEVER + day
    order = np.argsort(key, kind="stable")
    again = np.zeros(key.size, np.bool_)
    again[order[1:]] = np.diff(key[order]) == 0
    inputs.each(~again, "a patient has one record a day", "record day", "keep the last record of the day")
    return order.astype(np.int64)


def _check_observed(inputs: Inputs, place: Days, n: int) -> None:
    seen = np.bincount(place, minlength=n) > 0
    inputs.each(seen, "each patient needs a record", "patient", "leave out patients who were never seen")
