"""A multiple sclerosis programme's records in, an honest verdict on each of its claims out.

    import ranvier as rv

    cohort = rv.read_programme("clinic/programme.toml")   # checked rows; cohort.faults: what was set aside
    claims = rv.read_claims("cell-therapy")               # a shipped claim set, or your own .toml
    verdicts = rv.examine(cohort, claims, seed=1)         # claim, estimate, seen, because, certainty
    verdicts.to_html("report.html")

The course engine by itself, from a cohort or from frames (Polars, pandas, Arrow):

    events = rv.find_events(visits, rv.preset("muller2023"), relapses=relapses)   # one row an event
    print(rv.settings_used(rv.preset("muller2023")))      # what to cite; rv.PRESETS: all that are published

- definitions: ConfirmedWorsening, ConfirmedImprovement, Pira, Raw, ConfirmedChange; EdssPlus,
  CognitiveWorsening, PiraWithMri, Milestone; SustainedWorsening and its kin, SecondaryProgression,
  TwoReferences: each is an argument of `find_events`. Neda, ScoreParts, RelapseHygiene, TreatmentEpochs,
  FreeOfWorsening and EdssChange have functions of their own, for their answers are no events.
- find_ functions of a cohort give tables: one row an event, a visit, an epoch or a patient, as each says.
- scales: edss_of for one examination, add_edss_scores and add_severity_scores for tables.

Names load on first use, so that `import ranvier` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ranvier.claims.claimset import read_claims
    from ranvier.course.baseline import find_baseline
    from ranvier.course.decisions import find_decisions, find_unconfirmed
    from ranvier.course.edss_change import find_change
    from ranvier.course.edss_plus import find_edss_plus
    from ranvier.course.epochs import find_epochs
    from ranvier.course.explain import explain_patient
    from ranvier.course.follow_up import find_follow_up
    from ranvier.course.milestone import find_milestone
    from ranvier.course.multiverse import find_multiverse
    from ranvier.course.neda import count_neda, find_neda
    from ranvier.course.relapse_hygiene import find_relapses
    from ranvier.course.relapse_rate import count_by_group, count_relapses, find_observation
    from ranvier.course.score_parts import find_score_parts
    from ranvier.course.secondary_progression import find_secondary_progression
    from ranvier.course.time_to_event import find_time_to_event
    from ranvier.course.time_zero import find_time_zero
    from ranvier.course.two_references import find_two_reference_visits
    from ranvier.definitions.cognitive_worsening import CognitiveWorsening
    from ranvier.definitions.confirmed_change import (
        ConfirmedChange,
        Extrema,
        Occurrence,
        ProceedFrom,
        Reference,
        SlightChanges,
    )
    from ranvier.definitions.definition import Definition
    from ranvier.definitions.edss_change import EdssChange
    from ranvier.definitions.edss_plus import EdssPlus
    from ranvier.definitions.epochs import TreatmentEpochs
    from ranvier.definitions.follow_up import FreeOfWorsening
    from ranvier.definitions.grid import definition_grid
    from ranvier.definitions.improvement import ConfirmedImprovement
    from ranvier.definitions.milestone import Milestone
    from ranvier.definitions.neda import Neda
    from ranvier.definitions.pira import Pira, Raw
    from ranvier.definitions.pira_with_mri import PiraWithMri
    from ranvier.definitions.presets import PRESETS, preset
    from ranvier.definitions.relapse_hygiene import RelapseHygiene
    from ranvier.definitions.relapse_relation import RelapseRelationRule
    from ranvier.definitions.score_parts import ScoreParts
    from ranvier.definitions.secondary_progression import SecondaryProgression
    from ranvier.definitions.settings_used import settings_used
    from ranvier.definitions.sustained_change import (
        SustainedImprovement,
        SustainedPira,
        SustainedSequence,
        SustainedWorsening,
    )
    from ranvier.definitions.two_references import TwoReferences
    from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
    from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
    from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate
    from ranvier.ingest import read_programme
    from ranvier.ingest.frames import read_frames
    from ranvier.main import add_edss_scores, examine
    from ranvier.main_course import find_events
    from ranvier.tables.cohort import Cohort
    from ranvier.tables.severity_scores import add_severity_scores
    from ranvier.vocabulary.measures import EDSS, MEASURES, NHPT, SDMT, T25FW, Measure
    from ranvier.vocabulary.scales.edss_convention import EdssConvention
    from ranvier.vocabulary.scales.edss_score import EdssScore, edss_of
    from ranvier.vocabulary.scales.functional_systems import Grades
    from ranvier.vocabulary.steps import (
        EDSS_STEPS_TO_5_0,
        EDSS_STEPS_TO_5_5,
        BandSteps,
        OwnSteps,
        RelativeSteps,
    )
    from ranvier.vocabulary.visits import AmbulationCoding

__version__ = "0.1.0"

__all__ = [
    "EDSS",
    "EDSS_STEPS_TO_5_0",
    "EDSS_STEPS_TO_5_5",
    "MEASURES",
    "NHPT",
    "PRESETS",
    "PRIMARY",
    "SDMT",
    "T25FW",
    "AmbulationCoding",
    "BandSteps",
    "CognitiveWorsening",
    "Cohort",
    "ConfirmWindow",
    "ConfirmedChange",
    "ConfirmedImprovement",
    "ConfirmedWorsening",
    "Definition",
    "EdssChange",
    "EdssConvention",
    "EdssPlus",
    "EdssScore",
    "Extrema",
    "FreeOfWorsening",
    "Grades",
    "Measure",
    "Milestone",
    "Neda",
    "Occurrence",
    "OwnSteps",
    "Pira",
    "PiraWithMri",
    "ProceedFrom",
    "Raw",
    "Reference",
    "RelapseDistance",
    "RelapseFreeWindow",
    "RelapseHygiene",
    "RelapseRelationRule",
    "RelativeSteps",
    "ScoreParts",
    "SecondaryProgression",
    "SlightChanges",
    "SustainedImprovement",
    "SustainedPira",
    "SustainedSequence",
    "SustainedWorsening",
    "TreatmentEpochs",
    "TwoReferences",
    "add_edss_scores",
    "add_severity_scores",
    "count_by_group",
    "count_neda",
    "count_relapses",
    "definition_grid",
    "edss_of",
    "estimate_relapse_rate",
    "examine",
    "explain_patient",
    "find_baseline",
    "find_change",
    "find_decisions",
    "find_edss_plus",
    "find_epochs",
    "find_events",
    "find_follow_up",
    "find_milestone",
    "find_multiverse",
    "find_neda",
    "find_observation",
    "find_relapses",
    "find_score_parts",
    "find_secondary_progression",
    "find_time_to_event",
    "find_time_zero",
    "find_two_reference_visits",
    "find_unconfirmed",
    "preset",
    "read_claims",
    "read_frames",
    "read_programme",
    "settings_used",
]

_NAMES_BY_HOME = {
    "ranvier.claims.claimset": ("read_claims",),
    "ranvier.course.baseline": ("find_baseline",),
    "ranvier.course.edss_change": ("find_change",),
    "ranvier.course.decisions": ("find_decisions", "find_unconfirmed"),
    "ranvier.course.explain": ("explain_patient",),
    "ranvier.course.edss_plus": ("find_edss_plus",),
    "ranvier.course.epochs": ("find_epochs",),
    "ranvier.course.follow_up": ("find_follow_up",),
    "ranvier.course.milestone": ("find_milestone",),
    "ranvier.course.multiverse": ("find_multiverse",),
    "ranvier.course.neda": ("count_neda", "find_neda"),
    "ranvier.course.relapse_hygiene": ("find_relapses",),
    "ranvier.course.relapse_rate": ("count_by_group", "count_relapses", "find_observation"),
    "ranvier.course.score_parts": ("find_score_parts",),
    "ranvier.course.secondary_progression": ("find_secondary_progression",),
    "ranvier.course.time_to_event": ("find_time_to_event",),
    "ranvier.course.time_zero": ("find_time_zero",),
    "ranvier.course.two_references": ("find_two_reference_visits",),
    "ranvier.definitions.edss_change": ("EdssChange",),
    "ranvier.definitions.confirmed_change": (
        "ConfirmedChange",
        "Extrema",
        "Occurrence",
        "ProceedFrom",
        "Reference",
        "SlightChanges",
    ),
    "ranvier.definitions.cognitive_worsening": ("CognitiveWorsening",),
    "ranvier.definitions.definition": ("Definition",),
    "ranvier.definitions.edss_plus": ("EdssPlus",),
    "ranvier.definitions.epochs": ("TreatmentEpochs",),
    "ranvier.definitions.follow_up": ("FreeOfWorsening",),
    "ranvier.definitions.grid": ("definition_grid",),
    "ranvier.definitions.improvement": ("ConfirmedImprovement",),
    "ranvier.definitions.milestone": ("Milestone",),
    "ranvier.definitions.neda": ("Neda",),
    "ranvier.definitions.pira": ("Pira", "Raw"),
    "ranvier.definitions.pira_with_mri": ("PiraWithMri",),
    "ranvier.definitions.presets": ("PRESETS", "preset"),
    "ranvier.definitions.relapse_hygiene": ("RelapseHygiene",),
    "ranvier.definitions.relapse_relation": ("RelapseRelationRule",),
    "ranvier.definitions.score_parts": ("ScoreParts",),
    "ranvier.definitions.secondary_progression": ("SecondaryProgression",),
    "ranvier.definitions.settings_used": ("settings_used",),
    "ranvier.definitions.sustained_change": (
        "SustainedImprovement",
        "SustainedPira",
        "SustainedSequence",
        "SustainedWorsening",
    ),
    "ranvier.definitions.two_references": ("TwoReferences",),
    "ranvier.definitions.windows": ("ConfirmWindow", "RelapseDistance", "RelapseFreeWindow"),
    "ranvier.definitions.worsening": ("PRIMARY", "ConfirmedWorsening"),
    "ranvier.estimates.rates.relapse_rate": ("estimate_relapse_rate",),
    "ranvier.ingest": ("read_programme",),
    "ranvier.ingest.frames": ("read_frames",),
    "ranvier.main": ("add_edss_scores", "examine"),
    "ranvier.main_course": ("find_events",),
    "ranvier.tables.cohort": ("Cohort",),
    "ranvier.tables.severity_scores": ("add_severity_scores",),
    "ranvier.vocabulary.measures": ("EDSS", "MEASURES", "Measure", "NHPT", "SDMT", "T25FW"),
    "ranvier.vocabulary.scales.edss_convention": ("EdssConvention",),
    "ranvier.vocabulary.scales.edss_score": ("EdssScore", "edss_of"),
    "ranvier.vocabulary.scales.functional_systems": ("Grades",),
    "ranvier.vocabulary.steps": (
        "EDSS_STEPS_TO_5_0",
        "EDSS_STEPS_TO_5_5",
        "BandSteps",
        "OwnSteps",
        "RelativeSteps",
    ),
    "ranvier.vocabulary.visits": ("AmbulationCoding",),
}

_HOME = {name: home for home, names in _NAMES_BY_HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public object *name*, loaded now."""
    if name not in _HOME:
        raise AttributeError(f"module 'ranvier' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
