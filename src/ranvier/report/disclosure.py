"""One check over HTML, Markdown, SVG, JSON and CSV alike: nothing that is shared shows a small group.

The rule and what is left to the reader: docs/decisions/0004-small-groups.md. Everything that looks like a
count of people is one, unless it is marked as something else; so a figure or table that forgets the mark is
refused rather than let through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from ranvier.errors import DisclosureError
from ranvier.report.scan_data import scan_csv, scan_json
from ranvier.report.scan_markdown import scan_markdown
from ranvier.report.scan_markup import scan_markup
from ranvier.report.small_cells import Sharing

Scan = Callable[[str, Sharing], Iterable[str]]
"""Text of a file in; where it shows a small group, without saying how small, out."""

_ANY = Sharing()

_SCANS: Mapping[str, Scan] = {
    ".html": scan_markup,
    ".svg": scan_markup,
    ".json": scan_json,
    ".csv": scan_csv,
    ".md": scan_markdown,
}


def check_shareable(files: Mapping[str, str], sharing: Sharing = _ANY) -> None:
    """Pass if none of *files* (name and text) shows a group that is smaller than *sharing* allows.

    With the totals and secrets of an examination in *sharing*, groups that follow by subtraction from a
    number it does not print are found as well.

    Raises DisclosureError with every place, for a small group, for an internal file, and for a kind of file
    that cannot be read.
    """
    faults = [f"{name}: {place}" for name, text in files.items() for place in _faults(name, text, sharing)]
    if faults:
        raise DisclosureError(
            f"{len(faults)} {'place' if len(faults) == 1 else 'places'} would show a group of fewer than "
            f"{sharing.smallest} people, or cannot be checked",
            where="; ".join(sorted(set(faults))),
            hint="report this as a fault of ranvier; --internal writes all of it, not to be shared",
        )


def _faults(name: str, text: str, sharing: Sharing) -> Iterable[str]:
    scan = _SCANS.get(PurePosixPath(name).suffix.lower())
    if scan is None:
        return ["a kind of file that cannot be checked"]
    return scan(text, sharing)
