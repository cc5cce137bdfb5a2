"""A protocol is read back as it was written, and every change of it changes its fingerprint."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.read import read_protocol
from ranvier.claims.protocol.seal import is_intact
from ranvier.claims.protocol.toml_text import protocol_fingerprint, protocol_toml
from ranvier.errors import RanvierError
from tests.unit.claims.protocol.example import small_protocol, small_set

with tempfile.TemporaryDirectory() as _folder:
    PROTOCOL = small_protocol(small_set(Path(_folder)))
TEXT = protocol_toml(PROTOCOL)


def changed(value: Any) -> Any:
    """The same with one thing in it that differs."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int | float):
        return 0.0 if math.isinf(value) else value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, Mapping):
        return {**value, "new": next(iter(value.values()), 1.0)}
    return value[:-1]


def every_field(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every field of a protocol, parts of lists by their place."""
    found: list[tuple[Any, ...]] = []
    for one in fields(part):
        value = getattr(part, one.name)
        if is_dataclass(value):
            found += every_field(value, (*path, one.name))
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            found.append((*path, one.name))
            found += every_field(value[0], (*path, one.name, 0))
        elif value not in (None, ()):
            found.append((*path, one.name))
    return found


def with_change(part: Any, path: tuple[Any, ...]) -> Any:
    """*part* with what lies at the end of *path* changed."""
    if not path:
        return changed(part)
    first, rest = path[0], path[1:]
    if isinstance(part, tuple):
        return (*part[:first], with_change(part[first], rest), *part[first + 1 :])
    return replace(part, **{first: with_change(getattr(part, first), rest)})


WAYS = every_field(PROTOCOL)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, way)))
def test_a_change_of_any_field_changes_the_fingerprint(way: tuple[Any, ...]) -> None:
    other: Protocol = with_change(PROTOCOL, way)
    assert other != PROTOCOL
    assert protocol_fingerprint(other) != protocol_fingerprint(PROTOCOL)


@given(place=st.integers(0, len(TEXT) - 1), letter=st.sampled_from("0x \n#[\"'"))
def test_no_letter_of_a_file_can_be_exchanged(place: int, letter: str) -> None:
    if TEXT[place] == letter:
        return
    text = TEXT[:place] + letter + TEXT[place + 1 :]
    assert not is_intact(text)
    assert refused(text)


@given(end=st.integers(0, len(TEXT) - 1))
def test_no_beginning_of_a_file_is_taken_for_the_whole(end: int) -> None:
    assert refused(TEXT[:end])


def refused(text: str) -> bool:
    """Whether reading a file with this text ends in an error that a user can put right."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "test.toml"
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            read_protocol(path)
        except RanvierError as error:
            return bool(str(error))
    return False


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(
    by=TEXTS, why=TEXTS, months=st.floats(0, 100, allow_nan=False), per_arm=st.none() | st.integers(2, 2000)
)
def test_whatever_stands_in_it_is_read_back(by: str, why: str, months: float, per_arm: int | None) -> None:
    protocol = replace(
        PROTOCOL,
        protocol=replace(PROTOCOL.protocol, by=by),
        design=replace(PROTOCOL.design, why=why, per_arm=per_arm),
        analysis=replace(PROTOCOL.analysis, horizon_months=months),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "test.toml"
        path.write_text(protocol_toml(protocol), encoding="utf-8", newline="\n")
        assert read_protocol(path).protocol == protocol
