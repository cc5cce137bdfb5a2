"""Settings that a definition cannot have are refused where it is made, not where it is used."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from operator import index
from typing import Any

from ranvier.errors import UsageError
from ranvier.vocabulary.measures import Measure


def check_settings(definition: Any) -> None:
    """Raises UsageError for a choice of no known word, for no measure, and for days below 0 or not whole.

    A word written as text ("roving") becomes the choice it names. Without this a word that does not exist
    would pass for the default. The type of a setting is that of its default.
    """
    for setting in fields(definition):
        value = getattr(definition, setting.name)
        where = f"{type(definition).__name__}, {setting.name}="
        if isinstance(setting.default, StrEnum):
            choice = _choice(value, type(setting.default), where)
            object.__setattr__(definition, setting.name, choice)
        elif isinstance(setting.default, Measure):
            _check_measure(value, where)
        elif setting.name.endswith("_days") and isinstance(setting.default, int | None):
            _check_days(value, may_be_open=setting.default is None, where=where)


def _choice(value: Any, words: type[StrEnum], where: str) -> StrEnum:
    try:
        return words(value)
    except ValueError:
        known = ", ".join(f"{words.__name__}.{word.name}" for word in words)
        raise UsageError(
            "A setting of the definition has a value that does not exist", where=where, hint=f"one of {known}"
        ) from None


def _check_measure(value: Any, where: str) -> None:
    if not isinstance(value, Measure):
        raise UsageError("A setting of the definition is no measure", where=where, hint="one of MEASURES")


def _check_days(value: Any, *, may_be_open: bool, where: str) -> None:
    if value is None and may_be_open:
        return
    try:
        is_possible = index(value) >= 0
    except TypeError:
        is_possible = False
    if not is_possible:
        hint = "give whole days, 0 or more" + (", or None for no limit" if may_be_open else "")
        raise UsageError("A setting of the definition is no number of days", where=where, hint=hint)
