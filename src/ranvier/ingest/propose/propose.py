"""Writes a proposed programme.toml for a file that nobody has described yet."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from ranvier.errors import UnreadableFile, UsageError
from ranvier.ingest.limits import LIMITS, Limits
from ranvier.ingest.programme_file import NAME
from ranvier.ingest.propose.look import look_at
from ranvier.ingest.propose.plan import plan_sheet
from ranvier.ingest.propose.toml_text import proposal_text


def propose_programme(source: Path, folder: Path, *, limits: Limits = LIMITS) -> Path:
    """The path of a new programme.toml in *folder* that proposes how *source* is to be read.

    source: a CSV, XLSX or Parquet file; it is named in the proposal, not copied. folder: made if it is not
    there. Nothing that exists is overwritten, and the proposal cannot be read before a person has filled in
    who supplies the records. Raises UsageError if there is a programme.toml already, UnreadableFile if
    nothing in the file is recognised, and the errors of files.
    """
    path = folder / NAME
    if path.exists():
        raise UsageError(
            f"The folder already has a {NAME}",
            where=str(folder),
            hint="name another folder, or move that file away: it is never overwritten",
        )
    plans = [plan_sheet(sheet, source.stem) for sheet in look_at(source, limits)]
    if not any(plan.tables for plan in plans):
        raise UnreadableFile(
            "No table was recognised by the headers of the file",
            where=source.name,
            hint="write programme.toml by hand: docs/how-to/read-your-files.md",
        )
    text = proposal_text(plans, source.name, _path_from(folder, source), source.stem)
    tomllib.loads(text)
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _path_from(folder: Path, source: Path) -> str:
    """The path to *source* as seen from *folder*; the whole path where none leads there (another drive)."""
    try:
        return Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return source.resolve().as_posix()
