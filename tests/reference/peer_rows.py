"""Our events and decisions of one patient, in the rows that pymsprog 1.0.7 prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.kernels import decisions as code
from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED, WORSE
from ranvier.tables.arrays import scores_of_ticks
from ranvier.vocabulary.measures import Measure
from tests.reference.peer_input import Person

COLUMNS = (
    *("nevent", "event_type", "CDW_type", "date", "value", "bl_date", "bl_value", "last_delta_date"),
    *(
        "last_delta_value",
        "total_fu",
        "time2event",
        "bl2event",
        "sust_days",
        "sust_last",
        "conf",
        "pira_conf",
    ),
)
UNCONFIRMED_COLUMNS = ("date", "value", "bl_date", "bl_value", "closest_rel-", "closest_rel+")
RELATION = {RAW: "RAW", PIRA: "PIRA", UNDEFINED: "undefined"}
NOT_CONFIRMED = (code.NO_CONFIRMING_VISIT, code.DID_NOT_HOLD, code.DID_NOT_LAST, code.TOO_SLIGHT)
COUNTED = (code.EVENT, code.COUNTED_UNCONFIRMED)

Rows = list[tuple[Any, ...]]


class Found(NamedTuple):
    """What we find of one patient: rows of events, rows of unconfirmed changes, and the decisions."""

    events: Rows
    unconfirmed: Rows
    log: np.ndarray


class Answers(NamedTuple):
    """What the kernel said of all patients, and of which."""

    persons: list[Person]
    offset: np.ndarray
    events: EventArrays
    log: np.ndarray


def rows_of(answers: Answers, definition: ConfirmedChange, options: Mapping[str, Any]) -> list[Found]:
    """One entry a patient."""
    events_of = np.searchsorted(answers.events.patient, np.arange(len(answers.persons) + 1))
    log_of = np.searchsorted(answers.log[:, code.PATIENT], np.arange(len(answers.persons) + 1))
    found = []
    for number, person in enumerate(answers.persons):
        log = answers.log[log_of[number] : log_of[number + 1]]
        course = Course(person, definition, options, log)
        numbers = range(events_of[number], events_of[number + 1])
        events = [
            course.event(answers.events, row, int(answers.offset[number]), place)
            for place, row in enumerate(numbers, 1)
        ]
        found.append(Found(events or course.no_event(), course.unconfirmed(), log))
    return found


class Course:
    """One patient under one configuration, ready to be printed."""

    def __init__(
        self, person: Person, definition: ConfirmedChange, options: Mapping[str, Any], log: np.ndarray
    ) -> None:
        self.person, self.definition, self.options, self.log = person, definition, options, log
        self.day = list(person.visits)
        self.score = [score for score, _, _ in person.visits.values()]
        wanted = options.get("event", "firstCDW")
        self.has_labels = wanted in ("firstPIRA", "firstRAW") or (
            bool(options.get("RAW_PIRA")) and wanted != "firstCDI"
        )

    def units(self, ticks: int) -> float:
        measure: Measure = self.definition.measure
        return float(scores_of_ticks(np.array([ticks]), measure)[0])

    def event(self, found: EventArrays, row: int, first: int, place: int) -> tuple[Any, ...]:
        """One row of the peer's results."""
        onset, reference = int(found.onset[row]) - first, int(found.reference[row]) - first
        lower, held = int(found.last_lower[row]) - first, int(found.held_until[row]) - first
        is_worse = found.direction[row] == WORSE
        return (
            place,
            "CDW" if is_worse else "CDI",
            RELATION[int(found.relation[row])] if self.has_labels and is_worse else "",
            self.day[onset],
            self.score[onset],
            self.day[reference],
            self.units(found.reference_score[row]),
            self.day[lower],
            self.printed_score(lower, onset),
            self.day[-1] - self.day[0],
            self.day[onset] - self.day[0],
            self.day[onset] - self.day[reference],
            self.day[held] - self.day[onset],
            bool(found.lasts[row]),
            self.windows(found.by_window[row], first),
            self.windows(found.by_window_pira[row], first) if self.has_labels else {},
        )

    def no_event(self) -> Rows:
        """The row of a patient without events; none of one without visits."""
        if not self.day:
            return []
        days = self.day[-1] - self.day[0]
        return [(0, "", "", *[None] * 6, days, days, None, None, False, {}, {})]

    def windows(self, visits: np.ndarray, first: int) -> dict[str, list[float]]:
        pairs = zip(self.definition.windows, visits.tolist(), strict=True)
        return {
            str(window.after_days): [self.day[at - first], self.score[at - first]]
            for window, at in pairs
            if at != NO_VISIT
        }

    def printed_score(self, visit: int, onset: int) -> float:
        """The score of *visit* when the event at *onset* was weighed for the last time.

        Where a reference may not fall the peer writes the raised one into the patient's scores.
        """
        score = printed = self.score[visit]
        if self.definition.reference_never_falls:
            for row in self.log.tolist():
                if row[code.SIZE] and row[code.REFERENCE] == visit:
                    score = self.units(row[code.REFERENCE_SCORE])
                if row[code.DECISION] in COUNTED and row[code.VISIT] == onset:
                    printed = score
        return printed

    def unconfirmed(self) -> Rows:
        """The rows of the peer's unconfirmed changes."""
        rows = []
        for row in self.log.tolist():
            if row[code.DECISION] in NOT_CONFIRMED:
                onset = self.day[row[code.VISIT]]
                since = min((onset - day for day in self.person.relapses if day <= onset), default=FAR_DAYS)
                until = min((day - onset for day in self.person.relapses if day >= onset), default=FAR_DAYS)
                reference = self.day[row[code.REFERENCE]], self.units(row[code.REFERENCE_SCORE])
                rows.append((onset, self.score[row[code.VISIT]], *reference, since, until))
        return rows
