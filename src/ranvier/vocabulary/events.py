"""Kinds of course event and their relation to relapses."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """What an event is: a change of a score, a score that is reached, or a change of the course."""

    WORSENING = "worsening"
    IMPROVEMENT = "improvement"
    MILESTONE = "milestone"
    SECONDARY_PROGRESSION = "secondary_progression"


class RelapseRelation(StrEnum):
    """Whether a worsening belongs to a relapse."""

    RAW = "raw"  # relapse-associated worsening
    PIRA = "pira"  # progression independent of relapse activity
    PIRA_RELAPSE_DURING_CONFIRMATION = "pira_relapse_during_confirmation"  # of two references only
    UNDEFINED = "undefined"  # neither can be said
    NOT_APPLICABLE = "not_applicable"  # improvements have no relation
