"""Codes of adverse events, and of how they were asked for."""

from __future__ import annotations

from enum import StrEnum


class SafetyMethod(StrEnum):
    """How adverse events were looked for in a stretch of time."""

    ACTIVE = "active"  # the patient was asked
    PASSIVE = "passive"  # only what reached the clinic by itself
    LINKAGE = "linkage"  # linked with a cancer or death register
    IMAGING = "imaging"  # the place where a mass could grow was imaged


class Related(StrEnum):
    """Whether an event was thought to come from the therapy."""

    UNRELATED = "unrelated"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"
    NOT_ASSESSED = "not_assessed"


class EventOutcome(StrEnum):
    """How an adverse event ended."""

    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not_recovered"
    SEQUELAE = "sequelae"
    FATAL = "fatal"
    UNKNOWN = "unknown"


class Malignancy(StrEnum):
    """Whether an event is a growth, and of which kind."""

    NONE = "none"
    CANCER = "cancer"
    MASS = "mass"  # a growth in the brain, the cord or at an injection site, malignant or not


class ExposureKind(StrEnum):
    """What a person met that might bring on a relapse."""

    STRESS = "stress"
    INFECTION = "infection"
    VACCINATION = "vaccination"
    PREGNANCY = "pregnancy"
    SURGERY = "surgery"
    TRAUMA = "trauma"
    OTHER = "other"
