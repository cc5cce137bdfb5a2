"""Every number of a plan's laws with its meaning, status and source, for a file beside the data."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from ranvier.definitions.rater_noise import Basis, NoiseBand, SpreadBand
from ranvier.simulate.parameters import Parameter, Status

Told = dict[str, object]


def described(law: Any) -> dict[str, Any]:
    """Every number of *law* by its name, laws inside it as tables of their own."""
    found: dict[str, Any] = {}
    for field in fields(law):
        value = getattr(law, field.name)
        told = _told(value)
        if told is not None:
            found[field.name] = told
    return found


def _told(value: Any) -> Any:
    match value:
        case Parameter():
            return _number(value.value, value.meaning, value.status.value, value.source)
        case SpreadBand():
            meaning = f"spread of a score up to EDSS {value.highest_edss}, points"
            return _number(value.sd_points, meaning, _status(value.basis), value.source)
        case NoiseBand():
            meaning = (
                f"chance of a score half a point too high, and as often too low, to {value.highest_edss}"
            )
            return _number(value.chance_each_way, meaning, _status(value.basis), value.source)
        case tuple() if value and is_dataclass(value[0]):
            return [_told(each) for each in value]
        case tuple():
            return _number(value, "a table of the law", Status.ASSUMED.value, "")
    return described(value) or None if is_dataclass(value) else None


def _status(basis: Basis) -> str:
    return Status.DERIVED.value if basis is Basis.DERIVED else Status.ASSUMED.value


def _number(value: Any, meaning: str, status: str, source: str) -> Told:
    return {"value": value, "meaning": meaning, "status": status, "source": source}
