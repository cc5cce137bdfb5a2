"""A plan as a commented TOML file that `read_plan` reads back unchanged."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ranvier.simulate.parameters import Parameter
from ranvier.simulate.plan import PLANS, ClinicPlan
from ranvier.simulate.plan_fields import meanings_of
from ranvier.simulate.plan_file import BASE, CLINIC, NOTHING

_HEAD = """# Plan of a simulated clinic: ranvier simulate --plan THIS_FILE -o DIR
#
# Every line may be changed or left out; what is left out stays as in the shipped plan that based_on names.
# "none" means that a setting is not set. Numbers of a law carry how they are known and their source; a number
# changed here counts as assumed. Nobody in a simulated clinic is real.
"""

_WIDTH = 100


def plan_text(plan: ClinicPlan) -> str:
    """The text of a plan file with every setting of *plan* and what it means."""
    base = plan.key if plan.key in PLANS else next(iter(PLANS))
    lines = [_HEAD, f"{BASE} = {_value_text(base)}", ""]
    lines += _table_lines(plan, CLINIC)
    return "\n".join(lines).rstrip("\n") + "\n"


def _table_lines(plan: Any, place: str, brackets: str = "[{}]") -> Iterator[str]:
    """One table of the file with its comments, then the tables inside it."""
    meanings = meanings_of(type(plan))
    values = {field.name: getattr(plan, field.name) for field in fields(plan) if field.init}
    yield brackets.format(place)
    told: set[str] = set()
    for name, value in values.items():
        if not is_table(value) and not is_table_list(value):
            meaning = _meaning(value, meanings.get(name, ""))
            yield from _comment("" if meaning in told else meaning)
            told.add(meaning)
            yield f"{name} = {_value_text(value)}"
    yield ""
    for name, value in values.items():
        inner = name if place == CLINIC else f"{place}.{name}"
        if is_table(value):
            yield from _table_lines(value, inner)
        elif is_table_list(value):
            for each in value:
                yield from _table_lines(each, inner, "[[{}]]")


def is_table(value: Any) -> bool:
    """Whether a setting is a table of settings of its own."""
    return is_dataclass(value) and not isinstance(value, Parameter)


def is_table_list(value: Any) -> bool:
    """Whether a setting is a list of such tables."""
    return isinstance(value, tuple) and bool(value) and is_table(value[0])


def _meaning(value: Any, meaning: str) -> str:
    if not isinstance(value, Parameter):
        return meaning
    known = ", ".join(part for part in (value.status.value, value.source) if part)
    unit = f", {value.unit}" if value.unit else ""
    return f"{value.meaning}{unit} ({known})"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="#   ") if text else []


def _value_text(value: Any) -> str:
    match value:
        case Parameter():
            return _value_text(value.value)
        case None:
            return json.dumps(NOTHING)
        case bool():
            return "true" if value else "false"
        case Enum():
            return json.dumps(value.value)
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(_value_text(each) for each in value)}]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return repr(value)
