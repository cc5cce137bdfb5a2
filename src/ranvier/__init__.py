"""A multiple sclerosis programme's records in, an honest verdict on each of its claims out.

    import ranvier as rv

    cohort = rv.read_programme("clinic/programme.toml")   # checked rows; cohort.faults: what was set aside
    claims = rv.read_claims("cell-therapy")               # a shipped claim set, or your own .toml
    verdicts = rv.examine(cohort, claims, seed=1)         # claim, estimate, seen, because, certainty
    verdicts.to_html("report.html")

Names load on first use, so that `import ranvier` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ranvier.claims.claimset import read_claims
    from ranvier.course.decisions import find_decisions, find_unconfirmed
    from ranvier.course.multiverse import find_multiverse
    from ranvier.definitions.definition import Definition
    from ranvier.definitions.grid import definition_grid
    from ranvier.definitions.improvement import ConfirmedImprovement
    from ranvier.definitions.pira import Pira
    from ranvier.definitions.presets import PRESETS, preset
    from ranvier.definitions.settings_used import settings_used
    from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
    from ranvier.ingest import read_programme
    from ranvier.ingest.frames import read_frames
    from ranvier.main import examine
    from ranvier.main_course import find_events
    from ranvier.tables.cohort import Cohort
    from ranvier.vocabulary.measures import EDSS, NHPT, SDMT, T25FW, Measure

__version__ = "0.1.0"

__all__ = [
    "EDSS",
    "NHPT",
    "PRESETS",
    "PRIMARY",
    "SDMT",
    "T25FW",
    "Cohort",
    "ConfirmedImprovement",
    "ConfirmedWorsening",
    "Definition",
    "Measure",
    "Pira",
    "definition_grid",
    "examine",
    "find_decisions",
    "find_events",
    "find_multiverse",
    "find_unconfirmed",
    "preset",
    "read_claims",
    "read_frames",
    "read_programme",
    "settings_used",
]

_HOME = {
    "EDSS": "ranvier.vocabulary.measures",
    "NHPT": "ranvier.vocabulary.measures",
    "PRESETS": "ranvier.definitions.presets",
    "PRIMARY": "ranvier.definitions.worsening",
    "SDMT": "ranvier.vocabulary.measures",
    "T25FW": "ranvier.vocabulary.measures",
    "Cohort": "ranvier.tables.cohort",
    "ConfirmedImprovement": "ranvier.definitions.improvement",
    "ConfirmedWorsening": "ranvier.definitions.worsening",
    "Definition": "ranvier.definitions.definition",
    "Measure": "ranvier.vocabulary.measures",
    "Pira": "ranvier.definitions.pira",
    "definition_grid": "ranvier.definitions.grid",
    "examine": "ranvier.main",
    "find_decisions": "ranvier.course.decisions",
    "find_events": "ranvier.main_course",
    "find_multiverse": "ranvier.course.multiverse",
    "find_unconfirmed": "ranvier.course.decisions",
    "preset": "ranvier.definitions.presets",
    "read_claims": "ranvier.claims.claimset",
    "read_frames": "ranvier.ingest.frames",
    "read_programme": "ranvier.ingest",
    "settings_used": "ranvier.definitions.settings_used",
}


def __getattr__(name: str) -> Any:
    """The public object *name*, loaded now."""
    if name not in _HOME:
        raise AttributeError(f"module 'ranvier' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
