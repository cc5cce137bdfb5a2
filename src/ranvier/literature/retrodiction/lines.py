"""A YAML text as parts that know their lines; every value stays the text that was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ranvier.errors import RanvierError


@dataclass(frozen=True)
class Part:
    """A mapping of the file: values by name (text, list or part) and the line of each name, from 1."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    line: int

    def line_of(self, *names: str) -> int:
        """The line of the first of *names* that is there; else that of the part."""
        return next((self.lines[name] for name in names if name in self.lines), self.line)


def read_parts(text: str, where: str, faults: list[RanvierError]) -> Part | None:
    """The whole text as one part; None after a fault, which is kept in *faults*.

    Nothing is built but text: no dates, no yes and no as truth, no objects. Anchors are refused, because a
    small file that repeats itself can grow without limit.
    """
    import yaml  # noqa: PLC0415 - loads on use, so that `ranvier --help` stays fast

    try:
        repeated = [token for token in yaml.scan(text) if isinstance(token, yaml.AliasToken)]
        node = None if repeated else yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", "") or "it is nested too deeply or holds characters of no text"
        faults.append(
            RanvierError(f"this is not YAML: {problem}", where=where + line, hint="check the indentation")
        )
        return None
    for token in repeated:
        line = token.start_mark.line + 1
        faults.append(
            RanvierError(
                "an alias is used", where=f"{where}, line {line}", hint="write the value out once more"
            )
        )
    if node is None:
        return None if repeated else Part({}, {}, 1)
    found = _built(node, where, faults)
    if isinstance(found, Part):
        return found
    faults.append(RanvierError("named parts are expected", where=where, hint="begin with 'cases:'"))
    return None


def _built(node: Any, where: str, faults: list[RanvierError]) -> Any:
    """A node of the file as text, list or part."""
    if node.id == "scalar":
        return "" if node.tag.endswith(":null") else str(node.value)
    if node.id == "sequence":
        return [_built(inner, where, faults) for inner in node.value]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, inner in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in values:
            faults.append(
                RanvierError(
                    f"'{name}' is there twice", where=f"{where}, line {line}", hint="keep one of them"
                )
            )
        values[name], lines[name] = _built(inner, where, faults), line
    return Part(values, lines, node.start_mark.line + 1)
