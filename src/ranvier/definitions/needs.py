"""What of the records a definition looks at."""

from __future__ import annotations

from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.definition import Definition
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.secondary_progression import SecondaryProgression
from ranvier.vocabulary.measures import EDSS, SDMT, Measure


def measures_of(definition: Definition) -> tuple[Measure, ...]:
    """The measures *definition* looks at; the first is the one whose visits are a patient's follow-up."""
    if isinstance(definition, ConfirmedChange | Milestone | ScoreParts):
        return (definition.measure,)
    if isinstance(definition, EdssPlus):
        return definition.components
    if isinstance(definition, PiraWithMri):
        return (definition.pira.measure,)
    return (SDMT,) if isinstance(definition, CognitiveWorsening) else (EDSS,)


def needs_grades(definition: Definition) -> bool:
    """Whether *definition* looks at the functional systems of a visit."""
    return isinstance(definition, SecondaryProgression) and definition.uses_functional_systems
