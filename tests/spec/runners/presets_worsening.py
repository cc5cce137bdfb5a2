"""Runs the drawings of presets_worsening.toml: one course under every published definition of worsening."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.course.events import find_events
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.preset import Preset
from ranvier.definitions.presets import PRESETS, WORSENING_NAMES
from tests.small_cohorts import DAY_ZERO
from tests.spec.drawing import Drawing

DEFINITIONS: dict[str, type] = {}
"""None is named in a drawing: all of them are asked."""

NONE = "none"


def found(drawing: Drawing) -> list[str]:
    return answers_of(drawing, [PRESETS[name] for name in WORSENING_NAMES])


def answers_of(drawing: Drawing, presets: Iterable[Preset]) -> list[str]:
    """The definitions by the days of onset they find, the earliest first, those without an event last."""
    answers: dict[tuple[int, ...], list[str]] = {}
    for preset in presets:
        assert isinstance(preset.definition, ConfirmedChange)
        onsets = find_events(drawing.timeline.cohort(), preset.definition)["onset_date"]
        answers.setdefault(tuple((each - DAY_ZERO).days for each in onsets), []).append(preset.name)
    return [
        f"{', '.join(f'on {day}' for day in days) or NONE}: {', '.join(names)}"
        for days, names in sorted(answers.items(), key=lambda answer: answer[0] or (1 << 30,))
    ]
