"""Counts how many cells of the pymsprog 1.0.7 oracle our events reproduce, and names the others.

    PYTHONPATH=src:. python validation/course_oracle.py

Needs what pymsprog wrote, in `course/oracle` of a folder `shared` beside the project, if there is one.
"""

from collections import Counter

from tests.reference.peer_oracle import compare, configurations


def main() -> None:
    cells = [cell for name in configurations() for cell in compare(name)]
    identical = sum(cell.is_identical for cell in cells)
    print(f"{len(configurations())} configurations, {len(cells):,} cells, {identical:,} identical")
    named = Counter(cell.deviation or "unexplained" for cell in cells if not cell.is_identical)
    for name, count in sorted(named.items()):
        print(f"  {name}: {count}")


if __name__ == "__main__":
    main()
