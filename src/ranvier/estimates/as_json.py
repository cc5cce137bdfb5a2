"""Estimates for programs: a dict that JSON can carry, and the same estimate back, to the last digit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import Inputs
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
    """The estimate as a dict of plain values, without NaN and infinity.

    Raises InputError for a larger result, which holds several estimates.
    """
    inputs = Inputs("content of a file")
    hint = "hand over its estimates one by one: those that .estimates(), .ratio() or .at() give"
    inputs.require(isinstance(found, Estimate), f"a {type(found).__name__} is no estimate", "found", hint)
    inputs.finish()
    others = {name: value for name, value in asdict(found).items() if name not in _USUAL}
    return {**interval_dict(found), **others}


def from_dict(content: Mapping[str, Any]) -> Estimate:
    """The estimate that `to_dict` wrote.

    Raises RanvierError for a field that is missing, that no estimate has, or that holds something else.
    """
    known = {field.name for field in fields(Estimate)}
    extra = set(content) - known - {f"{name}_text" for name in _USUAL}
    missing = known - set(content)
    faulty = extra | missing | {name for name in known & set(content) if not _fits(name, content)}
    if faulty:
        raise RanvierError(
            "This is not an estimate as ranvier writes it",
            where=", ".join(sorted(faulty)),
            hint="read what to_dict gave",
        )
    ends = {name: _number(content, name) for name in _USUAL}
    return Estimate(**{**{name: content[name] for name in known}, **ends})


def _fits(name: str, content: Mapping[str, Any]) -> bool:
    """Whether a field holds what `to_dict` writes there."""
    value = content[name]
    if name in _USUAL or name == "conf_level":
        told = content.get(f"{name}_text")
        said = told is None or (value is None and told in (WITHOUT_LIMIT, _OTHER_SIDE))
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        return said and (is_number or (value is None and name in _USUAL))
    if name in ("n", "n_events"):
        is_count = isinstance(value, int) and not isinstance(value, bool)
        return is_count or (value is None and name == "n_events")
    return isinstance(value, str)


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
