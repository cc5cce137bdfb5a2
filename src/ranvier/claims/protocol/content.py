"""Frozen dataclasses of plain values as parts of a TOML file, written and read back the same."""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from ranvier.literature.section import did_you_mean

Told = Callable[[str, str], None]
"""Takes a fault and what to try."""

_WIDTH = 100


def written(part: object) -> str:
    """The lines `key = value` of one dataclass; None and inner lists of parts are left out."""
    return "\n".join(f"{name} = {value_text(value)}" for name, value in plain_fields(part))


def plain_fields(part: object) -> Iterator[tuple[str, Any]]:
    """Name and value of the fields that are no parts of their own."""
    assert is_dataclass(part)
    for one in fields(part):
        value = getattr(part, one.name)
        if value is not None and not _holds_parts(value):
            yield one.name, value


def _holds_parts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def value_text(value: Any) -> str:
    """One value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{name} = {value_text(one)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, tuple):
        return _list_text([value_text(one) for one in value])
    return _number_text(value)


def quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list_text(values: list[str]) -> str:
    line = ", ".join(values)
    if len(line) <= _WIDTH:
        return f"[{line}]"
    return "[\n" + "".join(f"  {value},\n" for value in values) + "]"


def _number_text(value: float) -> str:
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return repr(value)


def read_part(kind: type, data: Any, told: Told) -> Any:
    """A dataclass of *kind* from a parsed part of a file; every fault goes to *told*, and None comes back."""
    if not isinstance(data, dict):
        told(f"the part '{kind.__name__}' is not a part of its own", "write it as the program does")
        return None
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    whole = True
    for name, hint in hints.items():
        fault = _take(name, hint, data, given, told)
        whole = whole and not fault
    for name in data:
        if name not in hints:
            told(f"there is no key '{name}'", did_you_mean(str(name), hints))
            whole = False
    return kind(**given) if whole else None


def _take(name: str, hint: Any, data: Mapping[str, Any], given: dict[str, Any], told: Told) -> bool:
    """Put the value of one field into *given*; whether there is a fault."""
    if name not in data:
        if _is_optional(hint):
            given[name] = None
        elif _inner_part(hint) is not None:
            given[name] = ()
        else:
            told(f"'{name}' is missing", "take the file as it was written")
            return True
        return False
    try:
        given[name] = _converted(data[name], hint, told)
    except TypeError:
        told(f"'{name}' is not of the kind it was written as", "take the file as it was written")
        return True
    return False


def _converted(value: Any, hint: Any, told: Told) -> Any:
    """*value* as the type *hint* has it; TypeError where it is of another."""
    part = _inner_part(hint)
    if part is not None:
        return _converted_parts(value, part, told)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _first_fitting(value, get_args(hint), told)
    if origin is tuple:
        return tuple(_converted(one, get_args(hint)[0], told) for one in _of_type(value, list))
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(hint)[1]
        return {name: _converted(one, inner, told) for name, one in _of_type(value, dict).items()}
    if is_dataclass(hint):
        return _whole(read_part(hint, value, told))  # type: ignore[arg-type]
    return _of_type(value, hint)


def _converted_parts(value: Any, part: type, told: Told) -> tuple[Any, ...]:
    return tuple(_whole(read_part(part, one, told)) for one in _of_type(value, list))


def _whole(part: Any) -> Any:
    if part is None:
        raise TypeError
    return part


def _first_fitting(value: Any, hints: tuple[Any, ...], told: Told) -> Any:
    for hint in hints:
        try:
            return _converted(value, hint, told)
        except TypeError:
            continue
    raise TypeError


def _of_type(value: Any, kind: Any) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TypeError
    return value


def _is_optional(hint: Any) -> bool:
    return type(None) in get_args(hint) and get_origin(hint) in (Union, types.UnionType)


def _inner_part(hint: Any) -> type | None:
    """The dataclass of a list of parts; None for any other type."""
    if get_origin(hint) is not tuple:
        return None
    inner = get_args(hint)[0]
    return inner if isinstance(inner, type) and is_dataclass(inner) else None
