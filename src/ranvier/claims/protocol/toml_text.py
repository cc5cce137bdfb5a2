"""A protocol as the TOML file that is kept: readable, sealed, and the same bytes for the same protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from ranvier.claims.protocol.content import plain_fields, quoted, value_text, written
from ranvier.claims.protocol.protocol import ClaimPlan, Protocol
from ranvier.claims.protocol.seal import fingerprint_of_text, sealed, without_seal

_HEAD = """\
# How these claims will be tested, written down before it begins. Made by `ranvier claims protocol`, to be
# kept and not to be changed: the seal at the end shows every change. Later,
# `ranvier examine DIR --protocol THIS-FILE` says item by item whether the records followed it.
"""

_SAYS = {
    "time_zero": "From which recorded date each group's time counts.",
    "design": "Who is compared with whom.",
    "analysis": "When the records are closed, and how they are judged.",
    "visit": "Planned visits: month, and the days after time zero between which each counts.",
    "size": "Patients per arm, from simulated studies; lower and upper: what they leave open.",
    "claim": "Each claim with its readings, what it needs of the records, and a fingerprint.",
    "gate": "The checks that will be made.",
    "thresholds": "The limits of the checks.",
    "settings": "The definitions, and the rules of judging.",
    "definitions": "Published definitions of worsening: enough of them must agree with the one taken.",
    "null_band": "What the records would look like without any effect is re-created so.",
    "result": "What each possible result will be called: the first row of a table that fits.",
}


def protocol_toml(protocol: Protocol) -> str:
    """The text of the file, with its seal."""
    return sealed(_body(protocol))


def protocol_fingerprint(protocol: Protocol) -> str:
    """SHA-256 over the whole content, as it stands in the seal."""
    return fingerprint_of_text(without_seal(protocol_toml(protocol)))


def _body(protocol: Protocol) -> str:
    parts = [_HEAD]
    for one in fields(protocol):
        says = _SAYS.get(one.name)
        lines = "\n\n".join(_parts(one.name, getattr(protocol, one.name)))
        parts.append((f"# {says}\n" if says else "") + lines if lines else "")
    return "\n".join(f"{part.rstrip(chr(10))}\n" for part in parts if part) + "\n"


def _parts(name: str, value: object) -> Iterator[str]:
    """The parts of one field, each with its header."""
    if isinstance(value, Mapping):
        yield "\n".join([f"[{name}]", *(f"{quoted(key)} = {value_text(one)}" for key, one in value.items())])
    elif isinstance(value, tuple):
        for one in value:
            yield _claim(one) if isinstance(one, ClaimPlan) else f"[[{name}]]\n{written(one)}"
    else:
        yield f"[{name}]\n{written(value)}"


def _claim(claim: ClaimPlan) -> str:
    """A claim with its readings beneath."""
    own = "\n".join(
        f"{name} = {value_text(value)}" for name, value in plain_fields(claim) if name != "reading"
    )
    readings = "".join(f"\n[[claim.reading]]\n{written(one)}" for one in claim.reading)
    return f"[[claim]]\n{own}{readings}"
