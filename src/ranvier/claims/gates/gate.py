"""What a check of the records is, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.vocabulary.outcomes import GateStatus


@dataclass(frozen=True)
class Outcome:
    """What a check found: its status, the reason in plain words, and how much data it used."""

    status: GateStatus
    reason: str
    counted: str = ""


class Asks(StrEnum):
    """How much of the claim a check looks at; where that is not all, one judgement serves many claims."""

    RECORDS = "records"  # nothing: the records and the thresholds alone
    TIME = "time"  # the endpoint, the time and the change that the claim names
    CLAIM = "claim"


@dataclass(frozen=True)
class Gate:
    """One check of the records.

    number: as in the list of checks. checks: what it looks at, in one sentence. required: tables or
    `table.column` names without which it cannot be assessed; used: names it reads where they are there.
    limits: the sentence with its thresholds, each named in braces. source: where the check comes from.
    judge: from the inquiry to the outcome; called only where nothing required is missing. asks: what of the
    claim it looks at.
    """

    number: int
    name: str
    checks: str
    judge: Callable[[Inquiry], Outcome]
    source: str
    required: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    limits: str = ""
    asks: Asks = Asks.CLAIM

    def answer(self, inquiry: Inquiry) -> Outcome:
        """The outcome, judged once for all claims that are the same to this check."""
        if self.asks is Asks.CLAIM:
            return self.judge(inquiry)
        of_claim = inquiry.time_asked if self.asks is Asks.TIME else ()
        key = ("check", self.number, of_claim, *(inquiry.limit(name) for name in inquiry.thresholds.by_name))
        return inquiry.records.kept(key, lambda: self.judge(inquiry))

    @property
    def threshold_names(self) -> tuple[str, ...]:
        """The thresholds its sentence names."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.limits) if name)

    def limits_text(self, thresholds: Thresholds) -> str:
        """The sentence with the values in it, ◊ behind each that is proposed here."""
        return self.limits.format_map(thresholds.by_name)

    def has_proposed_limit(self, thresholds: Thresholds) -> bool:
        """Whether any of its thresholds is this project's own proposal."""
        return any(thresholds.threshold(name).is_own_proposal for name in self.threshold_names)


def passes(reason: str, counted: str = "") -> Outcome:
    """The check is met."""
    return Outcome(GateStatus.PASS, reason, counted)


def flags(reason: str, counted: str = "") -> Outcome:
    """Something to know; it caps nothing."""
    return Outcome(GateStatus.FLAG, reason, counted)


def fails(reason: str, counted: str = "") -> Outcome:
    """The check is not met."""
    return Outcome(GateStatus.FAIL, reason, counted)


def cannot_say(reason: str, counted: str = "") -> Outcome:
    """The records lack what the check needs."""
    return Outcome(GateStatus.NOT_ASSESSABLE, reason, counted)
