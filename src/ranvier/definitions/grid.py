"""Many definitions at once: every combination of some settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum
from itertools import product
from typing import Any

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.worsening import PRIMARY
from ranvier.errors import UsageError


def definition_grid(
    settings: Mapping[str, Sequence[Any]], base: ConfirmedChange = PRIMARY
) -> dict[str, ConfirmedChange]:
    """*base* with every combination of *settings*, each by a name that tells its combination.

    settings: for a setting of the definition the values it is to take, in the order they are to have; the
    last setting changes fastest. Raises UsageError for a setting that *base* does not have, or one without a
    value.

    >>> list(definition_grid({"confirm_after_days": [84, 168], "all_visits_hold": [True]}))
    ['confirm_after_days=84, all_visits_hold=yes', 'confirm_after_days=168, all_visits_hold=yes']
    """
    _check(settings, base)
    grid: dict[str, ConfirmedChange] = {}
    for values in product(*settings.values()):
        chosen = dict(zip(settings, values, strict=True))
        name = ", ".join(f"{setting}={_text(value)}" for setting, value in chosen.items())
        grid[name] = replace(base, **chosen)
    return grid


def _check(settings: Mapping[str, Sequence[Any]], base: ConfirmedChange) -> None:
    known = [field.name for field in fields(base)]
    unknown = [name for name in settings if name not in known]
    if unknown:
        raise UsageError(
            f"{type(base).__name__} has no setting {', '.join(map(repr, unknown))}",
            hint=f"one of {', '.join(known)}",
        )
    single = [name for name, values in settings.items() if not isinstance(values, Sequence)]
    if single:
        raise UsageError(
            f"the values of {', '.join(single)} are no list",
            hint=f'put them in brackets, also a single one: {{"{single[0]}": [...]}}',
        )
    empty = [name for name, values in settings.items() if not values]
    if empty:
        raise UsageError(
            f"no value is given for {', '.join(empty)}", hint="give each setting one value or more"
        )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " + ".join(map(str, value)) or "none"
    return str(value.value) if isinstance(value, Enum) else str(value)
