"""Published definitions by name: `PRESETS["muller2023"]`, or its definition alone, `preset("muller2023")`."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from ranvier.definitions.definition import Definition
from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.presets_composites import COMPOSITE_PRESETS
from ranvier.definitions.presets_pira import PIRA_PRESETS
from ranvier.definitions.presets_schools import SCHOOL_PRESETS
from ranvier.definitions.presets_worsening import WORSENING_PRESETS
from ranvier.errors import UsageError

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {each.name: each for each in (*WORSENING_PRESETS, *PIRA_PRESETS, *SCHOOL_PRESETS, *COMPOSITE_PRESETS)}
)
"""Every published definition by its name, worsening first and the primary one before all others."""

WORSENING_NAMES: tuple[str, ...] = tuple(each.name for each in WORSENING_PRESETS)
"""The definitions that decide together whether a verdict depends on the definition (verdict rule 3)."""


OTHER_NAMES: Mapping[str, str] = MappingProxyType({"msoutcomes_pira": "dzau2023"})
"""What a program calls a definition that stands here under its paper."""


def preset(name: str) -> Definition:
    """The published definition called *name*, ready for `find_events`.

    Raises UsageError for a name that is not in `PRESETS`, with the nearest that are.

    >>> preset("muller2023").confirm_after_days
    168
    """
    name = OTHER_NAMES.get(name, name)
    if name not in PRESETS:
        near = get_close_matches(name, PRESETS, 3, cutoff=0.4) or list(PRESETS)
        raise UsageError("There is no definition of this name", hint=f"one of {', '.join(near)}")
    return PRESETS[name].definition


def presets_about(subject: Subject) -> tuple[Preset, ...]:
    """The published definitions of one subject, in the order of `PRESETS`."""
    return tuple(each for each in PRESETS.values() if each.subject is subject)


def preset_of(definition: Definition) -> Preset | None:
    """The preset with exactly the settings of *definition*; None where no published one has them."""
    return next((each for each in PRESETS.values() if each.definition == definition), None)
