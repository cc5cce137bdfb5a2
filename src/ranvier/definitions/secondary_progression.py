"""When relapsing MS has become secondary progressive, by the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_5, StepRule


@dataclass(frozen=True)
class SecondaryProgression(Definition):
    """A worsening without a relapse that lasts to the end of the record, from EDSS 4.0 on.

    steps: the increase that is needed. lowest_edss: at onset and at every visit until it is confirmed.
    uses_functional_systems: the leading functional system must stay raised until then as well, and the
    pyramidal grade be at least lowest_pyramidal (from EDSS 5.5 on it counts as 2 or more).
    confirm_after_days: from onset to the last visit that supports the increase, the last of the record and
    more than relapse_free_days after a relapse.
    improvement_days: a lower score that lasts longer becomes the reference. new_level_days: after a relapse
    that raised the score, a level that lasts longer does.

    One visit without the increase between visits with it, or at the end, is let pass.
    """

    citation: ClassVar[str] = (
        "Lorscheider J et al. Brain 2016;139:2395–2405, doi 10.1093/brain/aww173, as MSoutcomes 0.2.1 "
        "computes it; sources S70 and S71"
    )

    steps: StepRule = EDSS_STEPS_TO_5_5
    lowest_edss: float = 4.0
    uses_functional_systems: bool = True
    lowest_pyramidal: int = 2
    confirm_after_days: float = 90.75
    relapse_free_days: int = 30
    improvement_days: float = 272.25
    new_level_days: float = 181.5


LORSCHEIDER2016 = SecondaryProgression()
"""The diagnosis with functional systems; doi 10.1093/brain/aww173."""

LORSCHEIDER2016_EDSS_ONLY = SecondaryProgression(uses_functional_systems=False)
"""The same without functional systems; doi 10.1093/brain/aww173."""
