"""Sets our course events beside those that pymsprog 1.0.7 wrote into a folder, cell by cell.

    make oracle DIR=path/to/folder
    PYTHONPATH=src:. python validation/course_oracle.py path/to/folder

A cell is one patient of one cohort under one configuration, in every output column: events, changes that
stayed unconfirmed, milestones, and relapse-related parts of the score. What differs is counted under the
defects of the peer that make the difference (P1 to P25, docs/reference/course.md): those that turn what we
find into what the peer found, and nothing else. Exit code 1 if a cell differs for another reason, or a call
of the peer is none that we take; 2 if the folder is not an oracle.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tests.reference import peer_milestones, peer_parts
from tests.reference.peer_oracle import NEEDED, compare, configurations, peer_failures

from ranvier.errors import RanvierError

EXTRAS = {"milestones.parquet": peer_milestones.compare, "ri_ra.parquet": peer_parts.compare}
"""Files that a folder may hold beside the events, and who compares them."""

SHOWN = 10
"""Unexplained cells that are listed by name."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("one folder is needed: make oracle DIR=path/to/folder", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        print(f"the folder {folder} is no oracle: it lacks {', '.join(missing)}", file=sys.stderr)
        print("  try:    name the folder that the oracle script wrote", file=sys.stderr)
        return 2
    cells = cells_of(folder)
    identical = sum(is_identical for *_, is_identical in cells)
    print(f"{len(configurations(folder))} configurations of events")
    print(f"identical {identical:,} of {len(cells):,}")
    print_deviations(cells)
    for error, count in sorted(Counter(peer_failures(folder).values()).items()):
        print(f"  not compared: {count:,} cells on which the peer stopped with {error}")
    return 1 if print_unexplained(cells) else 0


def cells_of(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Every cell: its kind, its name, the deviation that touches it, and whether it is identical."""
    cells = [cell for name in configurations(folder) for cell in event_cells(name, folder)]
    for name, compare_extra in EXTRAS.items():
        if (folder / name).is_file():
            cells += [tuple(row) for row in compare_extra(folder)]
    return cells


def event_cells(name: str, folder: Path) -> list[tuple[str, str, str, bool]]:
    """The cells of one configuration of events; one that differs if its call is none that we take."""
    try:
        found = compare(name, folder)
    except RanvierError as error:
        return [("call", f"{name}: {error.problem}", "", False)]
    return [
        (cell.kind, f"{name} / {cell.cohort} / {cell.patient}", cell.deviation, cell.is_identical)
        for cell in found
    ]


def print_deviations(cells: list[tuple[str, str, str, bool]]) -> None:
    """Counts of differing cells by kind and deviation."""
    counted = Counter((kind, why) for kind, _, why, is_identical in cells if not is_identical and why)
    for (kind, why), count in sorted(counted.items()):
        print(f"  {kind}: {count:,} under {why}")


def print_unexplained(cells: list[tuple[str, str, str, bool]]) -> int:
    """Lists cells that differ under no deviation; how many there are."""
    left = [(kind, name) for kind, name, why, is_identical in cells if not is_identical and not why]
    if left:
        print(f"differing without a named deviation: {len(left):,}")
    for kind, name in left[:SHOWN]:
        print(f"  {kind}: {name}")
    return len(left)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
