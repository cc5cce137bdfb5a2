"""Which search belongs to which definition of events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from ranvier.course.cognitive_worsening import find_cognitive_worsening
from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.edss_plus import find_edss_plus
from ranvier.course.milestone import find_milestone
from ranvier.course.pira_with_mri import find_pira_with_mri
from ranvier.course.secondary_progression import find_secondary_progression
from ranvier.course.sustained_change import Sustained, find_sustained_changes
from ranvier.course.two_references import find_two_reference_events
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.definition import Definition
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.definitions.preset import Preset
from ranvier.definitions.secondary_progression import SecondaryProgression
from ranvier.definitions.sustained_change import SustainedChange, SustainedSequence
from ranvier.definitions.two_references import TwoReferences
from ranvier.errors import UsageError
from ranvier.tables.cohort import Cohort

Events = (
    ConfirmedChange
    | Milestone
    | PiraWithMri
    | Sustained
    | TwoReferences
    | EdssPlus
    | CognitiveWorsening
    | SecondaryProgression
)
"""The definitions that have events."""

Finder = Callable[..., pl.DataFrame]

_FROM_A_BASELINE: Mapping[type[Definition], Finder] = MappingProxyType(
    {
        SustainedChange: find_sustained_changes,
        SustainedSequence: find_sustained_changes,
        TwoReferences: find_two_reference_events,
        PiraWithMri: find_pira_with_mri,
    }
)
"""Searches whose courses can start at a baseline."""

_IN_WHOLE_COURSES: Mapping[type[Definition], Finder] = MappingProxyType(
    {
        EdssPlus: find_edss_plus,
        CognitiveWorsening: find_cognitive_worsening,
        SecondaryProgression: find_secondary_progression,
    }
)


def find_rows(
    cohort: Cohort,
    definition: Events,
    baselines: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """What the search of *definition* finds, in its own rows and columns: with patient_id and onset_date.

    Some have one row an event, some one row a patient with `reached`. The arguments are those of
    `find_events`. Raises UsageError for a definition without events, and for an argument that its search
    does not take.
    """
    if isinstance(definition, ConfirmedChange):
        return find_confirmed_changes(cohort, definition, baselines, particulars=particulars, seed=seed)
    if isinstance(definition, Milestone):
        return find_milestone(cohort, definition, baselines, particulars=particulars)
    if particulars is not None:
        raise _not_taken(definition, "particulars", "takes no particulars of single visits")
    from_a_baseline = _finder(_FROM_A_BASELINE, definition)
    if from_a_baseline is not None:
        return from_a_baseline(cohort, definition, baselines)
    in_whole_courses = _finder(_IN_WHOLE_COURSES, definition)
    if in_whole_courses is None:
        raise _no_events(definition)
    if baselines is not None:
        raise _not_taken(
            definition, "baselines", "is looked for in whole courses only, not from a baseline on"
        )
    return in_whole_courses(cohort, definition)


def _finder(finders: Mapping[type[Definition], Finder], definition: Any) -> Finder | None:
    return next((finder for kind, finder in finders.items() if isinstance(definition, kind)), None)


def _no_events(given: Any) -> UsageError:
    """What is wrong with something that has no search, and what was probably meant."""
    if isinstance(given, type):
        problem, hint = f"{given.__name__} is a class", f"make one with brackets: {given.__name__}()"
    elif isinstance(given, str):
        problem, hint = "A name is no definition", "take the definition of that name: preset(name)"
    elif isinstance(given, Preset):
        problem, hint = "This is all that is known of a published definition", "give its .definition"
    else:
        problem = f"{type(given).__name__} is no definition of events"
        hint = "use the function of its own, such as find_neda or find_score_parts"
    return UsageError(problem, where="find_events, definition", hint=hint)


def _not_taken(definition: Definition, argument: str, why: str) -> UsageError:
    return UsageError(
        f"{type(definition).__name__} {why}", where=f"find_events, {argument}", hint=f"leave {argument} out"
    )
