"""The seal under a protocol: SHA-256 of all above it and of each part, so that every change shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

SEAL = "[seal]"

_HEADER = re.compile(r"^(\[\[?)([a-z_]+)(\]\]?)\s*$")
_ID = re.compile(r'^(?:id|number) = "?([^"]*)"?$')

_SHORT = 16


@dataclass(frozen=True)
class Part:
    """One part of a protocol file: its name, its first and last line, and its text."""

    name: str
    first_line: int
    last_line: int
    text: str

    @property
    def fingerprint(self) -> str:
        """The beginning of the SHA-256 of the part."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_SHORT]

    @property
    def lines(self) -> str:
        """Where it stands."""
        return f"lines {self.first_line} to {self.last_line}"


def sealed(body: str) -> str:
    """*body* with its seal underneath."""
    return body + _seal_of(body)


def fingerprint_of_text(body: str) -> str:
    """SHA-256 of everything above the seal: the fingerprint of the protocol."""
    return hashlib.sha256(body.encode()).hexdigest()


def _seal_of(body: str) -> str:
    lines = [
        SEAL,
        "# SHA-256 of everything above, then of each part. Keep the first also where nobody can change it.",
        f'sha256 = "{fingerprint_of_text(body)}"',
        "",
        "[seal.parts]",
        *(f'"{part.name}" = "{part.fingerprint}"' for part in parts_of(body)),
    ]
    return "\n".join(lines) + "\n"


def without_seal(text: str) -> str:
    """Everything above the seal; all of it where there is none."""
    place = text.find(f"\n{SEAL}\n")
    return text if place < 0 else text[: place + 1]


def is_intact(text: str) -> bool:
    """Whether *text* is exactly what was sealed."""
    return SEAL in text and sealed(without_seal(text)) == text


def parts_of(body: str) -> tuple[Part, ...]:
    """The parts of a file in their order: what stands above the first one, and each one under its header.

    Parts that are repeated are told apart by their id or number; parts of a claim belong to it.
    """
    return tuple(_named(_split(body)))


def _split(body: str) -> Iterator[tuple[str, int, list[str]]]:
    """Header without brackets (empty for what stands above all), first line, lines."""
    name, first = "", 1
    lines: list[str] = []
    for number, line in enumerate(body.split("\n"), start=1):
        found = _HEADER.match(line)
        if found is not None:
            if lines:
                yield name, first, lines
            name, first, lines = found.group(2), number, []
        lines.append(line)
    yield name, first, lines


def _named(split: Iterator[tuple[str, int, list[str]]]) -> Iterator[Part]:
    counted: dict[str, int] = {}
    for header, first, lines in split:
        counted[header] = counted.get(header, 0) + 1
        own = next((found.group(1) for line in lines if (found := _ID.match(line))), "")
        name = header or "opening"
        if own or lines[0].startswith("[["):
            name = f"{name} {own or counted[header]}"
        text = "\n".join(lines).rstrip("\n")
        yield Part(name, first, first + text.count("\n"), text)
