"""Who signed the certainties of a report, and whether the signature is of this report (verdict rule 8)."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ranvier.errors import EmptyFile, FileTooLarge, MissingFile, RanvierError, SignatureError, UnreadableFile

MAX_BYTES = 20_000
"""A signature is a few lines; more is another file."""

LONGEST = 200
"""Letters of a name, a role or an interest."""

TEXTS: Mapping[str, str] = {
    "name": 'a person, as in name = "…"',
    "role": "what the signer is to the programme or to the claims",
    "interest": 'who pays or employs the signer, or "none"',
}
"""What a signature must say in words, each with what to write."""

_KEYS = (*TEXTS, "date", "fingerprint")
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Signature:
    """What a person signed.

    name, role, interest: as written. signed_on: the day. fingerprint: of the content that was read, 64
    hexadecimal digits. It is a statement in a file, no cryptographic signature: who wrote it is not proved.
    """

    name: str
    role: str
    interest: str
    signed_on: date
    fingerprint: str


@dataclass(frozen=True)
class SignatureHeld:
    """A signature held against a report.

    refusal: why it does not count; empty where it does.
    """

    signature: Signature
    refusal: str = ""

    @property
    def counts(self) -> bool:
        """Whether it signs this report."""
        return not self.refusal


def content_fingerprint(content: Mapping[str, Any]) -> str:
    """64 hexadecimal digits that change with anything in *content* (SHA-256 of its sorted JSON)."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def judge_signature(signature: Signature, fingerprint: str, *, closed_on: date | None) -> SignatureHeld:
    """Whether *signature* is of the content of this *fingerprint*, given after the records were closed."""
    if signature.fingerprint != fingerprint:
        return SignatureHeld(signature, "it is of other records, claims, thresholds or verdicts than these")
    if closed_on is not None and signature.signed_on < closed_on:
        return SignatureHeld(signature, f"it is dated before the records were closed ({closed_on})")
    return SignatureHeld(signature)


def read_signature(path: Path) -> Signature:
    """The signature in a file with one table [signature].

    Raises MissingFile, EmptyFile, FileTooLarge, UnreadableFile, and SignatureError with every fault at once.
    """
    table, problems = _table(path), []
    for key in table.keys() - set(_KEYS):
        problems.append(_fault(path, key, "is no part of a signature", f"one of {', '.join(_KEYS)}"))
    for key, hint in TEXTS.items():
        text = table.get(key)
        if not isinstance(text, str) or not text.strip():
            problems.append(_fault(path, key, "must be said in words", hint))
        elif len(text) > LONGEST:
            problems.append(_fault(path, key, f"may have at most {LONGEST} letters", "say it shorter"))
    signed_on, fingerprint = table.get("date"), table.get("fingerprint")
    if not isinstance(signed_on, date) or isinstance(signed_on, datetime):
        problems.append(_fault(path, "date", "must be a day", "write date = 2026-01-31, without quotes"))
    if not _is_fingerprint(fingerprint):
        hint = "copy the 64 digits of the content fingerprint from the report"
        problems.append(_fault(path, "fingerprint", "must be a content fingerprint", hint))
    if problems:
        raise SignatureError(problems, headline="The signature cannot be used")
    assert isinstance(signed_on, date)
    words = {key: " ".join(str(table[key]).split()) for key in TEXTS}
    return Signature(**words, signed_on=signed_on, fingerprint=str(fingerprint))


def _is_fingerprint(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= _HEX


def _fault(path: Path, key: str, problem: str, hint: str) -> RanvierError:
    return RanvierError(f"'{key}' {problem}", where=f"{path.name}, [signature]", hint=hint)


def _table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MissingFile("The signature is not there", where=path.name, hint="check the path")
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise FileTooLarge("This is too large for a signature", where=path.name, hint="name another file")
    if not content.strip():
        raise EmptyFile("The signature is empty", where=path.name, hint="write a table [signature]")
    try:
        parsed = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = "write one table [signature] with lines `key = value`, saved as UTF-8"
        raise UnreadableFile("The signature is not valid TOML", where=path.name, hint=hint) from error
    table = parsed.get("signature")
    if not isinstance(table, dict) or set(parsed) != {"signature"}:
        problem = RanvierError(
            "A signature is one table", where=path.name, hint="begin the file with [signature]"
        )
        raise SignatureError([problem], headline="The signature cannot be used")
    return table
