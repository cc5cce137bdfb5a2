"""A trial that begins every few weeks, each with whoever could have joined it then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.emulation.emulated_trial import TrialFlow
from ranvier.estimates.emulation.people import NEVER, Days, Numbers, People, Records, check_records
from ranvier.estimates.emulation.periods import PersonPeriods, find_person_periods
from ranvier.estimates.inputs import MOST_DAYS, Inputs, chosen


@dataclass(frozen=True, eq=False)
class SequentialTrials:
    """One row a patient and trial joined, by patient and trial; days count from the trial's time zero.

    row: of the period in which the trial begins. patient: place among the patients. trial: 0 is the first.
    treated: starts in that period. deviates_day: the day on which a comparator starts or a treated patient
    stops, NEVER where that does not happen. covariates: as known when the period begins. waits_days: how long
    after that time zero lies, 0 or the whole period.
    """

    periods: PersonPeriods
    row: Days
    patient: Days
    trial: Days
    treated: NDArray[np.bool_]
    exit_day: Days
    event: NDArray[np.bool_]
    deviates_day: Days
    waits_days: int = 0

    @property
    def covariates(self) -> dict[str, Numbers]:
        """As known when each trial's period begins."""
        return self.periods.covariates(self.row)

    @property
    def flow(self) -> tuple[TrialFlow, ...]:
        """How many could join each trial, started or not, and their events."""
        n_trials = int(self.trial.max()) + 1 if self.trial.size else 0
        kinds = (self.treated, ~self.treated, self.treated & self.event, ~self.treated & self.event)
        counts = [np.bincount(self.trial[kind], minlength=n_trials) for kind in kinds]
        days = np.zeros(n_trials, np.int64)
        days[self.trial] = self.periods.day[self.row] + self.waits_days
        return tuple(
            TrialFlow(
                int(day), int(started + waited), int(started), int(waited), int(failed), int(failed_waiting)
            )
            for day, started, waited, failed, failed_waiting in zip(days, *counts, strict=True)
        )


class TrialTimeZero(StrEnum):
    """Which day of its period is time zero of a trial."""

    FIRST = "first day"
    LAST = "last day"


def find_sequential_trials(
    people: People,
    records: Records,
    *,
    every_days: int,
    until_days: int = MOST_DAYS,
    time_zero: TrialTimeZero | None = None,
) -> SequentialTrials:
    """Every trial that each patient could have joined: eligible, under observation, not treated before.

    every_days: a trial begins on each multiple of it on the axis of *people*; a start in the period until the
    next makes the patient treated. until_days: follow-up of a trial ends then. time_zero: the first day of
    the period where all who start do so on it. Where some start later it is the last day, and only who is
    then free of the event and followed takes part: the treated could not have had the event before their
    start. FIRST asks for the first day all the same, and the time until the start then favours the treated.
    Raises InputError, also where no trial has both groups. Source: Hernán MA, Robins JM. Am J Epidemiol
    2016;183:758-764; Gran JM et al. Stat Med 2010;29:2757-2768.
    """
    inputs = Inputs("sequence of trials")
    check_periods(inputs, every_days, until_days)
    inputs.finish()
    every_days, until_days = int(every_days), int(until_days)
    checked = check_records(people, records, "sequence of trials")
    periods = find_person_periods(checked, every_days)
    row = np.flatnonzero(periods.untreated & checked.eligible[periods.record])
    starts = checked.start_day[periods.patient[row]]
    begins_late = periods.changes[row] & (starts > periods.day[row])
    if time_zero is not None:
        time_zero = chosen("sequence of trials", "time_zero", time_zero, TrialTimeZero)
    last = time_zero is TrialTimeZero.LAST or (time_zero is None and bool(begins_late.any()))
    waits_days = every_days if last else 0
    row = row[checked.exit_day[periods.patient[row]] > periods.day[row] + waits_days]
    treated = periods.changes[row]
    _check_groups(treated)
    patient, day = periods.patient[row], periods.day[row] + waits_days
    followed = checked.exit_day[patient] - day
    change_day = np.where(treated, checked.stop_day[patient], checked.start_day[patient])
    _, trial = np.unique(periods.period[row], return_inverse=True)
    return SequentialTrials(
        periods=periods,
        row=row,
        patient=patient,
        trial=trial.astype(np.int64),
        treated=treated,
        exit_day=np.minimum(followed, until_days),
        event=checked.event[patient] & (followed <= until_days),
        deviates_day=np.where(change_day == NEVER, NEVER, change_day - day),
        waits_days=waits_days,
    )


def check_periods(inputs: Inputs, every_days: int, until_days: int) -> None:
    """Both are whole days, 1 or more."""
    for name, value in (("every_days", every_days), ("until_days", until_days)):
        whole = inputs.count(name, value)
        inputs.require(
            1 <= whole <= MOST_DAYS, f"{name} must be 1 to {MOST_DAYS:,} days", name, "count in days"
        )


def _check_groups(treated: NDArray[np.bool_]) -> None:
    inputs = Inputs("sequence of trials")
    inputs.require(
        treated.size > 0, "nobody is eligible and untreated when a trial begins", "eligible", _LOOK
    )
    if treated.size:
        hint = "check start_day and every_days: both count on the axis of the records"
        inputs.require(bool(treated.any()), "nobody starts in a period of eligibility", "start_day", hint)
        inputs.require(
            not treated.all(), "everybody starts at once: there is no comparator", "start_day", _LOOK
        )
    inputs.finish()


_LOOK = "check who is eligible on which day"
