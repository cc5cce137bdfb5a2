"""The page of coverage lists every case; its figures come from `make coverage`."""

from __future__ import annotations

from tests.coverage.document import PAGE
from tests.coverage.rooms import CASES


def test_the_page_of_coverage_lists_every_case():
    listed = [line.split(" | ")[:2] for line in PAGE.read_text(encoding="utf-8").splitlines()]
    told = {(row[0].removeprefix("| "), row[1]) for row in listed if len(row) == 2}
    asked = {(case.estimator[0].upper() + case.estimator[1:], case.cohorts) for case in CASES}
    assert asked <= told, f"run make coverage: {sorted(asked - told)}"
