"""Finds the headers that programme.toml names in the headers of a file."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Header, Shifted, Source, YearOf


def headers_of(source: Source) -> list[str]:
    """The headers that *source* reads."""
    if isinstance(source, Header):
        return [source.name]
    if isinstance(source, Shifted):
        return [source.anchor, *([source.plus_days] if isinstance(source.plus_days, str) else [])]
    return [source.date] if isinstance(source, YearOf) else []


def loose(header: str) -> str:
    """*header* without what tells no two apart: capital letters, outer spaces, spaces for underscores."""
    return unicodedata.normalize("NFKC", header).strip().casefold().replace(" ", "_")


def position(raw: RawTable, header: str) -> int | None:
    """Where *header* stands: as written, or else the only one that differs in case and outer spaces."""
    exact = [i for i, name in enumerate(raw.headers) if name == header.strip()]
    if len(exact) == 1:
        return exact[0]
    alike = [i for i, name in enumerate(raw.headers) if loose(name) == loose(header)]
    return alike[0] if len(alike) == 1 and not exact else None


def near_header(raw: RawTable, header: str) -> str:
    """A hint with a header that is spelt almost alike.

    A header can be a patient's value (a file without headers, a column a patient), so only one that the
    person wrote nearly the same, with the same digits, is shown.
    """
    near = get_close_matches(
        header, [name for name in raw.headers if _digits(name) == _digits(header)], 1, 0.7
    )
    return f"did you mean '{near[0]}'? " if near else ""


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
