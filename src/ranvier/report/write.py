"""Writes a report's files, all or none, after the disclosure check."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ranvier.claims.judging.verdict import Examination
from ranvier.report.disclosure import check_shareable
from ranvier.report.figure_files import figure_files, is_figure_file
from ranvier.report.markdown import markdown_of
from ranvier.report.page import render_report
from ranvier.report.provenance import provenance_json
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_csv import verdicts_csv
from ranvier.report.verdicts_json import verdicts_json


def write_report(examination: Examination, out: Path, *, internal: bool = False) -> Path:
    """Write the page, the same as Markdown, the verdicts as JSON and CSV, provenance, and each figure.

    Returns the path of the page, report.html.

    Raises DisclosureError, and writes nothing, where a shareable file would show a small group. internal:
    single patients are shown, the page says so in red, and no check is made. What is left of an earlier
    report's figures in the same folder is removed; nothing else is.
    """
    sharing = sharing_of(examination, internal=internal)
    page = render_report(examination, internal=internal)
    files = {
        "report.html": page,
        "report.md": markdown_of(page, sharing),
        "verdicts.json": verdicts_json(examination, internal=internal),
        "provenance.json": provenance_json(examination, internal=internal),
        "verdicts.csv": verdicts_csv(examination, internal=internal),
        **figure_files(examination, internal=internal),
    }
    _check(files, sharing)
    _remove_earlier(out)
    write_files(out, files, sharing)
    return out / "report.html"


def _remove_earlier(out: Path) -> None:
    """Remove an earlier report's figures, known by name: internal ones must not lie beside this one."""
    for path in sorted([*(out / "data").glob("*.csv"), *(out / "figures").glob("*.svg")]):
        if is_figure_file(path.name):
            path.unlink()


def write_files(
    out: Path, files: Mapping[str, str], sharing: Sharing, *, kinds: Mapping[str, str] | None = None
) -> None:
    """Write *files* under *out* after the check; each appears whole or not at all.

    kinds: how a file is to be read where its name does not say, as a suffix such as ".html".
    """
    _check({_as_kind(name, kinds or {}): text for name, text in files.items()}, sharing)
    for name, text in files.items():
        write_whole(out / name, text)


def _check(files: Mapping[str, str], sharing: Sharing) -> None:
    if not sharing.internal:
        check_shareable(files, sharing)


def _as_kind(name: str, kinds: Mapping[str, str]) -> str:
    kind = kinds.get(name, "")
    return name if not kind or name.endswith(kind) else f"{name}{kind}"


def write_whole(path: Path, text: str) -> None:
    """Write beside the file first and then put it in its place, so that nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
