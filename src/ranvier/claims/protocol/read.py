"""Reads a protocol back: whole and as it was frozen, or everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.content import read_part
from ranvier.claims.protocol.protocol import FORMAT, Protocol
from ranvier.claims.protocol.seal import (
    Part,
    fingerprint_of_text,
    is_intact,
    parts_of,
    sealed,
    without_seal,
)
from ranvier.errors import (
    EmptyFile,
    FileTooLarge,
    MissingFile,
    ProtocolError,
    RanvierError,
    UnreadableFile,
)

MOST_BYTES = 5_000_000
"""That of the shipped set of 55 claims has about 90,000 bytes."""

_GET_IT_BACK = "take the file as it was frozen; what was kept elsewhere shows which one that is"


@dataclass(frozen=True)
class ReadProtocol:
    """A protocol with the name of its file, the fingerprint in its seal, and that of the file itself."""

    protocol: Protocol
    file: str
    sha256: str
    file_sha256: str


@dataclass(frozen=True)
class _File:
    """The text of a file, its parts, and what is wrong with it so far."""

    name: str
    text: str
    parts: tuple[Part, ...]
    faults: list[RanvierError] = field(default_factory=list)

    def fault(self, problem: str, hint: str = _GET_IT_BACK, *, where: str = "") -> None:
        """Keep one fault."""
        self.faults.append(RanvierError(problem, where=where or self.name, hint=hint))

    def place(self, kind: str, number: int) -> str:
        """Where the part of this kind and number stands."""
        found = [part for part in self.parts if part.name.split(" ")[0] == kind]
        if number >= len(found):
            return self.name
        return f"{self.name}, {found[number].name}, {found[number].lines}"


def read_protocol(path: Path, claim_set: ClaimSet | None = None) -> ReadProtocol:
    """The protocol in the file at *path*, for *claim_set* where one is named.

    Raises MissingFile, EmptyFile, FileTooLarge, UnreadableFile; and ProtocolError with everything that is
    wrong with it: changed or cut short (which parts, which lines), of another format, of another claim set.
    """
    content = _content(path)
    text = _text(content, path.name)
    file = _File(path.name, text, parts_of(without_seal(text)))
    data = _parsed(file)
    seal = _check_seal(file, data)
    _check_format(file, data)
    _check_set(file, data, claim_set)
    protocol = _read(file, data) if data is not None else None
    if file.faults or protocol is None:
        many = "1 fault" if len(file.faults) == 1 else f"{len(file.faults)} faults"
        raise ProtocolError(file.faults, headline=f"The protocol {path.name} cannot be used: {many}")
    return ReadProtocol(protocol, path.name, seal, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise MissingFile("The protocol is not there", where=str(path), hint="check the path")
    if path.stat().st_size > MOST_BYTES:
        raise FileTooLarge("A protocol has at most 5 MB", where=path.name, hint="was another file named so?")
    content = path.read_bytes()
    if not content.strip():
        raise EmptyFile("The protocol is empty", where=path.name, hint=_GET_IT_BACK)
    return content


def _text(content: bytes, name: str) -> str:
    """The text with plain line ends: they and a mark of the encoding are no change."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableFile("The protocol is not UTF-8 text", where=name, hint=_GET_IT_BACK) from error


def _parsed(file: _File) -> dict[str, Any] | None:
    try:
        return tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        file.fault(f"This is not TOML: {error}")
        return None


def _check_seal(file: _File, data: Mapping[str, Any] | None) -> str:
    """The fingerprint of what is there; a fault for each part that is not as it was sealed."""
    body = without_seal(file.text)
    found = fingerprint_of_text(body)
    if is_intact(file.text):
        return found
    last = len(file.text.splitlines())
    if body == file.text:
        file.fault(f"The file is cut short: it ends at line {last:,}, without its seal")
        return found
    if sealed(body).startswith(file.text.rstrip("\n")):
        file.fault(f"The file is cut short: it ends at line {last:,}, within its seal")
        return found
    seal = data.get("seal", {}) if data is not None else {}
    stated = seal.get("parts") if isinstance(seal, dict) else None
    before = len(file.faults)
    _check_parts(file, stated if isinstance(stated, dict) else {})
    if len(file.faults) == before:
        file.fault("The seal does not fit: the lines between the parts, their order or the seal was changed")
    return found


def _check_parts(file: _File, stated: Mapping[str, Any]) -> None:
    """A fault for each part that was changed, taken out or put in since it was sealed."""
    if not stated:
        return
    there = {part.name: part for part in file.parts}
    for part in file.parts:
        where = f"{file.name}, {part.lines}"
        if part.name not in stated:
            file.fault(f"The part '{part.name}' was put in after the freezing", where=where)
        elif stated[part.name] != part.fingerprint:
            file.fault(f"The part '{part.name}' was changed after the freezing", where=where)
    for name in stated:
        if name not in there:
            file.fault(f"The part '{name}' was taken out after the freezing")


def _head(data: Mapping[str, Any] | None) -> Mapping[str, Any]:
    head = data.get("protocol") if data is not None else None
    return head if isinstance(head, dict) else {}


def _check_format(file: _File, data: Mapping[str, Any] | None) -> None:
    stated = _head(data).get("format")
    if data is not None and stated != FORMAT:
        hint = f"this version reads format {FORMAT}; take the version of ranvier that wrote it"
        told = "none" if stated is None else repr(stated)
        file.fault(f"The format of the protocol is not known: {told}", hint, where=file.place("protocol", 0))


def _check_set(file: _File, data: Mapping[str, Any] | None, claim_set: ClaimSet | None) -> None:
    stated = _head(data).get("claim_set")
    if data is None or claim_set is None or stated == claim_set.id:
        return
    file.fault(
        f"The protocol is of another claim set: '{stated}', not '{claim_set.id}'",
        f"examine with --claims {stated}, or freeze a protocol of '{claim_set.id}'",
        where=file.place("protocol", 0),
    )


def _read(file: _File, data: Mapping[str, Any]) -> Protocol | None:
    """The protocol of a parsed file; None, with its faults, where it is not whole."""
    hints = get_type_hints(Protocol)
    given: dict[str, Any] = {}
    for one in fields(Protocol):
        given[one.name] = _read_field(file, one.name, hints[one.name], data)
    for name in data:
        if name not in hints and name != "seal":
            file.fault(f"There is no part '{name}' in a protocol", where=file.place(name, 0))
    return None if file.faults else Protocol(**given)


def _read_field(file: _File, name: str, hint: Any, data: Mapping[str, Any]) -> Any:
    if name not in data:
        if get_origin(hint) is tuple:
            return ()
        file.fault(f"The part '{name}' is missing")
        return None
    value = data[name]
    if get_origin(hint) is tuple:
        kind = get_args(hint)[0]
        parts = value if isinstance(value, list) else [value]
        return tuple(_one(file, name, place, kind, part) for place, part in enumerate(parts))
    if isinstance(hint, type):
        return _one(file, name, 0, hint, value)
    return _texts_or_numbers(file, name, get_args(hint)[1], value)


def _one(file: _File, name: str, place: int, kind: type, part: Any) -> Any:
    where = file.place(name, place)
    return read_part(kind, part, lambda problem, hint: file.fault(problem, hint, where=where))


def _texts_or_numbers(file: _File, name: str, kind: type, value: Any) -> Mapping[str, Any]:
    fits = (int, float) if kind is float else (kind,)
    if isinstance(value, dict) and all(type(one) in fits for one in value.values()):
        return {key: kind(one) for key, one in value.items()}
    file.fault(f"The part '{name}' holds values of another kind", where=file.place(name, 0))
    return {}
