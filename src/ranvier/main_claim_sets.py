"""Claim sets as files: the shipped ones listed and shown, one's own begun and checked. One function a use."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.errors import FileError, MissingFile, UsageError
from ranvier.literature.section import near_names
from ranvier.report.claim_set_text import checked_text, claim_set_text, claim_sets_text, claim_text

TEMPLATE = "claims-template.toml"


def list_claims() -> str:
    """The shipped claim sets, one line each, with how many claims each has and how many records can test."""
    return claim_sets_text([read_claims(name) for name in list_claim_sets()])


def show_claims(name: str, claim_id: str = "") -> str:
    """A claim set with one line a claim; one claim in full where *claim_id* names it.

    name: of a shipped set, or a .toml file. Raises UsageError for a claim that is not in it.
    """
    claim_set = read_claims(name)
    if not claim_id:
        return claim_set_text(claim_set)
    found = next((claim for claim in claim_set.claims if claim.id.lower() == claim_id.lower()), None)
    if found is None:
        hint = near_names(claim_id, [claim.id for claim in claim_set.claims])
        raise UsageError(f"There is no claim '{claim_id}' in {claim_set.id}", hint=hint)
    return claim_text(found)


def start_claim_set(path: Path) -> Path:
    """The new file *path*: a claim set with comments, to fill in.

    Raises UsageError for a name that does not end in .toml, FileError for a file that exists, and MissingFile
    for a folder that does not.
    """
    if path.suffix != ".toml":
        raise UsageError(f"'{path.name}' must end in .toml", hint=f"for example {path.stem or 'mine'}.toml")
    if path.exists():
        raise FileError(
            "There is such a file already, and it is not overwritten", where=path.name, hint="name a new one"
        )
    if not path.parent.is_dir():
        raise MissingFile("The folder is not there", where=str(path.parent), hint="make it first")
    content = (resources.files("ranvier.claims") / TEMPLATE).read_bytes()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileError("The file cannot be written", where=path.name, hint="check the folder") from error
    return path


def check_claim_set(path: Path | str) -> ClaimSet:
    """The claim set in a file, if nothing is wrong with it.

    Raises ClaimSetError with every fault and its line, and FileError for a file that cannot be read.
    """
    return read_claims(path)


def checked_claims(path: Path | str) -> str:
    """What `check_claim_set` found, in sentences."""
    return checked_text(check_claim_set(path))
