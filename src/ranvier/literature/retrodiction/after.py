"""What came after the early evidence: the decisive trials, the truth, and how a judgement is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.outcomes import Published


class Truth(StrEnum):
    """What became of a claim."""

    WORKS = "works"
    DOES_NOT_WORK = "does_not_work"
    HARM = "harm"
    MIXED = "mixed"
    UNRESOLVED = "unresolved"
    NOT_SHOWN = "not_shown"
    NOT_TESTED = "not_tested"
    NOT_APPLICABLE = "not_applicable"


class Confidence(StrEnum):
    """How sure the truth is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ScoredOn(StrEnum):
    """Which truth a verdict is scored on."""

    OVERALL = "overall"
    RELAPSE = "relapse"
    DISABILITY = "disability"
    MRI = "mri"


@dataclass(frozen=True)
class LaterStudy:
    """One later study: a decisive trial, or a further series without a control."""

    id: str
    citation: str
    numbers: tuple[PublishedNumber, ...]
    design: str = ""
    n: str = ""
    comparator: str = ""
    ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Found:
    """What became of the therapy: by outcome and overall, with harms in words."""

    relapse: Truth
    disability: Truth
    mri: Truth
    overall: Truth
    harm: str
    confidence: Confidence
    withdrawn_for_harm: bool = False
    scored_on: ScoredOn = ScoredOn.OVERALL
    note: str = ""


@dataclass(frozen=True)
class WhatCameAfter:
    """What came after the early evidence of the same id, for scoring only.

    uncontrolled: further series; trials: the decisive ones, none where there was none. traps: by which the
    early evidence misleads. expected_on_early, acceptable_on_early, forbidden_on_early: verdicts on the early
    evidence; expected_after_trial: once the trials are known. lesson: in own words.
    """

    id: str
    trials: tuple[LaterStudy, ...]
    uncontrolled: tuple[LaterStudy, ...]
    found: Found
    traps: tuple[str, ...]
    expected_on_early: Published
    acceptable_on_early: tuple[Published, ...]
    forbidden_on_early: tuple[Published, ...]
    expected_after_trial: Published
    lesson: str
