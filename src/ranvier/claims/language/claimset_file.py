"""The file of a claim set: where it lies, within which limits, and its TOML."""

from __future__ import annotations

import difflib
import re
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ranvier.claims.language.toml_lines import find_lines
from ranvier.errors import (
    ClaimSetError,
    EmptyFile,
    FileTooLarge,
    MissingFile,
    RanvierError,
    UnreadableFile,
    UsageError,
)
from ranvier.literature.place import Place
from ranvier.literature.section import Section

MAX_BYTES = 1_000_000
"""A claim set is written by hand; the shipped one has about 15,000 bytes."""


COMPANIONS = ("-cases.toml", "-hypotheses.toml")
"""Ends of the names of files that lie beside a claim set and are none themselves."""

_LINE_NAMED = re.compile(r"line (\d+)")
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


def list_claim_sets() -> tuple[str, ...]:
    """The names of the shipped claim sets."""
    return tuple(
        sorted(entry.name.removesuffix(".toml") for entry in _shipped().iterdir() if _is_set(entry.name))
    )


def _shipped() -> Traversable:
    return resources.files("ranvier.claims") / "sets"


def _is_set(name: str) -> bool:
    return name.endswith(".toml") and not name.endswith(COMPANIONS)


def find_claim_set(name_or_path: str | Path) -> Traversable:
    """The file that is meant, shipped or somebody's own."""
    text = str(name_or_path)
    if text in list_claim_sets():
        return _shipped() / f"{text}.toml"
    path = Path(name_or_path)
    if path.is_file():
        return path
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise MissingFile("There is no such claim set file", where=text, hint="check the path")
    shipped = list_claim_sets()
    near = difflib.get_close_matches(text, shipped, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"shipped: {', '.join(shipped)}; or name a .toml file"
    raise UsageError(f"There is no claim set called '{text}'", hint=hint)


def content_of(source: Traversable) -> bytes:
    """The bytes of the file, within the limit."""
    try:
        with source.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(
            "The claim set cannot be opened", where=source.name, hint="check its permissions"
        ) from error
    if len(content) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise FileTooLarge(f"A claim set may have at most {limit}", where=source.name, hint="split it")
    if not content.strip():
        raise EmptyFile(
            "The claim set is empty", where=source.name, hint="see docs/reference/claim-language.md"
        )
    return content


def parsed(content: bytes, name: str) -> dict[str, Any]:
    """The TOML of a file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "The claim set is not UTF-8 text", where=name, hint="save it as UTF-8"
        ) from error
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        fault = RanvierError(
            f"This is not TOML: {_LINE.sub('', str(error))}",
            where=f"line {line.group(1)}, {name}" if line else name,
            hint="texts need quotes, lists need brackets, each key stands once",
        )
        raise ClaimSetError([fault], headline=f"The claim set {name} cannot be read") from error


def section_of(content: bytes, name: str, faults: list[RanvierError]) -> Section:
    """The whole file as a part that is read key by key; its faults name their lines."""
    data = parsed(content, name)
    return Section(data, name, faults, Place(find_lines(content.decode("utf-8-sig"))))


def in_order_of_lines(faults: list[RanvierError]) -> list[RanvierError]:
    """Faults of one file as a person meets them from top to bottom; those without a line come first."""
    return sorted(faults, key=_line_of)


def _line_of(fault: RanvierError) -> int:
    named = _LINE_NAMED.match(fault.where)
    return int(named.group(1)) if named else 0


def companion_of(source: Traversable, key: str, name: str, faults: list[RanvierError]) -> Traversable | None:
    """The file *name* beside *source*, called by *key* of its head; None, with a fault, where it is not."""
    if Path(name).name != name or not name.endswith(".toml"):
        faults.append(
            RanvierError(
                f"'{key}' must be the plain name of a .toml file",
                where=f"{source.name}, [set]",
                hint="put the file beside the claim set",
            )
        )
        return None
    companion = source.parent / name if isinstance(source, Path) else _shipped() / name
    if not companion.is_file():
        faults.append(
            RanvierError(f"the file of {key} is not there", where=name, hint="put it beside the claim set")
        )
        return None
    return companion
