"""The numbers of a case of somebody's file: keyed in order, a derived one with the numbers it comes from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ranvier.literature.retrodiction.case_part import CasePart
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance

_NAMES = frozenset(
    {"what", "value", "status", "key", "ci95", "ci", "inputs", "how", "address", "url", "read_at"}
    | {"caveat", "note", "confidence", "where"}
)
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")


def read_numbers(part: CasePart, owner: str) -> tuple[PublishedNumber, ...]:
    """The numbers under `numbers`. One without a value is left out, one without a status counts as memory.

    A derived number may decide where those it comes from may: the ones it names under `inputs`, or else
    those that print a figure of its arithmetic.
    """
    parts = enumerate(part.inners("numbers"))
    read = [number for i, inner in parts if (number := _read(inner, f"{owner}{_letter(i)}"))]
    by_key = {number.key: number for number in read}
    return tuple(_settled(number, by_key) for number in read)


def _read(part: CasePart, key: str) -> PublishedNumber | None:
    part = _rejoined(part)
    status = part.word(Provenance, "status", otherwise=Provenance.MEMORY)
    what, value = part.text("what"), part.text("value")
    number = PublishedNumber(
        key=part.text("key") or key,
        what=what,
        value=value,
        status=status,
        may_decide=status.may_decide and status is not Provenance.DERIVED,
        ci95=part.text("ci95", "ci"),
        inputs=part.texts("inputs"),
        how=part.text("how"),
        address=part.text("address", "url", "read_at"),
        caveat=part.text("caveat", "note"),
    )
    others = [name for name in part.part.values if name not in {*part.asked, "confidence"}]
    if not value and others:
        part.fault(
            "a number has no 'value'", *others, hint=f"is '{others[0]}' meant for it? Else write the value"
        )
    return number if value else None


def _rejoined(part: CasePart) -> CasePart:
    """The part with texts put together that a comma without quotes has cut: what follows has no value."""
    values: dict[str, Any] = {}
    last = ""
    for name, value in part.part.values.items():
        is_cut = value == "" and name not in _NAMES and isinstance(values.get(last), str)
        if is_cut:
            values[last] = f"{values[last]}, {name}"
        else:
            values[name], last = value, name
    return CasePart(replace(part.part, values=values), part.where, part.faults)


def _settled(number: PublishedNumber, by_key: dict[str, PublishedNumber]) -> PublishedNumber:
    if number.status is not Provenance.DERIVED:
        return number
    named = number.inputs or _sources_of(number, by_key)
    known = [by_key[name] for name in named if name in by_key]
    may_decide = bool(known) and len(known) == len(named) and all(one.may_decide for one in known)
    return replace(number, inputs=tuple(named), may_decide=may_decide)


def _sources_of(number: PublishedNumber, by_key: dict[str, PublishedNumber]) -> tuple[str, ...]:
    """Keys of the numbers that share the most figures with the arithmetic of a derived one."""
    own = set(_NUMERAL.findall(f"{number.what} {number.how}"))
    shared = {
        key: len(own & set(_NUMERAL.findall(f"{other.what} {other.value}")))
        for key, other in by_key.items()
        if other.status is not Provenance.DERIVED
    }
    most = max(shared.values(), default=0)
    return tuple(key for key, count in shared.items() if most and count == most)


def _letter(i: int) -> str:
    """a, b … z, za, zb …"""
    return "z" * (i // 26) + chr(ord("a") + i % 26)
