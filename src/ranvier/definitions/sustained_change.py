"""Changes of the EDSS that last, as the registry MSBase and its package MSoutcomes define them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_5, BandSteps, StepRule

EDSS_IMPROVEMENT_STEPS_TO_6_0 = BandSteps(((1.5, 1.5), (6.0, 1.0), (10.0, 0.5)))
"""1.5 from 1.5 or less, 1.0 up to 6.0, 0.5 above (MSoutcomes 0.2.1, function CDI)."""

THREE_MONTHS_DAYS = 90.75
"""Three months of 30.25 days, as the package counts them."""


class PiraReference(StrEnum):
    """When a relapse gives a PIRA a new reference."""

    AFTER_EVERY_RELAPSE = "after every relapse"
    WHERE_SPANNED = "where a worsening would span a relapse"  # misses a PIRA after a recovery


class AfterUnconfirmed(StrEnum):
    """How a sequence goes on after a change that was not confirmed."""

    NEXT_CHANGE = "with the next change"
    SAME_DIRECTION = "with the next confirmed change in its direction"  # and ends where there is none


@dataclass(frozen=True)
class SustainedChange(Definition):
    """What the sustained changes share.

    confirm_after_days: days from onset to the last visit that supports the change; every visit between
    shows it. relapse_free_days: a supporting visit of a worsening, and the first reference, lie more than so
    many days after a relapse. sustained_to_end: the last visit of the record must support the change.

    After an event the lowest score from onset to confirm_after_days later, at least of two visits, is the
    next reference.
    """

    confirm_after_days: float = THREE_MONTHS_DAYS
    relapse_free_days: int = 30
    sustained_to_end: bool = True


@dataclass(frozen=True)
class SustainedWorsening(SustainedChange):
    """EDSS worsening that lasts to the end of the record.

    steps: the increase that is needed from each reference.
    """

    citation: ClassVar[str] = (
        "Kalincik T et al. Brain 2015;138:3287–3298, doi 10.1093/brain/awv258; source S70"
    )

    steps: StepRule = EDSS_STEPS_TO_5_5


@dataclass(frozen=True)
class SustainedImprovement(SustainedChange):
    """EDSS improvement that lasts to the end of the record; a visit near a relapse supports it too.

    steps: the decrease that is needed from each reference.
    """

    citation: ClassVar[str] = (
        "Kalincik T et al. Brain 2015;138:3287–3298, doi 10.1093/brain/awv258; source S70"
    )

    steps: StepRule = EDSS_IMPROVEMENT_STEPS_TO_6_0


@dataclass(frozen=True)
class SustainedPira(SustainedWorsening):
    """EDSS worsening that lasts, without a relapse from its reference to its onset.

    references_anew: when the first visit clear of a relapse becomes the new reference.
    """

    citation: ClassVar[str] = (
        "Dzau W et al. J Neurol Neurosurg Psychiatry 2023;94:984–991, doi 10.1136/jnnp-2023-331748; "
        "source S70"
    )

    references_anew: PiraReference = PiraReference.AFTER_EVERY_RELAPSE


@dataclass(frozen=True)
class SustainedSequence(Definition):
    """Worsening and improvement as they follow one another, each measured from the last, each confirmed.

    The settings are those of SustainedChange; nothing has to last to the end of the record.
    """

    citation: ClassVar[str] = (
        "Sharmin S et al. Eur J Neurol 2022;29:2321–2334, doi 10.1111/ene.15406; source S70"
    )

    confirm_after_days: float = THREE_MONTHS_DAYS
    relapse_free_days: int = 30
    worsening_steps: StepRule = EDSS_STEPS_TO_5_5
    improvement_steps: StepRule = EDSS_IMPROVEMENT_STEPS_TO_6_0
    after_unconfirmed: AfterUnconfirmed = AfterUnconfirmed.NEXT_CHANGE


MSOUTCOMES_CDW = SustainedWorsening()
"""Confirmed disability worsening as MSoutcomes finds it by default; doi 10.1093/brain/awv258."""

MSOUTCOMES_CDI = SustainedImprovement()
"""Confirmed disability improvement as MSoutcomes finds it by default; doi 10.1093/brain/awv258."""

MSOUTCOMES_PIRA = SustainedPira(references_anew=PiraReference.WHERE_SPANNED)
"""PIRA as MSoutcomes finds it by default; doi 10.1136/jnnp-2023-331748 (dzau2023)."""

MSOUTCOMES_CDESEQ = SustainedSequence(after_unconfirmed=AfterUnconfirmed.SAME_DIRECTION)
"""Worsening and improvement in one sequence as MSoutcomes finds them by default; doi 10.1111/ene.15406."""
