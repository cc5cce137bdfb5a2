"""Prints docs/reference/coverage.md: how often each 95 % interval held the truth in 2,000 cohorts.

PYTHONPATH=src python -m tests.coverage.document
"""

from __future__ import annotations

from pathlib import Path

from tests.coverage.cases import CoverageCase, coverage_of
from tests.coverage.rooms import CASES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage.md"
N_COHORTS = 2_000

_HEAD = f"""# How often the intervals hold the truth

{N_COHORTS:,} synthetic cohorts an estimator, each with a known truth; a 95 % interval should hold it in 93 to
97 of 100. Exact intervals hold it more often than they promise, which the last column says.
`make test-deep` checks it.

| estimator | cohorts | held | truth below | truth above | no interval | why more |
|---|---|---|---|---|---|---|
"""


def row(case: CoverageCase) -> str:
    """One line of the table."""
    found = coverage_of(case, N_COHORTS)
    named = case.estimator[0].upper() + case.estimator[1:]
    return (
        f"| {named} | {case.cohorts} | {found.percent:.1f} % | {found.n_truth_below} | "
        f"{found.n_truth_above} | {found.n_without} | {case.because} |\n"
    )


if __name__ == "__main__":
    PAGE.write_text(_HEAD + "".join(row(case) for case in CASES), encoding="utf-8")
