"""Claims from outside: the reading of a page, and the cases of a set. One short function a use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ranvier.claims.language.case_series import CaseSeries, find_case_series
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.reading.proposal import PageReading
from ranvier.claims.reading.proposed_set import propose_claim_set
from ranvier.claims.reading.read_page import read_page
from ranvier.errors import FileError

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
