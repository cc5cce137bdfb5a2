"""What a self-controlled case series is made from: observation, events and happenings, in whole days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import known_names

Days = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CaseRecords:
    """Three tables on one axis of whole days.

    patient, first_day, last_day: one entry a patient, observed from the first day to the last, both included.
    event_patient, event_day: one entry an event. exposure_patient, exposure_day: one a happening that might
    bring on an event; those outside the observation count where their windows reach into it. exposure_kind:
    one word each, if there are several.
    """

    patient: ArrayLike
    first_day: ArrayLike
    last_day: ArrayLike
    event_patient: ArrayLike
    event_day: ArrayLike
    exposure_patient: ArrayLike
    exposure_day: ArrayLike
    exposure_kind: ArrayLike | None = None


@dataclass(frozen=True, eq=False)
class CheckedCases:
    """Patients with an event, by name, with their events and happenings by day.

    event_case, exposure_case: the place of the patient. n_patients: the others too, who say nothing.
    """

    first_day: Days
    last_day: Days
    event_case: Days
    event_day: Days
    exposure_case: Days
    exposure_day: Days
    exposure_kind: NDArray[np.str_]
    n_patients: int

    @property
    def n(self) -> int:
        """Patients with an event."""
        return int(self.first_day.size)


def check_cases(records: CaseRecords, *, first_only: bool) -> CheckedCases:
    """The patients with an event, everything checked and sorted; raises InputError with all problems.

    first_only: keep each patient's first event, for events that make the next one more or less probable.
    """
    inputs = Inputs("self-controlled series")
    first, last = inputs.days("first_day", records.first_day), inputs.days("last_day", records.last_day)
    event_day = inputs.days("event_day", records.event_day)
    exposure_day = inputs.days("exposure_day", records.exposure_day)
    patient = known_names(inputs, "patient", records.patient)
    event_owner = known_names(inputs, "event_patient", records.event_patient)
    exposure_owner = known_names(inputs, "exposure_patient", records.exposure_patient)
    kind = np.full(exposure_day.size, "")
    if records.exposure_kind is not None:
        kind = known_names(inputs, "exposure_kind", records.exposure_kind).astype(str)
    _check_lengths(inputs, (("patient", patient.size), ("first_day", first.size), ("last_day", last.size)))
    _check_lengths(inputs, (("event_patient", event_owner.size), ("event_day", event_day.size)))
    _check_lengths(
        inputs,
        (
            ("exposure_patient", exposure_owner.size),
            ("exposure_day", exposure_day.size),
            ("exposure_kind", kind.size),
        ),
    )
    inputs.finish()
    names, at = np.unique(patient, return_index=True)
    inputs.require(names.size == patient.size, "each patient has one entry", "patient", "keep one row each")
    inputs.each(first <= last, "last_day must not be before first_day", "last_day", "correct the observation")
    first, last = first[at], last[at]
    event_case = _places(inputs, "event_patient", event_owner, names)
    exposure_case = _places(inputs, "exposure_patient", exposure_owner, names)
    inputs.finish()
    inside = (first[event_case] <= event_day) & (event_day <= last[event_case])
    hint = "leave out events before the first or after the last day of observation"
    inputs.each(inside, "events must lie within the observation", "event_day", hint)
    inputs.finish()
    order = np.lexsort((event_day, event_case))
    event_case, event_day = event_case[order], event_day[order]
    if first_only:
        event_case, at = np.unique(event_case, return_index=True)
        event_day = event_day[at]
    return _cases_only(first, last, (event_case, event_day), (exposure_case, exposure_day, kind))


def _cases_only(
    first: Days, last: Days, events: tuple[Days, Days], exposures: tuple[Days, Days, NDArray[np.str_]]
) -> CheckedCases:
    cases, event_case = np.unique(events[0], return_inverse=True)
    place = np.full(first.size, -1, np.int64)
    place[cases] = np.arange(cases.size)
    exposure_case, exposure_day, kind = exposures
    order = np.lexsort((exposure_day, place[exposure_case]))
    order = order[place[exposure_case][order] >= 0]
    return CheckedCases(
        first_day=first[cases],
        last_day=last[cases],
        event_case=event_case.astype(np.int64),
        event_day=events[1],
        exposure_case=place[exposure_case][order],
        exposure_day=exposure_day[order],
        exposure_kind=kind[order],
        n_patients=int(first.size),
    )


def _check_lengths(inputs: Inputs, sizes: tuple[tuple[str, int], ...]) -> None:
    inputs.same_length(*sizes)


def _places(inputs: Inputs, name: str, owner: NDArray[np.generic], names: NDArray[np.generic]) -> Days:
    if not (owner.size and names.size):
        inputs.require(not owner.size, f"{name} must be among the patients", name, "match the patients")
        return np.empty(0, np.int64)
    place = np.minimum(np.searchsorted(names, owner), names.size - 1)
    known = np.asarray(names[place] == owner, np.bool_)
    inputs.each(known, f"{name} must be among the patients", name, "match the patients")
    return place.astype(np.int64)
