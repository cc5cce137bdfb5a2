"""Writes docs/reference/targets.md: published figures beside those of one simulated run.

PYTHONPATH=src python -m tests.targets_page
"""

from __future__ import annotations

import sys
from pathlib import Path

from ranvier.estimates.targets.compare import compare_with_targets
from ranvier.report.targets_text import render_targets_page
from ranvier.simulate.targets.studies import SimulatedStudies

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "targets.md"

SEED = 1
"""Of the page and of the test that holds it."""


def page() -> str:
    """The whole page."""
    return render_targets_page(compare_with_targets(SimulatedStudies(SEED), lambda _message: None))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
