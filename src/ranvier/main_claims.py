"""Claim sets from outside, and the protocol that freezes their test. One short function a use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ranvier.claims.language.case_series import CaseSeries, find_case_series
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.freeze import freeze_protocol
from ranvier.claims.protocol.markdown import protocol_markdown
from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.toml_text import protocol_toml
from ranvier.claims.reading.proposal import PageReading
from ranvier.claims.reading.proposed_set import propose_claim_set
from ranvier.claims.reading.read_page import read_page
from ranvier.errors import FileError, UsageError
from ranvier.report.write import write_whole

Progress = Callable[[str], None]


def _silent(_message: str) -> None:
    """Tells nobody."""


def read_claims_page(
    page: str | Path, out: Path | None = None, *, progress: Progress = _silent
) -> PageReading:
    """The claims that a page asserts, proposed for a person to confirm; *out* takes them as a claim set.

    *page*: a .txt, .html or .pdf file, or '-' for standard input. Raises FileError for a page that cannot be
    read, and for an *out* that exists: what a person has confirmed is never overwritten.
    """
    if out is not None and out.exists():
        raise FileError("There is such a file already", where=out.name, hint="name a new one after -o")
    reading = read_page(page, progress=progress)
    if out is not None:
        out.write_text(propose_claim_set(reading), encoding="utf-8")
    return reading


def read_cases(name_or_path: str | Path) -> CaseSeries | None:
    """`ranvier claims cases`: the described cases of a claim set; None where it describes none.

    Raises UsageError for an unknown set, FileError or ClaimSetError for a file that cannot be read.
    """
    return find_case_series(read_claims(name_or_path).reports)


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
