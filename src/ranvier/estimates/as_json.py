"""Estimates for programs: a dict that JSON can carry, and the same estimate back, to the last digit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from ranvier.errors import RanvierError
from ranvier.estimates.result import Estimate

WITHOUT_LIMIT = "without limit"
_OTHER_SIDE = "without limit on the other side"
_USUAL = {"estimate": math.inf, "lower": -math.inf, "upper": math.inf}


def interval_dict(
    found: Estimate | None, kept: Callable[[float], float | None] = float
) -> dict[str, float | str | None]:
    """The number and its ends: null where there is none, and `"without limit"` beside a null that has none.

    kept: what is done to a finite number first, as rounding for a report.
    """
    ends = {name: math.nan if found is None else getattr(found, name) for name in _USUAL}
    numbers: dict[str, float | str | None] = {
        name: kept(end) if math.isfinite(end) else None for name, end in ends.items()
    }
    endless = {name: end for name, end in ends.items() if math.isinf(end)}
    words = {
        f"{name}_text": WITHOUT_LIMIT if end == _USUAL[name] else _OTHER_SIDE for name, end in endless.items()
    }
    return {**numbers, **words}


def to_dict(found: Estimate) -> dict[str, Any]:
    """The estimate as a dict of plain values, without NaN and infinity."""
    others = {name: value for name, value in asdict(found).items() if name not in _USUAL}
    return {**interval_dict(found), **others}


def from_dict(content: Mapping[str, Any]) -> Estimate:
    """The estimate that `to_dict` wrote.

    Raises RanvierError for a field that is missing or that no estimate has.
    """
    known = {field.name for field in fields(Estimate)}
    extra = set(content) - known - {f"{name}_text" for name in _USUAL}
    missing = known - set(content)
    if extra or missing:
        raise RanvierError(
            "This is not an estimate as ranvier writes it",
            where=", ".join(sorted(extra | missing)),
            hint="read what to_dict gave",
        )
    ends = {name: _number(content, name) for name in _USUAL}
    return Estimate(**{**{name: content[name] for name in known}, **ends})


def _number(content: Mapping[str, Any], name: str) -> float:
    if content[name] is not None:
        return float(content[name])
    match content.get(f"{name}_text"):
        case None:
            return math.nan
        case _ as words if words == WITHOUT_LIMIT:
            return _USUAL[name]
        case _:
            return -_USUAL[name]
