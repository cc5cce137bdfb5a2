"""What an explanation of one patient's course holds: visits, decisions, events, start and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.tables.programme import Programme


@dataclass(frozen=True)
class Sentence:
    """One sentence with the course rule it rests on, such as "C7"; no rule where it states a fact."""

    text: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.rule})" if self.rule else self.text


@dataclass(frozen=True)
class ToldDecision:
    """One decision of the search: its word, the visit it concerns, and the sentence that tells it."""

    decision: str
    visit_date: date | None
    told: Sentence


@dataclass(frozen=True)
class ToldVisit:
    """One visit with a score, and what the search made of it.

    day: from day 0; None where there is no day 0. days_since_relapse, days_until_relapse: None where none is
    known. in_course: whether the search looked at it. mark: "reference", "onset", "confirms" or "".
    """

    date: date
    day: int | None
    score: float
    days_since_relapse: int | None
    days_until_relapse: int | None
    in_course: bool
    mark: str
    why: Sentence


@dataclass(frozen=True)
class ToldEvent:
    """One event as `find_events` gives it."""

    kind: str
    relation: str
    onset_date: date
    onset_score: float
    reference_date: date
    reference_score: float
    confirmed_date: date | None
    confirmed_score: float | None
    held_until_date: date
    holds_to_end: bool
    told: Sentence


@dataclass(frozen=True)
class ReferenceSpan:
    """A reference while it is in force, and the scores from which a change is large enough.

    worse_from, better_from: None where no score of the measure is so far away.
    """

    start_date: date
    end_date: date
    score: float
    worse_from: float | None
    better_from: float | None


@dataclass(frozen=True)
class Marks:
    """What else stands on the time axis: relapses, steroids and cell doses; None where no table tells."""

    relapses: tuple[date, ...] | None
    steroids: tuple[date, ...] | None
    doses: tuple[date, ...] | None


@dataclass(frozen=True)
class Explanation:
    """Which visit, which rule, and why not earlier, for one patient under one definition.

    start: time zero and baseline. end: follow-up. exit_date: when the patient leaves the risk set without an
    event. Everything is about this patient alone, and for those who keep the records.
    """

    patient_id: str
    programme: Programme
    definition: ConfirmedChange
    from_first_visit: bool
    zero_date: date | None
    answer: str
    start: tuple[Sentence, ...]
    visits: tuple[ToldVisit, ...]
    decisions: tuple[ToldDecision, ...]
    events: tuple[ToldEvent, ...]
    end: tuple[Sentence, ...]
    exit_date: date | None
    references: tuple[ReferenceSpan, ...]
    marks: Marks
    files: tuple[tuple[str, str], ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """Every course rule that a sentence rests on, in order."""
        told = [
            *self.start,
            *self.end,
            *(visit.why for visit in self.visits),
            *(decision.told for decision in self.decisions),
            *(event.told for event in self.events),
        ]
        named = {rule for sentence in told for rule in sentence.rule.split(", ") if rule}
        return tuple(sorted(named, key=lambda rule: int(rule[1:])))
