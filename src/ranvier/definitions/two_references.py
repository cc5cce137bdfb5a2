"""Worsening from two references: one for RAW and PIRA, one that remembers the time before a relapse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.two_reference_parts import (
    Confirmation,
    Merging,
    MinimalDistance,
    NearRelapses,
    Roving,
    UndefinedTested,
    UndefinedWorsening,
)
from ranvier.vocabulary.provenance import Provenance
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, StepRule


@dataclass(frozen=True)
class TwoReferences(Definition):
    """EDSS worsening measured from two references that move apart at relapses and meet at events.

    The relapse reference serves RAW and PIRA: the first visit after a relapse and its window raises it to the
    disability the relapse left behind. The general reference knows nothing of relapses; what only it sees as
    worsening is undefined. Both take the score of an event, dated at its onset, and search on at the
    very next visit, even before the event's own confirmation.

    steps: the change that is needed. roving: how a lower score lowers the references. confirmation: what
    confirms a worsening and which score it has. distance: how long it must wait for its reference. relapses:
    what makes it RAW, PIRA, or a PIRA with a relapse during confirmation. undefined: where the general
    reference is asked. merging: whether a worsening that goes on is one event. first_only: the first of any
    kind, then no more.
    """

    citation: ClassVar[str] = (
        "program EDSSProgression (source S80); its authors cite Bsteh G et al. Mult Scler Relat Disord "
        "2025;93:106215, doi 10.1016/j.msard.2024.106215"
    )

    steps: StepRule = EDSS_STEPS_TO_5_0
    roving: Roving = field(default_factory=Roving)
    confirmation: Confirmation = field(default_factory=Confirmation)
    distance: MinimalDistance = field(default_factory=MinimalDistance)
    relapses: NearRelapses = field(default_factory=NearRelapses)
    undefined: UndefinedWorsening = field(default_factory=UndefinedWorsening)
    merging: Merging = field(default_factory=Merging)
    first_only: bool = False

    def __post_init__(self) -> None:
        if self.first_only and self.undefined.tested is UndefinedTested.END:
            raise ValueError(
                "a search that stops at the first event has no end to look through; choose first_only or "
                f"undefined.tested = {UndefinedTested.END.value!r}, not both"
            )


TWO_REFERENCES_PROGRAM = Preset(
    name="two_references_program",
    subject=Subject.WORSENING,
    definition=TwoReferences(),
    line="worsening from two references, confirmed at every visit up to the first 180 days or more later",
    citation=TwoReferences.citation,
    read="the program, commit d468f93, whose defaults these are; the paper was not read",
    provenance=Provenance.SECONDARY,
)
"""What the authors of the program recommend; which of its settings a paper used was not seen."""
