"""The protocol that freezes the test of a claim set, as a user asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ranvier.claims.language.claimset import read_claims
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.freeze import freeze_protocol
from ranvier.claims.protocol.markdown import protocol_markdown
from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.toml_text import protocol_toml
from ranvier.errors import FileError, UsageError
from ranvier.report.write import write_whole

Progress = Callable[[str], None]


def _silent(_message: str) -> None:
    """Tells nobody."""


def write_protocol(
    claims: str, asked: ProtocolAsked, out: Path | None = None, *, progress: Progress = _silent
) -> Protocol:
    """`ranvier claims protocol`: the test of a claim set frozen, sealed in *out*, and printable beside it.

    out: a new .toml file; the same in sentences and tables goes into an .md file of the same name. Raises
    UsageError for another ending, FileError for a file that exists: what was frozen is never overwritten.
    """
    claim_set = read_claims(claims)
    if out is not None:
        _check_new(out)
    protocol = freeze_protocol(claim_set, asked, progress)
    if out is not None:
        write_whole(out, protocol_toml(protocol))
        write_whole(out.with_suffix(".md"), protocol_markdown(protocol))
    return protocol


def _check_new(out: Path) -> None:
    if out.suffix != ".toml":
        raise UsageError("A protocol is a .toml file", where=str(out), hint="end its name in .toml")
    for path in (out, out.with_suffix(".md")):
        if path.exists():
            raise FileError("There is such a file already", where=path.name, hint="name a new one after -o")
