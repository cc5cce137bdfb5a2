"""Codes that describe a person and how the person was followed."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex as recorded."""

    FEMALE = "female"
    MALE = "male"


class VitalStatus(StrEnum):
    """Whether a person is known to live."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """The two groups of a comparison, in the words of a target trial."""

    TREATED = "treated"
    COMPARATOR = "comparator"


class Assignment(StrEnum):
    """How a person came to be treated or a comparator."""

    RANDOMISED = "randomised"
    EXTERNAL = "external"  # comparator rows come from elsewhere or were chosen afterwards
    NONE = "none"  # nobody to compare with


class ComparatorKind(StrEnum):
    """What the comparators received; it decides what a comparison may say."""

    UNTREATED = "untreated"
    SHAM = "sham"
    ACTIVE = "active"
