"""Prints docs/reference/exactness.md: estimator, the program it is compared with, the largest difference.

PYTHONPATH=src python -m tests.exactness.document
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.exactness.agreement import Comparison, Kind
from tests.exactness.rooms import ROOMS, comparisons_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exactness.md"

_HEAD = """# How closely the estimates equal other programs

Each number below was computed by another program from the same synthetic patients and is kept, with that
program's version, in `tests/oracles/*.csv`; `validation/*.R` wrote it. The tests compare every one of them. A
difference is a share of their number, or of 0.01 where that is larger. Closed forms must agree to 1e-8, fits
that are iterated to 1e-6; where more is allowed, the reason stands below the table.

| estimator | compared with | cases | numbers | kind | largest difference |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    found: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for room in ROOMS:
        for one in comparisons_of(room):
            found[one.theirs.estimator, f"{one.theirs.program} {one.theirs.version}"].append(one)
    rows = "".join(
        _row(*key, compared)
        for key, compared in sorted(found.items(), key=lambda item: (item[0][0].lower(), item[0][1]))
    )
    reasons = sorted(
        {f"{one.theirs.estimator}: {one.because}" for each in found.values() for one in each if one.because}
    )
    told = "".join(f"\n- {reason}" for reason in reasons)
    return _HEAD + rows + (f"\n## Where more is allowed\n{told}\n" if told else "")


def _row(estimator: str, program: str, compared: list[Comparison]) -> str:
    kinds = " and ".join(_WORDS[kind] for kind in Kind if any(one.kind is kind for one in compared))
    largest = max(one.difference for one in compared)
    n_cases = len({one.theirs.case for one in compared})
    named = estimator[0].upper() + estimator[1:]
    return f"| {named} | {program} | {n_cases} | {len(compared):,} | {kinds} | {_power(largest)} |\n"


def _power(difference: float) -> str:
    """Rounded up to a power of ten, so that another machine's last digits print the same."""
    for exponent in range(-15, 1):
        if difference <= 10.0**exponent:
            return f"below 1e{exponent}"
    return "above 1"


_WORDS = {Kind.CLOSED_FORM: "closed form", Kind.ITERATED: "iterated"}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
