"""What was looked for, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import ConfirmedWorsening

_NAMES: Mapping[type[ConfirmedChange], str] = {
    Pira: "worsening independent of relapses (PIRA)",
    Raw: "worsening associated with a relapse (RAW)",
    ConfirmedWorsening: "confirmed worsening",
    ConfirmedImprovement: "confirmed improvement",
}


def event_words(definition: ConfirmedChange) -> str:
    """The kind of event a definition looks for.

    >>> event_words(ConfirmedWorsening())
    'confirmed worsening'
    """
    return _NAMES.get(type(definition), "confirmed change")
