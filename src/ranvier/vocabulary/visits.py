"""Codes of a visit: how walking was graded and why the visit took place."""

from __future__ import annotations

from enum import StrEnum


class AmbulationCoding(StrEnum):
    """Which list of grades an ambulation score belongs to; 6 means 6.0 in one and 6.5 in the other."""

    NEUROSTATUS_16 = "neurostatus_16"
    GRADES_13 = "grades_13"


class VisitKind(StrEnum):
    """Why the visit took place."""

    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    RELAPSE = "relapse"
    TELE = "tele"


class WalkingAid(StrEnum):
    """The help a person needs to walk."""

    NONE = "none"
    UNILATERAL = "unilateral"
    BILATERAL = "bilateral"
    WHEELCHAIR = "wheelchair"


class RelapseSeverity(StrEnum):
    """How severe a relapse was, as the clinician graded it."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class RelapseRecovery(StrEnum):
    """How far a relapse receded."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Side of the body a measure belongs to."""

    LEFT = "left"
    RIGHT = "right"
    DOMINANT = "dominant"
    NONDOMINANT = "nondominant"
    BOTH = "both"


class MriRegion(StrEnum):
    """The part of the body that was imaged."""

    BRAIN = "brain"
    CERVICAL = "cervical"
    THORACIC = "thoracic"
    SPINE = "spine"
    INJECTION_SITE = "injection_site"
