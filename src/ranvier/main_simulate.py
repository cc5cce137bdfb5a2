"""What `ranvier simulate` does beside writing a programme: the table of published figures."""

from __future__ import annotations

from collections.abc import Callable

from ranvier.estimates.targets.compare import compare_with_targets
from ranvier.report.targets_text import render_targets
from ranvier.simulate.targets.studies import SimulatedStudies


def targets_table(seed: int, progress: Callable[[str], None]) -> str:
    """Simulated figures beside published ones, as text: with difference, band, status and source.

    progress: told what is being simulated and measured; all of it takes under a minute.
    """
    return render_targets(compare_with_targets(SimulatedStudies(seed), progress))
