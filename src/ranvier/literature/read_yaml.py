"""A YAML file as sections; a file that is not there or not YAML is a fault, not an exception."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

from ranvier.errors import RanvierError
from ranvier.literature.section import Section


def read_list(file: Traversable, faults: list[RanvierError]) -> tuple[Section, ...]:
    """The entries of a file that is a list of parts."""
    found = _content(file, faults)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        faults.append(
            RanvierError("a list of entries is expected", where=file.name, hint="begin each with '- '")
        )
        return ()
    return tuple(Section(entry, f"{file.name}, entry {i}", faults) for i, entry in enumerate(found, start=1))


def read_mapping(file: Traversable, faults: list[RanvierError]) -> Section:
    """A file that is one part; empty after a fault."""
    found = _content(file, faults)
    if found is not None and not isinstance(found, dict):
        faults.append(RanvierError("named parts are expected", where=file.name, hint="begin with 'cases:'"))
    return Section(found if isinstance(found, dict) else {}, file.name, faults)


def _content(file: Traversable, faults: list[RanvierError]) -> Any:
    """What the file holds; None after a fault."""
    if not file.is_file():
        faults.append(RanvierError("a literature file is not there", where=file.name, hint="put it back"))
        return None
    try:
        found = _load(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        faults.append(
            RanvierError(f"this is not YAML: {error}", where=file.name, hint="check the indentation")
        )
        return None
    return {} if found is None else found


def _load(text: str) -> Any:
    """The content of a YAML text. Raises ValueError where it is none."""
    import yaml  # noqa: PLC0415 - loads on use, so that `ranvier --help` stays fast

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
